import { el } from "/console/assets/dom.js";

export const filmAddress = id => `/console/film?id=${encodeURIComponent(id)}`;

export const filmLink = (id, title) => el("a", { href: filmAddress(id) }, title);
