// One message (or one album) as a bubble with its quote, its words, its buttons and what one can do with it.

import { inlineRows } from "./buttons.js";
import { full, time } from "./dates.js";
import { button, el, iconButton, tint } from "./dom.js";
import { formatted } from "./entities.js";
import { media } from "./media.js";
import { serviceText } from "./services.js";
import { fullName, snippet } from "./snippet.js";

/**
 * `group` is a message, or the messages of an album. `view` says who looks and what they may do:
 * {me, group, find(id), reply(message), edit(message), press(button, message, node), command(text), jump(id)}.
 */
export function bubble(group, view) {
  const [first] = group;
  if (first.service) return el("p", { class: "service" }, el("span", { text: serviceText(first) }));
  const own = first.from.id === view.me;
  const said = group.find((message) => message.text !== undefined || message.caption !== undefined) ?? first;
  const marks = group.some((message) => message.edited) ? "изменено " : "";
  const pictures = media(group);
  const sent = new Date(first.date * 1000);
  const body = el(
    "div",
    { class: `bubble${pictures && said.caption === undefined ? " bare" : ""}` },
    view.group && !own ? author(first.from) : null,
    forwarded(first),
    quoted(first, view),
    pictures,
    words(said, view),
    reactions(group),
    el("time", { datetime: sent.toISOString(), title: full(sent), text: `${marks}${time(sent)}` }),
  );
  return el(
    "article",
    {
      class: `message ${own ? "own" : "other"}`,
      data: { id: first.message_id },
      "aria-label": `${fullName(first.from)}, ${time(sent)}`,
    },
    el("div", { class: "line" }, body, actions(said, own, view)),
    inlineRows(first, view.press),
  );
}

function author(user) {
  return el(
    "div",
    { class: `author ink${tint(user.id)}` },
    el("span", { text: fullName(user) }),
    user.is_bot ? el("span", { class: "tag", text: "бот" }) : null,
  );
}

function forwarded(message) {
  const origin = message.forward_origin;
  if (!origin) return null;
  const name = origin.sender_user
    ? fullName(origin.sender_user)
    : (origin.sender_user_name ?? origin.sender_chat?.title ?? "");
  return el("div", { class: "forwarded", text: `Переслано: ${name}` });
}

function quoted(message, view) {
  const outside = message.external_reply;
  if (!message.reply_to && !outside) return null;
  const answered = message.reply_to ? view.find(message.reply_to) : null;
  const gone = !answered || answered.deleted;
  const name = gone ? (outside ? "Сообщение из другой темы" : "Удалённое сообщение") : fullName(answered.from);
  const line = message.quote?.text ?? (gone ? "" : snippet(answered));
  return button(
    {
      class: `quote ink${gone ? 0 : tint(answered.from.id)}`,
      title: "К этому сообщению",
      disabled: gone,
      onclick: () => view.jump(answered.message_id),
    },
    el("b", { text: name }),
    el("span", { text: line }),
  );
}

function words(message, view) {
  const text = message.text ?? message.caption;
  if (text === undefined) return null;
  return el("div", { class: "words" }, formatted(text, message.entities ?? message.caption_entities, view.command));
}

function reactions(group) {
  const counted = new Map();
  for (const { emoji } of group.flatMap((message) => message.reactions)) {
    if (emoji) counted.set(emoji, (counted.get(emoji) ?? 0) + 1);
  }
  if (!counted.size) return null;
  return el(
    "div",
    { class: "reactions" },
    [...counted].map(([emoji, n]) => el("span", { text: n > 1 ? `${emoji} ${n}` : emoji })),
  );
}

function actions(message, own, view) {
  const key = (name) => ({ data: { key: `${name}:${message.message_id}` } });
  const editable = own && (message.text !== undefined || message.caption !== undefined);
  return el(
    "div",
    { class: "actions" },
    iconButton("reply", "Ответить", () => view.reply(message), key("reply")),
    editable ? iconButton("edit", "Изменить", () => view.edit(message), key("edit")) : null,
  );
}
