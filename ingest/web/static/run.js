// Keeps a run's progress up to date. What is decided on stays as it was seen, until the reader asks for more.

const EVERY_MS = 1500;
const clock = { timer: null };

async function look() {
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    if (!answer.ok) throw new Error(String(answer.status));
    put(new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("progress"));
  } catch {
    // The next look may find the server again; the page says nothing that is not so.
  }
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
  if (clock.timer !== "over" && !document.hidden) clock.timer = setTimeout(look, EVERY_MS);
}

document.addEventListener("visibilitychange", () => {
  if (clock.timer === "over") return;
  clearTimeout(clock.timer);
  wait();
});
wait();
