// The keyboard: single keys, which can be turned off on this computer (WCAG 2.1.4), and their help.

const OFF = "inkom_keys_off";
const PANELS = { 1: "blad", 2: "text", 3: "rattelser", 4: "om" };
const help = document.getElementById("help");
const off = document.getElementById("keys-off");

export const areOff = () => localStorage.getItem(OFF) === "yes";

const isTyping = (target) => target.matches?.("input:not([type=checkbox]), textarea, select");

export function startKeys(act) {
  off.checked = areOff();
  off.addEventListener("change", () => {
    if (off.checked) localStorage.setItem(OFF, "yes");
    else localStorage.removeItem(OFF);
  });
  document.getElementById("help-button").addEventListener("click", () => help.showModal());
  const keys = {
    n: () => act.page(1),
    p: () => act.page(-1),
    g: act.goTo,
    "<": () => act.document("earlier"),
    ">": () => act.document("later"),
    j: () => step(1, act.focus),
    k: () => step(-1, act.focus),
    e: act.evidence,
    c: act.copy,
    C: act.copySheet,
    r: act.shown,
    v: act.turn,
    "+": () => act.zoom(1),
    "-": () => act.zoom(-1),
    0: act.fit,
    "?": () => help.showModal(),
  };
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || help.open || off.checked || isTyping(event.target)) return;
    const does = keys[event.key] ?? (PANELS[event.key] && (() => act.panel(PANELS[event.key])));
    if (!does) return;
    event.preventDefault();
    does();
  });
}

// From line to line, from value to value, from repair to repair: whatever the open panel holds.
function step(direction, focus) {
  const panel = document.querySelector(".panel:not([hidden])");
  const parts = [...panel.querySelectorAll(".lines > li, .changes tbody tr, .value[data-value]")];
  if (parts.length === 0) return;
  const at = parts.findIndex((part) => part.contains(document.activeElement));
  const next = at < 0 ? (direction > 0 ? 0 : parts.length - 1) : Math.min(Math.max(at + direction, 0), parts.length - 1);
  focus(parts[next]);
}
