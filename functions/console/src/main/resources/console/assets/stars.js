// Five stars to press. One stop for the tab key; arrows go from star to star.

import { el } from "/console/assets/dom.js";

/** Calls rated(1..5) when a star is pressed. */
export function stars(title, rated) {
  const buttons = [1, 2, 3, 4, 5].map(number => el("button", {
    type: "button", "aria-label": `${number} of 5 stars`, "aria-pressed": "false", tabindex: number === 1 ? 0 : -1, onclick: () => press(number)
  }, "☆"));

  function press(number) {
    show(number);
    rated(number);
  }

  function show(number) {
    buttons.forEach((button, at) => {
      button.classList.toggle("lit", at < number);
      button.textContent = at < number ? "★" : "☆";
      button.setAttribute("aria-pressed", String(at + 1 === number));
    });
  }

  function move(event) {
    const step = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const to = buttons[Math.min(4, Math.max(0, buttons.indexOf(document.activeElement) + step))];
    buttons.forEach(it => (it.tabIndex = it === to ? 0 : -1));
    to.focus();
  }

  return el("span", { class: "stars", role: "group", "aria-label": `Rate ${title}`, onkeydown: move }, buttons);
}
