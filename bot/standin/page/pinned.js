// The pinned card above a chat: the newest pinned message in two lines; a click leads to it, again to the one before.

import { button, el, icon } from "./dom.js";
import { snippet } from "./snippet.js";

/** A card has lines; in one line they need something between them. */
const inOneLine = (message) =>
  snippet(message.text ? { ...message, text: message.text.replace(/\n+/g, " · ") } : message, 200);

export class Pinned {
  constructor(onjump) {
    this.onjump = onjump;
    this.at = 0;
    this.node = button({ class: "pinned", title: "К закреплённому сообщению", hidden: true, onclick: () => this.go() });
  }

  show(messages) {
    this.found = messages.filter((message) => message.pinned && !message.deleted && !message.service).reverse();
    this.node.hidden = !this.found.length;
    if (!this.found.length) return;
    this.at = Math.min(this.at, this.found.length - 1);
    const message = this.found[this.at];
    const title = this.found.length > 1 ? `Закреплено · ${this.at + 1} из ${this.found.length}` : "Закреплено";
    this.node.replaceChildren(
      icon("pin"),
      el("span", { class: "about" }, el("b", { text: title }), el("small", { text: inOneLine(message) })),
    );
  }

  go() {
    const message = this.found[this.at];
    this.onjump(message.message_id);
    this.at = (this.at + 1) % this.found.length;
  }
}
