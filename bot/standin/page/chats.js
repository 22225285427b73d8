// The chats as the page knows them: messages, topics, who blocked the bot, and what has not been read yet.

import { get } from "./api.js";

export class Chats {
  constructor() {
    this.messages = new Map();
    this.topics = [];
    this.blocked = new Set();
    this.read = new Map();
  }

  async load(chat) {
    this.messages.set(chat, await get(`/_standin/chats/${chat}/messages`));
  }

  async loadTopics(group) {
    this.topics = (await get(`/_standin/chats/${group}/topics`)).filter((topic) => !topic.deleted);
  }

  /** Who blocked the bot before this page was opened: only the changes tell. */
  async loadBlocked() {
    this.blocked.clear();
    (await get("/_standin/changes")).forEach((change) => this.note(change));
  }

  note(change) {
    if (change.kind === "blocked") this.blocked.add(change.user);
    if (change.kind === "unblocked") this.blocked.delete(change.user);
  }

  of(chat) {
    return this.messages.get(chat) ?? [];
  }

  /** The messages of a topic; `null` is General, whose messages carry no thread. */
  thread(chat, thread) {
    return this.of(chat).filter((message) => message.thread === thread);
  }

  find(chat, id) {
    return this.of(chat).find((message) => message.message_id === id) ?? null;
  }

  /** Everything there is now counts as read. */
  readAll() {
    for (const list of this.messages.values()) {
      for (const message of list) this.seen(message.chat.id, message.thread, message.message_id);
    }
  }

  seen(chat, thread, id) {
    const key = `${chat}:${thread}`;
    this.read.set(key, Math.max(this.read.get(key) ?? 0, id));
  }

  markRead(chat, thread) {
    const last = this.thread(chat, thread).at(-1);
    if (last) this.seen(chat, thread, last.message_id);
  }

  /** Whether there is a message by another than `me` after the last one seen. */
  unread(chat, thread, me) {
    const seen = this.read.get(`${chat}:${thread}`) ?? 0;
    return this.thread(chat, thread).some(
      (message) => message.message_id > seen && !message.deleted && !message.service && message.from.id !== me,
    );
  }
}
