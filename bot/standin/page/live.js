// What happened since the last look: one long request after another, for as long as the page is open.

import { get } from "./api.js";

const WAIT = 20;
const PAUSES = [500, 1_000, 2_000, 4_000];
const notice = document.getElementById("notice");

/**
 * `restart()` loads everything and returns nothing; `changed(changes)` is told of what is new. Both may fail when the
 * demo is away: then it is all loaded anew as soon as the demo is back.
 */
export async function live(restart, changed) {
  for (let failures = 0; ; failures += 1) {
    try {
      // First the number, then the chats: what happens in between is seen twice, never missed.
      let seq = await get("/_standin/seq");
      await restart();
      notice.hidden = true;
      failures = 0;
      for (;;) seq = await next(seq, changed);
    } catch (error) {
      if (!(error instanceof Restarted)) notice.hidden = false;
      await new Promise((done) => setTimeout(done, PAUSES[Math.min(failures, PAUSES.length - 1)]));
    }
  }
}

async function next(seq, changed) {
  const changes = await get(`/_standin/changes?after=${seq}&wait=${WAIT}`, {
    signal: AbortSignal.timeout((WAIT + 15) * 1_000),
  });
  if (changes.length) {
    await changed(changes);
    return changes.at(-1).seq;
  }
  // Silence is normal, but a demo that was started anew counts from the beginning.
  if ((await get("/_standin/seq")) < seq) throw new Restarted();
  return seq;
}

class Restarted extends Error {}
