// Buttons: under a message (inline) and in place of typing (the reply keyboard), and what a press does.

import { act, answerTo } from "./api.js";
import { button, el, icon } from "./dom.js";
import { alertBox, complain, toast } from "./notices.js";

const STYLES = new Set(["primary", "success", "danger"]);

/** The rows of an inline keyboard; null when the message has none. `onpress(button, node)` handles callbacks. */
export function inlineRows(message, onpress) {
  const rows = message.reply_markup?.inline_keyboard;
  if (!rows?.length) return null;
  return el(
    "div",
    { class: "inline" },
    rows.map((row) =>
      el(
        "div",
        { class: "inline-row" },
        row.map((wanted) => inlineButton(wanted, message, onpress)),
      ),
    ),
  );
}

function inlineButton(wanted, message, onpress) {
  const style = STYLES.has(wanted.style) ? wanted.style : "";
  const mark = wanted.copy_text ? icon("copy") : wanted.url ? icon("link") : null;
  return button(
    {
      class: `inline-button ${style}`,
      disabled: "disabled" in wanted,
      data: { key: `press:${wanted.callback_data ?? wanted.text}` },
      onclick: (event) => onpress(wanted, message, event.currentTarget),
    },
    el("span", { text: wanted.text }),
    mark,
  );
}

/** Press an inline button as `person` and show what comes of it in `pane`. */
export async function press(person, chat, wanted, message, node, pane) {
  if (wanted.copy_text) return copy(wanted.copy_text.text, pane);
  if (wanted.url) return void window.open(wanted.url, "_blank", "noopener,noreferrer");
  if (wanted.callback_data === undefined) return toast("Эта кнопка работает только в Telegram.", pane);
  node.classList.add("busy");
  node.setAttribute("aria-busy", "true");
  try {
    // By its data, not by its label: two buttons of a message may carry the same words.
    const { query_id: id } = await act(person, "press", {
      chat,
      message_id: message.message_id,
      data: wanted.callback_data,
    });
    const answer = await answerTo(id);
    if (answer === null) toast("Бот не ответил на нажатие.", pane, "bad");
    else if (answer.alert) await alertBox(answer.text);
    else if (answer.text) toast(answer.text, pane);
  } catch (error) {
    complain(error, pane);
  } finally {
    node.classList.remove("busy");
    node.removeAttribute("aria-busy");
  }
}

async function copy(text, pane) {
  try {
    await navigator.clipboard.writeText(text);
    toast(`Скопировано: ${text}`, pane);
  } catch {
    // A browser may forbid the clipboard; the text itself is still of use.
    await alertBox(text);
  }
}

/** The newest reply keyboard among messages, unless a later message took it away. */
export function currentKeyboard(messages) {
  for (const message of [...messages].reverse()) {
    const keyboard = message.keyboard;
    if (message.deleted || !keyboard) continue;
    if (keyboard.remove_keyboard) return null;
    if (keyboard.keyboard) return { rows: keyboard.keyboard, message };
  }
  return null;
}

/** The reply keyboard as rows of buttons; `onchoose(button)` sends. */
export function replyRows(rows, onchoose) {
  return rows.map((row) =>
    el(
      "div",
      { class: "reply-row" },
      row.map((wanted) => button({ class: "reply-button", text: wanted.text, onclick: () => onchoose(wanted) })),
    ),
  );
}
