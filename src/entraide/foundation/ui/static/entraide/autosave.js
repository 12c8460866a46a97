// Saves a form cell by cell while it is filled in. Without this script the form is sent by its button, as ever.
//
// <form data-autosave-url="…" data-autosave-key="person and form" data-saved-text="Saved at {time}"
//       data-saving-text data-offline-text data-failed-text data-expired-text>
// Sent (POST, form data): the csrf token, `cell` (the block's data-path), `field` once for each name of the cell,
// and the values. A name that is listed but has no value was emptied.
// Answered (JSON): {saved_at, relevant: {path: bool}, problems: {path: [{code, severity, grade, message}]},
// progress: {done, total, text}, was: {path: fingerprint}, overtaken: {path: [problem]}}. A path missing from `problems`
// is left as it is; an empty list clears it. The hidden field `path|was` says what a cell was when the page was opened:
// `was` renews it, and `overtaken` names a cell that somebody has changed since and that was therefore not kept.
// What is not saved yet waits in this tab's sessionStorage, under the person's own key, and is sent again.

const PAUSE = 800;
const LONGEST_WAIT = 60000;

function valuesOf(control) {
  if (control.disabled) return [];
  if (control.type === "radio" || control.type === "checkbox") return control.checked ? [control.value] : [];
  if (control.tagName === "SELECT") return [...control.selectedOptions].map((option) => option.value);
  return [control.value];
}

// Only this block's own controls: every block has a `shown`, and another block's would say that it was emptied.
function cellOf(form, control) {
  const block = control.closest("[data-path]");
  const own = [...form.elements].filter((other) => other.name && other.type !== "file" && other.type !== "submit" &&
    other.type !== "button" && other.name !== "csrfmiddlewaretoken" &&
    (block ? other.closest("[data-path]") === block : other.name === control.name));
  const values = own.flatMap((other) => valuesOf(other).map((value) => [other.name, value]));
  return { cell: block ? block.dataset.path : control.name, names: [...new Set(own.map((other) => other.name))], values };
}

function restore(form, { names, values }) {
  for (const control of form.elements) {
    if (!names.includes(control.name)) continue;
    const own = values.filter(([name]) => name === control.name).map(([, value]) => value);
    if (control.type === "radio" || control.type === "checkbox") control.checked = own.includes(control.value);
    else if (control.multiple) for (const option of control.options) option.selected = own.includes(option.value);
    else if (control.type !== "hidden") control.value = own[0] ?? "";
  }
}

function timeOf(moment) {
  const date = new Date(moment);
  if (Number.isNaN(date.getTime())) return moment;
  const language = document.documentElement.lang;
  return new Intl.DateTimeFormat(language === "ar" ? "ar-u-nu-latn" : language, { hour: "2-digit", minute: "2-digit", hour12: false }).format(date);
}

function problemLine(problem) {
  const line = document.createElement("div");
  line.className = `e-problem e-problem--${problem.severity}`;
  const words = document.createElement("span");
  words.textContent = problem.message;
  const code = document.createElement("bdi");
  code.dir = "ltr";
  code.className = "e-code";
  code.textContent = problem.code;
  if (problem.grade) {
    const grade = document.createElement("strong");
    grade.className = `govuk-tag govuk-tag--${problem.colour || "grey"}`;
    grade.textContent = problem.grade;
    line.append(grade);
  }
  words.append(" ", code);
  line.append(words);
  return line;
}

function renew(form, answer, waiting) {
  for (const [path, was] of Object.entries(answer.was ?? {})) {
    const name = `${path}|was`;
    for (const control of form.elements) if (control.name === name) control.value = was;
    // What was typed while this went out started from what has just been kept, unless that was not kept.
    const next = answer.overtaken?.[path] ? undefined : waiting.get(path);
    if (next) next.values = next.values.map(([own, value]) => [own, own === name ? was : value]);
  }
}

function apply(form, answer, overtaken) {
  for (const [path, relevant] of Object.entries(answer.relevant ?? {})) {
    for (const block of form.querySelectorAll(`[data-path="${CSS.escape(path)}"]`)) block.hidden = !relevant;
  }
  for (const [path, problems] of Object.entries(answer.problems ?? {})) {
    for (const place of form.querySelectorAll(`[data-problems-for="${CSS.escape(path)}"]`)) {
      place.replaceChildren(...[...(overtaken.get(path) ?? []), ...problems].map(problemLine));
    }
  }
  if (!answer.progress) return;
  for (const bar of document.querySelectorAll("[data-progress]")) {
    bar.max = answer.progress.total || 1;
    bar.value = answer.progress.done;
  }
  if (!answer.progress.text) return;
  for (const words of document.querySelectorAll("[data-progress-text]")) words.textContent = answer.progress.text;
}

