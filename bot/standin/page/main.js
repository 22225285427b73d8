// The page of the demo: who plays, the clock above, the customer on the left, the support on the right.

import { get } from "./api.js";
import { Chats } from "./chats.js";
import { Clock } from "./clock.js";
import { CustomerPane } from "./customer.js";
import { live } from "./live.js";
import { StaffPane } from "./staff.js";
import { loadIcons } from "./topiclist.js";

const chats = new Chats();
const clock = new Clock();
let info = null;
let customer = null;
let staff = null;

hint();
await live(restart, changed);

/** Load everything: at the start, and again after the demo was away. */
async function restart() {
  info = await get("/_demo/info");
  clock.take(info.clock);
  document.getElementById("regulation").textContent = info.title;
  await Promise.all([
    loadIcons(),
    chats.loadBlocked(),
    chats.loadTopics(info.group),
    ...everybody().map((chat) => chats.load(chat)),
  ]);
  if (!customer) {
    customer = new CustomerPane(document.getElementById("customer"), chats, info.customers);
    staff = new StaffPane(document.getElementById("staff"), chats, info.staff, info.group, info.actions);
    chats.readAll();
  }
  draw();
}

/** Fetch again the chats in which something happened. */
async function changed(changes) {
  const touched = new Set();
  let topics = false;
  for (const change of changes) {
    chats.note(change);
    if (change.kind === "reset") return restart();
    touched.add(change.chat);
    topics ||= change.kind.startsWith("topic_");
  }
  const loads = everybody()
    .filter((chat) => touched.has(chat))
    .map((chat) => chats.load(chat));
  if (topics) loads.push(chats.loadTopics(info.group));
  await Promise.all(loads);
  draw();
}

function draw() {
  customer.draw();
  staff.draw();
}

function everybody() {
  return [...info.customers.map((person) => person.id), info.group];
}

/** Three lines for a newcomer, until they say that they understood. */
function hint() {
  const box = document.getElementById("hint");
  box.hidden = sessionStorage.getItem("hint") === "closed";
  document.getElementById("hint-close").addEventListener("click", () => {
    box.hidden = true;
    sessionStorage.setItem("hint", "closed");
  });
}
