// The clock in the top bar: shows the desk's time, jumps ahead, runs faster or stops.

import { get, post } from "./api.js";
import { exactTime, full, longDay, time, useZone } from "./dates.js";
import { button, el, segments } from "./dom.js";
import { complain } from "./notices.js";

const JUMPS = [
  ["+15m", "+15 мин", "На 15 минут вперёд"],
  ["+1h", "+1 ч", "На час вперёд"],
  ["+1d", "+1 день", "На сутки вперёд"],
  ["opening", "К открытию", "К началу следующего рабочего времени"],
  ["monday", "К понедельнику, 9:00", "К ближайшему понедельнику, 9:00"],
];
const SPEEDS = [
  { id: 0, label: "стоп", hint: "Часы стоят" },
  { id: 1, label: "×1", hint: "Обычный ход" },
  { id: 60, label: "×60", hint: "Минута за секунду" },
  { id: 600, label: "×600", hint: "10 минут за секунду" },
];
const RESYNC = 5_000;

export class Clock {
  constructor() {
    this.face = document.getElementById("clock");
    this.reading = null;
    this.speeds = segments(document.getElementById("speeds"), SPEEDS, (speed) => this.move({ speed }));
    this.buttons = JUMPS.map(([jump, label, hint]) =>
      button({ class: "chip", title: hint, text: label, data: { jump }, onclick: () => this.move({ jump }) }),
    );
    document.getElementById("jumps").replaceChildren(...this.buttons);
    setInterval(() => this.draw(), 250);
    setInterval(() => this.sync(), RESYNC);
  }

  /** Take over what the server says: {now, speed, zone, zone_name}. */
  take(reading) {
    useZone(reading.zone);
    // Between two readings the page counts by itself, at the same speed.
    this.reading = { ...reading, at: performance.now(), instant: Date.parse(reading.now) };
    this.speeds.choose(reading.speed);
    this.draw();
  }

  async sync() {
    try {
      this.take(await get("/_demo/clock"));
    } catch {
      // The notice about a lost connection belongs to the watcher of changes; the clock just tries again.
    }
  }

  async move(wish) {
    for (const node of this.buttons) node.disabled = true;
    try {
      this.take(await post("/_demo/clock", wish));
    } catch (error) {
      complain(error);
    } finally {
      for (const node of this.buttons) node.disabled = false;
    }
  }

  now() {
    const { instant, at, speed } = this.reading;
    return new Date(instant + (performance.now() - at) * speed);
  }

  draw() {
    if (!this.reading) return;
    const now = this.now();
    // Seconds only flicker when an hour passes in a blink.
    const shown = this.reading.speed > 60 ? time(now) : exactTime(now);
    const text = `${longDay(now)} ${shown}`;
    if (text === this.shown) return;
    this.shown = text;
    this.face.dateTime = now.toISOString();
    this.face.title = `${full(now)} (${this.reading.zone_name})`;
    this.face.replaceChildren(
      el("span", { class: "day", text: longDay(now) }),
      el("span", { class: "hours", text: shown }),
      el("span", { class: "zone", text: this.reading.zone_name }),
    );
  }
}
