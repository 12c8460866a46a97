// The inbox: j k or the arrows move over what was proposed, c or Enter confirms, e corrects, a corrects the act on the spot,
// x rejects, u undoes, ? shows the keys; the paragraph scrolls in step. Without this script every step has its button.
const text = document.querySelector("[data-original]");
const pieces = [...document.querySelectorAll("[data-piece]")];
let current = null;

function show(piece) {
  for (const marked of document.querySelectorAll(".e-line--shown")) marked.classList.remove("e-line--shown");
  const line = document.getElementById(piece.dataset.line);
  if (!line) return;
  line.classList.add("e-line--shown");
  if (text.scrollHeight > text.clientHeight) {
    text.scrollTop += line.getBoundingClientRect().top - text.getBoundingClientRect().top - text.clientHeight / 3;
  }
}

function choose(piece, focus = true) {
  current?.classList.remove("e-para--chosen");
  current = piece;
  piece.classList.add("e-para--chosen");
  if (focus) {
    piece.focus({ preventScroll: true });
    piece.scrollIntoView({ block: "nearest" });
  }
  show(piece);
}

function move(by) {
  if (!pieces.length) return;
  const at = pieces.indexOf(current);
  choose(pieces[at < 0 ? (by > 0 ? 0 : pieces.length - 1) : Math.min(Math.max(at + by, 0), pieces.length - 1)]);
}

function open(name) {
  const details = current?.querySelector(`[data-${name}]`);
  if (!details) return;
  details.open = true;
  details.querySelector("select, input:not([type=hidden]), textarea")?.focus();
}

const confirm = () => current?.querySelector("[data-confirm]")?.requestSubmit();
const keys = {
  j: () => move(1),
  ArrowDown: () => move(1),
  k: () => move(-1),
  ArrowUp: () => move(-1),
  c: confirm,
  Enter: confirm,
  e: () => current?.querySelector("[data-edit]")?.click(),
  a: () => open("quick"),
  x: () => open("reject"),
  u: () => document.querySelector("[data-undo]")?.requestSubmit(),
  "?": () => {
    const help = document.querySelector("[data-keys]");
    help.open = !help.open;
    help.querySelector("summary").focus();
  },
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  if (event.target.closest("input, textarea, select")) {
    if (event.key === "Escape" && current) choose(current);
    return;
  }
  if (event.key === "Enter" && event.target.closest("a, button, summary")) return;
  if (event.key.startsWith("Arrow") && !event.target.closest("[data-piece]")) return;
  const act = keys[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});

// Whoever has just decided goes on with the next that waits. The browser itself goes to the one decided on, so this comes after.
function arrive() {
  for (const piece of pieces) piece.addEventListener("focusin", () => choose(piece, false));
  const arrived = location.hash && document.getElementById(location.hash.slice(1));
  if (!arrived?.matches("[data-piece]")) return;
  const rest = pieces.slice(pieces.indexOf(arrived));
  choose(rest.find((piece) => piece.querySelector("[data-confirm]")) ?? arrived);
}
const soon = () => setTimeout(arrive);
if (document.readyState === "complete") soon();
else addEventListener("load", soon);
