// What a person's liked films have in common, in one line of chips.

import { get } from "/console/assets/api.js";
import { byId, el } from "/console/assets/dom.js";
import { many, percent, theme } from "/console/assets/words.js";

const KINDS = [["genres", 4], ["themes", 4], ["styles", 2], ["directors", 2]];

export async function showTaste() {
  const taste = await get("/v1/taste").catch(() => null);
  if (!taste || taste.films === 0) return byId("taste").replaceChildren(el("p", { class: "soft" }, "Nothing is known of this person's taste yet. Rate a film."));
  const leanings = KINDS.flatMap(([kind, most]) => taste[kind].slice(0, most));
  byId("taste").replaceChildren(
    el("p", { class: "soft" }, `What ${many(taste.films, "liked film")} have in common`),
    el("p", { class: "row" }, leanings.map(it => el("span", { class: "chip", title: `${percent(it.share)} of what is liked, ${many(it.films, "film")}` }, theme(it.word)))));
}
