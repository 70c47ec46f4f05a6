// Sends many files, three at a time, each with its own bar. A file counts as received when its receipt is here,
// never before. A file that is refused, or that cannot be sent now, does not stop the others.

const PARALLEL = 3;
const PAUSES_S = [1, 2, 4, 8, 15, 30];
const ANSWERED_ATTEMPTS = 5; // A server that answers with an error of its own is asked so many times.
const STALL_MS = 120_000; // Without any sign for this long, an attempt is given up and begun again.
const MEGABYTE = 1_000_000;
const OPEN = ["waiting", "sending", "checking", "pausing"];

const form = document.getElementById("upload");
const drop = document.getElementById("drop");
const panel = document.getElementById("uploads");
const list = document.getElementById("upload-list");
const summary = document.getElementById("upload-summary");
const total = document.getElementById("upload-total");
const jobs = [];

const decimal = new Intl.NumberFormat("sv-SE", { maximumFractionDigits: 1 });
const clock = new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeStyle: "medium", timeZone: "Europe/Stockholm" });

function sizeInWords(bytes) {
  if (bytes < 1000) return `${bytes} byte`;
  return bytes < MEGABYTE ? `${Math.round(bytes / 1000)} kB` : `${decimal.format(bytes / MEGABYTE)} MB`;
}

function element(name, className, text) {
  const made = document.createElement(name);
  made.className = className;
  if (text) made.textContent = text;
  return made;
}

// A job is one file on its way, with the row that shows it.
function makeJob(file, stated) {
  const row = element("li", "upload-row");
  const bar = element("progress", "");
  bar.max = 1;
  bar.value = 0;
  bar.setAttribute("aria-label", `Skickat av ${file.name}`);
  const said = element("span", "said");
  const again = element("button", "button", "Försök igen");
  again.type = "button";
  again.hidden = true;
  row.append(element("span", "name", file.name), element("span", "size", sizeInWords(file.size)), bar, said, again);
  const job = { file, stated, row, bar, said, again, state: "waiting", attempts: 0, answers: 0, request: null };
  again.addEventListener("click", () => {
    job.attempts = job.answers = 0;
    show(job, "waiting", "Väntar på sin tur");
    fill();
  });
  list.append(row);
  return job;
}

function show(job, state, sentence, link) {
  job.state = state;
  job.row.dataset.state = state;
  job.bar.hidden = !["waiting", "sending", "checking"].includes(state);
  job.again.hidden = state !== "stopped";
  job.said.textContent = sentence;
  if (link) {
    const anchor = element("a", "", "Öppna");
    anchor.href = link;
    anchor.append(element("span", "vh", ` ${job.file.name}`));
    job.said.append(" ", anchor);
  }
  tell();
}

function tell() {
  const count = (state) => jobs.filter((job) => job.state === state).length;
  const open = jobs.filter((job) => OPEN.includes(job.state)).length;
  const closed = [
    [count("received"), "mottagen", "mottagna"],
    [count("duplicate"), "fanns redan", "fanns redan"],
    [count("refused"), "avvisad", "avvisade"],
    [count("stopped"), "inte mottagen", "inte mottagna"],
  ].filter(([number]) => number > 0);
  const words = closed.map(([number, one, many]) => `${number} ${number === 1 ? one : many}`);
  const files = jobs.length === 1 ? "fil klar" : "filer klara";
  const sentence = `${jobs.length - open} av ${jobs.length} ${files}: ${words.join(", ") || "inga mottagna ännu"}.`;
  if (summary.textContent !== sentence) summary.textContent = sentence;
  total.max = jobs.length;
  total.value = jobs.length - open;
}

// Starts waiting jobs until three are on their way.
function fill() {
  const busy = jobs.filter((job) => ["sending", "checking", "pausing"].includes(job.state)).length;
  jobs
    .filter((job) => job.state === "waiting")
    .slice(0, Math.max(PARALLEL - busy, 0))
    .forEach(attempt);
}

function settle(job, state, sentence, link) {
  show(job, state, sentence, link);
  fill();
}

