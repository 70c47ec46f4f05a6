// Granskning: from one doubtful place to the next, each decided by a key or two. The forms on the page are what
// is sent; this script sends them in the background, and the page goes on at once.

import * as picture from "./picture.js";
import { choices, firstInput, showCard, showCrop, showHint, textOf } from "./review_card.js";
import { startAdding } from "./review_adding.js";
import { drawWords, light } from "./review_picture.js";
import { caughtUp, isSaved, save, seenUpTo, startSaving, whenSaved } from "./review_saving.js";
import { say } from "./words.js";

const bench = document.querySelector(".bench");
const base = `/dokument/${bench.dataset.document}/granska`;
const list = document.getElementById("stops");
const progress = document.getElementById("progress");
const goTo = document.getElementById("go-to-page");
const doubts = new Map([...document.querySelectorAll("#pages li")].map((page) => [Number(page.dataset.page), Number(page.dataset.doubts)]));
const seen = new Set(JSON.parse(sessionStorage.getItem(`inkom_seen_${bench.dataset.document}`) ?? "[]"));
const done = new Set();
let current = null;
let armed = false;
let wanted = null;

const pageNow = () => Number(document.getElementById("picture").dataset.page);
const all = (kinds) => [...list.querySelectorAll(kinds)];
export const doubtful = () => all("[data-doubtful]");
export const everything = () => all("[data-stop=conflict], [data-stop=value], [data-stop=missing], [data-stop=line]");
export const words = (line) => [...line.querySelectorAll(".w")];
export const now = () => current;

// A value that was removed gives its place in the list, and so its id, to the next one.
const keyOf = (stop) => (stop.dataset.stop === "value" ? `${stop.id} ${stop.querySelector(".text").textContent}` : stop.id);
const isSeen = (stop) => seen.has(keyOf(stop));

function markSeen(stop) {
  if (!stop?.matches("[data-doubtful]")) return;
  seen.add(keyOf(stop));
  stop.classList.add("seen");
  sessionStorage.setItem(`inkom_seen_${bench.dataset.document}`, JSON.stringify([...seen]));
  count();
}

// How much is left: what was not seen of this page, and by their counts the words of the others.
function left() {
  const here = doubtful().filter((stop) => !isSeen(stop)).length;
  let elsewhere = 0;
  for (const [page, number] of doubts) {
    const looked = [...seen].filter((key) => key.startsWith(`o-${page}-`)).length;
    if (page !== pageNow() && !done.has(page)) elsewhere += Math.max(number - looked, 0);
  }
  return here + elsewhere;
}

function count() {
  const number = left();
  const told = number === 1 ? say("1 tveksamt ställe kvar", "1 doubtful place left") : say(`${number} tveksamma ställen kvar`, `${number} doubtful places left`);
  progress.textContent = number ? told : say("Inget tveksamt kvar.", "Nothing doubtful left.");
}

async function opened(stop) {
  if (stop === current) return;
  markSeen(current);
  current?.classList.remove("current");
  current = stop;
  armed = false;
  stop.classList.add("current");
  showCard(stop);
  const page = Number(stop.dataset.page ?? pageNow());
  if (page !== pageNow()) await showPage(page);
  if (stop !== current) return;
  showCrop(stop.dataset.place);
  light(stop.dataset.place);
  stop.scrollIntoView({ block: "nearest" });
}

export function focusOn(stop) {
  stop.focus({ preventScroll: true });
}

export function back() {
  if (current?.isConnected) focusOn(current);
}

// To the next doubtful place after the current one; after the last one of the page, the next page that has some.
export async function next() {
  markSeen(current);
  const following = doubtful().filter((stop) => !isSeen(stop));
  const after = current?.isConnected ? following.find((stop) => current.compareDocumentPosition(stop) & Node.DOCUMENT_POSITION_FOLLOWING) : null;
  if (after ?? following[0]) return focusOn(after ?? following[0]);
  return nextPage();
}

async function nextPage() {
  done.add(pageNow());
  const page = [...doubts.keys()].find((number) => doubts.get(number) && !done.has(number));
  if (page !== undefined) {
    await showPage(page);
    const first = doubtful().find((stop) => !isSeen(stop));
    if (first) return focusOn(first);
    return nextPage();
  }
  count();
  showHint(say("Inget tveksamt kvar. F: allt är rätt, nästa handling.", "Nothing doubtful left. F: all is right, next document."));
  return document.querySelector("#finish button").focus();
}

