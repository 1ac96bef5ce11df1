// One metric of several algorithms: dots with their intervals, and the same as a table.

import { el, svg } from "/console/assets/dom.js";
import { count, exactly, titled } from "/console/assets/words.js";

const LEFT = 118;
const RIGHT = 372;
const ROW = 30;

/** What a metric says, most telling first. */
const METRICS = [
  [/^ndcg/, "How far up the hidden likes stand; 1 would be all at the top."],
  [/^recall/, "The share of the hidden likes that is found."],
  [/^click/, "How many of the films that were seen were opened."],
  [/^precision/, "The share of what is shown that is liked."],
  [/^coverage/, "The share of the catalogue that somebody is shown."],
  [/^distance|^diversity/, "How different the films of one list are; 0 is all alike."],
  [/^miscalibration/, "How far a list's genres are from those of its user; 0 is the same mixture."],
  [/^novelty/, "How little known the films are: bits, more for fewer who know them."]
];

const rankOf = metric => METRICS.findIndex(([name]) => name.test(metric));

/** The most telling metric first; those that are not known here last. */
export const byTelling = ([a], [b]) => placeOf(a.metric) - placeOf(b.metric);

const placeOf = metric => (rankOf(metric) < 0 ? METRICS.length : rankOf(metric));

const told = value => Number(value).toLocaleString("en", { maximumSignificantDigits: 3 });

export function intervals(evaluations) {
  const rows = [...evaluations].sort((a, b) => b.value - a.value);
  const { metric, experiment, at } = rows[0];
  const high = Math.max(...rows.map(it => it.high ?? it.value), 0);
  const low = Math.min(...rows.map(it => it.low ?? it.value), 0);
  const x = value => LEFT + ((RIGHT - LEFT) * (value - low)) / (high - low || 1);
  const height = rows.length * ROW + 26;
  return el("section", { class: "panel stack" },
    el("h3", {}, titled(metric).replace("Ndcg", "NDCG"), experiment && el("span", { class: "soft small" }, ` ${experiment.replace("=", " ")}`)),
    el("p", { class: "soft small" }, METRICS[rankOf(metric)]?.[1] ?? ""),
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
