// A value that is missing: which field, what it says, and the words on the page that show it.

import { say } from "./words.js";

const dialog = document.getElementById("add");
const form = document.getElementById("add-form");
const field = document.getElementById("add-field");
const evidence = document.getElementById("add-evidence");
let pointed = null;

// The word is part of the evidence; a second one takes along what lies between.
export function point(word) {
  if (!word?.dataset.raw) return;
  const page = Number(word.closest("[data-page]").dataset.page);
  const [start, end] = word.dataset.raw.split(" ").map(Number);
  const goesOn = pointed && pointed.page === page;
  pointed = goesOn ? { page, start: Math.min(pointed.start, start), end: Math.max(pointed.end, end) } : { page, start, end };
  mark();
}

function unpoint() {
  pointed = null;
  mark();
}

const marked = () => [...document.querySelectorAll("#page-words .w")].filter((word) => {
  const [start, end] = word.dataset.raw.split(" ").map(Number);
  return pointed && start >= pointed.start && end <= pointed.end && Number(word.closest("[data-page]").dataset.page) === pointed.page;
});

const plain = (word) => [...word.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.textContent).join("");

function mark() {
  document.querySelectorAll(".w.pointed").forEach((word) => word.classList.remove("pointed"));
  marked().forEach((word) => word.classList.add("pointed"));
}

function showField() {
  for (const set of form.querySelectorAll("fieldset")) set.hidden = set.disabled = set.dataset.of !== field.value;
}

export function openAdding(name = null) {
  if (name && [...field.options].some((option) => option.value === name)) field.value = name;
  showField();
  const text = marked().map(plain).join(" ");
  const input = form.querySelector(`fieldset:not([hidden]) [name='part.value'], fieldset:not([hidden]) [name='part.name']`);
  if (text && input.matches("input, textarea")) input.value = text;
  evidence.textContent = text ? `${evidence.dataset.some} ”${text}”` : evidence.dataset.none;
  dialog.showModal();
  (name || text ? input : field).focus();
}

export function startAdding(send) {
  field.addEventListener("change", showField);
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button?.id === "add-button") openAdding();
    else if (button?.dataset.add) openAdding(button.dataset.add);
    else if (button?.matches("[data-point]")) point(document.querySelector(".w.current"));
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopPropagation();
    const fields = [...new FormData(form).entries()].filter(([name]) => !["token", "version", "after_number"].includes(name));
    if (pointed) fields.push(["start", pointed.start], ["end", pointed.end]);
    const place = fields.map(([name, value]) => [name, name === "sida" && pointed ? pointed.page : value]);
    send(place, form.querySelector("fieldset:not([hidden]) input, fieldset:not([hidden]) textarea, fieldset:not([hidden]) select").value);
    form.reset();
    unpoint();
    dialog.close();
    document.querySelector(".current")?.focus();
  });
  dialog.addEventListener("close", () => document.querySelector(".current")?.focus());
  document.getElementById("stops").setAttribute("aria-label", say("Det som kan rättas", "What can be corrected"));
}
