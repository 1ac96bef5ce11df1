// A person's list: read it, act on it, and see it change when the queue has run.

import { ask, get, path } from "/console/assets/api.js";
import { announce, byId, el } from "/console/assets/dom.js";
import { card, placeholders } from "/console/assets/card.js";
import { listen } from "/console/assets/events.js";
import { notice, openPage } from "/console/assets/page.js";
import { hidePicks, showPicks } from "/console/assets/picks.js";
import { showTaste } from "/console/assets/taste.js";
import { nameOf } from "/console/assets/who.js";
import { ago, exactly, many, titled } from "/console/assets/words.js";

const MOODS = ["uplifting", "cheerful", "heartwarming", "hopeful", "exciting", "tense", "scary", "sad", "bittersweet", "dark", "calm", "surprising"];
const SOURCES = {
  personal: ["good", "personal", "made for this person"],
  stale: ["warn", "stale", "made for this person, and not looked at for six hours"],
  instant: ["busy", "instant", "made this moment; a better one is on its way"],
  popular: ["warn", "popular", "nothing is known of this person yet"]
};

const shown = { list: null, source: "personal", etag: null, waiting: false, cards: new Map(), readings: 0, hosts: [] };

byId("films").append(...placeholders(12));
openPage({ run: viewer });

async function viewer(session) {
  shown.hosts = session.posterHosts;
  byId("title").textContent = `For ${nameOf(session)}`;
  document.title = `${nameOf(session)} · CineAI`;
  byId("mood").append(...MOODS.map(it => el("option", { value: it }, titled(it))));
  byId("mood").addEventListener("change", () => read().catch(failed));
  await read();
  showTaste();
  setInterval(state, 15000);
  let before;
  listen("/console/api/events", (name, data) => {
    if (name !== "list") return;
    const changed = data.etag !== null && plain(data.etag) !== before && (before !== undefined || plain(data.etag) !== shown.etag);
    before = plain(data.etag);
    shown.waiting = data.waiting;
    state();
    if (changed) read().then(showTaste).catch(failed);
  });
}

const plain = etag => (etag ?? "").replace(/^W\//, "").replaceAll('"', "");

/** Reads the list and shows it. Of two readings at once the later one counts. */
async function read() {
  const reading = ++shown.readings;
  const answer = await ask(path("/v1/recommendations", { mood: byId("mood").value }));
  const list = await answer.json();
  if (reading !== shown.readings) return;
  const fresh = newcomers(list);
  shown.etag = plain(answer.headers.get("ETag"));
  shown.source = answer.headers.get("Cineai-Source") ?? list.source ?? "personal";
  shown.list = list;
  render(list, fresh);
  state();
  if (fresh.size > 0) announce(`The list has changed: ${many(fresh.size, "new film")}`);
}

function newcomers(list) {
  if (!shown.list || byId("mood").value !== "") return new Set();
  const known = new Set(shown.list.recommendations.map(it => it.movie_id));
  return new Set(list.recommendations.map(it => it.movie_id).filter(it => !known.has(it)));
}

/** Cards of items that are as they were stay as they are, opened or not. */
function render(list, fresh) {
  const acts = { hosts: shown.hosts, generation: list.generation, rated, saved: () => {}, dismissed };
  const cards = new Map();
  for (const item of list.recommendations) {
    const key = JSON.stringify(item);
    const element = shown.cards.get(key) ?? card(item, acts);
    element.querySelector(".fresh").textContent = fresh.has(item.movie_id) ? " · new" : "";
    cards.set(key, element);
  }
  const focused = document.activeElement.closest("#films .card")?.dataset.film;
  shown.cards = cards;
  byId("films").setAttribute("aria-busy", "false");
  byId("films").replaceChildren(...(cards.size > 0 ? cards.values() : [el("li", { class: "notice" }, "The list is empty.")]));
  if (focused) focusFilm(focused);
}

/** Who works with the keyboard stays where they were, or at the list where that film has gone. */
function focusFilm(id) {
  const same = [...shown.cards.values()].find(it => it.dataset.film === id);
  (same?.querySelector("h3 a") ?? byId("films")).focus({ preventScroll: true });
}

function rated(item, number, told) {
  showPicks(item.movies, told, { hosts: shown.hosts, generation: 0, context: { within: "picks" }, rated, saved: () => {} });
  told.then(() => {
    shown.waiting = true;
    state();
  }, hidePicks);
}

function dismissed(item, element) {
  const next = element.nextElementSibling ?? element.previousElementSibling;
  for (const [key, it] of shown.cards) if (it === element) shown.cards.delete(key);
  element.remove();
  next?.querySelector("a")?.focus();
}

function state() {
  const [mood, name, meaning] = SOURCES[shown.source] ?? ["", shown.source, ""];
  const { list } = shown;
  const text = [
    el("span", { class: `badge ${mood}`, title: meaning }, name),
    el("span", { title: exactly(list?.generatedAt) }, list ? `changed ${ago(list.generatedAt)}` : ""),
    el("span", { class: "soft" }, list ? many(list.recommendations.length, "film") : ""),
    shown.waiting ? el("span", { class: "badge busy" }, "a new list is being made") : el("span", { class: "badge" }, "up to date")
  ];
  // Status regions speak whenever they change: what says the same is left alone.
  if (byId("state").textContent !== text.map(it => it.textContent).join("")) byId("state").replaceChildren(...text);
}

function failed(problem) {
  byId("films").replaceChildren(el("li", {}, notice(problem)));
}
