// How ids, numbers and times are told to people.

const AGO = new Intl.RelativeTimeFormat("en", { numeric: "auto", style: "long" });
const STEPS = [["day", 86400], ["hour", 3600], ["minute", 60]];

/** grief_loss → grief loss. Ids are the server's vocabulary, and words are all they are. */
export const words = id => String(id).replaceAll("_", " ");

const upper = text => text.replace(/^./, first => first.toUpperCase());

export const titled = id => upper(words(id));

/** Themes whose ids are two halves, and those that are called otherwise. */
const HALVES = ["ambition_fame", "art_creation", "childhood_innocence", "community_solidarity", "adventure_discovery", "faith_religion", "freewill_fate", "good_evil", "grief_loss", "honor_duty", "justice_revenge", "marriage_infidelity", "politics_ideology", "power_corruption", "reality_illusion", "resistance_freedom", "technology_humanity", "truth_deception"];
const CALLED = {
  aging_time: "ageing and time", betrayal_trust: "trust and betrayal", class_divide: "class divide", crime_underworld: "the criminal underworld",
  home_belonging: "belonging", nature_humanity: "nature", fear_unknown: "fear of the unknown", love_romance: "love", meaning_life: "the meaning of life", media_society: "the media", memory_past: "memory"
};

/** A theme as people call it; whatever is no theme, in its own words. */
export const theme = id => CALLED[id] ?? (HALVES.includes(id) ? id.replace("_", " and ") : words(id));

export const titledTheme = id => upper(theme(id));

export function ago(time, now = Date.now()) {
  const at = Date.parse(time);
  if (Number.isNaN(at)) return "at an unknown time";
  const seconds = (at - now) / 1000;
  for (const [unit, size] of STEPS) if (Math.abs(seconds) >= size) return AGO.format(Math.round(seconds / size), unit);
  return Math.abs(seconds) < 10 ? "just now" : AGO.format(Math.round(seconds), "second");
}

export function lasted(ms) {
  if (ms === null || ms === undefined) return "–";
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60000) return `${(ms / 1000).toFixed(1)} s`;
  if (ms < 5400000) return `${Math.round(ms / 60000)} min`;
  return ms < 172800000 ? `${(ms / 3600000).toFixed(1)} h` : `${Math.round(ms / 86400000)} days`;
}

export const percent = share => (share === null || share === undefined ? "–" : `${Math.round(share * 100)} %`);

export function count(number) {
  return number === null || number === undefined ? "–" : Number(number).toLocaleString("en", { maximumFractionDigits: 2 });
}

export function usd(amount) {
  if (amount === null || amount === undefined) return "–";
  return `$${Number(amount).toLocaleString("en", { minimumFractionDigits: 2, maximumFractionDigits: amount !== 0 && amount < 0.1 ? 4 : 2 })}`;
}

/** One film, two films. */
export const many = (number, one, more = `${one}s`) => `${count(number)} ${number === 1 ? one : more}`;

/** A moment, for the title of a time. */
export const exactly = time => (time ? new Date(time).toLocaleString("en", { dateStyle: "medium", timeStyle: "medium" }) : "");

const DAYS = ["Sundays", "Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays"];
const two = number => String(number).padStart(2, "0");

/** A cron line of five fields, where it is one of the usual kinds. */
export function schedule(cron) {
  const [minute, hour, day, month, weekday] = cron.split(" ");
  const every = /^\*\/(\d+)$/.exec(minute);
  if (day !== "*" || month !== "*") return `${cron} (UTC)`;
  if (every && hour === "*" && weekday === "*") return `every ${every[1]} minutes`;
  if (!/^\d+$/.test(minute)) return `${cron} (UTC)`;
  if (hour === "*" && weekday === "*") return `hourly, at :${two(minute)}`;
  if (!/^\d+$/.test(hour)) return `${cron} (UTC)`;
  if (weekday === "*") return `daily, ${two(hour)}:${two(minute)} UTC`;
  return DAYS[weekday] ? `${DAYS[weekday]}, ${two(hour)}:${two(minute)} UTC` : `${cron} (UTC)`;
}
