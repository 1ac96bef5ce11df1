// Posters: drawn from a film's palette and title, or its own where this page may load it.

import { get, path } from "/console/assets/api.js";
import { el, svg } from "/console/assets/dom.js";
import { palette, seed } from "/console/assets/palette.js";

const WIDTH = 200;
const HEIGHT = 300;
const LINE = 13;

/** How wide a bold capital is at the most, of its height: nobody knows what letters there are. */
const WIDEST = 0.84;

/** Films at once, as the server allows. */
const MOST = 100;

/** What style analyses say of colours, by film; asked for together when a page has been put together. */
const known = new Map();
let waiting = new Map();

/** The title stands beside it on every page, so who listens is not told twice. said: what its analysis says of colours, where that is there. */
export function poster(film, { hosts = [], said } = {}) {
  if (said) known.set(film.id, said);
  const draw = () => (known.has(film.id) ? drawn(film, palette(film.id, film.genre, known.get(film.id))) : later(film));
  return mayLoad(film.poster_url, hosts) ? own(film.poster_url, draw) : draw();
}

/** Its place, until its colours are there. */
function later(film) {
  const place = el("div", { class: "poster skeleton", "aria-hidden": "true" });
  if (waiting.size === 0) queueMicrotask(colour);
  waiting.set(film.id, [...(waiting.get(film.id) ?? []), { film, place }]);
  return place;
}

async function colour() {
  const all = waiting;
  waiting = new Map();
  const ids = [...all.keys()];
  for (let from = 0; from < ids.length; from += MOST) {
    const some = ids.slice(from, from + MOST);
    // By their genres alone, where nobody can say more.
    const palettes = await get(path("/console/api/palettes", { films: some })).catch(() => ({}));
    for (const id of some) {
      known.set(id, palettes[id] ?? {});
      for (const { film, place } of all.get(id)) place.replaceWith(drawn(film, palette(id, film.genre, known.get(id))));
    }
  }
}

/** Drawn after all where its host does not have it. */
function own(src, draw) {
  const image = el("img", {
    class: "poster", src, alt: "", width: WIDTH, height: HEIGHT, loading: "lazy", referrerpolicy: "no-referrer", onerror: () => image.replaceWith(draw())
  });
  return image;
}

function mayLoad(address, hosts) {
  if (!address || !URL.canParse(address)) return false;
  const url = new URL(address);
  return url.protocol === "https:" && hosts.some(it => it === url.host || (it.startsWith("*.") && url.host.endsWith(it.slice(1))));
}

function drawn(film, colours) {
  const random = seed(film.title);
  const lines = wrapped(film.title.toUpperCase());
  const size = Math.min(29, ...lines.map(it => 174 / (WIDEST * it.length)));
  const top = 262 - (lines.length - 1) * size * 1.08;
  return svg("svg", { class: "poster", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, "aria-hidden": "true", focusable: "false" },
    svg("rect", { width: WIDTH, height: HEIGHT, fill: colours.dark }),
    COMPOSITIONS[random % COMPOSITIONS.length](colours, random >>> 4),
    svg("rect", { y: top - size * 1.25, width: WIDTH, height: HEIGHT, fill: colours.deep }),
    lines.map((line, at) => svg("text", {
      x: 14, y: top + at * size * 1.08, fill: "#f6efe4", "font-size": size.toFixed(1), "font-weight": 700
    }, line)),
    svg("text", { x: 14, y: 284, fill: colours.light, "font-size": 10, "letter-spacing": 1.5 }, film.year ? String(film.year) : ""));
}

function wrapped(title) {
  const lines = [""];
  for (const word of title.split(/\s+/)) {
    const last = lines[lines.length - 1];
    if (last === "" || `${last} ${word}`.length <= LINE) lines[lines.length - 1] = `${last} ${word}`.trim();
    else lines.push(word);
  }
  return lines.length <= 4 ? lines : [...lines.slice(0, 3), `${lines[3]} …`];
}

const circle = (cx, cy, r, fill, more) => svg("circle", { cx, cy, r, fill, ...more });
const rect = (x, y, width, height, fill, more) => svg("rect", { x, y, width, height, fill, ...more });

const COMPOSITIONS = [
  function sunset(c, r) {
    const x = 50 + (r % 100);
    return [rect(0, 0, WIDTH, 150, c.mid), circle(x, 150, 62, c.accent), rect(0, 150, WIDTH, 150, c.dark),
      [0, 1, 2, 3].map(it => rect(x - 60 + it * 9, 158 + it * 13, 120 - it * 18, 3, c.accent))];
  },
  function eclipse(c, r) {
    return [rect(0, 0, WIDTH, HEIGHT, c.dark), circle(100, 112, 74, c.accent), circle(100 + (r % 50) - 25, 112 - (r % 24), 68, c.deep)];
  },
  function blinds(c, r) {
    return [rect(0, 0, WIDTH, HEIGHT, c.mid),
      [...Array(9).keys()].map(it => rect(0, it * 26, WIDTH, 9 + ((r >>> it) & 7), c.dark)), circle(60 + (r % 80), 96, 38, c.light)];
  },
  function hills(c, r) {
    const peak = 40 + (r % 120);
    return [rect(0, 0, WIDTH, HEIGHT, c.light), circle(200 - peak, 60, 26, c.accent),
      svg("path", { d: `M-20 220L${peak} 86L220 220Z`, fill: c.mid }), svg("path", { d: `M-60 240L${200 - peak} 132L290 240Z`, fill: c.dark })];
  },
  function spotlight(c, r) {
    const x = 30 + (r % 140);
    return [rect(0, 0, WIDTH, HEIGHT, c.deep), svg("path", { d: `M${x} -10L20 240H180Z`, fill: c.mid, opacity: 0.85 }),
      circle(100, 172, 20, c.accent), rect(84, 186, 32, 70, c.accent, { rx: 14 })];
  },
  function arcs(c, r) {
    const x = (r % 2) * WIDTH;
    return [rect(0, 0, WIDTH, HEIGHT, c.mid), [190, 150, 110, 70, 32].map((radius, at) => circle(x, 40, radius, [c.dark, c.accent, c.deep, c.light, c.accent][at]))];
  },
  function city(c, r) {
    return [rect(0, 0, WIDTH, HEIGHT, c.mid), circle(150, 56, 24, c.light),
      [...Array(8).keys()].map(it => rect(it * 26 - 4, 110 + ((r >>> it) % 9) * 9, 24, 200, it % 3 === 0 ? c.deep : c.dark)),
      [...Array(10).keys()].map(it => rect(6 + ((r >>> it) % 24) * 8, 176 + (it % 4) * 12, 4, 5, c.accent))];
  },
  function diagonals(c, r) {
    const turn = r % 2 === 0 ? 35 : -35;
    return [rect(0, 0, WIDTH, HEIGHT, c.dark),
      svg("g", { transform: `rotate(${turn} 100 120)` }, rect(-60, 60, 340, 34, c.accent), rect(-60, 104, 340, 20, c.light), rect(-60, 134, 340, 54, c.mid))];
  }
];
