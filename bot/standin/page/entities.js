// A text with Telegram's entities as elements. Offsets count UTF-16 units, which is how JavaScript counts too.

import { own } from "./dates.js";
import { button, el } from "./dom.js";

const TAGS = {
  bold: "strong",
  italic: "em",
  underline: "u",
  strikethrough: "s",
  code: "code",
  blockquote: "blockquote",
  expandable_blockquote: "blockquote",
};
const BLOCKS = new Set(["blockquote", "expandable_blockquote", "pre"]);

/** The nodes of a text; `oncommand` is called when a /command in it is clicked. */
export function formatted(text, entities = [], oncommand = null) {
  // The outer of two entities first: it starts earlier, or it is longer.
  const sorted = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return pieces(text, 0, text.length, sorted, oncommand);
}

function pieces(text, from, to, entities, oncommand) {
  const nodes = [];
  let at = from;
  while (entities.length) {
    const [entity] = entities;
    const start = Math.max(entity.offset, at);
    const end = Math.min(entity.offset + entity.length, to);
    const inside = entities.slice(1).filter((other) => other.offset < end);
    entities = entities.slice(1 + inside.length);
    if (end <= start) continue;
    if (start > at) nodes.push(text.slice(at, start));
    nodes.push(wrapped(entity, text.slice(start, end), pieces(text, start, end, inside, oncommand), oncommand));
    at = end;
    // A block ends its line by itself; the line break after it would leave a gap.
    if (BLOCKS.has(entity.type) && text[at] === "\n" && at < to) at += 1;
  }
  if (at < to) nodes.push(text.slice(at, to));
  return nodes;
}

function wrapped(entity, words, inner, oncommand) {
  const tag = TAGS[entity.type];
  if (tag) return el(tag, {}, inner);
  switch (entity.type) {
    case "pre":
      return el("pre", {}, el("code", {}, inner));
    case "spoiler":
      return button(
        { class: "spoiler", title: "Показать", onclick: (event) => event.currentTarget.classList.add("open") },
        inner,
      );
    case "url":
      return link(/^[a-z]+:/i.test(words) ? words : `http://${words}`, inner);
    case "text_link":
      return link(entity.url, inner);
    case "email":
      return link(`mailto:${words}`, inner);
    case "bot_command":
      return oncommand
        ? button({ class: "command", onclick: () => oncommand(words) }, inner)
        : el("span", { class: "mark" }, inner);
    case "date_time":
      // Telegram itself puts the reader's own time here; the page keeps the words and tells that time beside them.
      return el(
        "time",
        { datetime: new Date(entity.unix_time * 1000).toISOString(), title: `У вас: ${own(entity.unix_time)}` },
        inner,
      );
    case "mention":
    case "text_mention":
    case "hashtag":
    case "cashtag":
    case "phone_number":
      return el(
        "span",
        { class: "mark", title: entity.user ? `@${entity.user.username ?? entity.user.first_name}` : undefined },
        inner,
      );
    default:
      return el("span", {}, inner);
  }
}

/** A link, unless its scheme could run something. */
export function link(address, inner) {
  if (!/^(https?|mailto|tg|tel):/i.test(address)) return el("span", { class: "mark" }, inner);
  return el("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, inner);
}
