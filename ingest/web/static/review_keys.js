// The keyboard of a review. Single keys can be turned off on this computer (WCAG 2.1.4); Tab, Enter and what needs
// Ctrl go on working.

import * as picture from "./picture.js";
import { openAdding, point } from "./review_adding.js";
import * as review from "./review.js";

const OFF = "inkom_keys_off";
const LETTERS = "asdfghjklqwertyuiopzxcvbnm";
const help = document.getElementById("help");
const off = document.getElementById("keys-off");
const adding = document.getElementById("add");
let hints = null;
let typed = "";

const isTyping = (target) => target.matches?.("input:not([type=checkbox]), textarea, select");
const isStop = (target) => target.closest?.("#stops [data-stop]") && !target.closest("button, a, summary");

function step(direction) {
  const parts = review.everything();
  const at = parts.findIndex((part) => part === review.now() || part.contains(review.now()));
  const to = parts[Math.min(Math.max(at + direction, 0), parts.length - 1)];
  if (to) review.focusOn(to);
}

function stepWord(direction) {
  const line = review.now()?.closest("[data-line]");
  if (!line) return;
  const parts = review.words(line);
  const at = parts.indexOf(review.now());
  const to = parts[at < 0 ? (direction > 0 ? 0 : parts.length - 1) : Math.min(Math.max(at + direction, 0), parts.length - 1)];
  if (to) review.focusOn(to);
}

// Every value shows a letter, or two, and that is where it takes one.
function showHints() {
  const values = [...document.querySelectorAll("#values [data-stop]")];
  const length = values.length > LETTERS.length ? 2 : 1;
  hints = new Map(values.map((value, at) => [length === 1 ? LETTERS[at] : LETTERS[Math.floor(at / LETTERS.length)] + LETTERS[at % LETTERS.length], value]));
  typed = "";
  for (const [hint, value] of hints) value.dataset.hint = hint;
}

function hideHints() {
  hints?.forEach((value) => delete value.dataset.hint);
  hints = null;
}

function hinted(key) {
  typed += key;
  const value = hints.get(typed);
  if (value || ![...hints.keys()].some((hint) => hint.startsWith(typed))) hideHints();
  if (value) review.focusOn(value);
}

const KEYS = {
  s: review.write,
  x: review.remove,
  a: () => openAdding(),
  m: () => point(review.now()),
  g: showHints,
  j: () => step(1),
  k: () => step(-1),
  ArrowRight: () => stepWord(1),
  ArrowLeft: () => stepWord(-1),
  u: review.undo,
  f: review.finish,
  h: review.skip,
  n: () => review.showPage(Number(document.getElementById("picture").dataset.page) + 1),
  p: () => review.showPage(Number(document.getElementById("picture").dataset.page) - 1),
  "+": () => picture.zoomBy(1),
  "-": () => picture.zoomBy(-1),
  0: () => picture.setZoom(1),
  v: picture.turn,
  "?": () => help.showModal(),
};

// What works while somebody writes, and with single keys turned off.
function always(event) {
  const control = event.ctrlKey || event.metaKey;
  const written = isTyping(event.target) && event.target.closest("#card form");
  // What is being written is saved before anything else is meant by Enter.
  if (written && event.key === "Enter" && (control || event.target.matches("textarea"))) written.requestSubmit();
  else if (control && event.key === "Enter") review.finish();
  else if (control && event.key === "z" && !isTyping(event.target)) review.undo();
  else if (event.key === "Escape" && !document.querySelector("dialog[open]")) review.back();
  else if (event.key === "Enter" && !control && isStop(event.target)) review.next();
  else if (event.key === "Tab" && !event.shiftKey && isLast(event.target)) review.next();
  else return false;
  return true;
}

function isLast(target) {
  const stops = review.doubtful();
  return target === stops.at(-1);
}

function pressed(event) {
  if (help.open || adding.open) return;
  if (hints) {
    event.preventDefault();
    if (event.key.length === 1) hinted(event.key.toLowerCase());
    else hideHints();
    return;
  }
  if (always(event)) {
    event.preventDefault();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || off.checked || isTyping(event.target)) return;
  if (/^[1-9]$/.test(event.key)) review.choose(Number(event.key));
  else if (KEYS[event.key] && !(event.key.startsWith("Arrow") && !isStop(event.target))) KEYS[event.key]();
  else return;
  event.preventDefault();
}

off.checked = localStorage.getItem(OFF) === "yes";
off.addEventListener("change", () => {
  if (off.checked) localStorage.setItem(OFF, "yes");
  else localStorage.removeItem(OFF);
});
document.getElementById("help-button").addEventListener("click", () => help.showModal());
addEventListener("keydown", pressed);
