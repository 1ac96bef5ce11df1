// Algorithms side by side: who gets which, and how good each is.

import { get } from "/console/assets/api.js";
import { byId, el } from "/console/assets/dom.js";
import { byTelling, intervals } from "/console/assets/intervals.js";
import { openPage } from "/console/assets/page.js";

openPage({ operator: true, run: page });

async function page() {
  const { experiments, evaluations } = await get("/console/api/experiments");
  byId("experiments").replaceChildren(...(experiments.length > 0 ? experiments.map(experiment) : [el("p", { class: "soft panel" }, "No experiment is under way: everybody gets the default algorithm.")]));
  for (const mode of ["offline", "online"]) byId(mode).replaceChildren(...metrics(evaluations.filter(it => it.mode === mode), mode));
}

function experiment({ name, active, arms }) {
  return el("section", { class: "panel stack" },
    el("div", { class: "row spread" }, el("h3", {}, name), el("span", { class: active ? "badge good" : "badge" }, active ? "under way" : "ended")),
    el("ul", { class: "chips" }, arms.map(it => el("li", { class: "chip" }, arm(it)))));
}

function arm(it) {
  if (typeof it === "string") return it;
  const { name, algorithm, weight, share, ...rest } = it;
  const more = Object.entries(rest).filter(([, value]) => value !== null && typeof value !== "object").map(([key, value]) => `${key} ${value}`);
  return [name ?? algorithm, name && algorithm && algorithm !== name && algorithm, (share ?? weight) !== undefined && `weight ${share ?? weight}`, ...more].filter(Boolean).join(" · ");
}

/** A plot for each metric, of the latest figure of each algorithm (and experiment, where it is of one). */
function metrics(evaluations, mode) {
  if (evaluations.length === 0) return [nothing(mode)];
  const latest = new Map();
  for (const it of [...evaluations].sort((a, b) => a.at.localeCompare(b.at))) latest.set(JSON.stringify([it.metric, it.experiment, it.algorithm]), it);
  const groups = grouped(latest.values());
  return [...groups.values()].sort(byTelling).map(intervals);
}

const group = it => JSON.stringify([it.metric, it.experiment]);

function grouped(values) {
  const groups = new Map();
  for (const it of values) groups.set(group(it), [...(groups.get(group(it)) ?? []), it]);
  return groups;
}

function nothing(mode) {
  return el("p", { class: "panel soft" }, mode === "offline"
    ? "Nothing has been evaluated yet. The function evaluation does it weekly, where CINEAI_EVALUATION=true switches it on."
    : "Too little feedback has come in yet for a number that means something.");
}
