// Hands in many files, three at a time, each with its own bar. A file counts as received when its receipt is here,
// never before. A file that is refused, or that cannot be sent now, does not stop the others.

import { contentsOf, fingerprint, isLitter } from "./files.js";
import { addressOf, announce, drop, Refused, restore, send, SignedOut, unfinished, withdraw } from "./tus.js";
import { Row } from "./upload_row.js";
import { locale, say } from "./words.js";

const PARALLEL = 3;
const PAUSES_S = [1, 2, 4, 8, 15, 30];
const ANSWERED_ATTEMPTS = 5; // A server that answers with an error of its own is asked so many times.
const MEGABYTE = 1_000_000;
const BUSY = ["sending", "checking", "pausing"];
const OPEN = ["asking", "waiting", ...BUSY];
const IN_TROUBLE = ["refused", "stopped"];

const form = document.getElementById("upload");
const zone = document.getElementById("drop");
const panel = document.getElementById("uploads");
const list = document.getElementById("upload-list");
const summary = document.getElementById("upload-summary");
const total = document.getElementById("upload-total");
const sendAll = document.getElementById("send-all");
const pauseButton = document.getElementById("pause");
const clear = document.getElementById("clear");
const clock = new Intl.DateTimeFormat(locale, { dateStyle: "short", timeStyle: "medium", timeZone: "Europe/Stockholm" });

let jobs = [];
let paused = false;
let brokenOff = [];
let litter = []; // Names of what was chosen with the pile and is no document.

// A job is one file on its way, with the row that shows it.
function makeJob(file, stated) {
  const job = { file, stated, told: null, where: null, state: "waiting", share: 0, attempts: 0, answers: 0, stop: null };
  job.row = new Row(file, {
    onAgain: () => {
      job.attempts = job.answers = 0;
      wait(job);
    },
    onSend: () => wait(job),
    onRemove: () => remove(job),
    onUndo: () => undo(job),
    onRestore: () => bringBack(job),
  });
  return job;
}

function show(job, state, sentence, link) {
  job.state = state;
  job.row.show(state, sentence, link);
  if (IN_TROUBLE.includes(state)) list.prepend(job.row.root); // What asks for a person stands first.
  tell();
}

function wait(job) {
  show(job, "waiting", say("Väntar på sin tur", "Waits for its turn"));
  fill();
}

function remove(job) {
  jobs = jobs.filter((other) => other !== job);
  job.stop?.abort();
  job.row.root.remove();
  if (job.where) drop(job.where).catch(() => {}); // What is left behind is listed, and expires.
  panel.hidden = jobs.length === 0;
  tell();
  fill();
}

async function undo(job) {
  try {
    await withdraw(job.receipt.id, say("Ångrad i Inkorgen", "Undone in the inbox"));
    show(job, "undone", say("Återtagen.", "Withdrawn."));
    job.row.restore.focus();
  } catch (error) {
    job.row.said.textContent = `${say("Kunde inte återtas.", "Could not be withdrawn.")} ${error.message}`;
  }
}

async function bringBack(job) {
  try {
    await restore(job.receipt.id);
    received(job, job.receipt);
    job.row.undo.focus();
  } catch (error) {
    job.row.said.textContent = `${say("Kunde inte återställas.", "Could not be restored.")} ${error.message}`;
  }
}

function tell() {
  const count = (state) => jobs.filter((job) => job.state === state).length;
  const open = jobs.filter((job) => OPEN.includes(job.state)).length;
  const words = [
    [count("received"), say("mottagen", "received"), say("mottagna", "received")],
    [count("duplicate"), say("fanns redan", "already here"), say("fanns redan", "already here")],
    [count("undone"), say("återtagen", "withdrawn"), say("återtagna", "withdrawn")],
    [count("refused"), say("avvisad", "refused"), say("avvisade", "refused")],
    [count("stopped"), say("inte mottagen", "not received"), say("inte mottagna", "not received")],
  ]
    .filter(([number]) => number > 0)
    .map(([number, one, many]) => `${number} ${number === 1 ? one : many}`);
  const files = jobs.length === 1 ? say("fil klar", "file done") : say("filer klara", "files done");
  const of = `${jobs.length - open} ${say("av", "of")} ${jobs.length} ${files}`;
  if (words.length === 0) words.push(say("inga mottagna ännu", "none received yet"));
  const pausing = count("pausing");
  if (pausing > 0) words.push(say(`${pausing} väntar på ett nytt försök`, `${pausing} waiting for another attempt`));
  const told = jobs.length
    ? `${of}: ${words.join(", ")}.`
    : say("Där fanns inga filer att lämna in.", "There were no files to hand in.");
  const sentence = `${told}${litterInWords()}`;
  if (summary.textContent !== sentence) summary.textContent = sentence;
  total.max = Math.max(jobs.length, 1);
  total.value = jobs.reduce((sum, job) => sum + (OPEN.includes(job.state) ? job.share * 0.95 : 1), 0);
  sendAll.hidden = count("asking") === 0;
  pauseButton.hidden = open === 0;
  clear.hidden = count("received") + count("duplicate") + count("undone") === 0;
}

