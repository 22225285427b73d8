// What a message carries besides words, as neat placeholders: the page never downloads a file.

import { el, icon } from "./dom.js";

const KINDS = {
  animation: (file) => row("play", file.file_name || "Анимация", `GIF · ${seconds(file.duration)}`),
  photo: (sizes) => photo(sizes.at(-1)),
  document: (file) => documentRow(file),
  video: (file) => row("play", file.file_name || "Видео", `${seconds(file.duration)} · ${size(file.file_size)}`),
  voice: (file) => voice(file),
  audio: (file) =>
    row("play", file.title || file.file_name || "Аудио", `${file.performer ?? "аудио"} · ${seconds(file.duration)}`),
  sticker: (file) => el("div", { class: "sticker", text: file.emoji || "🙂" }),
  video_note: (file) => row("play", "Видеосообщение", seconds(file.duration)),
  venue: (venue) => row("place", venue.title, venue.address),
  location: (point) => row("place", "Место на карте", `${point.latitude}, ${point.longitude}`),
  contact: (card) => row("person", [card.first_name, card.last_name].filter(Boolean).join(" "), card.phone_number),
  poll: (poll) => row("poll", poll.question, poll.options.map((option) => option.text).join(" · ")),
  dice: (dice) => el("div", { class: "sticker", text: `${dice.emoji} ${dice.value}` }),
  story: (story) => row("play", "История", story.chat.title ?? story.chat.first_name ?? ""),
};
const NAMES = {
  animation: "GIF",
  photo: "Фото",
  document: "Документ",
  video: "Видео",
  voice: "Голосовое сообщение",
  audio: "Аудио",
  sticker: "Стикер",
  video_note: "Видеосообщение",
  venue: "Место на карте",
  location: "Место на карте",
  contact: "Контакт",
  poll: "Опрос",
  dice: "Кубик",
  story: "История",
};

/** Which medium a message carries, if any. */
export const kindOf = (message) => Object.keys(KINDS).find((kind) => message[kind] !== undefined);

/** One word for a medium: for quotes and the list of topics. */
export function mediumName(message) {
  const kind = kindOf(message);
  if (kind === "document") return message.document.file_name || NAMES.document;
  return kind ? NAMES[kind] : "";
}

/** The placeholders of a message or of a whole album. */
export function media(messages) {
  const shown = messages.filter(kindOf).map((message) => {
    const kind = kindOf(message);
    return [kind, KINDS[kind](message[kind])];
  });
  if (!shown.length) return null;
  const nodes = shown.map(([, node]) => node);
  const picture = shown.every(([kind]) => kind === "photo");
  return el("div", { class: picture ? `photos of${Math.min(nodes.length, 4)}` : "files" }, nodes);
}

/** 24 КБ, 3,4 МБ */
export function size(bytes) {
  if (!bytes) return "";
  const units = ["Б", "КБ", "МБ"];
  const power = bytes >= 1 << 20 ? 2 : bytes >= 1024 ? 1 : 0;
  return `${(bytes / 1024 ** power).toLocaleString("ru-RU", { maximumFractionDigits: power === 2 ? 1 : 0 })}\u00a0${units[power]}`;
}

function photo(largest) {
  // Each photo gets a hue of its own from its id, so that the parts of an album can be told apart.
  const hue = [...largest.file_unique_id].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 360, 7);
  const tile = el(
    "div",
    { class: "photo", role: "img", "aria-label": "Фото" },
    icon("image"),
    el("span", { text: size(largest.file_size) }),
  );
  tile.style.setProperty("--hue", hue);
  return tile;
}

function documentRow(file) {
  const name = file.file_name || "Документ";
  const ending = name.includes(".") ? name.split(".").pop().slice(0, 4).toUpperCase() : "";
  const mark = ending ? el("span", { class: "ending", text: ending }) : icon("file");
  return filled(mark, name, size(file.file_size));
}

function voice(file) {
  const bars = el("span", { class: "bars" });
  for (let at = 0; at < 26; at += 1) {
    const bar = el("i");
    bar.style.height = `${4 + Math.round(9 * Math.abs(Math.sin(at * 1.7) + Math.sin(at * 0.6)))}px`;
    bars.append(bar);
  }
  return el(
    "div",
    { class: "file", role: "img", "aria-label": "Голосовое сообщение" },
    el("span", { class: "mark-box" }, icon("play")),
    el("span", { class: "about" }, bars, el("small", { text: seconds(file.duration) })),
  );
}

const row = (name, title, detail) => filled(icon(name), title, detail);

function filled(mark, title, detail) {
  return el(
    "div",
    { class: "file" },
    el("span", { class: "mark-box" }, mark),
    el("span", { class: "about" }, el("b", { text: title }), el("small", { text: detail })),
  );
}

function seconds(count = 0) {
  return `${Math.floor(count / 60)}:${String(count % 60).padStart(2, "0")}`;
}
