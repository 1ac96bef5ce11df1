// Small plots over hours: a line or bars, with a scale to read them by.

import { el, svg } from "/console/assets/dom.js";

const BOX = { left: 44, right: 334, top: 8, bottom: 96 };

/** hours and values go together; null is an hour of which nothing is known. tell says a value in words. */
export function plot({ title, hours, values, tell, kind = "line", limit = null }) {
  const known = values.filter(it => it !== null && it !== undefined);
  const last = known.at(-1);
  const top = niceAbove(Math.max(...known, limit ?? 0, 0));
  const x = at => BOX.left + ((BOX.right - BOX.left) * (at + (kind === "bars" ? 0.5 : 0))) / Math.max(1, hours.length - (kind === "bars" ? 0 : 1));
  const y = value => BOX.bottom - ((BOX.bottom - BOX.top) * value) / top;
  return el("figure", { class: "plot panel" },
    el("figcaption", {}, el("h3", {}, title)),
    el("p", { class: "now" }, known.length > 0 ? tell(last) : "–"),
    svg("svg", { viewBox: "0 0 340 120", role: "img", "aria-label": told(title, known, tell) },
      scale(known.length === 0 ? null : top, y, tell), times(hours, x),
      limit !== null && svg("line", { class: "drawn second", x1: BOX.left, x2: BOX.right, y1: y(limit), y2: y(limit), "stroke-dasharray": "4 4" }),
      known.length === 0 ? svg("text", { x: 189, y: 56, "text-anchor": "middle", "font-size": 12 }, "no figures yet") : kind === "bars" ? bars(values, x, y, hours.length) : lines(values, x, y)));
}

function told(title, known, tell) {
  if (known.length === 0) return `${title}: no figures yet`;
  return `${title}: now ${tell(known.at(-1))}, least ${tell(Math.min(...known))}, most ${tell(Math.max(...known))}`;
}

/** 1, 2, 2.5 or 5 times a power of ten. */
function niceAbove(value) {
  if (!(value > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 2.5, 5, 10].map(it => it * power).find(it => it >= value * 0.999);
}

function scale(top, y, tell) {
  return [0, (top ?? 1) / 2, top ?? 1].flatMap((value, at) => [
    svg("line", { class: at === 0 ? "axis-line" : "grid-line", x1: BOX.left, x2: BOX.right, y1: y(value), y2: y(value) }),
    top !== null && at !== 1 && svg("text", { x: BOX.left - 6, y: y(value) + 4, "text-anchor": "end", "font-size": 11 }, tell(value))
  ]);
}

function times(hours, x) {
  const step = hours.length > 30 ? 12 : 6;
  return hours.map((hour, at) => {
    const time = new Date(hour);
    if (time.getHours() % step !== 0) return null;
    return svg("text", { x: x(at), y: 113, "text-anchor": x(at) > BOX.right - 14 ? "end" : "middle", "font-size": 11 }, `${time.getHours()}:00`);
  });
}

function bars(values, x, y, number) {
  const width = Math.max(1.5, ((BOX.right - BOX.left) / number) * 0.7);
  return values.map((value, at) => value > 0 && svg("rect", { class: "bars", x: x(at) - width / 2, width, y: y(value), height: BOX.bottom - y(value) }));
}

/** A line breaks where nothing is known; what stands alone is a dot. */
function lines(values, x, y) {
  const stretches = [[]];
  values.forEach((value, at) => {
    if (value === null || value === undefined) stretches.push([]);
    else stretches.at(-1).push([x(at), y(value)]);
  });
  return stretches.filter(it => it.length > 0).flatMap(points => {
    const line = points.map(([px, py], at) => `${at === 0 ? "M" : "L"}${px.toFixed(1)} ${py.toFixed(1)}`).join("");
    const [endX, endY] = points.at(-1);
    return [
      points.length > 1 && svg("path", { class: "area", d: `${line}L${endX} ${BOX.bottom}L${points[0][0]} ${BOX.bottom}Z` }),
      points.length > 1 && svg("path", { class: "drawn", d: line }),
      svg("circle", { class: "dot", cx: endX, cy: endY, r: 3 })
    ];
  });
}
