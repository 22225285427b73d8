// The left pane: the private chat of a customer with the bot.

import { act } from "./api.js";
import { currentKeyboard, press, replyRows } from "./buttons.js";
import { Composer } from "./composer.js";
import { avatar, button, el, segments } from "./dom.js";
import { Feed } from "./feed.js";
import { menu } from "./menu.js";
import { complain, toast } from "./notices.js";
import { Pinned } from "./pinned.js";
import { fullName } from "./snippet.js";

export class CustomerPane {
  constructor(root, chats, people) {
    this.chats = chats;
    this.people = people;
    this.feed = new Feed("Чат заказчика с ботом");
    this.pinned = new Pinned((id) => this.feed.jump(id));
    this.composer = new Composer(
      "Сообщение от заказчика",
      { send: (words) => this.send(words), edit: (message, text) => this.edit(message, text), last: () => this.last() },
      this.feed.node,
    );
    this.keyboard = el("div", { class: "reply-keyboard", role: "group", "aria-label": "Меню бота" });
    this.gate = button({ class: "gate", onclick: () => this.start() });
    this.title = el("div", { class: "title" });
    const tabs = el("div", { "aria-label": "Кто из заказчиков" });
    this.tabs = segments(
      tabs,
      people.map((person) => ({ id: person.id, label: person.first_name, hint: fullName(person) })),
      (id) => this.choose(id),
    );
    const more = menu("more", "Действия заказчика", () => this.actions());
    root.replaceChildren(
      el("header", { class: "pane-head" }, this.title, tabs, more),
      this.pinned.node,
      this.feed.node,
      el("footer", { class: "pane-foot" }, this.composer.node, this.keyboard, this.gate),
    );
    const kept = Number(sessionStorage.getItem("customer"));
    this.chosen = people.some((person) => person.id === kept) ? kept : people[0].id;
  }

  get person() {
    return this.people.find((person) => person.id === this.chosen);
  }

  choose(id) {
    this.chosen = id;
    sessionStorage.setItem("customer", id);
    this.draw();
  }

  draw() {
    const { chosen, chats, person } = this;
    const messages = chats.of(chosen);
    const there = messages.some((message) => !message.deleted);
    const blocked = chats.blocked.has(chosen);
    chats.markRead(chosen, null);
    this.tabs.choose(chosen);
    for (const { id } of this.people) this.tabs.mark(id, id !== chosen && chats.unread(id, null, id));
    this.title.replaceChildren(
      avatar(person, "customer-avatar"),
      el(
        "span",
        { class: "about" },
        el("h2", { text: fullName(person) }),
        el("small", { text: blocked ? "бот заблокирован" : "личный чат с ботом" }),
      ),
    );
    this.composer.move(`customer:${chosen}`);
    this.composer.node.hidden = blocked || !there;
    this.gate.hidden = !this.composer.node.hidden;
    this.gate.textContent = blocked ? "Разблокировать бота" : "Старт";
    const keyboard = blocked || !there ? null : currentKeyboard(messages);
    this.keyboard.hidden = !keyboard;
    this.keyboard.replaceChildren(
      ...(keyboard ? replyRows(keyboard.rows, (wanted) => this.choice(wanted, keyboard.message)) : []),
    );
    this.pinned.show(messages);
    this.feed.show(
      `customer:${chosen}`,
      messages,
      this.view(),
      "Здесь заказчик пишет боту. Нажмите «Старт», чтобы начать.",
    );
  }

  view() {
    return {
      me: this.chosen,
      group: false,
      find: (id) => this.chats.find(this.chosen, id),
      reply: (message) => this.composer.reply(message),
      edit: (message) => this.composer.edit(message),
      press: (wanted, message, node) => press(this.chosen, this.chosen, wanted, message, node, this.feed.node),
      command: (text) => this.trying(this.send({ text })),
      jump: (id) => this.feed.jump(id),
    };
  }

  actions() {
    const blocked = this.chats.blocked.has(this.chosen);
    const does = (what) => this.trying(act(this.chosen, what));
    return [
      { label: "Отправить /start", run: () => this.start() },
      { label: "Отправить /help", run: () => this.trying(this.send({ text: "/help" })) },
      blocked
        ? { label: "Разблокировать бота", run: () => does("unblock") }
        : {
            label: "Заблокировать бота",
            danger: true,
            run: () =>
              does("block").then(() =>
                toast("Бот заблокирован: написать заказчику он больше не сможет.", this.feed.node),
              ),
          },
    ];
  }

  start() {
    return this.trying(
      act(this.chosen, this.chats.blocked.has(this.chosen) && this.chats.of(this.chosen).length ? "unblock" : "start"),
    );
  }

  /** A button of the reply keyboard: its words are sent, or a contact or place it asks for. */
  choice(wanted, message) {
    const asks = wanted.request_contact || wanted.request_location;
    const sent = asks
      ? act(this.chosen, "press", { text: wanted.text, message_id: message.message_id })
      : this.send({ text: wanted.text });
    this.feed.following = true;
    return this.trying(sent);
  }

  send(words) {
    this.feed.following = true;
    return act(this.chosen, "send", words);
  }

  edit(message, text) {
    return act(this.chosen, "edit", { message_id: message.message_id, text, caption: text });
  }

  last() {
    return this.chats
      .of(this.chosen)
      .findLast((message) => message.from.id === this.chosen && !message.deleted && message.text);
  }

  async trying(doing) {
    try {
      await doing;
    } catch (error) {
      complain(error, this.feed.node);
    }
  }
}
