// Colours of a film: from what its style analysis says of warmth and strength, else from its genres.

const HUES = {
  action: 14, adventure: 32, animation: 300, comedy: 44, crime: 218, documentary: 160, drama: 8, family: 36, fantasy: 268, history: 26,
  "film-noir": 226, horror: 356, music: 322, musical: 322, mystery: 244, romance: 338, "science fiction": 196, "sci-fi": 196, thriller: 206, war: 84, western: 24
};
const WARMTH = { warm: [8, 46], cool: [186, 250] };
const STRENGTH = { muted: 20, natural: 38, vivid: 66, monochrome: 2 };

/** A number that is the same for the same text always. */
export function seed(text) {
  let hash = 2166136261;
  for (const letter of String(text)) hash = Math.imul(hash ^ letter.codePointAt(0), 16777619) >>> 0;
  return hash;
}

/** deep, dark, mid, light, accent: dark enough below and light enough above for letters. */
export function palette(id, genres = [], said = {}) {
  const random = seed(id);
  const hue = hueOf(random, genres, said.temperature);
  const strength = STRENGTH[said.saturation] ?? 42;
  const other = said.temperature in WARMTH ? hue + 22 : hue + [28, 150, 180, 210][(random >>> 12) % 4];
  return {
    deep: colour(hue, strength * 0.8, 13),
    dark: colour(hue, strength, 24),
    mid: colour(hue, strength, 42),
    light: colour(hue + 10, strength * 0.9, 72),
    accent: colour(other, strength * 1.25, 60)
  };
}

function hueOf(random, genres, temperature) {
  if (temperature in WARMTH) {
    const [from, to] = WARMTH[temperature];
    return from + (random % (to - from));
  }
  const telling = genres.length > 1 ? genres.filter(it => it !== "Drama") : genres;
  const known = telling.map(it => HUES[String(it).toLowerCase()]).filter(it => it !== undefined);
  return known.length > 0 ? known[random % known.length] + ((random >>> 5) % 50) - 25 : random % 360;
}

function colour(hue, strength, lightness) {
  return `hsl(${Math.round((hue + 360) % 360)}, ${Math.round(Math.min(strength, 90))}%, ${lightness}%)`;
}
