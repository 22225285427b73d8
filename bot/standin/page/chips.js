// The staff's commands one click away: a chip puts its command into the input line, the player adds the words.

import { button, el } from "./dom.js";

const COMMANDS = [
  ["/rank authorised", "Отметить заказчика как уполномоченное лицо", "/rank"],
  ["/take", "Взять обращение в работу"],
  ["/ask ", "Спросить заказчика, срок приостановится"],
  ["/estimate ", "Назвать время и стоимость: /estimate 2,5 что сделаем"],
  ["/work", "Приступить к работе"],
  ["/resolve ", "Завершить и ждать подтверждения"],
  ["/rework ", "Составить акт доработок: /rework 25.12.2026 18:00 что доработать"],
  ["/accept ", "Закрыть как принятое"],
  ["/pay", "Подтвердить оплату (бухгалтерия)"],
  ["/refuse ", "Отказать по причине из списка"],
  ["/postpone ", "Отложить до даты: /postpone 25.12.2026 причина"],
  ["/term ", "Назвать другой срок: /term 25.12.2026 18:00 причина"],
  ["/priority ", "Сменить приоритет: /priority P2 причина"],
  ["/why", "Почему такой срок"],
  ["/history", "Журнал обращения"],
  ["/queue", "Очередь открытых обращений"],
  ["// ", "Заметка для коллег: заказчик её не увидит", "// заметка"],
];

/** ``actions``: the moves that the regulation has; commands of moves that it lacks are not offered. */
export function chips(oninsert, actions) {
  const MOVES = ["rank", "take", "ask", "estimate", "work", "resolve", "rework", "accept", "pay", "refuse", "postpone"];
  const known = ([words]) => {
    const action = words.trim().slice(1).split(" ")[0];
    return !actions || !MOVES.includes(action) || actions.includes(action);
  };
  return el(
    "div",
    { class: "chips", role: "group", "aria-label": "Команды поддержки" },
    COMMANDS.filter(known).map(([words, hint, label]) =>
      button({ class: "chip", title: hint, text: label ?? words.trim(), onclick: () => oninsert(words) }),
    ),
  );
}