function attempt(job) {
  job.attempts += 1;
  show(job, "sending", "Skickas");
  const body = new FormData();
  for (const [name, value] of job.stated) body.append(name, value);
  body.append("file", job.file, job.file.name);
  const request = new XMLHttpRequest();
  let stalled = null;
  const alive = () => {
    clearTimeout(stalled);
    stalled = setTimeout(() => request.abort(), STALL_MS);
  };
  request.open("POST", "/api/v1/documents");
  request.responseType = "json";
  request.upload.addEventListener("progress", (event) => {
    alive();
    job.bar.value = event.loaded / event.total;
    job.said.textContent = `Skickas, ${Math.floor((100 * event.loaded) / event.total)} %`;
  });
  request.upload.addEventListener("load", () => {
    alive();
    job.bar.removeAttribute("value");
    show(job, "checking", "Framme. Väntar på kvitto");
  });
  request.addEventListener("load", () => answered(job, request.status, request.response));
  request.addEventListener("error", () => unreachable(job));
  request.addEventListener("abort", () => unreachable(job));
  request.addEventListener("loadend", () => clearTimeout(stalled));
  alive();
  request.send(body);
}

function answered(job, status, answer) {
  if (status === 200 || status === 202) {
    const receipt = `Kvitto ${answer.receipt_id}, ${clock.format(new Date(answer.received_at))}.`;
    const link = `/dokument/${encodeURIComponent(answer.id)}`;
    if (!answer.duplicate) settle(job, "received", `Mottagen. ${receipt}`, link);
    else if (job.attempts > 1) settle(job, "duplicate", `Fanns redan, kanske sedan ett tidigare försök. ${receipt}`, link);
    else settle(job, "duplicate", `Fanns redan. ${receipt}`, link);
    return;
  }
  const sentence = answer?.sv ?? `Servern svarade oväntat (${status}).`;
  if (status < 500 && status !== 429) {
    settle(job, "refused", `Inte mottagen. ${sentence}`);
    return;
  }
  job.answers += 1;
  if (job.answers < ANSWERED_ATTEMPTS) pause(job, sentence);
  else settle(job, "stopped", `Inte mottagen. ${sentence}`);
}

// No answer at all: either the file has gone from this computer, or the server or the network is away for now.
async function unreachable(job) {
  try {
    await job.file.slice(0, 1).arrayBuffer();
  } catch {
    settle(job, "refused", "Inte mottagen. Filen har ändrats eller flyttats på datorn. Välj den på nytt.");
    return;
  }
  pause(job, "Ingen kontakt med servern.");
}

function pause(job, sentence) {
  const seconds = PAUSES_S[Math.min(job.attempts, PAUSES_S.length) - 1];
  show(job, "pausing", `Inte mottagen ännu. ${sentence} Nytt försök om ${seconds} s.`);
  let timer = null;
  const resume = () => {
    clearTimeout(timer);
    removeEventListener("online", resume);
    attempt(job);
  };
  timer = setTimeout(resume, seconds * 1000);
  addEventListener("online", resume);
}

function add(files) {
  if (files.length === 0) return;
  const limitMb = Number(form.dataset.limitMb);
  const stated = [...new FormData(form)].filter(([, value]) => typeof value === "string" && value !== "");
  panel.hidden = false;
  for (const file of files) {
    const job = makeJob(file, stated);
    jobs.push(job);
    if (file.size > limitMb * MEGABYTE) {
      show(job, "refused", `Inte mottagen. Filen är större än gränsen ${limitMb} MB. Dela upp den eller skanna med lägre upplösning.`);
    } else {
      show(job, "waiting", "Väntar på sin tur");
    }
  }
  fill();
}

// The files of a drop, those in its folders included.
async function filesOf(transfer) {
  const items = [...transfer.items].filter((item) => item.kind === "file");
  const entries = items.map((item) => item.webkitGetAsEntry() ?? item.getAsFile());
  const files = await Promise.all(entries.map(filesIn));
  return files.flat();
}

async function filesIn(entry) {
  if (entry instanceof File) return [entry];
  if (entry.isFile) return [await new Promise((found, failed) => entry.file(found, failed))];
  const reader = entry.createReader();
  const files = [];
  for (;;) {
    const some = await new Promise((found, failed) => reader.readEntries(found, failed));
    if (some.length === 0) return files;
    for (const inner of some) files.push(...(await filesIn(inner)));
  }
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
  let depth = 0;
  const isFiles = (event) => event.dataTransfer?.types.includes("Files");
  const over = (change) => {
    depth = Math.max(depth + change, 0);
    drop.classList.toggle("over", depth > 0);
  };
  addEventListener("dragenter", (event) => isFiles(event) && over(1));
  addEventListener("dragleave", (event) => isFiles(event) && over(-1));
  addEventListener("dragover", (event) => isFiles(event) && event.preventDefault());
  addEventListener("drop", async (event) => {
    if (!isFiles(event)) return;
    event.preventDefault();
    over(-depth);
    add(await filesOf(event.dataTransfer));
  });
  addEventListener("beforeunload", (event) => {
    if (jobs.some((job) => OPEN.includes(job.state))) event.preventDefault();
  });
}

if (form) start();
