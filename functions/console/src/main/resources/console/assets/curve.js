// The emotional journey as a curve: how glad, over a film's length, and how tense.

import { el, svg } from "/console/assets/dom.js";
import { words } from "/console/assets/words.js";

const BOX = { left: 34, right: 352, top: 14, bottom: 160 };

/** valence_curve: -1..1 at equal distances; emotional_beats may say how tense it is, 0..1. */
export function curve(journey, title) {
  const valence = journey.valence_curve ?? [];
  if (valence.length < 2) return el("p", { class: "soft" }, "Its course is not known.");
  const tension = (journey.emotional_beats ?? []).map(it => it.arousal).filter(Number.isFinite);
  const points = valence.map((value, at) => [across(at, valence.length), down(value)]);
  const tense = tension.map((value, at) => [across(at, tension.length), down(value * 2 - 1)]);
  return el("figure", { class: "stack" },
    svg("svg", { class: "curve", viewBox: "0 0 360 190", role: "img", "aria-label": told(valence, title) },
      axes(),
      svg("path", { class: "area", d: `${smooth(points)}L${points.at(-1)[0]} ${down(0)}L${points[0][0]} ${down(0)}Z` }),
      tense.length > 1 && svg("path", { class: "drawn second", d: smooth(tense), "stroke-dasharray": "3 5" }),
      svg("path", { class: "drawn", d: smooth(points) }),
      points.map(([cx, cy]) => svg("circle", { class: "dot", cx, cy, r: 2.6 })),
      peak(journey.climactic_moment)),
    el("figcaption", { class: "soft small" }, tense.length > 1 ? "Line: sad to glad. Dashed: calm to tense." : "From sad to glad."));
}

const across = (at, of) => BOX.left + ((BOX.right - BOX.left) * at) / (of - 1);
const down = value => BOX.top + ((BOX.bottom - BOX.top) * (1 - Math.max(-1, Math.min(1, value)))) / 2;

function axes() {
  return [
    [1, "glad"], [0, ""], [-1, "sad"]
  ].flatMap(([value, name]) => [
    svg("line", { class: value === 0 ? "axis-line" : "grid-line", x1: BOX.left, x2: BOX.right, y1: down(value), y2: down(value) }),
    svg("text", { x: BOX.left - 5, y: down(value) + 4, "font-size": 12, "text-anchor": "end" }, name)
  ]).concat([["start", BOX.left], ["middle", 193], ["end", BOX.right]].map(([name, x]) =>
    svg("text", { x, y: 180, "font-size": 12, "text-anchor": name }, name === "middle" ? "halfway" : name)));
}

function peak(moment) {
  if (!Number.isFinite(moment?.at)) return null;
  const x = BOX.left + (BOX.right - BOX.left) * moment.at;
  return [svg("line", { class: "axis-line", x1: x, x2: x, y1: BOX.top, y2: BOX.bottom, "stroke-dasharray": "1 4" }),
    svg("text", { x: Math.min(x, 318), y: 10, "font-size": 12, "text-anchor": "middle" }, words(moment.emotion))];
}

/** Through every point, bent so that it never overshoots: control points lie level with the points. */
function smooth(points) {
  return points.reduce((path, [x, y], at) => {
    if (at === 0) return `M${x} ${y}`;
    const [px, py] = points[at - 1];
    const middle = (px + x) / 2;
    return `${path}C${middle.toFixed(1)} ${py.toFixed(1)} ${middle.toFixed(1)} ${y.toFixed(1)} ${x.toFixed(1)} ${y.toFixed(1)}`;
  }, "");
}

function told(valence, title) {
  const of = value => (value > 0.25 ? "glad" : value < -0.25 ? "sad" : "even");
  const low = valence.indexOf(Math.min(...valence)) / (valence.length - 1);
  return `Course of feelings in ${title}: begins ${of(valence[0])}, is saddest at ${Math.round(low * 100)} % of its length, ends ${of(valence.at(-1))}.`;
}
