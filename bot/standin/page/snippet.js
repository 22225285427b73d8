// A message in one line: for quotes, pinned cards and the list of topics.

import { mediumName } from "./media.js";

/** At most `longest` characters of what a message says. */
export function snippet(message, longest = 120) {
  const said = (message.text ?? message.caption ?? "").replace(/\s+/g, " ").trim();
  const medium = mediumName(message);
  const line = [medium, said].filter(Boolean).join(", ") || "Сообщение";
  return line.length > longest ? `${line.slice(0, longest - 1).trimEnd()}…` : line;
}

/** Full name of a Telegram user. */
export const fullName = (user) => [user.first_name, user.last_name].filter(Boolean).join(" ");
