// A document's workbench: pages come as they are needed, the address always says where the reader is.

import { copySheet, copyValue, startCopying, tell } from "./copying.js";
import { startKeys } from "./keys.js";
import * as picture from "./picture.js";
import { drawValues, light, partOf, startTie } from "./tie.js";
import { say } from "./words.js";

const bench = document.querySelector(".workbench");
const base = `/dokument/${bench.dataset.document}`;
const current = document.getElementById("picture").dataset;
const goTo = document.getElementById("go-to-page");
const count = Number(current.count);
const where = {
  page: Number(current.page),
  shown: current.shown,
  panel: document.querySelector(".tabs [aria-current]").dataset.panel,
};
let wanted = where;

function address({ page = where.page, shown = where.shown, panel = where.panel } = {}) {
  return `${base}?sida=${page}${shown === "last" ? "&text=last" : ""}&visa=${panel}`;
}

export function showPanel(panel) {
  where.panel = panel;
  for (const tab of document.querySelectorAll(".tabs [data-panel]")) {
    if (tab.dataset.panel === panel) tab.setAttribute("aria-current", "true");
    else tab.removeAttribute("aria-current");
    document.getElementById(`panel-${tab.dataset.panel}`).hidden = tab.dataset.panel !== panel;
  }
  keepAddress();
}

function keepAddress() {
  history.replaceState(null, "", address());
  document.getElementById("previous-page").href = address({ page: Math.max(where.page - 1, 1) });
  document.getElementById("next-page").href = address({ page: Math.min(where.page + 1, count) });
  for (const tab of document.querySelectorAll(".tabs [data-panel]")) tab.href = address({ panel: tab.dataset.panel });
  for (const choice of document.querySelectorAll("[data-shown]:not(#picture)")) {
    choice.href = address({ shown: choice.dataset.shown, panel: "text" });
    if (choice.dataset.shown === where.shown) choice.setAttribute("aria-current", "true");
    else choice.removeAttribute("aria-current");
  }
  for (const page of document.querySelectorAll("[data-to-page]")) {
    if (Number(page.dataset.toPage) === where.page) {
      page.setAttribute("aria-current", "page");
      bringIntoStrip(page);
    } else page.removeAttribute("aria-current");
  }
}

// Scrolls the thumbnails alone: the page itself stays where it is.
function bringIntoStrip(thumbnail) {
  const strip = thumbnail.closest(".strip");
  if (!strip) return;
  const [inner, outer] = [thumbnail.getBoundingClientRect(), strip.getBoundingClientRect()];
  if (inner.top < outer.top) strip.scrollTop += inner.top - outer.top;
  else if (inner.bottom > outer.bottom) strip.scrollTop += inner.bottom - outer.bottom;
  if (inner.left < outer.left) strip.scrollLeft += inner.left - outer.left;
  else if (inner.right > outer.right) strip.scrollLeft += inner.right - outer.right;
}

// Puts page `number` in place of the one that was shown. What was asked for last wins.
export async function showPage(number, shown = where.shown) {
  const page = Math.min(Math.max(number || 1, 1), count);
  if (page === wanted.page && shown === wanted.shown) return;
  const mine = { page, shown };
  wanted = mine;
  bench.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(`${base}/sida/${page}?text=${shown}`);
    if (!answer.ok) throw new Error(String(answer.status));
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (mine !== wanted) return;
    for (const id of ["picture", "page-text", "page-changes"]) {
      document.getElementById(id).replaceWith(fresh.getElementById(id));
    }
    Object.assign(where, { page, shown });
    if (!document.querySelector(`[data-to-page="${page}"]`)) await showStrip(page);
    openPage();
    tell(say(`Sida ${page} av ${count}`, `Page ${page} of ${count}`));
  } catch {
    if (mine === wanted) wanted = where;
    tell(say("Sidan kunde inte hämtas. Försök igen om en stund.", "The page could not be fetched. Try again soon."));
  } finally {
    bench.removeAttribute("aria-busy");
  }
}

