// Sends a file as soon as it is chosen. Without this script it goes with the button of the form, as ever.
//
// <input type="file" name="PATH|file" data-attach="URL" data-sending="…" data-failed="…"> inside a block [data-path].
// Sent (POST, form data): the csrf token, `path`, `file`. Answered (JSON): {name, address, was, problems}; 422 with problems.

async function send(control) {
  const block = control.closest("[data-path]");
  const state = block.querySelector("[data-file-state]");
  const form = control.form;
  const path = block.dataset.path;
  const data = new FormData();
  data.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  data.append("path", path);
  data.append("file", control.files[0]);
  state.textContent = control.dataset.sending;
  try {
    const response = await fetch(control.dataset.attach, { method: "POST", body: data, credentials: "same-origin" });
    const answer = await response.json();
    if (!response.ok) {
      state.textContent = answer.problems.map((one) => `${one.message} ${one.do ?? ""} (${one.code})`).join(" ");
      control.value = "";
      return;
    }
    show(block, path, answer);
    state.textContent = "";
    control.value = "";
  } catch {
    state.textContent = control.dataset.failed;
  }
}

function show(block, path, answer) {
  block.querySelector("[data-file-name]").value = answer.name;
  for (const held of block.querySelectorAll("[data-file-held]")) held.hidden = false;
  const link = block.querySelector("[data-file-held] a");
  link.href = answer.address;
  link.firstElementChild.textContent = answer.name;
  for (const control of block.querySelectorAll("input[type=hidden]")) if (control.name === `${path}|was`) control.value = answer.was;
}

for (const control of document.querySelectorAll("[data-attach]")) {
  control.addEventListener("change", () => { if (control.files.length) send(control); });
}
