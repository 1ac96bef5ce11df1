// The page of one film: what it is about, how it looks, how it feels, and what goes with it.

import { get, path } from "/console/assets/api.js";
import { actions, facts } from "/console/assets/card.js";
import { byId, el } from "/console/assets/dom.js";
import { about, feeling, look } from "/console/assets/analyses.js";
import { filmAddress } from "/console/assets/links.js";
import { notice, openPage } from "/console/assets/page.js";
import { showPicks } from "/console/assets/picks.js";
import { poster } from "/console/assets/poster.js";

const id = new URLSearchParams(location.search).get("id");

openPage({ run: film });

async function film({ posterHosts: hosts }) {
  if (!id) return byId("content").replaceChildren(notice({ title: "Which film?" }));
  const similar = get(path(`/v1/movies/${encodeURIComponent(id)}/similar`, { limit: 12 }));
  similar.catch(() => {});
  try {
    show(await get(`/v1/movies/${encodeURIComponent(id)}`), hosts);
  } catch (problem) {
    if (problem.status === 401) throw problem;
    return byId("content").replaceChildren(notice(problem));
  }
  byId("similar").replaceChildren(...(await similar).similar.map(it => small(it, hosts)));
}

function show(film, hosts) {
  document.title = `${film.title} · CineAI`;
  const said = film.cinematic_style?.cinematography?.palette;
  const problem = el("p", { role: "alert" });
  const acts = { hosts, generation: 0, context: { within: "film" }, rated };
  const controls = el("div", { class: "actions" });
  const head = byId("film-head");
  head.replaceChildren(
    poster(film, { hosts, said }),
    el("div", { class: "stack" },
      el("h1", {}, film.title),
      el("p", { class: "facts" }, facts(film)),
      el("p", { class: "overview" }, film.overview ?? "Nobody has said yet what it is about."),
      film.cast.length > 0 && el("p", { class: "soft" }, `With ${film.cast.slice(0, 6).join(", ")}`),
      el("p", { class: "row" }, film.keywords.slice(0, 10).map(it => el("span", { class: "chip not" }, it))),
      controls, problem));
  controls.append(...actions({ movies: film }, head, acts, failure => (problem.textContent = failure.message)));
  byId("film-analyses").replaceChildren(about(film.thematic_profile), look(film.cinematic_style, film), feeling(film.emotional_journey, film));
  byId("film").setAttribute("aria-busy", "false");

  function rated(item, number, told) {
    showPicks(film, told, { hosts, generation: 0, context: { within: "picks" }, rated: (next, stars, done) => showPicks(next.movies, done, acts) });
  }
}

function small({ movies: film, reason }, hosts) {
  return el("li", {}, el("a", { href: filmAddress(film.id), title: reason },
    poster(film, { hosts }), el("strong", {}, film.title), el("span", { class: "facts" }, film.year ?? "")));
}
