// The desk: what was read and its original scroll in step; j k n p move, e corrects, u undoes, ? shows the keys.
// Without this script the numbers and problems are links to their lines, and every step has its button.
const original = document.querySelector("[data-original]");
const pieces = [...document.querySelectorAll("[data-piece]")];
const problems = [...document.querySelectorAll("[data-problem]")];
let current = null;
let stepping = 0;

function show(piece) {
  const line = piece.dataset.line && document.getElementById(piece.dataset.line);
  for (const marked of document.querySelectorAll(".e-line--shown")) marked.classList.remove("e-line--shown");
  if (!line) return;
  line.classList.add("e-line--shown");
  if (original.scrollHeight > original.clientHeight) {
    original.scrollTop += line.getBoundingClientRect().top - original.getBoundingClientRect().top - original.clientHeight / 3;
  }
}

function choose(piece, focus = true) {
  current?.classList.remove("e-para--chosen");
  current = piece;
  piece.classList.add("e-para--chosen");
  if (focus) {
    stepping = Date.now();
    piece.focus({ preventScroll: true });
    piece.scrollIntoView({ block: "center" });
  }
  show(piece);
}

function move(rows, by) {
  if (!rows.length) return;
  const at = rows.indexOf(current);
  choose(rows[at < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(Math.max(at + by, 0), rows.length - 1)]);
}

const keys = {
  j: () => move(pieces, 1),
  k: () => move(pieces, -1),
  n: () => move(problems, 1),
  p: () => move(problems, -1),
  e: () => current?.querySelector("[data-edit]")?.click(),
  u: () => document.querySelector("[data-undo]")?.requestSubmit(),
  "?": () => {
    const help = document.querySelector("[data-keys]");
    help.open = !help.open;
    help.querySelector("summary").focus();
  },
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
  const act = keys[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});

for (const piece of pieces) {
  piece.addEventListener("click", (event) => {
    if (event.target.closest("[data-piece]") !== piece || event.target.closest("a, button")) return;
    choose(piece, false);
  });
}

const seen = new IntersectionObserver((rows) => {
  if (Date.now() - stepping < 600) return;
  const first = rows.filter((row) => row.isIntersecting).sort((a, b) => a.boundingClientRect.top - b.boundingClientRect.top)[0];
  if (first) show(first.target);
}, { rootMargin: "-10% 0px -75% 0px" });
if (original) for (const piece of pieces) seen.observe(piece);

const arrived = location.hash && document.getElementById(location.hash.slice(1));
if (arrived?.matches("[data-piece]")) choose(arrived);
