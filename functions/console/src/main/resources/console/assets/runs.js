// The last runs of a function, as a table.

import { el } from "/console/assets/dom.js";
import { ago, count, exactly, lasted } from "/console/assets/words.js";

const MOODS = { succeeded: "good", failed: "bad", lost: "bad", running: "busy" };

export const statusBadge = status => el("span", { class: `badge ${MOODS[status] ?? ""}` }, status);

export function runsTable(runs, { name, kind }) {
  if (runs.length === 0) return el("p", { class: "soft" }, kind === "job" ? "It has not run yet." : "Calls are not kept as runs.");
  return el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": `Table of runs of ${name}` }, el("table", {},
    el("caption", {}, "Last runs"),
    el("thead", {}, el("tr", {}, ["Began", "State", "Took", "Done", "Failed", "Waiting", "Remark"].map(it => el("th", { scope: "col" }, it)))),
    el("tbody", {}, runs.map(row))));
}

function row({ startedAt, status, durationMs, report, error }) {
  return el("tr", {},
    el("td", { title: exactly(startedAt) }, ago(startedAt)),
    el("td", {}, statusBadge(status)),
    el("td", {}, status === "running" ? "…" : lasted(durationMs)),
    ["succeeded", "failed", "remaining"].map(it => el("td", {}, report && it in report ? count(report[it]) : "–")),
    el("td", {}, error ?? remark(status, report)));
}

function remark(status, report) {
  if (status === "lost") return "It ended without a word.";
  if (report?.problems?.length > 0) return report.problems[0].reason;
  if (report?.details?.hint) return String(report.details.hint);
  return report?.dryRun || report?.details?.dryRun ? "dry run" : "";
}
