// The staff's commands one click away: a chip puts its command into the input line, the player adds the words.

import { button, el } from "./dom.js";

const COMMANDS = [
  ["/take", "Взять обращение в работу"],
  ["/ask ", "Спросить заказчика, срок приостановится"],
  ["/resolve ", "Завершить и ждать подтверждения"],
  ["/refuse ", "Отказать по причине из списка"],
  ["/postpone ", "Отложить до даты: /postpone 25.12.2026 причина"],
  ["/term ", "Назвать другой срок: /term 25.12.2026 18:00 причина"],
  ["/priority ", "Сменить приоритет: /priority P2 причина"],
  ["/why", "Почему такой срок"],
  ["/history", "Журнал обращения"],
  ["/queue", "Очередь открытых обращений"],
  ["// ", "Заметка для коллег: заказчик её не увидит", "// заметка"],
];

export function chips(oninsert) {
  return el(
    "div",
    { class: "chips", role: "group", "aria-label": "Команды поддержки" },
    COMMANDS.map(([words, hint, label]) =>
      button({ class: "chip", title: hint, text: label ?? words.trim(), onclick: () => oninsert(words) }),
    ),
  );
}
