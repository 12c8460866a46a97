// Brings the reader to the summary of errors after a form came back.
const summary = document.querySelector("[data-focus]");
if (summary) summary.focus();
