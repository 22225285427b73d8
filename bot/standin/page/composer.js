// The input line: write, answer, correct, attach. Each chat and topic keeps its own draft.

import { complain } from "./notices.js";
import { el, icon, iconButton } from "./dom.js";
import { menu } from "./menu.js";
import * as samples from "./samples.js";
import { fullName, snippet } from "./snippet.js";

const FILES = [
  ["image", "Фото", async () => [await samples.photo()]],
  ["file", "Документ PDF", async () => [await samples.pdf()]],
  ["file", "Снимок BMP документом", async () => [await samples.bmp()]],
  ["file", "Архив ZIP", async () => [await samples.zip()]],
  ["album", "Альбом: 3 фото", async () => [await samples.photo(), await samples.photo(), await samples.photo()]],
  ["voice", "Голосовое сообщение", async () => [await samples.voice()]],
  ["file", "Файл 25 МБ", async () => [await samples.huge()]],
];
const TALLEST = 140;

export class Composer {
  /** `out`: {send(words), edit(message, text), last()} do the sending; `pane` shows what went wrong. */
  constructor(label, out, pane) {
    this.out = out;
    this.pane = pane;
    this.drafts = new Map();
    this.place = null;
    this.about = null;
    this.input = el("textarea", {
      rows: 1,
      placeholder: "Сообщение",
      "aria-label": label,
      oninput: () => this.fit(),
      onkeydown: (event) => this.key(event),
    });
    this.sender = iconButton("send", "Отправить", () => this.submit(), { class: "round send", type: "submit" });
    this.bar = el("div", { class: "about-bar", hidden: true });
    this.attach = menu(
      "attach",
      "Прикрепить файл",
      () => FILES.map(([mark, name, make]) => ({ label: name, icon: mark, run: () => this.file(make) })),
      { side: "up" },
    );
    this.node = el(
      "div",
      { class: "composer" },
      this.bar,
      el("div", { class: "input-row" }, this.attach, this.input, this.sender),
    );
    this.fit();
  }

  /** Turn to another chat or topic; what was being written stays with the old one. */
  move(place) {
    if (place === this.place) return;
    if (this.place !== null) this.drafts.set(this.place, { text: this.input.value, about: this.about });
    const draft = this.drafts.get(place);
    this.place = place;
    this.input.value = draft?.text ?? "";
    this.set(draft?.about ?? null);
    this.fit();
  }

  /** Put words at the start of the line (a command); a command that is there already gives way. */
  insert(words) {
    const rest = this.input.value.replace(/^(\/\w+|\/\/)\s*/, "");
    this.input.value = words + rest;
    this.focus();
    this.fit();
  }

  reply(message) {
    if (this.about?.kind === "edit") this.input.value = "";
    this.set({ kind: "reply", message });
    this.focus();
  }

  edit(message) {
    this.set({ kind: "edit", message });
    this.input.value = message.text ?? message.caption ?? "";
    this.focus();
    this.fit();
  }

  focus() {
    this.input.focus();
    this.input.setSelectionRange(this.input.value.length, this.input.value.length);
  }

  set(about) {
    this.about = about;
    this.bar.hidden = !about;
    this.sender.replaceChildren(icon(about?.kind === "edit" ? "check" : "send"));
    if (!about) return;
    const title = about.kind === "edit" ? "Изменение сообщения" : `Ответ: ${fullName(about.message.from)}`;
    this.bar.replaceChildren(
      icon(about.kind),
      el("span", { class: "about" }, el("b", { text: title }), el("small", { text: snippet(about.message) })),
      iconButton("close", "Отменить", () => this.cancel()),
    );
  }

  cancel() {
    if (this.about?.kind === "edit") this.input.value = "";
    this.set(null);
    this.focus();
    this.fit();
  }

  key(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.submit();
    } else if (event.key === "Escape" && this.about) {
      event.preventDefault();
      this.cancel();
    } else if (event.key === "ArrowUp" && !this.input.value && !this.about) {
      const last = this.out.last();
      if (!last) return;
      event.preventDefault();
      this.edit(last);
    }
  }

  async submit() {
    const text = this.input.value.trim();
    const about = this.about;
    if (!text) return this.focus();
    await this.trying(() => {
      if (about?.kind === "edit") return this.out.edit(about.message, text);
      return this.out.send({ text, ...answering(about) });
    });
  }

  async file(make) {
    // What stands in the line goes along as the caption, as in Telegram.
    const caption = this.about?.kind === "edit" ? "" : this.input.value.trim();
    const about = this.about?.kind === "reply" ? this.about : null;
    await this.trying(async () => {
      const files = await make();
      if (caption) files[0].caption = caption;
      const words = files.length > 1 ? { album: files } : { media: files[0] };
      return this.out.send({ ...words, ...answering(about) });
    });
  }

  async trying(sending) {
    this.sender.disabled = true;
    const place = this.place;
    try {
      await sending();
      if (place !== this.place) this.drafts.delete(place);
      else {
        this.input.value = "";
        this.set(null);
        this.fit();
      }
    } catch (error) {
      complain(error, this.pane);
    } finally {
      this.sender.disabled = false;
      this.focus();
    }
  }

  fit() {
    this.input.style.height = "auto";
    this.input.style.height = `${Math.min(this.input.scrollHeight, TALLEST)}px`;
  }
}

const answering = (about) => (about?.kind === "reply" ? { reply_to: about.message.message_id } : {});
