// A film as a card: what it is, why it is there, and what one can do about it.

import { announce, el } from "/console/assets/dom.js";
import { evidence, parts } from "/console/assets/evidence.js";
import { rate, save, tell } from "/console/assets/feedback.js";
import { filmLink } from "/console/assets/links.js";
import { poster } from "/console/assets/poster.js";
import { stars } from "/console/assets/stars.js";

/**
 * A card of one item of a list. acts: hosts, generation, context, and what to do after a film was rated(item, stars), saved(item)
 * or dismissed(item).
 */
export function card(item, acts) {
  const { movies: film } = item;
  const problem = el("span", { class: "small", role: "alert" });
  const controls = el("div", { class: "actions" });
  const element = el("li", { class: "card", "data-film": film.id },
    el("div", {}, poster(film, acts)),
    el("div", { class: "rest" },
      item.rank && el("span", { class: "rank" }, `No. ${item.rank}`, el("span", { class: "fresh" })),
      el("h3", {}, filmLink(film.id, film.title)),
      el("p", { class: "facts" }, facts(film)),
      el("p", { class: "reason" }, item.reason ?? ""),
      parts(item),
      controls, problem,
      evidence(item)));
  controls.append(...actions(item, element, acts, failure => (problem.textContent = failure.message)));
  return element;
}

export function facts(film) {
  return [film.year, film.director.slice(0, 2).join(", "), film.runtime && `${film.runtime} min`, film.genre.slice(0, 3).join(", ")].filter(Boolean).join(" · ");
}

/** Stars, watch-list and dismissal of a film; each says what it did, or why it could not. */
export function actions(item, element, acts, failed) {
  const { movies: film } = item;
  const more = { generation: acts.generation, ...acts.context };
  const settle = text => {
    element.classList.add("settled");
    announce(`${film.title}: ${text}`);
  };
  const rated = number => {
    const told = rate(film.id, number, more).then(() => settle(`rated ${number} of 5`));
    told.catch(failed);
    acts.rated?.(item, number, told);
  };
  const later = event => {
    const button = event.currentTarget;
    save(film.id, more).then(() => {
      button.setAttribute("aria-pressed", "true");
      button.textContent = "On the watch-list";
      announce(`${film.title} is on the watch-list`);
      acts.saved?.(item);
    }).catch(failed);
  };
  const dismiss = () => {
    tell(film.id, "dismissed", more).then(() => {
      settle("dismissed");
      acts.dismissed?.(item, element);
    }).catch(failed);
  };
  return [
    stars(film.title, rated),
    el("button", { type: "button", "aria-pressed": "false", "aria-label": `Put ${film.title} on the watch-list`, onclick: later }, "Watch-list"),
    acts.dismissed && el("button", { type: "button", "aria-label": `Dismiss ${film.title}`, onclick: dismiss }, "Dismiss")
  ].filter(Boolean);
}

/** As tall as a card, while there is none. */
export const placeholders = number => Array.from({ length: number }, () => el("li", { class: "card placeholder", "aria-hidden": "true" }, el("div", { class: "poster skeleton" })));
