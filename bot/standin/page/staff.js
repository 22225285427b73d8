// The right pane: the staff's supergroup with its topics.

import { act } from "./api.js";
import { press } from "./buttons.js";
import { chips } from "./chips.js";
import { Composer } from "./composer.js";
import { el, segments } from "./dom.js";
import { Feed } from "./feed.js";
import { menu } from "./menu.js";
import { complain, confirmBox, toast } from "./notices.js";
import { Pinned } from "./pinned.js";
import { fullName } from "./snippet.js";
import { GENERAL, TopicList, topicIcon, topicName } from "./topiclist.js";

const ROLES = { engineer: "инженер", manager: "менеджер", accounting: "бухгалтерия" };

export class StaffPane {
  constructor(root, chats, people, group, actions) {
    this.chats = chats;
    this.people = people;
    this.group = group;
    const kept = Number(sessionStorage.getItem("speaker"));
    this.me = people.some((person) => person.id === kept) ? kept : people[0].id;
    this.thread = GENERAL;
    this.known = null;
    this.follow = true;
    this.welcomed = false;
    this.list = new TopicList((thread) => this.choose(thread, true));
    this.feed = new Feed("Тема поддержки");
    this.pinned = new Pinned((id) => this.feed.jump(id));
    this.composer = new Composer(
      "Сообщение от поддержки",
      { send: (words) => this.send(words), edit: (message, text) => this.edit(message, text), last: () => this.last() },
      this.feed.node,
    );
    this.title = el("div", { class: "title" });
    const who = el("div", { "aria-label": "Кто пишет" });
    const options = people.map((person) => ({
      id: person.id,
      hint: fullName(person),
      label: [person.first_name, ROLES[person.role]].filter(Boolean).join(" · "),
    }));
    this.who = segments(who, options, (id) => this.speak(id));
    const more = menu("more", "Действия с темой", () => this.actions());
    // Whoever has begun to play here wants to stay where they are; until then the page shows what is new.
    for (const kind of ["pointerdown", "keydown"]) {
      root.addEventListener(kind, (event) => (this.follow &&= event.key === "Tab"));
    }
    root.replaceChildren(
      this.list.node,
      el(
        "div",
        { class: "topic-pane" },
        el("header", { class: "pane-head" }, this.title, more),
        this.pinned.node,
        this.feed.node,
        el(
          "footer",
          { class: "pane-foot" },
          el("div", { class: "speaker" }, el("span", { text: "Пишет" }), who),
          chips((words) => this.composer.insert(words), actions),
          this.composer.node,
        ),
      ),
    );
  }

  choose(thread, focus = false) {
    this.thread = thread;
    this.pinned.at = 0;
    sessionStorage.setItem("thread", String(thread));
    this.draw();
    if (focus) this.composer.focus();
  }

  speak(id) {
    this.me = id;
    sessionStorage.setItem("speaker", id);
    this.draw();
  }

  draw() {
    const { chats, group, me } = this;
    this.turn();
    const topic = this.topic();
    const messages = chats.thread(group, this.thread);
    chats.markRead(group, this.thread);
    this.who.choose(me);
    this.list.show(chats, group, this.thread, me);
    this.title.replaceChildren(
      topicIcon(topic),
      el(
        "span",
        { class: "about" },
        el("h2", { text: topicName(topic) }),
        el("small", { text: topic?.closed ? "тема закрыта" : "группа поддержки" }),
      ),
    );
    const place = `staff:${this.thread}`;
    this.composer.move(place);
    this.pinned.show(messages);
    this.feed.show(
      place,
      messages,
      this.view(),
      this.thread === GENERAL
        ? "Здесь пока тихо. Когда напишет заказчик, появится тема."
        : "В этой теме пока ничего нет.",
    );
  }

  /** Stay in a topic that is there; show a new one to a player who has not begun to play here, or waits in General. */
  turn() {
    const there = this.chats.topics.map((topic) => topic.thread);
    if (this.known === null) {
      const kept = Number(sessionStorage.getItem("thread"));
      this.thread = there.includes(kept) ? kept : (there.at(-1) ?? GENERAL);
      this.follow = !there.length;
    } else if (this.thread !== GENERAL && !there.includes(this.thread)) {
      this.thread = GENERAL;
      // The topic was deleted; the desk will make it anew, and that is worth seeing.
      this.welcomed = false;
    }
    const fresh = this.known ? this.chats.topics.findLast((topic) => !this.known.has(topic.thread)) : undefined;
    if (fresh && (this.follow || (this.thread === GENERAL && !this.welcomed))) {
      this.thread = fresh.thread;
      this.welcomed = true;
    } else if (fresh) {
      toast(`Новая тема: ${topicName(fresh)}`, this.feed.node);
    }
    this.known = new Set(there);
  }

  topic() {
    return this.chats.topics.find((topic) => topic.thread === this.thread) ?? null;
  }

  view() {
    return {
      me: this.me,
      group: true,
      find: (id) => this.chats.find(this.group, id),
      reply: (message) => this.composer.reply(message),
      edit: (message) => this.composer.edit(message),
      press: (wanted, message, node) => press(this.me, this.group, wanted, message, node, this.feed.node),
      command: (text) => this.composer.insert(`${text} `),
      jump: (id) => this.feed.jump(id),
    };
  }

  actions() {
    const queue = { label: "Отправить /help", run: () => this.trying(this.send({ text: "/help" })) };
    const topic = this.topic();
    if (!topic) return [queue];
    return [
      queue,
      {
        label: topic.closed ? "Открыть тему снова" : "Закрыть тему",
        run: () => this.trying(this.managed(topic.closed ? "reopen_topic" : "close_topic")),
      },
      { label: "Удалить тему…", danger: true, run: () => this.remove(topic) },
    ];
  }

  async remove(topic) {
    const sure = await confirmBox(
      `Удалить тему «${topic.name}» со всеми сообщениями? Бот заметит это и создаст её заново, когда будет что написать.`,
      "Удалить",
    );
    if (!sure) return;
    await this.trying(this.managed("delete_topic").then(() => toast("Тема удалена.", this.feed.node)));
  }

  /** Topics are managed by an administrator of the group, whoever is chosen to write. */
  managed(what) {
    const manager = this.people.find((person) => person.role === "manager") ?? this.people.at(-1);
    return act(manager.id, what, { chat: this.group, thread: this.thread });
  }

  send(words) {
    this.feed.following = true;
    return act(this.me, "send", { chat: this.group, thread: this.thread ?? undefined, ...words });
  }

  edit(message, text) {
    return act(this.me, "edit", { chat: this.group, message_id: message.message_id, text, caption: text });
  }

  last() {
    return this.chats
      .thread(this.group, this.thread)
      .findLast((message) => message.from.id === this.me && !message.deleted && message.text);
  }

  async trying(doing) {
    try {
      await doing;
    } catch (error) {
      complain(error, this.feed.node);
    }
  }
}
