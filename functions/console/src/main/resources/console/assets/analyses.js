// The three analyses of a film as panels.

import { el } from "/console/assets/dom.js";
import { curve } from "/console/assets/curve.js";
import { meter } from "/console/assets/evidence.js";
import { palette } from "/console/assets/palette.js";
import { ago, exactly, percent, theme, titled, titledTheme, words } from "/console/assets/words.js";

const known = ids => [ids ?? []].flat().filter(it => it && it !== "unknown");
const chips = ids => known(ids).map(it => el("span", { class: "chip" }, words(it)));

export function about(profile) {
  if (!profile) return missing("What it is about");
  const weighed = (profile.psychological_themes ?? []).filter(it => typeof it?.weight === "number");
  return panel("What it is about", profile,
    weighed.length > 0
      ? el("div", { class: "stack" }, weighed.slice(0, 6).map(it => meter(titledTheme(it.theme), it.weight)))
      : el("p", { class: "row" }, known(profile.themes).map(it => el("span", { class: "chip" }, theme(it)))),
    traits([
      ["Complexity", profile.complexity_score !== null && [percent(profile.complexity_score)]],
      ["Era", chips(profile.cultural_context?.era)],
      ["Asks about", chips(profile.cultural_context?.social_questions)],
      ["Tone", chips(profile.atmospheric_qualities?.tone)],
      ["Told as", chips(profile.narrative_structure?.type)],
      ["Motifs", chips(profile.visual_motifs)]
    ]));
}

export function look(style, film) {
  if (!style) return missing("How it looks and sounds");
  const { cinematography: camera = {}, editing_style: editing = {} } = style;
  const said = camera?.palette ?? {};
  const colours = palette(film.id, film.genre, said);
  return panel("How it looks and sounds", style,
    el("div", { class: "swatches", role: "img", "aria-label": `Palette: ${tellColours(said)}` }, Object.values(colours).map(swatch)),
    el("p", { class: "soft small" }, tellColours(said)),
    traits([
      ["Style", chips(camera?.style_category)],
      ["Light", chips(camera?.lighting)],
      ["Camera", [...chips(camera?.shot_scale), ...chips(camera?.camera_movement)]],
      ["Order", chips(editing?.structure)],
      ["Sound", chips(style.sound_design?.sound)],
      ["World", chips(style.production_design?.world)],
      ["Technique", chips(style.innovations)]
    ]),
    typeof editing?.pace === "number" && meter("Pace of cutting", editing.pace),
    typeof style.overall_style_score === "number" && meter("Distinct from other films", style.overall_style_score));
}

export function feeling(journey, film) {
  if (!journey) return missing("How it feels");
  const { resolution = {}, climactic_moment: peak } = journey;
  const emotions = Object.entries(resolution?.emotions ?? {}).sort((a, b) => b[1] - a[1]).slice(0, 4);
  return panel("How it feels, from start to end", journey,
    curve(journey, film.title),
    traits([
      ["Course", chips(journey.overall_pattern ?? resolution?.arc)],
      ["Ending", chips(resolution?.ending)],
      ["Peak", peak && [`${words(peak.emotion)}, at ${percent(peak.at)} of its length`]]
    ]),
    el("div", { class: "stack" }, emotions.map(([name, level]) => meter(titled(name), level))));
}

function tellColours({ temperature, saturation }) {
  const told = [...known(temperature), ...known(saturation)].map(words);
  return told.length > 0 ? `${told.join(", ")} colours` : "nothing is known of its colours; these are of its genres";
}

function swatch(colour) {
  const part = el("i");
  part.style.background = colour;
  return part;
}

function traits(pairs) {
  const told = pairs.filter(([, value]) => value && value.length > 0);
  return told.length === 0 ? null : el("dl", { class: "traits" }, told.flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]));
}

function panel(title, analysis, ...children) {
  return el("section", { class: "panel stack" }, el("h2", {}, title), children, el("p", { class: "soft small" },
    `Found by ${analysis.provider === "local" ? "rules of our own" : (analysis.model ?? "the app")}, ${percent(analysis.confidence)} sure, `,
    el("time", { title: exactly(analysis.analyzed_at) }, ago(analysis.analyzed_at))));
}

const missing = title => el("section", { class: "panel stack" }, el("h2", {}, title), el("p", { class: "soft" }, "This film has not been analysed yet."));
