// Who looks at these pages: the button in the head, and the ways to sign in.

import { get, keepToken, post } from "/console/assets/api.js";
import { byId, el } from "/console/assets/dom.js";
import { many } from "/console/assets/words.js";

const NAME = "cineai.name";

/** How many people there mostly are: room for them while they are not known. */
const SAMPLE = 12;

export const nameOf = session => sessionStorage.getItem(NAME) ?? (session.user ? `user ${session.user.slice(0, 8)}` : "nobody");

export function nobody() {
  sessionStorage.removeItem(NAME);
  byId("who").textContent = "Sign in";
}

export function showWho(session) {
  const button = byId("who");
  showPlace();
  if (!session.signedIn) nobody();
  else button.textContent = nameOf(session) + (session.operator ? " · operator" : "");
  button.disabled = false;
  button.addEventListener("click", () => {
    // Where the page itself asks who it is, there is no need to ask twice.
    if (byId("gate").hidden) openDialog(session);
    else byId("gate").querySelector("button, textarea")?.focus();
  });
}

/** On a narrow screen the page's own link may be outside of what is seen. */
function showPlace() {
  const here = document.querySelector(".top [aria-current]");
  if (here) here.closest("nav").scrollLeft = here.offsetLeft - 40;
}

function openDialog(session) {
  const close = el("button", { type: "button", onclick: () => dialog.close() }, "Close");
  const out = el("button", { type: "button", onclick: () => enter(null, null) }, "Sign out");
  const dialog = el("dialog", { "aria-labelledby": "who-title" },
    el("div", { class: "stack" },
      el("div", { class: "row spread" },
        el("p", { class: "soft" }, session.signedIn ? `Signed in as ${nameOf(session)}` : "Nobody is signed in"),
        el("div", { class: "row" }, session.signedIn && out, close)),
      signInPanel(session, session.operator)));
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

/** The ways to sign in: as a sample person where there are such, or with a token. */
export function signInPanel(session, operator = false) {
  const heading = el("h1", { id: "who-title" }, session.local ? "Whose eyes?" : "Sign in");
  return session.local ? [heading, samplePeople(operator), byToken()] : [heading, byToken()];
}

function samplePeople(operator) {
  const rights = el("input", { type: "checkbox", id: "as-operator", checked: operator });
  const list = el("ul", { class: "people" }, Array.from({ length: SAMPLE }, () => el("li", { class: "skeleton", "aria-hidden": "true" })));
  const problem = el("p", { role: "alert" });
  get("/console/api/people")
    .then(({ people }) => list.replaceChildren(...people.map(it => el("li", {}, person(it, rights, problem)))))
    .catch(failure => (problem.textContent = failure.message));
  return el("section", { class: "stack", "aria-label": "Sample people" },
    el("p", { class: "lede" }, "Made-up people with made-up tastes. Pick one, and see what the system makes of them."),
    el("label", { class: "check" }, rights, "with an operator's rights"),
    list, problem);
}

function person({ userId, name, ratings, likes }, rights, problem) {
  const choose = () => post("/dev/token", { userId, operator: rights.checked })
    .then(({ token }) => enter(token, name))
    .catch(failure => (problem.textContent = failure.message));
  return el("button", { type: "button", onclick: choose },
    el("strong", {}, name),
    el("span", {}, many(ratings, "rating")),
    el("span", {}, likes.length > 0 ? `Likes ${likes.join(", ")}` : "Likes nothing yet"));
}

function byToken() {
  const field = el("textarea", { id: "token", rows: 3, autocomplete: "off", spellcheck: "false", required: true, "aria-describedby": "token-help" });
  const problem = el("p", { role: "alert" });
  async function signIn(event) {
    event.preventDefault();
    const pasted = field.value.trim().replace(/^Bearer\s+/i, "");
    const headers = { Authorization: `Bearer ${pasted}` };
    const session = await get("/console/api/session", { headers }).catch(() => ({ signedIn: false }));
    if (session.signedIn) enter(pasted, null);
    else problem.textContent = "This token is not good: expired, for another place, or not whole.";
  }
  return el("form", { class: "stack", onsubmit: signIn },
    el("h2", {}, "With a token"),
    el("div", { class: "field" },
      el("label", { for: "token" }, "Token (JWT)"),
      field,
      el("span", { class: "soft small", id: "token-help" }, "As the app has it after its sign-in. It is kept until this tab closes, and sent to this server only.")),
    problem,
    el("div", {}, el("button", { class: "main", type: "submit" }, "Sign in")));
}

function enter(token, name) {
  keepToken(token);
  if (name) sessionStorage.setItem(NAME, name);
  else sessionStorage.removeItem(NAME);
  location.reload();
}