function litterInWords() {
  if (litter.length === 0) return "";
  const names = [...new Set(litter)].join(", ");
  return litter.length === 1
    ? say(` 1 fil som datorn själv har gjort skickas inte: ${names}.`, ` 1 file that the computer itself made is not sent: ${names}.`)
    : say(
        ` ${litter.length} filer som datorn själv har gjort skickas inte: ${names}.`,
        ` ${litter.length} files that the computer itself made are not sent: ${names}.`,
      );
}

// Starts waiting jobs until three are on their way.
function fill() {
  if (paused) return;
  const busy = jobs.filter((job) => BUSY.includes(job.state)).length;
  jobs
    .filter((job) => job.state === "waiting")
    .slice(0, Math.max(PARALLEL - busy, 0))
    .forEach(attempt);
}

async function attempt(job) {
  job.attempts += 1;
  job.stop = new AbortController();
  show(job, "sending", say("Skickas", "Sending"));
  try {
    if (!job.told) await prepare(job);
    const receipt = await send(job, {
      onProgress: (share) => {
        job.share = share;
        job.row.progress(share);
        tell();
      },
      onArrived: () => {
        job.row.arrived();
        show(job, "checking", say("Framme. Väntar på kvitto", "Arrived. Waiting for the receipt"));
      },
      signal: job.stop.signal,
    });
    received(job, receipt);
  } catch (error) {
    await failed(job, error);
  }
  fill();
}

// Reads the file's ends, and looks whether an earlier attempt at it, perhaps of another day, can go on.
async function prepare(job) {
  const mark = await fingerprint(job.file);
  job.told = { ...job.stated, ...job.row.filledIn, fingerprint: mark };
  const at = brokenOff.findIndex((upload) => upload.fingerprint === mark && sameStatement(upload.stated, job.told));
  if (at < 0) return;
  const [upload] = brokenOff.splice(at, 1);
  job.where = addressOf(upload);
  document.querySelector(`[data-upload="${upload.id}"]`)?.remove();
  const left = document.getElementById("unfinished");
  if (left && !left.querySelector("[data-upload]")) left.hidden = true;
}

function sameStatement(stated, told) {
  const names = ["date_received", "dnr", "note", "scanner"];
  return names.every((name) => !told[name]) || names.every((name) => (stated[name] ?? "") === (told[name] ?? ""));
}

function received(job, receipt) {
  job.receipt = receipt;
  const words = `${say("Kvitto", "Receipt")} ${receipt.receipt_id}, ${clock.format(new Date(receipt.received_at))}.`;
  const link = `/dokument/${encodeURIComponent(receipt.id)}`;
  if (!receipt.duplicate) show(job, "received", `${say("Mottagen.", "Received.")} ${words}`, link);
  else if (job.attempts === 1) show(job, "duplicate", `${say("Fanns redan.", "Already here.")} ${words}`, link);
  else {
    const perhaps = say("Fanns redan, kanske sedan ett tidigare försök.", "Already here, perhaps from an earlier attempt.");
    show(job, "duplicate", `${perhaps} ${words}`, link);
  }
}

const NOT_RECEIVED = say("Inte mottagen.", "Not received.");

async function failed(job, error) {
  if (!jobs.includes(job)) return;
  if (paused && !(error instanceof Refused)) {
    show(job, "waiting", say("Pausad", "Paused"));
    return;
  }
  if (error instanceof Refused) {
    job.where ??= error.where;
    show(job, "refused", `${NOT_RECEIVED} ${error.message}`);
    return;
  }
  if (!(await canBeRead(job.file))) {
    const moved = say(
      "Filen har ändrats eller flyttats på datorn. Välj den på nytt.",
      "The file has been changed or moved on this computer. Choose it again.",
    );
    show(job, "refused", `${NOT_RECEIVED} ${moved}`);
    return;
  }
  if (error instanceof SignedOut) {
    pause(job, say("Du är inte inloggad längre.", "You are no longer signed in."), signInLink());
    return;
  }
  if (error.message) job.answers += 1;
  if (job.answers >= ANSWERED_ATTEMPTS) show(job, "stopped", `${NOT_RECEIVED} ${error.message}`);
  else pause(job, error.message || say("Ingen kontakt med servern.", "No contact with the server."));
}

async function canBeRead(file) {
  try {
    await file.slice(0, 1).arrayBuffer();
    return true;
  } catch {
    return false;
  }
}

// In a tab of its own, so that the pile stays here and goes on by itself.
function signInLink() {
  const link = document.createElement("a");
  Object.assign(link, { href: "/logga-in", target: "_blank", textContent: say("Logga in i en ny flik", "Sign in in a new tab") });
  return link;
}

