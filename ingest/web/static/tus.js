// Sends one file in pieces (tus 1.0.0). What arrived stays; after any break the server is asked where to go on.

const ADDRESS = "/api/v1/uploads";
const PIECE_BYTES = 8_000_000;
const STALL_MS = 120_000; // Without any sign for this long, a piece is given up and sent again.
const VERSION = { "Tus-Resumable": "1.0.0" };

export class Refused extends Error {
  constructor(said, where = null) {
    super(said);
    this.where = where; // Where the server keeps the reason, if it does.
  }
}
export class Away extends Error {}
export class SignedOut extends Away {}
class Gone extends Error {}

// The reader's own unfinished uploads, to find a file again that broke off earlier.
export async function unfinished() {
  const answer = await ask(ADDRESS);
  return (await answer.json()).uploads;
}

export async function drop(where) {
  await ask(where, { method: "DELETE", headers: VERSION });
}

// Takes a file back that was just received; its document's log keeps who did so and why.
export async function withdraw(documentId, reason) {
  const headers = { "Content-Type": "application/json" };
  await ask(`/api/v1/documents/${documentId}/withdraw`, { method: "POST", headers, body: JSON.stringify({ reason }) });
}

export async function restore(documentId) {
  await ask(`/api/v1/documents/${documentId}/restore`, { method: "POST" });
}

export const addressOf = (upload) => `${ADDRESS}/${upload.id}`;

// Sends what is missing and gives the receipt. Raises Refused with the server's reason, or Away: then try again
// later with `job.where` as it was left. `job` has file, told (what is stated, with the fingerprint) and where.
export async function send(job, { onProgress, onArrived, signal }) {
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      job.where ??= await announce(job);
      return await sendRest(job, { onProgress, onArrived, signal });
    } catch (error) {
      if (!(error instanceof Gone)) throw error;
      job.where = null;
    }
  }
  return sendWhole(job, { onArrived, signal });
}

// Where each request reaches another server, none of them knows what the last one began: all of it in one request.
async function sendWhole({ file, told }, { onArrived, signal }) {
  const form = new FormData();
  form.append("file", file, file.name);
  for (const [name, text] of Object.entries(told)) {
    if (text && name !== "fingerprint") form.append(name, text);
  }
  onArrived();
  return (await ask("/api/v1/documents", { method: "POST", body: form, signal })).json();
}

// Gives the address of the upload. What the server refuses at once, it keeps the reason of.
export async function announce({ file, told }) {
  const metadata = Object.entries({ ...told, filename: file.name })
    .filter(([, text]) => text)
    .map(([name, text]) => `${name} ${base64(text)}`);
  const headers = { ...VERSION, "Upload-Length": String(file.size), "Upload-Metadata": metadata.join(",") };
  return (await ask(ADDRESS, { method: "POST", headers })).headers.get("Location");
}

async function sendRest(job, { onProgress, onArrived, signal }) {
  let state = await (await ask(job.where)).json();
  while (!state.receipt && !state.refusal) {
    const piece = job.file.slice(state.offset, state.offset + PIECE_BYTES);
    await sendPiece(job, piece, state.offset, { onProgress, onArrived, signal });
    state = await (await ask(job.where)).json();
  }
  if (state.refusal) throw new Refused(sentence(state.refusal));
  return state.receipt;
}

// XMLHttpRequest, since fetch does not tell how much of a body has been sent.
function sendPiece({ where, file }, piece, offset, { onProgress, onArrived, signal }) {
  return new Promise((sent, failed) => {
    const request = new XMLHttpRequest();
    let stalled = null;
    const stop = () => request.abort();
    const alive = () => {
      clearTimeout(stalled);
      stalled = setTimeout(stop, STALL_MS);
    };
    request.open("PATCH", where);
    request.responseType = "json";
    request.setRequestHeader("Tus-Resumable", VERSION["Tus-Resumable"]);
    request.setRequestHeader("Content-Type", "application/offset+octet-stream");
    request.setRequestHeader("Upload-Offset", String(offset));
    request.upload.addEventListener("progress", (event) => {
      alive();
      onProgress((offset + event.loaded) / file.size);
    });
    request.upload.addEventListener("load", () => {
      alive();
      if (offset + piece.size === file.size) onArrived();
    });
    request.addEventListener("load", () => {
      if (request.status === 204 || request.status === 409) sent(); // 409: some of it had arrived already.
      else failed(errorOf(request.status, request.response));
    });
    request.addEventListener("error", () => failed(new Away()));
    request.addEventListener("abort", () => failed(new Away()));
    request.addEventListener("loadend", () => {
      clearTimeout(stalled);
      signal.removeEventListener("abort", stop);
    });
    signal.addEventListener("abort", stop);
    alive();
    request.send(piece);
  });
}

async function ask(address, options = {}) {
  let answer;
  try {
    answer = await fetch(address, { cache: "no-store", ...options });
  } catch {
    throw new Away();
  }
  if (answer.ok) return answer;
  throw errorOf(answer.status, await answer.json().catch(() => null), answer.headers.get("Location"));
}

function errorOf(status, problem, where = null) {
  const said = problem?.code ? sentence(problem) : "";
  if (status === 404) return new Gone(said);
  if (status === 401) return new SignedOut();
  if (status >= 500 || status === 429 || status === 423) return new Away(said);
  return new Refused(said || String(status), where);
}

const sentence = (problem) => (document.documentElement.lang === "en" ? problem.en : problem.sv);

function base64(text) {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}
