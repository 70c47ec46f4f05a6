// One file's row in the pile: its bar, what is said of it, and what can be done about it.

import { folderOf } from "./files.js";
import { locale, say } from "./words.js";

const MEGABYTE = 1_000_000;
const decimal = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });

export function sizeInWords(bytes) {
  if (bytes < 1000) return `${bytes} byte`;
  return bytes < MEGABYTE ? `${Math.round(bytes / 1000)} kB` : `${decimal.format(bytes / MEGABYTE)} MB`;
}

function element(name, className, text) {
  const made = document.createElement(name);
  made.className = className;
  if (text) made.textContent = text;
  return made;
}

function button(text, called, onClick) {
  const made = element("button", "button small", text);
  made.type = "button";
  made.append(element("span", "vh", ` ${called}`));
  made.addEventListener("click", onClick);
  return made;
}

export class Row {
  constructor(file, { onAgain, onSend, onRemove, onUndo, onRestore }) {
    const folder = folderOf(file);
    this.called = `${folder}${file.name}`;
    this.root = element("li", "upload-row");
    this.bar = element("progress", "");
    this.bar.max = 1;
    this.bar.value = 0;
    this.bar.setAttribute("aria-label", say(`Skickat av ${this.called}`, `Sent of ${this.called}`));
    this.said = element("span", "said");
    this.again = button(say("Försök igen", "Try again"), this.called, onAgain);
    this.send = button(say("Skicka", "Send"), this.called, onSend);
    this.remove = button(say("Ta bort", "Remove"), this.called, onRemove);
    this.undo = button(say("Ångra", "Undo"), this.called, onUndo);
    this.restore = button(say("Ångra återtagandet", "Undo the withdrawal"), this.called, onRestore);
    const acts = element("span", "acts");
    acts.append(this.send, this.again, this.undo, this.restore, this.remove);
    const size = element("span", "size", file.size === undefined ? "" : sizeInWords(file.size));
    const name = element("span", "name");
    name.append(element("span", "folder", folder), file.name);
    this.root.append(name, size, this.bar, this.said, acts);
  }

  // The fields of one file, for those who fill in file by file.
  askFor(stated) {
    const fields = element("div", "fields");
    const asked = [
      ["date_received", say("Datum inkom", "Date received"), "date"],
      ["dnr", say("Diarienummer", "Case number (dnr)"), "text"],
      ["note", say("Anteckning", "Note"), "text"],
    ];
    for (const [name, label, type] of asked) {
      const input = element("input", "");
      Object.assign(input, { type, name, value: stated[name] ?? "", autocomplete: "off" });
      const wrapped = element("label", "", label);
      wrapped.append(input);
      const field = element("div", "field");
      field.append(wrapped);
      fields.append(field);
    }
    this.fields = fields;
    this.root.append(fields);
  }

  get filledIn() {
    if (!this.fields) return {};
    return Object.fromEntries([...this.fields.querySelectorAll("input")].map((input) => [input.name, input.value]));
  }

  show(state, sentence, link) {
    this.root.dataset.state = state;
    this.bar.hidden = !["waiting", "sending", "checking", "pausing"].includes(state);
    this.again.hidden = state !== "stopped";
    this.undo.hidden = state !== "received";
    this.restore.hidden = state !== "undone";
    this.send.hidden = state !== "asking";
    this.remove.hidden = !["asking", "waiting", "sending", "pausing", "stopped", "refused"].includes(state);
    if (this.fields && state !== "asking") {
      this.fields.remove();
    }
    this.said.textContent = sentence;
    if (link) {
      const anchor = element("a", "", say("Öppna", "Open"));
      anchor.href = link;
      anchor.append(element("span", "vh", ` ${this.called}`));
      this.said.append(" ", anchor);
    }
  }

  progress(share) {
    this.bar.value = share;
    this.said.textContent = say(`Skickas, ${Math.floor(100 * share)} %`, `Sending, ${Math.floor(100 * share)}%`);
  }

  arrived() {
    this.bar.removeAttribute("value");
  }
}
