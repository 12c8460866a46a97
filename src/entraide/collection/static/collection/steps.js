// j and k step over what a list leads to; Enter follows the link as ever. Without this script Tab does the same.
const steps = [...document.querySelectorAll("[data-step]")];

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
  const by = { j: 1, k: -1 }[event.key];
  if (!by || !steps.length) return;
  const at = steps.indexOf(document.activeElement);
  steps[at < 0 ? (by > 0 ? 0 : steps.length - 1) : Math.min(Math.max(at + by, 0), steps.length - 1)].focus();
});
