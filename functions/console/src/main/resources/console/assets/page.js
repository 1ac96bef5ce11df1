// How every page begins: who is here, may they see this, and then the page itself.

import { Refusal, get, keepToken } from "/console/assets/api.js";
import { byId, el } from "/console/assets/dom.js";
import { nobody, showWho, signInPanel } from "/console/assets/who.js";

/** Opens the page for who may see it; everybody else is told why not, and what to do. */
export async function openPage({ operator = false, run }) {
  let session;
  try {
    session = await whoIsHere();
    showWho(session);
    if (!session.signedIn) return gate(signInPanel(session, operator));
    if (operator && !session.operator) return gate(forOperators(session));
    await run(session);
  } catch (problem) {
    if (session && problem instanceof Refusal && problem.status === 401) return signedOut(session);
    gate([notice(problem)]);
    if (!(problem instanceof Refusal)) throw problem;
  }
}

async function whoIsHere() {
  try {
    return await get("/console/api/session");
  } catch (problem) {
    if (problem.status !== 401) throw problem;
    keepToken(null);
    return get("/console/api/session");
  }
}

function signedOut(session) {
  keepToken(null);
  nobody();
  gate([notice(new Refusal(401)), ...signInPanel({ ...session, signedIn: false })]);
}

function forOperators(session) {
  const why = el("div", { class: "notice bad", role: "alert" },
    el("strong", {}, "This page is for operators"),
    "An operator's sign-in says so in a signed claim. Yours does not.");
  return [why, ...signInPanel(session, true)];
}

function gate(children) {
  byId("content").hidden = true;
  byId("gate").hidden = false;
  byId("gate").replaceChildren(...children);
}

/** What went wrong, to be read. */
export function notice(problem) {
  return el("div", { class: "notice bad", role: "alert" },
    el("strong", {}, problem.title ?? "Something went wrong here"),
    problem instanceof Refusal ? problem.message : "This page has a fault. Loading it again may help.");
}

/** Does something again and again while the page is seen; never twice at once. The first time is now. */
export function repeatedly(seconds, work) {
  let timer;
  async function round() {
    clearTimeout(timer);
    if (!document.hidden) await work().catch(problem => console.warn(problem.message));
    timer = setTimeout(round, seconds * 1000);
  }
  document.addEventListener("visibilitychange", () => !document.hidden && round());
  return round();
}
