// Keeps the parts of a page up to date with what the server sends. Without this script a reload shows the same.

import { locale, say as inWords } from "./words.js";

const POLL_MS = 5000;
const clock = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const contact = document.getElementById("contact");
let lastHeard = new Date();

function heard() {
  lastHeard = new Date();
  say(inWords("Uppdateras löpande", "Kept up to date"), false);
}

function say(sentence, isTrouble) {
  if (contact.textContent !== sentence) contact.textContent = sentence;
  contact.classList.toggle("trouble", isTrouble);
}

function lost() {
  const at = clock.format(lastHeard);
  const shown = inWords(`Läget visas som det var ${at}.`, `What you see is as it was at ${at}.`);
  say(`${inWords("Ingen kontakt med servern.", "No contact with the server.")} ${shown}`, true);
}

// Puts a part in place of the old one; a new row goes on top. Keyboard focus stays where it was.
function put(region, fresh) {
  if ("finished" in fresh.dataset) {
    location.reload();
    return;
  }
  const old = document.getElementById(fresh.id);
  if (!old) {
    region.prepend(fresh);
    const empty = document.getElementById("empty");
    if (empty) empty.hidden = true;
    return;
  }
  const hadFocus = old.contains(document.activeElement);
  old.replaceWith(fresh);
  if (hadFocus) fresh.querySelector("a, button")?.focus();
}

// What is no longer among the parts was taken back, or has made place for newer ones.
function keep(region, ids) {
  for (const child of [...region.children]) if (!ids.includes(child.id)) child.remove();
  const empty = document.getElementById("empty");
  if (empty) empty.hidden = region.children.length > 0;
}

function parse(html) {
  const template = document.createElement("template");
  template.innerHTML = html.trim();
  return template.content.firstElementChild;
}

function follow(region) {
  let source = null;
  let seen = region.dataset.seen;
  let polling = null;

  function listen() {
    source = new EventSource(`${region.dataset.live}?seen=${encodeURIComponent(seen)}`);
    source.addEventListener("open", heard);
    source.addEventListener("part", (event) => {
      if (event.lastEventId) seen = event.lastEventId;
      heard();
      put(region, parse(JSON.parse(event.data).html));
    });
    source.addEventListener("parts", (event) => keep(region, JSON.parse(event.data).ids.split(" ")));
    source.addEventListener("contact", (event) => {
      const { trouble } = JSON.parse(event.data);
      if (trouble) say(trouble, true);
      else heard();
    });
    source.addEventListener("error", () => {
      lost();
      if (source.readyState === EventSource.CLOSED) polling = setTimeout(poll, POLL_MS);
    });
  }

  // The browser gives a stream up when something between us and the server refuses it: then we ask instead.
  async function poll() {
    try {
      const answer = await fetch(location.pathname, { headers: { Accept: "text/html" } });
      if (!answer.ok) throw new Error(String(answer.status));
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.querySelector("[data-live]");
      if (!fresh) {
        location.reload();
        return;
      }
      heard();
      keep(region, [...fresh.children].map((part) => part.id));
      for (const part of [...page.querySelectorAll("#counts, #today"), ...[...fresh.children].reverse()]) {
        if (document.getElementById(part.id)?.outerHTML !== part.outerHTML) put(region, part);
      }
    } catch {
      lost();
    }
    polling = setTimeout(poll, POLL_MS);
  }

  function stop() {
    source?.close();
    clearTimeout(polling);
  }

  // A hidden page holds no connection: a browser has only six for all its pages of one server.
  document.addEventListener("visibilitychange", () => {
    stop();
    if (!document.hidden) listen();
  });
  addEventListener("pagehide", stop);
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    stop();
    listen();
  });
  listen();
}

document.querySelectorAll("[data-live]").forEach(follow);
