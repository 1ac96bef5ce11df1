// Every function: when it runs, how it went, and a way to run it by hand.

import { get } from "/console/assets/api.js";
import { byId, el } from "/console/assets/dom.js";
import { editor } from "/console/assets/editor.js";
import { notice, openPage, repeatedly } from "/console/assets/page.js";
import { runsTable, statusBadge } from "/console/assets/runs.js";
import { ago, exactly, schedule } from "/console/assets/words.js";

const QUICK = 2;
const SLOW = 15;

const panels = new Map();

openPage({ operator: true, run: page });

async function page() {
  show((await get("/console/api/functions")).functions);
  byId("functions").setAttribute("aria-busy", "false");
  repeatedly(QUICK, lookAgain());
}

/** Often while something runs, seldom while nothing does. */
function lookAgain() {
  let idle = 0;
  return async () => {
    const busy = [...panels.values()].some(it => it.isBusy());
    if (!busy && ++idle % Math.round(SLOW / QUICK) !== 0) return;
    show((await get("/console/api/functions")).functions);
  };
}

function show(functions) {
  for (const it of functions) {
    if (!panels.has(it.name)) {
      panels.set(it.name, panel(it));
      byId("functions").append(panels.get(it.name).element);
    }
    panels.get(it.name).update(it);
  }
  if (functions.length === 0) byId("functions").replaceChildren(notice({ title: "No function is known here" }));
}

function panel(its) {
  const last = el("div", { class: "last" });
  const runs = el("section", { class: "runs", "aria-label": `Last runs of ${its.name}` });
  const hand = its.kind === "job" ? editor(its) : null;
  const when = its.kind === "http" ? "called by the apps" : its.schedules.map(it => schedule(it.cron)).join("; ") || "by hand";
  const element = el("details", { class: "function panel", id: `function-${its.name}` },
    el("summary", {}, el("h2", {}, its.name), el("p", {}, its.does), el("div", { class: "when" }, when), last),
    el("div", {}, hand ? hand.elements : addresses(its), runs));
  if (location.hash === `#function-${its.name}`) element.open = true;
  let known = null;

  function update(now) {
    hand?.update(now.runs);
    const told = JSON.stringify(now.runs);
    const newest = now.runs[0];
    last.replaceChildren(...(newest
      ? [statusBadge(newest.status), el("span", { title: exactly(newest.startedAt) }, ` ${ago(newest.startedAt)}`)]
      : [el("span", {}, its.kind === "job" ? "no run yet" : "answers calls")]));
    if (told !== known) runs.replaceChildren(runsTable(now.runs, its));
    known = told;
  }

  return { element, update, isBusy: () => hand?.isBusy() || last.textContent.startsWith("running") };
}

function addresses({ examples }) {
  return el("section", { class: "stack" }, el("h3", {}, "Asked by the apps, not run"),
    el("ul", {}, examples.map(it => el("li", {}, el("code", {}, typeof it === "string" ? it : JSON.stringify(it))))));
}
