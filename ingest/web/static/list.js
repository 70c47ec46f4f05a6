// The list: all rows of the page chosen at once, or a range with Shift, and how many are chosen.

const form = document.getElementById("chosen-form");
const boxes = [...(form?.querySelectorAll("input[name=chosen]") ?? [])];
const all = document.getElementById("choose-all");
const count = document.getElementById("chosen-count");
let last = null;

function tell() {
  const chosen = boxes.filter((box) => box.checked).length;
  all.checked = chosen === boxes.length;
  all.indeterminate = chosen > 0 && chosen < boxes.length;
  count.textContent = chosen ? `${count.dataset.some} ${chosen}` : count.dataset.none;
}

if (boxes.length) {
  all.hidden = false;
  all.addEventListener("change", () => {
    boxes.forEach((box) => (box.checked = all.checked));
    tell();
  });
  form.addEventListener("click", (event) => {
    const at = boxes.indexOf(event.target);
    if (at < 0) return;
    if (event.shiftKey && last !== null) {
      const [from, to] = [Math.min(at, last), Math.max(at, last)];
      boxes.slice(from, to + 1).forEach((box) => (box.checked = event.target.checked));
    }
    last = at;
    tell();
  });
  // Enter in the reason takes back, and does not press the first button of the form.
  document.getElementById("reason")?.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    form.querySelector("button[value=withdraw]").click();
  });
  addEventListener("pageshow", tell);
}
