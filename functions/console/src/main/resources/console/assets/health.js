// How the installation is: now, and over the last hours.

import { get } from "/console/assets/api.js";
import { byId, el } from "/console/assets/dom.js";
import { meter } from "/console/assets/evidence.js";
import { openPage, repeatedly } from "/console/assets/page.js";
import { plot } from "/console/assets/plot.js";
import { statusBadge } from "/console/assets/runs.js";
import { ago, count, exactly, lasted, many, percent, titled, usd } from "/console/assets/words.js";

const EVERY = 30;

const SERIES = [
  ["queueOpen", "Users who wait", count, "line"], ["listsMade", "Lists made", count, "bars"], ["runsFailed", "Runs that failed", count, "bars"],
  ["hitRate", "Analyses that were there", percent, "line", 0.8], ["spendUsd", "Spent on models", usd, "bars"],
  ["modelMedianMs", "A model's answer, median", lasted, "line"], ["modelErrors", "Calls that failed", count, "bars"]
];

openPage({ operator: true, run: page });

async function page() {
  show(await get("/console/api/health"));
  setTimeout(() => repeatedly(EVERY, async () => show(await get("/console/api/health"))), EVERY * 1000);
}

function show(health) {
  const open = health.alerts.filter(it => !it.resolvedAt);
  byId("state").replaceChildren(
    open.length === 0 ? el("span", { class: "badge good" }, "all is well") : el("span", { class: "badge bad" }, many(open.length, "open alert")),
    el("span", { class: "soft" }, `as of ${new Date(health.at).toLocaleTimeString("en")}`));
  byId("tiles").replaceChildren(queue(health.queue), lists(health.lists), rates(health.hitRates), spend(health.spend));
  byId("plots").replaceChildren(...SERIES.map(([key, title, tell, kind, limit]) =>
    plot({ title, hours: health.series.hours, values: health.series[key] ?? [], tell, kind, limit })));
  byId("alerts").replaceChildren(...(health.alerts.length > 0 ? health.alerts.map(alert) : [el("li", { class: "soft" }, "Nothing has been raised lately.")]));
  byId("tables").replaceChildren(models(health.models), functions(health.functions));
}

const tile = (title, ...children) => el("section", { class: "panel stack" }, el("h3", {}, title), children);

const figures = pairs => el("dl", { class: "figures" }, pairs.map(([name, value, mood]) => el("div", { class: mood }, el("dt", {}, name), el("dd", {}, value))));

function queue({ open, oldestSeconds, dead, failing }) {
  return tile("Queue", figures([
    ["waiting", count(open)], ["oldest", oldestSeconds === null ? "–" : lasted(oldestSeconds * 1000), oldestSeconds > 600 ? "bad" : null],
    ["failing", count(failing), failing > 0 ? "warn" : null], ["given up", count(dead), dead > 0 ? "bad" : null]
  ]));
}

function lists({ active, stale, withoutList, ageSeconds }) {
  return tile("Lists", figures([
    ["active users", count(active)], ["stale lists", count(stale), stale > 0 ? "warn" : null],
    ["without a list", count(withoutList), withoutList > 0 ? "bad" : null], ["oldest", ageSeconds === null ? "–" : lasted(ageSeconds * 1000)]
  ]));
}

function rates(hitRates) {
  return tile("Hit rates", hitRates.length === 0 ? el("p", { class: "soft" }, "Nothing was looked up yet.") : hitRates.map(it =>
    meter(`${titled(it.kind)}: ${count(it.hits)} of ${count(it.lookups)}${it.target ? `, target ${percent(it.target)}` : ""}`, it.lookups > 0 ? it.hits / it.lookups : 0, it.target)));
}

function spend(spent) {
  return tile("Budget", spent.length === 0 ? el("p", { class: "soft" }, "Nothing was spent: no model is asked.") : spent.map(it =>
    meter(`${it.feature === "*" ? "All of it" : titled(it.feature)}, ${it.period}: ${usd(it.usd)}${it.limitUsd ? ` of ${usd(it.limitUsd)}` : ""}`, it.limitUsd ? it.usd / it.limitUsd : 0)));
}

function alert({ at, severity, title, detail, resolvedAt }) {
  return el("li", { class: resolvedAt ? "notice" : "notice bad" },
    el("strong", {}, el("span", { class: `badge ${severity === "critical" ? "bad" : "warn"}` }, severity), ` ${title}`),
    detail, " ",
    el("span", { class: "soft small", title: exactly(at) }, resolvedAt ? `${ago(at)}, over ${ago(resolvedAt)}` : ago(at)));
}

function table(name, heads, rows, empty) {
  if (rows.length === 0) return el("p", { class: "soft" }, empty);
  return el("div", { class: "scroll panel", tabindex: 0, role: "region", "aria-label": name }, el("table", {},
    el("caption", {}, name),
    el("thead", {}, el("tr", {}, heads.map(it => el("th", { scope: "col" }, it)))),
    el("tbody", {}, rows.map(row => el("tr", {}, row.map(it => el("td", {}, it)))))));
}

function models(of) {
  return table("Models", ["For", "Model", "State", "Median", "Errors"],
    of.map(it => [titled(it.kind), it.model, it.status, lasted(it.medianMs), percent(it.errorRate)]), "No model was asked lately.");
}

function functions(of) {
  return table("Functions", ["Function", "State", "Last success"], of.map(it => [
    el("a", { href: `/console/functions#function-${it.name}` }, it.name),
    it.failuresInARow > 0 ? el("span", {}, statusBadge("failed"), ` ${many(it.failuresInARow, "time")} in a row`) : "well",
    it.lastSuccess ? el("span", { title: exactly(it.lastSuccess) }, ago(it.lastSuccess)) : "never"
  ]), "No function has run yet.");
}
