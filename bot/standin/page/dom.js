// Building elements. Everything that came from a chat goes in as text; nothing here parses HTML.

/** An element: `props` are attributes, `on…` handlers, `class`, `text` and `data` (data-… attributes). */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "text") node.textContent = value;
    else if (name === "data") Object.assign(node.dataset, value);
    else if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

const icons = document.getElementById("icon-template");

/** A drawn icon from the sprite in the page. */
export function icon(name) {
  const svg = icons.content.firstElementChild.cloneNode(true);
  svg.firstElementChild.setAttribute("href", `#i-${name}`);
  return svg;
}

/** A button that never submits a form by accident. */
export function button(props, ...children) {
  return el("button", { type: "button", ...props }, ...children);
}

/** A square button with an icon; its name is for readers and for the tooltip. */
export function iconButton(name, label, onclick, extra = {}) {
  return button({ class: "round", title: label, "aria-label": label, onclick, ...extra }, icon(name));
}

/** One choice out of few, moved with the arrow keys like radio buttons. `options`: {id, label, hint}. */
export function segments(root, options, onchoose) {
  const buttons = new Map();
  root.setAttribute("role", "radiogroup");
  root.classList.add("segments");
  for (const { id, label, hint } of options) {
    const node = button({ role: "radio", title: hint, onclick: () => onchoose(id) }, el("span", { text: label }));
    buttons.set(id, node);
  }
  root.replaceChildren(...buttons.values());
  root.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const all = [...buttons.values()];
    const next = all[(all.indexOf(document.activeElement) + step + all.length) % all.length];
    next.focus();
    next.click();
  });
  return {
    choose(chosen) {
      for (const [id, node] of buttons) {
        node.setAttribute("aria-checked", String(id === chosen));
        node.tabIndex = id === chosen ? 0 : -1;
      }
      // With nothing chosen (a speed of its own) the group must still be reached by Tab.
      if (!buttons.has(chosen)) buttons.values().next().value.tabIndex = 0;
    },
    mark(id, unread) {
      buttons.get(id)?.classList.toggle("unread", unread);
    },
  };
}

/** The letters of a person's avatar and a colour that stays theirs. */
export function avatar(person, size = "") {
  const letters = [person.first_name, person.last_name].map((name) => (name ?? "").charAt(0)).join("");
  return el("span", { class: `avatar tint${tint(person.id)} ${size}`, "aria-hidden": "true", text: letters });
}

/** One of seven colours for an id. */
export function tint(id) {
  return Math.abs(Number(id)) % 7;
}
