// Ties text and picture: what is hovered or focused on one side lights up on the other.

import { scrollTo } from "./picture.js";

const SVG = "http://www.w3.org/2000/svg";
const frame = document.querySelector(".picture-frame");
const panels = document.querySelector(".panels");

const shownPage = () => document.getElementById("picture").dataset.page;
const rectsOf = (id) => [...frame.querySelectorAll(`rect[data-of="${CSS.escape(id)}"]`)];

export function dim() {
  document.querySelectorAll(".lit").forEach((lit) => lit.classList.remove("lit"));
}

// Lights an element of the panels and its places on the picture.
export function light(part, { scroll = false } = {}) {
  dim();
  part.classList.add("lit");
  const rects = placesOf(part);
  rects.forEach((rect) => rect.classList.add("lit"));
  if (scroll && rects.length) scrollTo(rects[0]);
  return rects.length > 0;
}

function placesOf(part) {
  if (part.matches(".value")) return [...part.querySelectorAll("[data-proof]")].flatMap((proof) => rectsOf(proof.id));
  return rectsOf(part.id);
}

// The values whose evidence stands on this page get a place of their own on its picture.
export function drawValues() {
  const turned = frame.querySelector(".turned");
  let number = 0;
  for (const proof of document.querySelectorAll("[data-proof]")) {
    proof.id ||= `proof-${(number += 1)}`;
    if (!turned || !proof.dataset.place || proof.dataset.page !== shownPage()) continue;
    const [x, y, width, height] = proof.dataset.place.split(" ");
    const rect = document.createElementNS(SVG, "rect");
    for (const [name, value] of Object.entries({ x, y, width, height, class: "value", "data-of": proof.id })) {
      rect.setAttribute(name, value);
    }
    const title = document.createElementNS(SVG, "title");
    title.textContent = proof.closest("[data-row]").querySelector("dt").textContent;
    rect.append(title);
    turned.append(rect);
  }
}

const PARTS = ".lines > li, .changes tbody tr, .value[data-value]";
export const partOf = (node) => node.closest?.(PARTS) ?? null;

export function startTie(open) {
  for (const kind of ["pointerover", "focusin"]) {
    panels.addEventListener(kind, (event) => {
      const part = partOf(event.target);
      if (part) light(part, { scroll: kind === "focusin" });
    });
  }
  frame.addEventListener("pointerover", (event) => {
    const part = event.target.dataset?.of && behind(event.target.dataset.of);
    if (part) light(part);
  });
  frame.addEventListener("click", (event) => {
    const id = event.target.dataset?.of;
    if (id) open(behind(id));
  });
}

// The element of the panels to which a place on the picture belongs.
function behind(id) {
  const found = document.getElementById(id);
  return found.matches("[data-proof]") ? found.closest(".value") : found;
}
