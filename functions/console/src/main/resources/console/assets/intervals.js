// One metric of several algorithms: dots with their intervals, and the same as a table.

import { el, svg } from "/console/assets/dom.js";
import { count, exactly, titled } from "/console/assets/words.js";

const LEFT = 118;
const RIGHT = 372;
const ROW = 30;

const told = value => Number(value).toLocaleString("en", { maximumSignificantDigits: 3 });

export function intervals(evaluations) {
  const rows = [...evaluations].sort((a, b) => b.value - a.value);
  const { metric, experiment, at } = rows[0];
  const high = Math.max(...rows.map(it => it.high ?? it.value), 0);
  const low = Math.min(...rows.map(it => it.low ?? it.value), 0);
  const x = value => LEFT + ((RIGHT - LEFT) * (value - low)) / (high - low || 1);
  const height = rows.length * ROW + 26;
  return el("section", { class: "panel stack" },
    el("h3", {}, titled(metric).replace("Ndcg", "NDCG"), experiment && el("span", { class: "soft small" }, ` in ${experiment}`)),
    svg("svg", { class: "intervals", viewBox: `0 0 380 ${height}`, role: "img", "aria-label": rows.map(it => `${it.algorithm} ${range(it)}`).join("; ") },
      [low, (low + high) / 2, high].map((value, step) => [
        svg("line", { class: "grid-line", x1: x(value), x2: x(value), y1: 4, y2: height - 22 }),
        svg("text", { x: x(value), y: height - 6, "font-size": 12, "text-anchor": ["start", "middle", "end"][step] }, told(value))
      ]),
      rows.map((it, at) => row(it, 4 + ROW * (at + 0.5), x))),
    el("details", {}, el("summary", { class: "small" }, "As a table"), table(rows)),
    el("p", { class: "soft small" }, `Evaluated ${exactly(at)}`));
}

const range = it => `${told(it.value)}${it.low === null ? "" : ` (${told(it.low)} to ${told(it.high)})`}`;

function row({ algorithm, value, low, high }, y, x) {
  return [
    svg("text", { class: "name", x: LEFT - 10, y: y + 4, "font-size": 13, "text-anchor": "end" }, algorithm),
    low !== null && svg("line", { class: "whisker", x1: x(low), x2: x(high), y1: y, y2: y, "stroke-linecap": "round" }),
    svg("circle", { class: "dot", cx: x(value), cy: y, r: 5 })
  ];
}

function table(rows) {
  return el("table", {},
    el("thead", {}, el("tr", {}, ["Algorithm", "Value", "From", "To", "Users"].map(it => el("th", { scope: "col" }, it)))),
    el("tbody", {}, rows.map(it => el("tr", {}, [it.algorithm, told(it.value), it.low === null ? "–" : told(it.low), it.high === null ? "–" : told(it.high), count(it.users)].map(cell => el("td", {}, cell))))));
}
