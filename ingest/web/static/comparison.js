// Ties a difference to its place on the picture: what is hovered or focused on one side lights up on the other.

const frame = document.querySelector(".picture-frame");

function light(id) {
  document.querySelectorAll(".lit").forEach((lit) => lit.classList.remove("lit"));
  document.getElementById(id)?.classList.add("lit");
  const rect = frame.querySelector(`rect[data-of="${CSS.escape(id)}"]`);
  rect?.classList.add("lit");
  return rect;
}

function show(rect) {
  if (!rect) return;
  const [there, here] = [rect.getBoundingClientRect(), frame.getBoundingClientRect()];
  if (there.top < here.top || there.bottom > here.bottom) frame.scrollBy({ top: there.top - here.top - frame.clientHeight / 3 });
}

for (const kind of ["pointerover", "focusin"]) {
  document.querySelector(".panels").addEventListener(kind, (event) => {
    const part = event.target.closest(".difference");
    if (part) show(light(part.id));
  });
}
frame.addEventListener("pointerover", (event) => {
  if (event.target.dataset?.of) light(event.target.dataset.of);
});
frame.addEventListener("click", (event) => {
  const id = event.target.dataset?.of;
  if (!id) return;
  light(id);
  document.getElementById(id).focus();
});
if (location.hash) show(light(location.hash.slice(1)));
