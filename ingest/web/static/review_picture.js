// The picture in a review: the places of its words, and the one that is looked at just now.

import * as picture from "./picture.js";
import { put } from "./review_card.js";

const SVG = "http://www.w3.org/2000/svg";
const frame = document.querySelector(".picture-frame");

// Every word gets a place that can be clicked.
export function drawWords() {
  const turned = frame.querySelector(".turned");
  if (!turned) return;
  for (const word of document.querySelectorAll("#page-words .w[data-place]")) {
    const [x, y, width, height] = word.dataset.place.split(" ");
    const rect = document.createElementNS(SVG, "rect");
    put(rect, { x, y, width, height, class: word.matches("[data-doubtful]") ? "doubt" : "line", "data-of": word.id });
    turned.append(rect);
  }
}

export function light(place) {
  frame.querySelectorAll("rect.lit").forEach((rect) => rect.remove());
  const turned = frame.querySelector(".turned");
  if (!turned || !place) return;
  const [x, y, width, height] = place.split(" ").map(Number);
  const rect = document.createElementNS(SVG, "rect");
  put(rect, { x, y, width, height, class: "lit" });
  turned.append(rect);
  picture.zoomTo(rect);
}
