// The card of the place that is being decided: its picture, its choices, and what can be written instead.

import { say } from "./words.js";

const card = document.getElementById("card");
const crop = document.getElementById("crop");
const SVG = "http://www.w3.org/2000/svg";
const AROUND = { x: 60, y: 9 };
const LEAST_WIDTH = 150;

export function showCard(stop) {
  const own = stop.querySelector(":scope > template");
  const kind = stop.dataset.stop;
  const content = (own ?? document.getElementById("word-card")).content.cloneNode(true);
  if (kind === "conflict") content.replaceChildren(stop.firstElementChild.cloneNode(true));
  if (kind === "word" || kind === "line") {
    const form = document.getElementById("word-form").content.cloneNode(true);
    form.querySelector("input").value = textOf(stop);
    form.querySelector("label").textContent += kind === "line" ? say(" (hela raden)", " (the whole line)") : "";
    const label = content.querySelector(".card-label");
    const line = stop.closest("[data-line]");
    label.textContent ||= say(`Rad ${Number(line.dataset.line) + 1}`, `Line ${Number(line.dataset.line) + 1}`);
    content.append(form);
  }
  card.replaceChildren(content);
}

export function showHint(sentence) {
  const hint = document.createElement("p");
  hint.className = "hint";
  hint.textContent = sentence;
  card.replaceChildren(hint);
  crop.toggleAttribute("hidden", true);
}

export const textOf = (stop) => (stop.dataset.stop === "line" ? stop.dataset.text : wordText(stop));

// A word's text without its card.
export function wordText(word) {
  return [...word.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.textContent).join("");
}

// The line around a place, large, with the place framed: the eyes need not leave the choices.
export function showCrop(place) {
  const paper = document.querySelector("svg.paper");
  crop.toggleAttribute("hidden", !place || !paper);
  if (!place || !paper) return;
  const [x, y, width, height] = place.split(" ").map(Number);
  const shown = Math.max(width + 2 * AROUND.x, LEAST_WIDTH);
  const left = Math.min(Math.max(x + width / 2 - shown / 2, 0), Math.max(Number(paper.dataset.width) - shown, 0));
  crop.setAttribute("viewBox", `${left} ${y - AROUND.y} ${shown} ${height + 2 * AROUND.y}`);
  const image = document.createElementNS(SVG, "image");
  const largest = paper.querySelector("image").dataset.sources.split(", ").at(-1).split(" ")[1];
  put(image, { href: largest, width: paper.dataset.width, height: paper.dataset.height, preserveAspectRatio: "none" });
  const frame = document.createElementNS(SVG, "rect");
  put(frame, { x: x - 1.5, y: y - 1.5, width: width + 3, height: height + 3, rx: 1.5 });
  crop.replaceChildren(image, frame);
}

export function put(node, attributes) {
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
}

export const choices = () => [...card.querySelectorAll(".choice")];
export const firstInput = () => card.querySelector(".write input:not([type=hidden]), .write textarea, .write select");