class Autosave {
  constructor(form) {
    this.form = form;
    this.key = `entraide:${form.dataset.autosaveKey ?? ""}:${form.dataset.autosaveUrl}`;
    this.waiting = this.kept();
    this.timers = new Map();
    this.wait = 2000;
    this.overtaken = new Map();
    for (const cell of this.waiting.values()) restore(form, cell);
    form.addEventListener("input", (event) => this.later(event.target, PAUSE));
    form.addEventListener("change", (event) => this.later(event.target, 0));
    window.addEventListener("online", () => this.send());
    window.addEventListener("pagehide", () => this.takeAll());
    form.addEventListener("submit", () => { this.leaving = true; this.takeAll(); });
    window.addEventListener("beforeunload", (event) => { if (this.stuck && !this.leaving) event.preventDefault(); });
    if (this.waiting.size) this.send();
  }

  kept() {
    try { return new Map(JSON.parse(sessionStorage.getItem(this.key) ?? "[]")); } catch { return new Map(); }
  }

  keep() {
    try {
      if (this.waiting.size) sessionStorage.setItem(this.key, JSON.stringify([...this.waiting]));
      else sessionStorage.removeItem(this.key);
    } catch { /* storage full or forbidden: the page itself still holds the text */ }
  }

  later(control, pause) {
    if (!control.name || control.type === "file") return;
    clearTimeout(this.timers.get(control.name)?.timer);
    const timer = setTimeout(() => { this.take(control); this.send(); }, pause);
    this.timers.set(control.name, { timer, control });
  }

  take(control) {
    clearTimeout(this.timers.get(control.name)?.timer);
    this.timers.delete(control.name);
    const cell = cellOf(this.form, control);
    this.waiting.set(cell.cell, cell);
    this.keep();
  }

  takeAll() {
    for (const { control } of [...this.timers.values()]) this.take(control);
  }

  say(state, text) {
    this.stuck = state !== "saved" && state !== "saving";
    for (const place of document.querySelectorAll("[data-saved]")) {
      place.dataset.state = state;
      place.textContent = text ?? "";
    }
  }

  async send() {
    if (this.busy || !this.waiting.size) return;
    this.busy = true;
    const [path, cell] = this.waiting.entries().next().value;
    const again = await this.post(path, cell);
    this.busy = false;
    if (again) this.send();
  }

  // True when the next cell may go at once.
  async post(path, cell) {
    const body = new FormData();
    body.set("csrfmiddlewaretoken", this.form.elements.csrfmiddlewaretoken?.value ?? "");
    body.set("cell", cell.cell);
    for (const name of cell.names) body.append("field", name);
    for (const [name, value] of cell.values) body.append(name, value);
    let answer;
    try {
      answer = await fetch(this.form.dataset.autosaveUrl, {
        method: "POST", body, redirect: "manual", credentials: "same-origin", headers: { Accept: "application/json" },
      });
    } catch { return this.retry("offline", this.form.dataset.offlineText); }
    const words = this.form.dataset;
    if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) {
      this.say("expired", words.expiredText ?? words.failedText);
      return false;
    }
    if (answer.status >= 500 || answer.status === 429) return this.retry("failed", words.failedText);
    if (!answer.ok) {
      this.say("failed", words.failedText);
      return false;
    }
    return this.done(path, cell, await answer.json().catch(() => ({})));
  }

  done(path, cell, answer) {
    this.wait = 2000;
    if (this.waiting.get(path) === cell) this.waiting.delete(path);
    renew(this.form, answer, this.waiting);
    this.keep();
    this.overtaken.delete(path);
    for (const [other, problems] of Object.entries(answer.overtaken ?? {})) this.overtaken.set(other, problems);
    apply(this.form, answer, this.overtaken);
    this.form.dispatchEvent(new CustomEvent("autosave:done", { detail: { waiting: this.waiting.size + this.timers.size } }));
    if (this.overtaken.has(path)) {
      this.say("failed", this.overtaken.get(path)[0].message);
      return this.waiting.size > 0;
    }
    const time = timeOf(answer.saved_at ?? new Date().toISOString());
    this.say("saved", (this.form.dataset.savedText ?? "{time}").replace("{time}", time));
    return this.waiting.size > 0;
  }

  retry(state, text) {
    this.say(state, text);
    setTimeout(() => this.send(), this.wait);
    this.wait = Math.min(this.wait * 2, LONGEST_WAIT);
    return false;
  }
}

for (const form of document.querySelectorAll("form[data-autosave-url]")) new Autosave(form);
