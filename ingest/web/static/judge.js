// A document of an audit's sample: its picture enlarged and turned, and the value that is judged lit up on it.

import { areOff } from "./keys.js";
import * as picture from "./picture.js";

const rows = [...document.querySelectorAll(".judged")];
const keys = { j: () => step(1), k: () => step(-1), v: picture.turn, "+": () => picture.zoomBy(1), "-": () => picture.zoomBy(-1), 0: () => picture.setZoom(1) };

function light(row) {
  document.querySelectorAll("rect.lit").forEach((rect) => rect.classList.remove("lit"));
  const place = row.querySelector("a.proof")?.hash.slice(1);
  const rect = place && document.getElementById(place);
  if (!rect) return;
  rect.classList.add("lit");
  picture.zoomTo(rect);
}

// From value to value, and round again: the button is after the last one.
function step(direction) {
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  const next = at < 0 ? (direction > 0 ? 0 : rows.length - 1) : (at + direction + rows.length) % rows.length;
  rows[next].querySelector("input").focus();
}

function start() {
  document.querySelectorAll("[data-with-script]").forEach((part) => (part.hidden = false));
  for (const row of rows) {
    row.addEventListener("focusin", () => light(row));
    row.querySelector("a.proof")?.addEventListener("click", (event) => {
      event.preventDefault();
      light(row);
    });
  }
  document.getElementById("zoom-in").addEventListener("click", keys["+"]);
  document.getElementById("zoom-out").addEventListener("click", keys["-"]);
  document.getElementById("zoom-fit").addEventListener("click", keys[0]);
  document.getElementById("turn").addEventListener("click", picture.turn);
  addEventListener("keydown", (event) => {
    const isTyping = event.target.matches?.("input[type=text]");
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping || areOff() || !keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });
  addEventListener("resize", picture.fit);
  picture.watch();
  // Somebody may have been quicker than this script.
  const held = rows.find((row) => row.contains(document.activeElement));
  if (held) light(held);
}

start();
