// Digits choose what is proposed, Enter saves, u takes back, arrows go along the answer. Without this script the form does it all.
const form = document.querySelector("form[data-coding]");
const box = (code) => form.querySelector(`input[name="theme"][value="${CSS.escape(code)}"]`);

for (const button of form.querySelectorAll("[data-digit]")) {
  button.hidden = false;
  const chosen = box(button.dataset.theme);
  const show = () => button.setAttribute("aria-pressed", String(chosen.checked));
  show();
  chosen.addEventListener("change", show);
  button.addEventListener("click", (event) => {
    // After the mouse, Enter saves; on the keyboard it stays with the button it is on.
    if (event.detail) button.blur();
    chosen.checked = !chosen.checked;
    chosen.dispatchEvent(new Event("change"));
  });
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("textarea, select")) return;
  if (event.key === "Enter" && event.target.closest("a, button, summary")) return;
  const digit = /^[1-9]$/.test(event.key) && form.querySelector(`[data-digit="${event.key}"]`);
  const forward = document.documentElement.dir === "rtl" ? "ArrowLeft" : "ArrowRight";
  const back = forward === "ArrowLeft" ? "ArrowRight" : "ArrowLeft";
  if (digit) digit.click();
  else if (event.key === "Enter") form.querySelector("[data-save]").click();
  else if (event.key === "u") (form.querySelector("[data-undo]") || document.querySelector("[data-last]"))?.click();
  else if (event.key === forward) document.querySelector("[data-after]")?.click();
  else if (event.key === back) document.querySelector("[data-before]")?.click();
  else return;
  event.preventDefault();
});
