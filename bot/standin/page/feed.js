// The messages of one chat or topic, oldest first. Only what changed is drawn anew, so focus and scroll stay.

import { bubble } from "./bubble.js";
import { dayKey, separator } from "./dates.js";
import { button, el, icon } from "./dom.js";

const NEAR = 60;

export class Feed {
  constructor(label) {
    this.list = el("div", { class: "feed", role: "log", "aria-label": label, tabindex: 0 });
    this.empty = el("div", { class: "empty" });
    this.down = button(
      {
        class: "round down",
        title: "К новым сообщениям",
        "aria-label": "К новым сообщениям",
        hidden: true,
        onclick: () => this.toEnd(true),
      },
      icon("down"),
    );
    this.node = el("div", { class: "feed-box" }, this.list, this.empty, this.down);
    this.rows = new Map();
    this.place = null;
    this.list.addEventListener("scroll", () => this.watch());
    // When the input below grows, the newest message must not slip out of sight.
    new ResizeObserver(() => this.following && this.toEnd()).observe(this.list);
    this.following = true;
  }

  /** Show `messages` of `place` (a word that names the chat and topic) with `view`, see bubble.js. */
  show(place, messages, view, emptyText) {
    const moved = place !== this.place;
    if (moved) {
      this.rows.clear();
      this.list.replaceChildren();
      this.place = place;
      this.following = true;
    }
    const focused = this.list.contains(document.activeElement) ? document.activeElement.dataset.key : null;
    const live = messages.filter((message) => !message.deleted);
    const rows = new Map();
    for (const [key, signature, make] of this.planned(live, view)) {
      const old = this.rows.get(key);
      rows.set(key, old?.signature === signature ? old : { signature, node: make() });
    }
    this.arrange(rows);
    if (focused && !this.list.contains(document.activeElement)) this.refocus(focused);
    this.empty.hidden = live.length > 0;
    this.empty.textContent = emptyText ?? "";
    if (this.following) this.toEnd();
    else this.watch();
  }

  *planned(messages, view) {
    let day = null;
    for (const group of grouped(messages)) {
      const sent = new Date(group[0].date * 1000);
      if (dayKey(sent) !== day) {
        day = dayKey(sent);
        yield [
          `day:${day}:${group[0].message_id}`,
          separator(sent),
          () => el("p", { class: "day" }, el("span", { text: separator(sent) })),
        ];
      }
      const answered = group[0].reply_to ? view.find(group[0].reply_to) : null;
      const quoted = answered && [answered.deleted, answered.text, answered.caption];
      const signature = JSON.stringify([view.me, group, quoted]);
      yield [`message:${group[0].message_id}`, signature, () => bubble(group, view)];
    }
  }

  arrange(rows) {
    for (const [key, row] of this.rows) if (rows.get(key) !== row) row.node.remove();
    let before = this.list.firstChild;
    for (const { node } of rows.values()) {
      if (node === before) before = before.nextSibling;
      else this.list.insertBefore(node, before);
    }
    this.rows = rows;
  }

  refocus(key) {
    const again = [...this.list.querySelectorAll("[data-key]")].find((node) => node.dataset.key === key);
    (again ?? this.list).focus({ preventScroll: true });
  }

  /** Scroll to a message and let it glow for a moment. */
  jump(id) {
    const node = this.list.querySelector(`[data-id="${Number(id)}"]`);
    if (!node) return;
    node.scrollIntoView({ block: "center" });
    node.classList.remove("glow");
    requestAnimationFrame(() => node.classList.add("glow"));
  }

  toEnd(smooth = false) {
    this.list.scrollTo({ top: this.list.scrollHeight, behavior: smooth ? "smooth" : "instant" });
    this.following = true;
    this.down.hidden = true;
  }

  watch() {
    this.following = this.list.scrollHeight - this.list.scrollTop - this.list.clientHeight < NEAR;
    this.down.hidden = this.following;
  }
}

/** Messages one by one, those of an album together. */
function grouped(messages) {
  const groups = [];
  for (const message of messages) {
    const last = groups.at(-1);
    const album = message.media_group_id;
    if (album && last?.[0].media_group_id === album && last[0].from.id === message.from.id) last.push(message);
    else groups.push([message]);
  }
  return groups;
}
