// What was understood of a query, as chips, and chips as words again. The server reads words and nothing else: to take a chip
// away is to ask in other words.

import { theme, words } from "/console/assets/words.js";

const AXES = ["emotional", "dark", "funny", "violent", "fast", "complex", "romantic", "scary", "suspenseful", "hopeful", "action", "visual", "realistic", "weird", "family"];
const MOODS = ["uplifting", "cheerful", "heartwarming", "hopeful", "exciting", "tense", "scary", "sad", "bittersweet", "dark", "calm", "surprising"];
const THEMES = ["identity crisis", "coming of age", "self actualization", "love", "family bonds", "friendship", "redemption", "sacrifice", "justice and revenge", "mortality", "power and corruption", "greed", "loneliness", "obsession", "guilt", "trust and betrayal", "grief and loss", "memory", "truth and deception", "survival", "prejudice", "ambition and fame", "technology and humanity", "moral dilemma", "forbidden love", "perseverance"];
const STYLES = ["noir", "neo noir", "expressionist", "silent", "realist", "new wave", "epic", "gothic", "surreal", "minimalist", "documentary", "gritty", "musical", "western", "futurist", "poetic"];
const GENRES = ["Action", "Adventure", "Animation", "Comedy", "Crime", "Documentary", "Drama", "Family", "Fantasy", "History", "Horror", "Music", "Mystery", "Romance", "Science Fiction", "Thriller", "War", "Western"];

/** Kinds of chips that one can add: what they are called, what there is to choose, and how they are said. */
export const KINDS = [
  { id: "genre", name: "a genre", values: GENRES, say: it => it.toLowerCase() },
  { id: "no-genre", name: "not a genre", values: GENRES, say: it => `no ${it.toLowerCase()} films` },
  { id: "like", name: "like a film", values: [], say: it => `like ${it}` },
  { id: "unlike", name: "unlike a film", values: [], say: it => `not like ${it}` },
  { id: "more", name: "more", values: AXES, say: it => `more ${it}` },
  { id: "less", name: "less", values: AXES, say: it => `less ${it}` },
  { id: "mood", name: "a mood", values: MOODS, say: it => it },
  { id: "theme", name: "a theme", values: THEMES, say: it => `about ${it}` },
  { id: "style", name: "a style", values: STYLES, say: it => `${it} style` },
  { id: "director", name: "a director", values: [], say: it => `directed by ${it}` },
  { id: "actor", name: "an actor", values: [], say: it => `starring ${it}` },
  { id: "from", name: "from the year", values: ["1950", "1960", "1970", "1980", "1990", "2000", "2010", "2020"], say: it => `since ${it}` },
  { id: "until", name: "until the year", values: ["1960", "1970", "1980", "1990", "2000", "2010", "2020"], say: it => `until ${it}` },
  { id: "shorter", name: "minutes at most", values: ["90", "100", "120", "150"], say: it => `at most ${it} minutes` },
  { id: "audience", name: "for", values: ["kids", "teens", "adults", "family"], say: it => (it === "family" ? "family film" : `for ${it}`) },
  { id: "without", name: "without", values: [...THEMES, ...MOODS], say: it => `without ${it}` }
];

const chip = (kind, text, say, not = false) => ({ kind, text, say, not });
const titled = it => (it.year ? `${it.title} (${it.year})` : it.title);

/** Chips in the order in which they are said best: what is not wanted last, for a "no" reaches far. */
export function chipsOf(query) {
  const { genres, years, runtimeMinutes: runtime } = query;
  return [
    ...genres.include.map(it => chip("genre", it, it.toLowerCase())),
    ...query.moods.map(it => chip("mood", words(it), words(it))),
    ...query.styles.map(it => chip("style", words(it), `${words(it)} style`)),
    query.audience && chip("for", query.audience, query.audience === "family" ? "family film" : `for ${query.audience}`),
    query.limit && chip("how many", `${query.limit} films`, `${query.limit} films`),
    ...query.references.map(it => chip(it.movieId ? "like" : "like (not in the catalogue)", it.title, `like ${titled(it)}`)),
    ...query.shifts.map(it => chip(it.direction, words(it.axis), `${it.direction} ${words(it.axis)}`)),
    ...query.themes.map(it => chip("about", theme(it), `about ${theme(it)}`)),
    ...query.people.map(it => chip(it.role === "any" ? "with" : it.role, it.name, person(it))),
    span("years", years.from, years.to, yearsSaid),
    span("minutes", runtime.min, runtime.max, minutesSaid),
    ...query.unresolved.map(it => chip("not understood", it, it)),
    ...query.dissimilar.map(it => chip("unlike", it.title, `not like ${titled(it)}`, true)),
    ...genres.exclude.map(it => chip("no", it, `no ${it.toLowerCase()} films`, true)),
    ...query.exclude.map(it => chip("without", theme(it), /^\d{4}s$/.test(it) ? `not ${it}` : `without ${theme(it)}`, true))
  ].filter(Boolean);
}

const person = ({ name, role }) => ({ director: `directed by ${name}`, actor: `starring ${name}` })[role] ?? `with ${name}`;

function span(kind, from, to, say) {
  if (from === null && to === null) return null;
  const text = from === null ? `until ${to}` : to === null ? `since ${from}` : from === to ? String(from) : `${from}–${to}`;
  return chip(kind, kind === "minutes" ? text.replace("until", "at most").replace("since", "at least") : text, say(from, to));
}

function yearsSaid(from, to) {
  if (from === null) return `until ${to}`;
  return to === null ? `since ${from}` : `from ${from} to ${to}`;
}

function minutesSaid(min, max) {
  if (min === null) return `at most ${max} minutes`;
  return max === null ? `at least ${min} minutes` : `between ${min} and ${max} minutes`;
}

/** A query that says what these chips say. */
export const said = chips => chips.map(it => it.say).join(", ");
