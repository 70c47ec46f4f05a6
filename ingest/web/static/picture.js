// The picture of a page: how large, how turned, and which of its sizes is loaded.

const STEPS = [1, 1.25, 1.5, 2, 2.5, 3, 4];
const frame = document.querySelector(".picture-frame");
const level = document.getElementById("zoom-level");

let zoom = 1;
let turns = 0;

const paper = () => frame.querySelector("svg.paper");

export function zoomBy(step) {
  const nearest = STEPS.findLastIndex((one) => one <= zoom + 0.01);
  const at = nearest + step;
  setZoom(STEPS[Math.min(Math.max(at, 0), STEPS.length - 1)]);
}

export function setZoom(wanted) {
  const [x, y] = [frame.scrollLeft + frame.clientWidth / 2, frame.scrollTop + frame.clientHeight / 2];
  const grown = wanted / zoom;
  zoom = wanted;
  fit();
  frame.scrollTo(x * grown - frame.clientWidth / 2, y * grown - frame.clientHeight / 2);
}

export function turn() {
  turns = (turns + 1) % 4;
  fit();
}

// Everything that a fresh picture needs; the choice of zoom and turn holds for all pages.
export function fit() {
  const svg = paper();
  level.textContent = `${Math.round(zoom * 100)} %`;
  if (!svg) return;
  const [width, height] = [Number(svg.dataset.width), Number(svg.dataset.height)];
  const moves = ["", `translate(${height} 0) rotate(90)`, `translate(${width} ${height}) rotate(180)`, `translate(0 ${width}) rotate(270)`];
  svg.querySelector(".turned").setAttribute("transform", moves[turns]);
  svg.setAttribute("viewBox", turns % 2 ? `0 0 ${height} ${width}` : `0 0 ${width} ${height}`);
  svg.style.width = `${zoom * 100}%`;
  sharpen(svg);
}

function sharpen(svg) {
  const image = svg.querySelector("image");
  const sources = image.dataset.sources.split(", ").map((source) => source.split(" "));
  const needed = frame.clientWidth * zoom * devicePixelRatio * (turns % 2 ? 0.7 : 1);
  const [, href] = sources.find(([width]) => Number(width) >= needed * 0.8) ?? sources.at(-1);
  if (image.getAttribute("href") !== href) image.setAttribute("href", href);
}

// While a picture is on its way the paper is blank; if it cannot be had, that is said.
export function watch() {
  const svg = paper();
  if (!svg) return;
  const image = svg.querySelector("image");
  const trouble = frame.querySelector(".picture-trouble");
  svg.dataset.state = "loading";
  image.addEventListener("load", () => (svg.dataset.state = "shown"));
  image.addEventListener("error", () => {
    svg.dataset.state = "broken";
    trouble.hidden = false;
  });
  // One that was there before this script listened says nothing any more.
  const probe = new Image();
  probe.addEventListener("load", () => (svg.dataset.state = "shown"));
  probe.src = image.getAttribute("href");
  fit();
}

export function scrollTo(rect) {
  const [there, here] = [rect.getBoundingClientRect(), frame.getBoundingClientRect()];
  const hidden = there.top < here.top || there.bottom > here.bottom || there.left < here.left || there.right > here.right;
  if (hidden) {
    frame.scrollBy({
      top: there.top - here.top - frame.clientHeight / 3,
      left: there.left - here.left - frame.clientWidth / 3,
    });
  }
}

const READABLE = 26;
const SHARE = 0.6;

// As large as a place can be read with ease and seen whole, and in the middle of the frame.
export function zoomTo(rect) {
  const svg = paper();
  if (!svg) return;
  const [width, height] = [Number(rect.getAttribute("width")), Number(rect.getAttribute("height"))];
  const perPoint = frame.clientWidth / Number(svg.dataset.width);
  const wanted = Math.min(READABLE / (height * perPoint), (SHARE * frame.clientWidth) / (width * perPoint), STEPS.at(-1));
  zoom = Math.max(wanted, 1);
  fit();
  const [there, here] = [rect.getBoundingClientRect(), frame.getBoundingClientRect()];
  frame.scrollBy(there.left + there.width / 2 - here.left - here.width / 2, there.top + there.height / 2 - here.top - here.height / 2);
}
