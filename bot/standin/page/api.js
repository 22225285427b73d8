// The two sides of the demo's server that a page may use: people and chats (/_standin/), the clock (/_demo/).

/** What the server refused, in its own words or in ours. */
export class Refused extends Error {}

async function call(path, options) {
  const response = await fetch(path, { cache: "no-store", ...options });
  const answer = await response.json().catch(() => null);
  if (!response.ok) throw new Refused(inRussian(answer?.error ?? `ответ ${response.status}`));
  return answer;
}

export const get = (path, options) => call(path, options);
export const post = (path, body) =>
  call(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

/** Let a person do something: `act(101, "send", {text: "…"})`. */
export const act = (as, what, words = {}) => post("/_standin/act", { ...words, do: what, as });

/** How the bot answered a pressed button; null when it kept silent for `patience` milliseconds. */
export async function answerTo(queryId, patience = 15_000) {
  const end = performance.now() + patience;
  for (let pause = 60; performance.now() < end; pause = Math.min(pause * 1.4, 500)) {
    const answer = await get(`/_standin/queries/${encodeURIComponent(queryId)}`);
    if (answer !== null) return answer;
    await new Promise((done) => setTimeout(done, pause));
  }
  return null;
}

// The stand-in explains its refusals to programmers; these are the ones a player can meet.
const WORDS = [
  [/lacks can_manage_topics/, "Тема закрыта: писать в ней может только менеджер."],
  [/lacks can_delete_messages/, "Удалять темы может только менеджер."],
  [/has blocked the bot/, "Бот заблокирован. Сначала разблокируйте его."],
  [/there is no topic/, "Этой темы больше нет."],
  [/there is no message/, "Этого сообщения больше нет."],
  [/empty message/, "Пустое сообщение отправить нельзя."],
];

function inRussian(text) {
  return WORDS.find(([pattern]) => pattern.test(text))?.[1] ?? `Не получилось: ${text}`;
}
