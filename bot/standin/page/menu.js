// A small menu under a button: opened by click or key, walked with the arrows, closed by Esc or a click elsewhere.

import { button, el, icon } from "./dom.js";

/** `items()` gives the entries anew each time: {label, icon, danger, run}. */
export function menu(iconName, label, items, extra = {}) {
  const list = el("div", { class: `menu ${extra.side ?? ""}`, role: "menu", hidden: true });
  const opener = button(
    { class: "round", title: label, "aria-label": label, "aria-haspopup": "menu", "aria-expanded": "false" },
    icon(iconName),
  );
  const box = el("div", { class: "menu-box" }, opener, list);

  const close = (refocus) => {
    if (list.hidden) return;
    list.hidden = true;
    opener.setAttribute("aria-expanded", "false");
    document.removeEventListener("pointerdown", outside, true);
    if (refocus) opener.focus();
  };
  const outside = (event) => {
    if (!box.contains(event.target)) close(false);
  };
  const open = () => {
    list.replaceChildren(
      ...items().map((item) =>
        button(
          {
            role: "menuitem",
            class: item.danger ? "danger" : "",
            onclick: () => {
              close(true);
              item.run();
            },
          },
          item.icon ? icon(item.icon) : null,
          el("span", { text: item.label }),
        ),
      ),
    );
    list.hidden = false;
    opener.setAttribute("aria-expanded", "true");
    document.addEventListener("pointerdown", outside, true);
    list.firstElementChild?.focus();
  };

  opener.addEventListener("click", () => (list.hidden ? open() : close(true)));
  list.addEventListener("keydown", (event) => {
    const all = [...list.children];
    const at = all.indexOf(document.activeElement);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (next !== undefined) {
      event.preventDefault();
      all.at(next % all.length).focus();
    } else if (event.key === "Escape" || event.key === "Tab") {
      event.stopPropagation();
      close(true);
    }
  });
  return box;
}
