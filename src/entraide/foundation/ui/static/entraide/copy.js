// Shows the buttons that copy what is cited. Without this script the text is there to be selected, as ever.
const status = document.querySelector("[data-copy-status]");
for (const button of document.querySelectorAll("[data-copies]")) {
  const source = document.getElementById(button.dataset.copies);
  if (!source || !navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(source.textContent);
      if (status) status.textContent = button.dataset.copied;
    } catch {
      getSelection()?.selectAllChildren(source);
    }
  });
}
