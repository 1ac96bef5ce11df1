// Three films at once, while the list itself is still being made.

import { get, path } from "/console/assets/api.js";
import { announce, byId, el } from "/console/assets/dom.js";
import { card, placeholders } from "/console/assets/card.js";
import { many } from "/console/assets/words.js";

/** Shows the room at once and what is in it when it is known, so that nothing jumps under a pointer. */
export async function showPicks(film, told, acts) {
  const region = byId("picks");
  if (region.childElementCount === 0) region.append(...inside());
  region.hidden = false;
  byId("picks-why").textContent = `You rated ${film.title}. This goes with it:`;
  byId("picks-films").replaceChildren(...placeholders(3));
  try {
    await told;
    const { picks, source } = await get(path("/v1/picks", { movieId: film.id }));
    byId("picks-films").replaceChildren(...picks.map(it => arriving(card({ ...it, rank: null }, acts))));
    if (source === "popular") byId("picks-why").textContent = `You rated ${film.title}. Nothing goes with it yet; this is what many people like:`;
    announce(`${many(picks.length, "film")} picked at once`);
  } catch (problem) {
    byId("picks-films").replaceChildren(el("li", { class: "notice bad" }, problem.message));
  }
}

function inside() {
  return [
    el("div", { class: "row spread" },
      el("h2", { id: "picks-title" }, "Picked at once"),
      el("button", { id: "picks-close", class: "plain", type: "button", onclick: hidePicks }, "Close")),
    el("p", { class: "soft", id: "picks-why", role: "status" }),
    el("ol", { class: "films", id: "picks-films" })
  ];
}

export function hidePicks() {
  byId("picks").hidden = true;
}

function arriving(element) {
  element.classList.add("arrives");
  return element;
}