export async function showPage(number) {
  const page = Math.min(Math.max(number || 1, 1), doubts.size);
  if (page === pageNow()) return;
  wanted = page;
  const fresh = await fetched(page);
  if (fresh && wanted === page) put(fresh, ["picture", "page-words"]);
  if (wanted === page) wanted = null;
}

// The server's page, or nothing if it cannot be had: then what is shown stays.
async function fetched(page) {
  try {
    const answer = await fetch(`${base}?sida=${page}`, { headers: { Accept: "text/html" } });
    if (!answer.ok) return null;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    return fresh.querySelector(".bench") && fresh;
  } catch {
    return null;
  }
}

// Puts parts of the server's page in place of those that are shown; the focus stays where it was.
function put(fresh, ids) {
  const focused = list.contains(document.activeElement) ? document.activeElement.id : null;
  for (const id of ids) document.getElementById(id).replaceWith(fresh.getElementById(id));
  scripted();
  document.querySelector("#undo button").disabled = fresh.querySelector("#undo button").disabled;
  caughtUp(Number(fresh.querySelector(".bench").dataset.after));
  renew(focused);
}

function renew(focused = null) {
  goTo.value = pageNow();
  document.querySelectorAll("input[name=sida][type=hidden]").forEach((input) => (input.value = pageNow()));
  for (const stop of doubtful()) stop.classList.toggle("seen", isSeen(stop));
  picture.watch();
  drawWords();
  if (current && !current.isConnected) {
    const same = document.getElementById(current.id);
    current = same;
    same?.classList.add("current");
  }
  if (current) {
    showCrop(current.dataset.place);
    light(current.dataset.place);
  }
  // Where the page that held the focus has gone, it goes to the first place of the new one.
  if (focused) (document.getElementById(focused) ?? doubtful().find((stop) => !isSeen(stop)))?.focus({ preventScroll: true });
  count();
}

// Whatever of the record may have changed by a correction. What was decided meanwhile is not taken back on the
// screen: the next refresh shows it; and if another page has been opened meanwhile, that one is asked for.
async function refresh() {
  const page = pageNow();
  const fresh = await fetched(page);
  if (!fresh || !isSaved()) return;
  if (wanted !== null || page !== pageNow()) {
    setTimeout(refresh, 200);
    return;
  }
  put(fresh, ["conflicts", "values", "page-words", "history"]);
  document.querySelectorAll("[data-with-script]").forEach((part) => (part.hidden = false));
}

// A form of the page, or one of its buttons, as what is to be sent.
function fieldsOf(form, button) {
  const fields = [...new FormData(form, button).entries()];
  return fields.filter(([name]) => !["token", "version", "after_number"].includes(name));
}

function decide(action, fields, said) {
  if (current && said !== undefined) showAs(current, said);
  save(action, fields, said);
  next();
}

// What was decided stands there at once; the server's own words follow.
function showAs(stop, text) {
  const shown = stop.dataset.stop === "word" ? stop : stop.querySelector(".text");
  if (!shown || stop.dataset.stop === "line") return;
  const template = stop.querySelector(":scope > template");
  shown.replaceChildren(text, ...(shown === stop && template ? [template] : []));
  stop.classList.add("waiting");
}

// A word, or a whole line, becomes something else: the characters that stood there, and the line around them.
function changeOf(stop, after) {
  const line = stop.closest("[data-line]");
  return {
    target: { kind: "text", page: pageNow(), line: Number(line.dataset.line), start: Number(stop.dataset.at ?? 0), line_text: line.dataset.text },
    before: stop.dataset.stop === "line" ? line.dataset.text : line.dataset.text.slice(Number(stop.dataset.at), endOf(stop, line)),
    after,
    reason: null,
  };
}

// The line as it will stand, so that its next word can be decided before the server's own words have come. Where
// the words of a line that was written anew begin, only the server knows.
function rewriteLine(stop, before, after) {
  if (stop.dataset.stop !== "word") return;
  const line = stop.closest("[data-line]");
  const start = Number(stop.dataset.at);
  line.dataset.text = line.dataset.text.slice(0, start) + after + line.dataset.text.slice(start + before.length);
  for (const word of words(line)) {
    if (Number(word.dataset.at) > start) word.dataset.at = Number(word.dataset.at) + after.length - before.length;
  }
}

// The word alone; one that goes takes the space after it along.
function endOf(stop, line) {
  return Number(stop.dataset.at) + textOf(stop).length + (stop.dataset.going && line.dataset.text[Number(stop.dataset.at) + textOf(stop).length] === " " ? 1 : 0);
}

