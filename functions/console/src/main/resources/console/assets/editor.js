// A payload to edit, examples to begin with, two buttons, and what comes of it.

import { Refusal, post } from "/console/assets/api.js";
import { announce, el } from "/console/assets/dom.js";
import { reportView, underWay } from "/console/assets/report.js";
import { schedule } from "/console/assets/words.js";

const written = payload => JSON.stringify(payload, null, 2);

export function editor({ name, examples, payload, schedules, timeoutSeconds, runnable }) {
  const id = `payload-${name}`;
  const problem = el("p", { class: "small", id: `${id}-problem`, role: "alert" });
  const field = el("textarea", { id, spellcheck: "false", autocomplete: "off", "aria-describedby": `${id}-problem` });
  const usual = schedules.length > 0 ? schedules.map(it => [`as sent ${schedule(it.cron)}`, it.payload ?? {}]) : [["as usual", payload ?? {}]];
  const choices = [...usual, ...examples.filter(it => typeof it === "object").map(it => [JSON.stringify(it), it])];
  const choice = el("select", { id: `${id}-example`, onchange: () => write(choices[choice.value][1]) },
    choices.map(([text], at) => el("option", { value: at }, text)));
  const live = el("section", { class: "live stack", "aria-label": `What ${name} does` },
    el("p", { class: "soft" }, "Nothing has been run from here yet."));
  const buttons = [
    el("button", { type: "button", class: "main", disabled: !runnable, onclick: () => run(false) }, "Run"),
    el("button", { type: "button", disabled: !runnable, onclick: () => run(true) }, "Dry run")
  ];
  let started = null;
  write(choices[0][1]);

  function write(value) {
    field.value = written(value);
    refuse("");
  }

  function refuse(text) {
    problem.textContent = text;
    field.toggleAttribute("aria-invalid", text !== "");
  }

  /** What is written, if it can be sent. */
  function payloadWritten() {
    try {
      const value = JSON.parse(field.value.trim() === "" ? "{}" : field.value);
      if (value !== null && typeof value === "object" && !Array.isArray(value)) return value;
      refuse("A payload is an object: it begins with { and ends with }.");
    } catch (fault) {
      refuse(`This is not JSON: ${fault.message}`);
    }
    field.focus();
    return null;
  }

  async function run(dry) {
    if (started) return;
    refuse("");
    const value = payloadWritten();
    if (value === null) return;
    start();
    try {
      const report = await post(`/console/api/functions/${encodeURIComponent(name)}/run`, dry ? { ...value, dryRun: true } : value);
      live.replaceChildren(reportView(report, dry || value.dryRun === true));
      announce(`${name}: ${live.querySelector("h3").textContent}`);
    } catch (failure) {
      fail(failure);
    } finally {
      started = null;
      buttons.forEach(it => it.setAttribute("aria-disabled", "false"));
    }
  }

  function start() {
    started = Date.now();
    buttons.forEach(it => it.setAttribute("aria-disabled", "true"));
    live.replaceChildren(...underWay(null, started, timeoutSeconds));
    announce(`${name} is at work`);
  }

  function fail(failure) {
    if (failure instanceof Refusal && failure.status === 400) refuse(failure.message);
    else announce(`${name}: ${failure.message}`);
    live.replaceChildren(el("div", { class: "notice bad" },
      el("strong", {}, failure.title ?? "It could not be run"), failure.message ?? String(failure),
      failure.status === 504 && " It may still be at work: its row below will tell."));
  }

  /** While it runs: what its row says of it. */
  function update(runs) {
    if (!started) return;
    const current = runs.find(it => it.status === "running");
    live.replaceChildren(...underWay(current, started, timeoutSeconds));
  }

  return {
    elements: [
      el("section", { class: "stack", "aria-label": `Run ${name}` },
        el("div", { class: "field" }, el("label", { for: `${id}-example` }, "Begin with"), choice),
        el("div", { class: "field" }, el("label", { for: id }, "Payload (JSON)"), field, problem),
        el("div", { class: "row" }, buttons, !runnable && el("span", { class: "soft small" }, "Its address is not configured here."))),
      live
    ],
    update,
    isBusy: () => started !== null
  };
}
