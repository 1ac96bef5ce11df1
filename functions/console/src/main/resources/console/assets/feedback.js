// What a person does with a film is told to the read function as an act.

import { post } from "/console/assets/api.js";

/** Stars are told as thumbs, as far as feedback knows them: 4 and 5 like, 3 has merely been seen, 1 and 2 dislike. */
export const actOfStars = stars => (stars >= 4 ? "like" : stars === 3 ? "watched" : "dislike");

export function tell(movieId, action, { generation, ...context } = {}) {
  const act = { clientId: crypto.randomUUID(), movieId, action, occurredAt: new Date().toISOString(), context: { from: "console", ...context } };
  if (generation > 0) act.generation = generation;
  return post("/v1/feedback", [act]);
}

export const rate = (movieId, stars, more) => tell(movieId, actOfStars(stars), { stars, ...more });
