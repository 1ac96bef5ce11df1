// Why a film is in a list: the parts of its score, and the films and traits behind them.

import { el, slice } from "/console/assets/dom.js";
import { filmLink } from "/console/assets/links.js";
import { percent, theme, titled, words } from "/console/assets/words.js";

const TYPES = {
  because_liked: it => [titleOf(it), it.attribute && `, another ${words(it.attribute)} film`],
  people: it => [titleOf(it), it.attribute && `, also with ${it.attribute}`],
  shared_theme: it => [titleOf(it), `, and the theme of ${theme(it.attribute)}`],
  shared_style: it => [titleOf(it), `, and the ${words(it.attribute)} style`],
  arc_match: it => [titleOf(it), `, and the same course of feelings (${words(it.attribute)})`],
  popular_with_similar: () => ["People with a similar taste like it"],
  explore: () => ["Something else, to look further"],
  popular: () => ["Many people like it"],
  like_film: it => ["Like ", titleOf(it)],
  more: it => [`More ${words(it.attribute)}`, it.title && " than ", titleOf(it)],
  less: it => [`Less ${words(it.attribute)}`, it.title && " than ", titleOf(it)],
  fits: () => ["Fits what was asked for"]
};

const SCALES = [["Themes that you like", it => it.thematic_factors?.alignment], ["Style", it => it.style_similarity_score], ["Course of feelings", it => it.emotional_alignment_score]];

/** A bar of parts, one for each reason; the rest is many small ones. */
export function parts(item) {
  const reasons = item.explanation?.reasons ?? [];
  const said = reasons.map(it => `${it.title ?? words(it.attribute ?? it.type)} ${percent(it.share)}`).join(", ");
  return el("div", { class: "parts", role: "img", "aria-label": said ? `Parts of the score: ${said}` : "The score has no parts that are named" },
    reasons.map(it => slice(it.share)));
}

/** The same in words, to be opened. */
export function evidence(item) {
  const explained = item.explanation;
  if (!explained) return null;
  const named = explained.reasons.reduce((sum, it) => sum + it.share, 0);
  return el("details", { class: "evidence" },
    el("summary", {}, "Why this one", el("span", { class: "quiet" }, `: ${item.movies.title}`)),
    el("div", {},
      el("ul", {}, explained.reasons.map(reason), named < 0.995 && others(1 - named)),
      SCALES.map(([name, of]) => scale(name, of(item))),
      themes(item),
      el("p", { class: "facts" }, facts(item))));
}

function reason(it) {
  const tell = TYPES[it.type] ?? (() => [`${titled(it.type)}: ${words(it.attribute ?? "")}`, it.title && ", as ", titleOf(it)]);
  return el("li", {}, el("i"), el("span", {}, tell(it)), el("span", { class: "soft" }, percent(it.share)));
}

const titleOf = it => (it.title ? filmLink(it.movie_id, it.title) : null);

const others = share => el("li", { class: "others" }, el("i"), el("span", {}, "Everything else that is known of you"), el("span", { class: "soft" }, percent(share)));

function scale(name, value) {
  return value === null || value === undefined ? null : meter(name, value);
}

/** A share of 1 as a bar, with its name and its number. */
export function meter(name, value, mark) {
  const bar = el("div", { class: "bar", "aria-hidden": "true" }, slice(value));
  if (mark !== undefined && mark !== null) {
    const line = el("b");
    line.style.left = `${mark * 100}%`;
    bar.append(line);
  }
  return el("div", { class: "meter" }, el("span", {}, name), bar, el("span", { class: "value" }, percent(value)));
}

function themes(item) {
  const shared = item.thematic_factors?.shared_themes ?? [];
  return shared.length === 0 ? null : el("p", { class: "row" }, shared.map(it => el("span", { class: "chip" }, theme(it))));
}

function facts({ algorithm_used, score, explanation }) {
  return [
    `Score ${score.toFixed(2)}`, algorithm_used, explanation.discovery_factor,
    explanation.confidence_score !== undefined && `${percent(explanation.confidence_score)} sure`,
    explanation.reranked && "a model moved it", explanation.worded_by && "worded by a model"
  ].filter(Boolean).join(" · ");
}
