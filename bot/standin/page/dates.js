// Times as the desk's zone shows them, whatever the zone of the browser.

let zone = "UTC";
let formats = made();

/** Which zone the desk lives in (an IANA name). */
export function useZone(name) {
  if (!name || name === zone) return;
  zone = name;
  formats = made();
}

/** 16:40 */
export const time = (date) => formats.time.format(date);
/** 16:40:03 */
export const exactTime = (date) => formats.exact.format(date);
/** чт, 5 марта 2026 */
export const longDay = (date) => formats.day.format(date).replace(/\s*г\.$/, "");
/** 5 марта, четверг: the line between two days of a chat. */
export const separator = (date) => `${formats.separator.format(date)}, ${formats.weekday.format(date)}`;
/** 05.03.2026 16:40 */
export const full = (date) => `${formats.numbers.format(date)} ${time(date)}`;
/** The same for an instant in Unix time, in the zone of the browser: what the reader's own clock shows. */
export const own = (unix) => new Intl.DateTimeFormat("ru-RU", OWN).format(new Date(unix * 1000));
/** A word that is the same for moments of the same day. */
export const dayKey = (date) => formats.numbers.format(date);

const OWN = {
  weekday: "short",
  day: "2-digit",
  month: "2-digit",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  timeZoneName: "short",
};

function made() {
  const format = (options) => new Intl.DateTimeFormat("ru-RU", { timeZone: zone, ...options });
  return {
    time: format({ hour: "2-digit", minute: "2-digit" }),
    exact: format({ hour: "2-digit", minute: "2-digit", second: "2-digit" }),
    day: format({ weekday: "short", day: "numeric", month: "long", year: "numeric" }),
    separator: format({ day: "numeric", month: "long" }),
    weekday: format({ weekday: "long" }),
    numbers: format({ day: "2-digit", month: "2-digit", year: "numeric" }),
  };
}
