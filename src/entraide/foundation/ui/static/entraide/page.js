// Brings the reader to the summary of errors after a form came back, and leaves nothing in the tab at signing out.
document.querySelector("[data-focus]")?.focus();
const forget = () => {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith("entraide:")) sessionStorage.removeItem(key);
};
for (const form of document.querySelectorAll("[data-signs-out]")) form.addEventListener("submit", forget);
