// Conversational search: words in, chips of what was understood, films that fit.

import { get, path } from "/console/assets/api.js";
import { announce, byId, el } from "/console/assets/dom.js";
import { card, placeholders } from "/console/assets/card.js";
import { notice, openPage } from "/console/assets/page.js";
import { KINDS, chipsOf, said } from "/console/assets/parsed.js";
import { many, percent } from "/console/assets/words.js";

const asked = { words: "", refine: "", chips: [], next: null, turn: 0, hosts: [] };

openPage({ run: page });

function page(session) {
  asked.hosts = session.posterHosts;
  for (const it of byId("examples").querySelectorAll("button")) it.addEventListener("click", () => begin(it.textContent));
  byId("kind").replaceChildren(...KINDS.map(it => el("option", { value: it.id }, it.name)));
  byId("kind").addEventListener("change", offerValues);
  offerValues();
  on("ask", () => begin(byId("words").value));
  on("add", add);
  on("refine", refine);
  byId("more").addEventListener("click", () => more().catch(failed));
  addEventListener("popstate", fromAddress);
  return fromAddress();
}

function on(form, work) {
  byId(form).addEventListener("submit", event => {
    event.preventDefault();
    work();
  });
}

function fromAddress() {
  const words = new URLSearchParams(location.search).get("q");
  if (words) return search(words, "");
  understood(null);
}

/** Asks anew; the address tells what, so that it can be gone back to and sent to somebody. */
function begin(words, refinement = "") {
  const query = words.trim();
  if (query === "") return reset();
  history.pushState(null, "", path("/console/ask", { q: query }));
  return search(query, refinement);
}

async function search(words, refinement) {
  const turn = ++asked.turn;
  byId("words").value = words;
  byId("count").textContent = "Looking …";
  byId("films").replaceChildren(...placeholders(6));
  byId("more").hidden = true;
  try {
    const found = await get(path("/v1/search", { q: words, refine: refinement, limit: 12 }));
    if (turn !== asked.turn) return;
    Object.assign(asked, { words, refine: refinement });
    understood(found.query);
    if (refinement !== "") settle();
    show(found, false);
  } catch (problem) {
    if (turn === asked.turn) failed(problem);
  }
}

/** What was said and what was added to it become one query, so that each chip of it can be taken away. */
function settle() {
  const whole = said(asked.chips);
  byId("words").value = whole;
  history.replaceState(null, "", path("/console/ask", { q: whole }));
}

function understood(query) {
  asked.chips = query ? chipsOf(query) : [];
  byId("sureness").textContent = query ? `${percent(query.confidence)} sure · read by ${query.parser === "model" ? "a model" : "rules"}` : "";
  byId("chips").replaceChildren(...(asked.chips.length > 0 ? asked.chips.map(chip) : [el("li", { class: "soft" }, query ? "Nothing in particular: any film fits." : "Nothing has been asked yet.")]));
}

function chip(it) {
  const without = () => {
    announce(`${it.kind} ${it.text} removed`);
    byId("words").focus({ preventScroll: true });
    begin(said(asked.chips.filter(other => other !== it)));
  };
  return el("li", { class: it.not ? "chip not" : "chip" },
    el("small", {}, it.kind), it.text,
    el("button", { type: "button", "aria-label": `Remove ${it.kind} ${it.text}`, onclick: without }, "×"));
}

const kind = () => KINDS.find(it => it.id === byId("kind").value);

function offerValues() {
  byId("values").replaceChildren(...kind().values.map(it => el("option", { value: it })));
  byId("value").value = "";
}

/** What is wanted is said first, what is not wanted last. */
function add() {
  const value = byId("value").value.trim();
  if (value === "") return;
  const addition = { say: kind().say(value) };
  const isNot = /^(no|not|without) /.test(addition.say);
  byId("value").value = "";
  const chips = asked.chips.filter(it => !replaces(kind().id, it.kind));
  begin(said(isNot ? [...chips, addition] : [addition, ...chips]));
}

/** There is one span of years and one of minutes. */
const replaces = (added, there) => (["from", "until"].includes(added) && there === "years") || (added === "shorter" && there === "minutes");

function refine() {
  const more = byId("more-words").value.trim();
  if (more === "") return;
  byId("more-words").value = "";
  if (asked.words === "") begin(more);
  else search(asked.words, more);
}

async function more() {
  show(await get(path("/v1/search", { q: asked.words, refine: asked.refine, limit: 12, after: asked.next })), true);
}

function show({ query, results, next }, further) {
  const acts = { hosts: asked.hosts, generation: 0, context: { parser: query.parser, within: "search" }, rated: () => {}, dismissed: (item, element) => element.remove() };
  const cards = results.map(it => card(it, acts));
  if (further) byId("films").append(...cards);
  else byId("films").replaceChildren(...cards);
  asked.next = next;
  byId("more").hidden = next === null;
  const number = byId("films").querySelectorAll(".card").length;
  byId("count").textContent = number === 0 ? "No film fits all of it. Take a chip away." : `${many(number, "film")}${next === null ? "" : ", and more"}`;
}

function reset() {
  asked.turn++;
  history.pushState(null, "", "/console/ask");
  Object.assign(asked, { words: "", refine: "" });
  byId("words").value = "";
  byId("films").replaceChildren();
  byId("count").textContent = "";
  byId("more").hidden = true;
  understood(null);
}

function failed(problem) {
  byId("count").textContent = "";
  byId("films").replaceChildren(el("li", {}, notice(problem)));
}