function pause(job, sentence, help) {
  const seconds = PAUSES_S[Math.min(job.attempts, PAUSES_S.length) - 1];
  const next = say(`Nytt försök om ${seconds} s.`, `Next attempt in ${seconds} s.`);
  show(job, "pausing", `${say("Inte mottagen ännu.", "Not received yet.")} ${sentence} ${next}`);
  if (help) job.row.said.append(" ", help);
  let timer = null;
  const resume = () => {
    clearTimeout(timer);
    removeEventListener("online", resume);
    if (jobs.includes(job) && job.state === "pausing") attempt(job);
  };
  timer = setTimeout(resume, seconds * 1000);
  addEventListener("online", resume);
}

// `closed`: names of what could not be opened, so that there is no file of it.
async function add(chosen, closed = []) {
  if (jobs.length === 0) litter = [];
  litter.push(...chosen.filter(isLitter).map((file) => file.name));
  const files = chosen.filter((file) => !isLitter(file));
  const limitMb = Number(form.dataset.limitMb);
  const stated = Object.fromEntries([...new FormData(form)].filter(([, value]) => typeof value === "string" && value));
  const fileByFile = document.getElementById("each").checked;
  panel.hidden = false;
  closed.forEach(tellOfClosed);
  brokenOff = await unfinished().catch(() => brokenOff);
  for (const file of files) {
    const job = makeJob(file, stated);
    jobs.push(job);
    list.append(job.row.root);
    if (file.size > limitMb * MEGABYTE) {
      const over = say(
        `Filen är större än gränsen ${limitMb} MB. Dela upp den eller skanna med lägre upplösning.`,
        `The file is larger than the limit of ${limitMb} MB. Split it or scan at a lower resolution.`,
      );
      show(job, "refused", `${NOT_RECEIVED} ${over}`);
      announce({ file, told: stated }).catch((error) => (job.where = error.where ?? null));
    } else if (fileByFile) {
      job.row.askFor(stated);
      show(job, "asking", say("Väntar på dina uppgifter", "Waits for what you fill in"));
    } else {
      show(job, "waiting", say("Väntar på sin tur", "Waits for its turn"));
    }
  }
  tell();
  fill();
}

function tellOfClosed(name) {
  const job = makeJob({ name }, {});
  jobs.push(job);
  const why = say(
    "Datorn kan inte öppna den, så inget av vad den innehåller är skickat. Kontrollera att du får läsa den, och välj den på nytt.",
    "This computer cannot open it, so nothing in it was sent. Check that you may read it, and choose it again.",
  );
  show(job, "refused", `${NOT_RECEIVED} ${why}`);
}

function watchControls() {
  sendAll.addEventListener("click", () => jobs.filter((job) => job.state === "asking").forEach(wait));
  pauseButton.addEventListener("click", () => {
    paused = !paused;
    pauseButton.setAttribute("aria-pressed", String(paused));
    pauseButton.textContent = paused ? say("Fortsätt", "Go on") : say("Pausa", "Pause");
    if (paused) {
      jobs.filter((job) => job.state === "sending").forEach((job) => job.stop.abort());
      jobs.filter((job) => job.state === "pausing").forEach((job) => show(job, "waiting", say("Pausad", "Paused")));
    } else fill();
  });
  clear.addEventListener("click", () => {
    const done = jobs.filter((job) => ["received", "duplicate", "undone"].includes(job.state));
    done.forEach((job) => job.row.root.remove());
    jobs = jobs.filter((job) => !done.includes(job));
    panel.hidden = jobs.length === 0;
    tell();
  });
}

function watchDrops() {
  let depth = 0;
  const isFiles = (event) => event.dataTransfer?.types.includes("Files");
  const over = (change) => {
    depth = Math.max(depth + change, 0);
    zone.classList.toggle("over", depth > 0);
  };
  addEventListener("dragenter", (event) => isFiles(event) && over(1));
  addEventListener("dragleave", (event) => isFiles(event) && over(-1));
  addEventListener("dragover", (event) => isFiles(event) && event.preventDefault());
  addEventListener("drop", async (event) => {
    if (!isFiles(event)) return;
    event.preventDefault();
    over(-depth);
    const { files, closed } = await contentsOf(event.dataTransfer);
    add(files, closed);
  });
}

function start() {
  form.classList.add("scripted");
  document.querySelectorAll("[data-with-script]").forEach((part) => (part.hidden = false));
  document.querySelectorAll("[data-without-script]").forEach((part) => (part.hidden = true));
  form.addEventListener("submit", (event) => event.preventDefault());
  for (const picker of form.querySelectorAll("input[type=file]")) {
    picker.addEventListener("change", () => {
      const files = [...picker.files];
      picker.value = "";
      add(files);
    });
  }
  watchControls();
  watchDrops();
  addEventListener("beforeunload", (event) => {
    if (jobs.some((job) => OPEN.includes(job.state))) event.preventDefault();
  });
}

if (form) start();
