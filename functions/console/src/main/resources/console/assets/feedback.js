// What a person does with a film is told to the read function as an act; stars and the watch-list are kept where the app has them, too.

import { Refusal, post } from "/console/assets/api.js";

/** Stars are told as thumbs, as far as feedback knows them: 4 and 5 like, 3 has merely been seen, 1 and 2 dislike. */
export const actOfStars = stars => (stars >= 4 ? "like" : stars === 3 ? "watched" : "dislike");

export function tell(movieId, action, { generation, ...context } = {}) {
  const act = { clientId: crypto.randomUUID(), movieId, action, occurredAt: new Date().toISOString(), context: { from: "console", ...context } };
  if (generation > 0) act.generation = generation;
  return post("/v1/feedback", [act]);
}

export async function rate(movieId, stars, more) {
  await keep("ratings", { movieId, stars });
  return tell(movieId, actOfStars(stars), { stars, ...more });
}

export async function save(movieId, more) {
  await keep("watchlist", { movieId });
  return tell(movieId, "save", more);
}

async function keep(where, film) {
  const { kept } = await post(`/console/api/${where}`, [film]);
  if (kept === 0) throw new Refusal(404, { detail: "This film is not there any more." });
}
