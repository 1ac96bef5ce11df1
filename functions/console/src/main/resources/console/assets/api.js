// Everything that is asked of the server. What it refuses comes back as a Refusal, in plain words.

const KEY = "cineai.token";

export const token = () => sessionStorage.getItem(KEY);

export function keepToken(value) {
  if (value) sessionStorage.setItem(KEY, value);
  else sessionStorage.removeItem(KEY);
}

export const authorization = () => (token() ? { Authorization: `Bearer ${token()}` } : {});

/** An answer that says no, or no answer at all (status 0). */
export class Refusal extends Error {
  constructor(status, problem = {}) {
    super(inWords(status, problem));
    this.status = status;
    this.title = typeof problem.title === "string" ? problem.title : titleOf(status);
    this.field = problem.field ?? problem.errors?.[0]?.field ?? null;
  }
}

function titleOf(status) {
  return status === 0 ? "No answer" : `The answer was ${status}`;
}

function inWords(status, problem) {
  if (status === 0) return "The server cannot be reached. Is it running?";
  if (status === 401) return "The sign-in has ended, or was never good. Please sign in.";
  if (status === 403) return "This is for operators; your sign-in does not say that you are one.";
  const errors = (problem.errors ?? []).map(it => `${it.field}: ${it.rule}`);
  if (errors.length > 0) return errors.join("; ");
  return problem.detail ?? "Nothing more is known.";
}

export async function ask(path, options = {}) {
  let answer;
  try {
    answer = await fetch(path, { ...options, headers: { ...authorization(), ...options.headers } });
  } catch (failure) {
    if (failure.name === "AbortError") throw failure;
    throw new Refusal(0);
  }
  if (answer.ok) return answer;
  throw new Refusal(answer.status, await answer.json().catch(() => ({})));
}

export async function get(path, options) {
  return (await ask(path, options)).json();
}

export async function post(path, body) {
  const answer = await ask(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: typeof body === "string" ? body : JSON.stringify(body)
  });
  return answer.status === 204 ? null : answer.json();
}

/** A path with parameters; those without a value are left out. */
export function path(base, parameters) {
  const given = Object.entries(parameters).filter(([, value]) => value !== null && value !== undefined && value !== "");
  return given.length === 0 ? base : `${base}?${new URLSearchParams(given)}`;
}
