// Elements are made here and nowhere else. Whatever is given as a child that is no element becomes text.

const SVG = "http://www.w3.org/2000/svg";

/** An element; attributes that begin with "on" are listeners, true is an attribute without a value. */
export function el(name, attributes, ...children) {
  return fill(document.createElement(name), attributes, children);
}

/** Likewise, of a drawing. */
export function svg(name, attributes, ...children) {
  return fill(document.createElementNS(SVG, name), attributes, children);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter(it => it !== null && it !== undefined && it !== false));
  return element;
}

export const byId = id => document.getElementById(id);

/** A part of a bar, as wide as its share of 1. */
export function slice(share, attributes) {
  const part = el("i", attributes);
  part.style.width = `${Math.max(0, Math.min(1, share)) * 100}%`;
  return part;
}

/** Tells it to who cannot see it change. */
export function announce(text) {
  byId("announce").textContent = text;
}

export const reducesMotion = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