function writeWord(after) {
  const stop = current;
  if (after === textOf(stop)) return next();
  if (!after) stop.dataset.going = "1";
  const change = changeOf(stop, after);
  rewriteLine(stop, change.before, after);
  return decide("val", [["changes", JSON.stringify([change])]], after);
}

// A word's choices were made for its line as the server sent it.
function take(form, button) {
  const stop = current;
  const after = button.dataset.text;
  const onLineNow = (change) => (change.target.kind === "text" ? changeOf(stop, change.after) : change);
  const fields = fieldsOf(form, button).map(([name, value]) => [name, name === "changes" ? JSON.stringify(JSON.parse(value).map(onLineNow)) : value]);
  rewriteLine(stop, textOf(stop), after);
  decide("val", fields, after);
}

export function choose(number) {
  choices()[number - 1]?.click();
}

export function write() {
  const input = firstInput();
  if (!input) return;
  input.focus();
  input.select?.();
}

export function remove() {
  const details = document.querySelector("#card details.remove");
  if (details) {
    details.open = true;
    details.querySelector("select").focus();
  } else if (current?.dataset.stop === "word") writeWord("");
}

export function undo() {
  save("angra", [], say("ångra", "undo"));
}

export async function finish() {
  const number = left();
  if (number && !armed) {
    armed = true;
    const unseen = number === 1 ? say("1 tveksamt ställe är inte sett.", "1 doubtful place has not been seen.") : say(`${number} tveksamma ställen är inte sedda.`, `${number} doubtful places have not been seen.`);
    showHint(`${unseen} ${say("Tryck F en gång till om allt är rätt ändå.", "Press F once more if all is right nevertheless.")}`);
    return;
  }
  if (!(await whenSaved())) return;
  document.querySelectorAll("#finish input[name=after_number]").forEach((input) => (input.value = seenUpTo()));
  sessionStorage.removeItem(`inkom_seen_${bench.dataset.document}`);
  document.getElementById("finish").submit();
}

export async function skip() {
  if (!(await whenSaved())) return;
  document.querySelector("#skip button[name=next]").click();
}

function clicked(event) {
  const button = event.target.closest("button, a");
  if (button?.matches("[data-accept]")) next();
  else if (button?.matches("[data-remove]")) remove();
  else if (button?.matches("#previous-page")) showPage(pageNow() - 1);
  else if (button?.matches("#next-page")) showPage(pageNow() + 1);
  else return;
  event.preventDefault();
}

function submitted(event) {
  const { target: form, submitter } = event;
  if (form.matches(".viewer-tools")) showPage(Number(goTo.value));
  else if (form.matches("[data-word]")) writeWord(form.querySelector("input").value.trim().replace(/\s+/g, " "));
  else if (form.matches(".choices")) take(form, submitter);
  else if (form.matches(".write")) decide("varde", fieldsOf(form, submitter), writtenIn(form));
  else if (form.closest("details.remove")) decide("ta-bort", fieldsOf(form, submitter), "");
  else if (form.matches("#undo")) undo();
  else if (form.matches("#finish")) finish();
  else return;
  event.preventDefault();
}

const writtenIn = (form) => form.querySelector("[name='part.value'], [name='part.name']").value.trim();

// What the server sends is made for browsers without a script; so are the parts that come later.
function scripted() {
  document.querySelectorAll("[data-with-script]").forEach((part) => (part.hidden = false));
  document.querySelectorAll(".without-script").forEach((part) => part.remove());
}

function start() {
  bench.dataset.scripted = "";
  scripted();
  list.addEventListener("focusin", (event) => {
    const stop = event.target.closest("[data-stop]");
    if (stop) opened(stop);
  });
  document.addEventListener("click", clicked);
  document.addEventListener("submit", submitted);
  document.querySelector(".picture-frame").addEventListener("click", (event) => {
    const word = event.target.dataset?.of && document.getElementById(event.target.dataset.of);
    if (word) focusOn(word);
  });
  document.getElementById("zoom-in").addEventListener("click", () => picture.zoomBy(1));
  document.getElementById("zoom-out").addEventListener("click", () => picture.zoomBy(-1));
  document.getElementById("zoom-fit").addEventListener("click", () => picture.setZoom(1));
  document.getElementById("turn").addEventListener("click", picture.turn);
  addEventListener("resize", picture.fit);
  startSaving(refresh);
  startAdding((fields, said) => save("lagg-till", fields, said));
  renew();
  const first = doubtful().find((stop) => !isSeen(stop));
  if (first) focusOn(first);
  else nextPage();
}

start();