async function showStrip(page) {
  const answer = await fetch(`${base}/sidor?sida=${page}`);
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  document.getElementById("strip").replaceWith(fresh.getElementById("strip"));
}

function openPage() {
  goTo.value = where.page;
  document.querySelector(".lines > li")?.setAttribute("tabindex", "0");
  document.querySelectorAll(".changes tbody tr").forEach((row) => (row.tabIndex = -1));
  picture.watch();
  drawValues();
  keepAddress();
}

// Goes to where a value, a line or a repair is shown, and moves the focus there.
function open(part) {
  const panel = part.closest(".panel");
  if (panel.hidden) showPanel(panel.id.replace("panel-", ""));
  focusOn(part);
}

export function focusOn(part) {
  const target = part.matches(".value") ? part.querySelector("summary") : part;
  if (!target.matches("summary")) target.tabIndex = 0;
  target.focus();
  part.scrollIntoView({ block: "nearest" });
}

// The evidence of a value: its page is opened, its place lights up, and its words are shown.
export async function showEvidence(value) {
  const proof = value.querySelector("[data-proof]");
  if (!proof) return;
  value.querySelector("details.proof").open = true;
  await showPage(Number(proof.dataset.page));
  light(value, { scroll: true });
}

async function showLine(page, line) {
  await showPage(Number(page));
  showPanel("text");
  const target = document.getElementById(line);
  if (target) focusOn(target);
}

function clicked(event) {
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
  const link = event.target.closest("a");
  if (!link) return;
  const { panel, toPage, shown, proof, page, line } = link.dataset;
  if (panel) showPanel(panel);
  else if (toPage) showPage(Number(toPage));
  else if (shown) showPage(where.page, shown);
  else if (proof !== undefined) showEvidenceOf(link, page, line);
  else if (line) showLine(where.page, line);
  else if (link.dataset.strip !== undefined) showStrip(Number(new URL(link.href).searchParams.get("sida")));
  else if (link.id === "previous-page") showPage(where.page - 1);
  else if (link.id === "next-page") showPage(where.page + 1);
  else return;
  event.preventDefault();
}

async function showEvidenceOf(link, page, line) {
  if (!link.dataset.place) {
    showLine(page, line);
    return;
  }
  await showPage(Number(page));
  light(link.closest(".value"), { scroll: true });
}

function start() {
  document.querySelectorAll("[data-with-script]").forEach((part) => (part.hidden = false));
  bench.addEventListener("click", clicked);
  document.querySelector(".document-head").addEventListener("click", clicked);
  document.querySelector(".viewer-tools").addEventListener("submit", (event) => {
    event.preventDefault();
    showPage(Number(goTo.value));
  });
  goTo.addEventListener("change", () => showPage(Number(goTo.value)));
  document.getElementById("zoom-in").addEventListener("click", () => picture.zoomBy(1));
  document.getElementById("zoom-out").addEventListener("click", () => picture.zoomBy(-1));
  document.getElementById("zoom-fit").addEventListener("click", () => picture.setZoom(1));
  document.getElementById("turn").addEventListener("click", picture.turn);
  addEventListener("resize", picture.fit);
  bench.addEventListener("toggle", (event) => {
    if (event.target.matches("details.proof[open]")) showEvidence(event.target.closest(".value"));
  }, true);
  startCopying();
  startTie(open);
  startKeys({
    page: (step) => showPage(where.page + step),
    goTo: () => goTo.select(),
    panel: showPanel,
    shown: () => showPage(where.page, where.shown === "last" ? "rattad" : "last"),
    zoom: picture.zoomBy,
    fit: () => picture.setZoom(1),
    turn: picture.turn,
    focus: focusOn,
    evidence: () => {
      const value = document.activeElement && partOf(document.activeElement);
      if (value?.matches(".value")) showEvidence(value);
    },
    copy: () => {
      const value = document.activeElement?.closest(".value");
      if (value) copyValue(value);
    },
    copySheet,
    document: (side) => document.getElementById(side)?.click(),
  });
  openPage();
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target?.matches(".lines > li")) focusOn(target);
}

start();
