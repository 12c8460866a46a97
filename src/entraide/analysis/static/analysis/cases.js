// While a report is typed, likely twins are looked for after a pause; in the queue s, n, u judge the chosen pair, z takes the
// last judgement back, j and k move. Without this script every step has its button.
const PAUSE = 800;
const form = document.querySelector("form[data-case]");
const place = form?.querySelector("[data-twins]");
let waiting = 0;
let asked = null;

async function look() {
  asked?.abort();
  asked = new AbortController();
  try {
    const answer = await fetch(form.dataset.case, { method: "POST", body: new FormData(form), signal: asked.signal });
    if (answer.ok) place.innerHTML = await answer.text();
  } catch (stopped) {
    if (stopped.name !== "AbortError") place.replaceChildren();
  }
}

form?.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(look, PAUSE);
});

const pairs = [...document.querySelectorAll("[data-pair]")];
let chosen = 0;

function choose(at) {
  if (!pairs.length) return;
  chosen = Math.min(Math.max(at, 0), pairs.length - 1);
  pairs[chosen].focus({ preventScroll: true });
  pairs[chosen].scrollIntoView({ block: "start" });
}

const steps = { j: 1, k: -1 };

addEventListener("keydown", (event) => {
  if (!document.querySelector("[data-queue]") || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.matches("input, textarea, select")) return;
  if (event.key in steps) return choose(chosen + steps[event.key]);
  const own = pairs[chosen]?.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  const button = own ?? (event.key === "z" ? document.querySelector("[data-undo]") : null);
  if (button) {
    event.preventDefault();
    button.click();
  }
});
