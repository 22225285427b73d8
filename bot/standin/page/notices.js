// Short words that come and go: toasts, the bot's alerts, questions before something is destroyed.

import { button, el } from "./dom.js";

const SHOWN_FOR = 4_500;
const dialog = document.getElementById("dialog");
const hosts = new WeakMap();

/** A line that fades by itself, over `place` (a pane) or over the whole page. */
export function toast(text, place = document.body, kind = "") {
  let host = hosts.get(place);
  if (!host) {
    host = el("div", { class: "toasts", role: "status" });
    place.append(host);
    hosts.set(place, host);
  }
  const line = el("div", { class: `toast ${kind}`, text });
  host.append(line);
  setTimeout(() => line.remove(), SHOWN_FOR + text.length * 30);
}

/** What went wrong, said to the player. */
export function complain(error, place) {
  const lost = error instanceof TypeError;
  toast(lost ? "Нет связи с демонстрацией. Попробуйте ещё раз." : error.message, place, "bad");
}

/** A modal text with one «Понятно»: how Telegram shows a bot's alert. */
export const alertBox = (text) => ask(text, [["ok", "Понятно", "primary"]]);

/** A modal question; true when the player agreed. */
export const confirmBox = async (text, agree) =>
  (await ask(text, [
    ["", "Отмена", ""],
    ["ok", agree, "danger"],
  ])) === "ok";

function ask(text, answers) {
  dialog.querySelector("#dialog-text").textContent = text;
  const buttons = answers.map(([value, label, style]) =>
    button({ class: `answer ${style}`, text: label, onclick: () => dialog.close(value) }),
  );
  dialog.querySelector("#dialog-answers").replaceChildren(...buttons);
  dialog.returnValue = "";
  if (!dialog.open) dialog.showModal();
  buttons.at(-1).focus();
  return new Promise((done) => dialog.addEventListener("close", () => done(dialog.returnValue), { once: true }));
}
