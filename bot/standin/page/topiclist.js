// The list of topics beside the staff's chat: General first, then by the newest message.

import { get } from "./api.js";
import { time } from "./dates.js";
import { button, el, icon } from "./dom.js";
import { snippet } from "./snippet.js";

export const GENERAL = null;
let emoji = {};

/** A topic names only the id of its icon; which emoji that is, the demo tells. */
export async function loadIcons() {
  emoji = await get("/page/icons.json");
}

/** The name of a topic; an emoji at its start is shown as the icon, not twice. */
export function topicName(topic) {
  if (topic === null) return "Общая";
  return leading(topic) ? topic.name.slice(leading(topic).length).trim() || topic.name : topic.name;
}

/** The emoji of a topic, or the first letter of its name in the topic's colour. */
export function topicIcon(topic) {
  if (topic === null) return el("span", { class: "topic-icon general", "aria-hidden": "true", text: "#" });
  const shown = emoji[topic.icon_custom_emoji_id] ?? leading(topic);
  if (shown) return el("span", { class: "topic-icon", "aria-hidden": "true", text: shown });
  const node = el("span", {
    class: "topic-icon letter",
    "aria-hidden": "true",
    text: topic.name.charAt(0).toUpperCase(),
  });
  node.style.setProperty("--topic", `#${topic.icon_color.toString(16).padStart(6, "0")}`);
  return node;
}

function leading(topic) {
  return emoji[topic.icon_custom_emoji_id] ? "" : (/^\p{Extended_Pictographic}\ufe0f?/u.exec(topic.name)?.[0] ?? "");
}

export class TopicList {
  constructor(onchoose) {
    this.onchoose = onchoose;
    this.list = el("ul");
    this.node = el("nav", { class: "topics", "aria-label": "Темы" }, el("h3", { text: "Темы" }), this.list);
  }

  /** `chats` of `group`, the `chosen` thread, and `me`, whose own messages are never unread. */
  show(chats, group, chosen, me) {
    const threads = [null, ...chats.topics].map((topic) => {
      const thread = topic?.thread ?? GENERAL;
      const last = chats.thread(group, thread).findLast((message) => !message.deleted && !message.service);
      return { topic, thread, last, newest: last?.message_id ?? thread ?? 0 };
    });
    threads.sort((a, b) => (a.topic === null ? -1 : b.topic === null ? 1 : b.newest - a.newest));
    const focused = this.list.contains(document.activeElement) ? document.activeElement.dataset.thread : null;
    this.list.replaceChildren(
      ...threads.map((row) => this.row(row, row.thread === chosen, chats.unread(group, row.thread, me))),
    );
    if (focused) [...this.list.querySelectorAll("button")].find((node) => node.dataset.thread === focused)?.focus();
  }

  row({ topic, thread, last }, chosen, unread) {
    const name = topicName(topic);
    return el(
      "li",
      {},
      button(
        {
          class: "topic",
          title: name,
          "aria-current": chosen ? "true" : null,
          data: { thread: String(thread) },
          onclick: () => this.onchoose(thread),
        },
        topicIcon(topic),
        el(
          "span",
          { class: "about" },
          el(
            "b",
            {},
            el("span", { text: name }),
            topic?.closed ? el("span", { class: "closed", title: "Тема закрыта" }, icon("lock")) : null,
          ),
          el(
            "span",
            { class: "latest" },
            el("small", { text: last ? snippet(last, 60) : "Пока нет сообщений" }),
            last ? el("time", { text: time(new Date(last.date * 1000)) }) : null,
          ),
        ),
        unread ? el("i", { class: "dot", role: "img", "aria-label": "есть новое" }) : null,
      ),
    );
  }
}
