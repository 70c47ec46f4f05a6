// What a reviewer has decided is sent one after the other, and kept in the browser until the server has it.

import { locale, say } from "./words.js";

const RETRY_MS = 3000;
const HEARTBEAT_MS = 60_000;
const bench = document.querySelector(".bench");
const base = `/dokument/${bench.dataset.document}/granska`;
const STORE = `inkom_review_${bench.dataset.document}`;
const saved = document.getElementById("saved");
const trouble = document.getElementById("review-trouble");
const clock = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit", second: "2-digit" });

let held = { token: bench.dataset.token, version: bench.dataset.version };
let after = Number(bench.dataset.after);
let waiting = JSON.parse(sessionStorage.getItem(STORE) ?? "[]");
let busy = false;
let retry = null;
let onSaved = () => {};
let wasRefused = false;

// A key by which the server knows a request again whose answer was lost.
const newKey = () => [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(36)).join("");

export const isSaved = () => waiting.length === 0 && !busy;

export function save(action, fields, said) {
  waiting.push({ action, fields, said, key: newKey(), after: waiting.length ? null : after });
  keep();
  send();
}

function keep() {
  if (waiting.length) sessionStorage.setItem(STORE, JSON.stringify(waiting));
  else sessionStorage.removeItem(STORE);
}

function tell(sentence, isTrouble = false) {
  saved.textContent = sentence;
  saved.classList.toggle("trouble", isTrouble);
}

// What was begun before a reload goes first, against what its writer had seen then: the server refuses it if
// somebody has changed the document since.
async function send() {
  if (busy) return;
  clearTimeout(retry);
  busy = true;
  while (waiting.length) {
    const one = waiting[0];
    tell(say(`Sparar: ${waiting.length}`, `Saving: ${waiting.length}`));
    const answer = await post(`${base}/${one.action}`, {
      ...Object.fromEntries(one.fields),
      ...held,
      after_number: one.after ?? after,
      key: one.key,
    });
    if (!answer || answer.status >= 500) {
      const at = clock.format(new Date());
      tell(say(`Inte sparat ännu: ${waiting.length}. Ingen kontakt med servern ${at}; försöker igen.`,
        `Not saved yet: ${waiting.length}. No contact with the server at ${at}; trying again.`), true);
      retry = setTimeout(send, RETRY_MS);
      busy = false;
      return;
    }
    const told = await answer.json();
    if (answer.ok) {
      after = told.after_number;
      wasRefused = false;
      waiting.shift();
      keep();
      continue;
    }
    if (told.code === "review_lost" || answer.status === 401) {
      busy = false;
      lost(told);
      return;
    }
    refuse(told);
    break;
  }
  busy = false;
  if (!waiting.length && !saved.classList.contains("trouble")) tell(say("Allt är sparat.", "Everything is saved."));
  onSaved();
}

async function post(address, fields) {
  try {
    return await fetch(address, { method: "POST", body: new URLSearchParams(fields), headers: { Accept: "application/json" } });
  } catch {
    return null;
  }
}

// What was refused is shown as it was written; what was decided after it rests on it, and is shown as well.
function refuse(problem) {
  wasRefused = true;
  const left = waiting;
  waiting = [];
  keep();
  show(say(problem.sv, problem.en), left.map((one) => one.said));
  tell(say("Det senaste sparades inte.", "The last of it was not saved."), true);
}

function lost(problem) {
  const again = document.createElement("button");
  again.className = "button small";
  again.textContent = say("Ta upp granskningen igen", "Take the review up again");
  again.addEventListener("click", takeUp);
  tell(waiting.length ? say(`Inte sparat: ${waiting.length}`, `Not saved: ${waiting.length}`) : "", true);
  show(say(problem.sv ?? "", problem.en ?? ""), waiting.map((one) => one.said), again);
}

function show(sentence, said, button = null) {
  const list = document.createElement("ul");
  for (const text of said.filter(Boolean)) {
    const item = document.createElement("li");
    item.textContent = say(`Du skrev: ${text}`, `You wrote: ${text}`);
    list.append(item);
  }
  const text = document.createElement("p");
  text.textContent = sentence;
  const box = document.createElement("div");
  box.append(text, ...(list.children.length ? [list] : []), ...(button ? [button] : []));
  trouble.replaceChildren(box);
  trouble.hidden = false;
}

async function takeUp() {
  const answer = await fetch(`/api/v1/reviews/${bench.dataset.document}/claim`, { method: "POST" }).catch(() => null);
  if (!answer) return;
  const told = await answer.json();
  if (!answer.ok) {
    lost(told);
    return;
  }
  if (told.version !== held.version || told.after_number !== after) {
    location.reload();
    return;
  }
  held = { ...held, token: told.token };
  document.querySelectorAll("input[name=token]").forEach((input) => (input.value = told.token));
  trouble.hidden = true;
  saved.classList.remove("trouble");
  send();
}

async function beat() {
  const answer = await fetch(`/api/v1/reviews/${bench.dataset.document}/heartbeat`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ token: held.token }),
  }).catch(() => null);
  if (answer?.status === 409) lost(await answer.json());
}

// Resolves when nothing is on its way, to whether the last of it was taken; never while the server is away. What
// was refused has been shown by then, and is shown once.
export function whenSaved() {
  return new Promise((resolve) => {
    const look = () => {
      if (!isSaved()) setTimeout(look, 50);
      else resolve(!wasRefused);
      if (isSaved()) wasRefused = false;
    };
    look();
  });
}

export function startSaving(then) {
  onSaved = then;
  setInterval(beat, HEARTBEAT_MS);
  addEventListener("online", send);
  addEventListener("beforeunload", (event) => {
    if (waiting.length) event.preventDefault();
  });
  if (waiting.length) send();
}

// The server's own state, after a reading of the page: what the next correction is made against.
export function caughtUp(number) {
  if (isSaved()) after = number;
}

export const seenUpTo = () => after;
