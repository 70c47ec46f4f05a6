// Copies values of the registration sheet, one by one or whole, ready to paste into the register.

import { say } from "./words.js";

const status = document.getElementById("viewer-status");

export function tell(sentence) {
  status.textContent = "";
  requestAnimationFrame(() => (status.textContent = sentence));
}

// Without the clipboard's own interface (it needs https or this machine) the old way by a selection still works.
async function toClipboard(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const holder = document.createElement("textarea");
  holder.value = text;
  document.body.append(holder);
  holder.select();
  document.execCommand("copy");
  holder.remove();
}

const textOf = (value) => value.querySelector("[data-copied]").textContent.trim();

export async function copyValue(value) {
  await toClipboard(textOf(value));
  const button = value.querySelector(".copy");
  button.classList.add("copied");
  setTimeout(() => button.classList.remove("copied"), 1500);
  tell(say(`Kopierat: ${textOf(value)}`, `Copied: ${textOf(value)}`));
}

// One line for each field that has a value, with its first value: the ones below it are other candidates.
export async function copySheet() {
  const rows = [...document.querySelectorAll("#sheet [data-row]")].filter((row) => row.querySelector("[data-copied]"));
  const lines = rows.map((row) => `${row.querySelector("dt").textContent.trim()}\t${textOf(row)}`);
  await toClipboard(lines.join("\n"));
  const button = document.getElementById("copy-sheet");
  button.classList.add("copied");
  setTimeout(() => button.classList.remove("copied"), 1500);
  tell(say(`${lines.length} fält kopierade`, `${lines.length} fields copied`));
}

export function startCopying() {
  for (const button of document.querySelectorAll(".copy")) {
    button.hidden = false;
    button.addEventListener("click", () => copyValue(button.closest(".value")));
  }
  const whole = document.getElementById("copy-sheet");
  whole.hidden = false;
  whole.addEventListener("click", copySheet);
}
