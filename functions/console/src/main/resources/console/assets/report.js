// A run's report in figures and plain words.

import { el, slice } from "/console/assets/dom.js";
import { count, lasted, many, titled, usd } from "/console/assets/words.js";

const FIGURES = [["claimed", "taken up"], ["succeeded", "done"], ["failed", "failed", "bad"], ["deferred", "put off", "warn"], ["skipped", "as they should be"], ["remaining", "waiting"]];

export function reportView(report, dry) {
  if (!report || typeof report !== "object") return el("p", {}, "It answered without a report.");
  const problems = report.problems ?? [];
  return el("div", { class: "stack arrives", "data-report": report.runId },
    el("h3", {}, summary(report, dry)),
    el("dl", { class: "figures" }, FIGURES.filter(([key]) => key in report).map(([key, name, mood]) =>
      figure(name, count(report[key]), report[key] > 0 ? mood : null)), figure("took", lasted(report.durationMs))),
    report.llm?.calls > 0 && el("p", {}, model(report.llm)),
    report.llm?.closedUntil && el("p", { class: "notice" }, `The budget is closed until ${report.llm.closedUntil}.`),
    problems.length > 0 && el("div", {}, el("h3", {}, "What went wrong"), el("ul", {}, problems.map(it => el("li", {}, el("code", {}, it.item), ` ${it.reason}`)))),
    details(report.details),
    el("details", {}, el("summary", { class: "small" }, "The report as it came"), el("pre", { class: "scroll", tabindex: 0 }, JSON.stringify(report, null, 2))));
}

function summary({ claimed, succeeded, failed, remaining }, dry) {
  if (dry) return `A dry run: ${many(remaining ?? 0, "item")} would be taken up. Nothing was changed.`;
  if (claimed === 0) return "There was nothing to do.";
  if (failed > 0) return `${count(succeeded)} of ${count(claimed)} done, ${count(failed)} failed.`;
  return `${count(succeeded)} of ${count(claimed)} done.`;
}

const model = llm => `A language model was asked ${many(llm.calls, "time")}, for ${usd(llm.costUsd)}: ${count(llm.inputTokens)} tokens in, ${count(llm.outputTokens)} out.`;

const figure = (name, value, mood) => el("div", { class: mood }, el("dt", {}, name), el("dd", {}, value));

/** Figures of one function only, by name. */
export function details(of) {
  const entries = Object.entries(of ?? {});
  return entries.length === 0 ? null : el("dl", { class: "details" }, entries.flatMap(([key, value]) => [
    el("dt", {}, spaced(key)),
    el("dd", {}, inWords(value))
  ]));
}

function inWords(value) {
  if (typeof value === "number") return count(value);
  if (Array.isArray(value)) return value.map(inWords).join(", ");
  if (value === null || typeof value !== "object") return String(value);
  return Object.entries(value).map(([key, it]) => (it !== null && typeof it === "object" ? `${key}: ${inWords(it)}` : `${key} ${inWords(it)}`)).join(", ");
}

/** costUsd → Cost usd. */
const spaced = key => titled(key.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase());

/** What is known of a run that has not ended: its phase and how far it is, where it says so. */
export function underWay(run, started, timeoutSeconds) {
  const { phase, done, of } = run?.report ?? {};
  const ms = Math.max(0, Date.now() - started);
  const bar = el("div", { class: "progress", "aria-hidden": "true" }, slice(of > 0 ? done / of : ms / 1000 / timeoutSeconds));
  return [
    el("h3", {}, "At work"),
    bar,
    el("p", {}, [phase && titled(phase), of > 0 && `${count(done)} of ${count(of)}`].filter(Boolean).join(": ") || "Waiting for its report."),
    el("p", { class: "soft small" }, `${lasted(ms)} so far, of ${lasted(timeoutSeconds * 1000)} that it may take`)
  ];
}
