// Keeps a run's progress up to date. What is decided on stays as it was seen, until the reader asks for more.

const EVERY_MS = 1500;
const RESTS = 4;
const clock = { timer: null, pause: EVERY_MS };

async function look() {
  const asked = performance.now();
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    if (!answer.ok) throw new Error(String(answer.status));
    put(new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("progress"));
  } catch {
    // The next look may find the server again; the page says nothing that is not so.
  }
  // A run over a whole archive takes the server a while to count: then we ask less often.
  clock.pause = Math.max(EVERY_MS, RESTS * (performance.now() - asked));
  wait();
}

function put(fresh) {
  const old = document.getElementById("progress");
  const has = old.contains(document.activeElement);
  const shown = document.querySelector("input[name=compared]").value;
  fresh.querySelector("#news").hidden = fresh.dataset.compared === shown;
  if (!has) old.replaceWith(fresh);
  else old.querySelector("progress").value = fresh.querySelector("progress").value;
  if (!("moves" in fresh.dataset)) clock.timer = "over";
}

function wait() {
  if (clock.timer !== "over" && !document.hidden) clock.timer = setTimeout(look, clock.pause);
}

document.addEventListener("visibilitychange", () => {
  if (clock.timer === "over") return;
  clearTimeout(clock.timer);
  wait();
});
wait();
