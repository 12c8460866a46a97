// What applies, what is open and what is wrong, said while one types, before anything is saved. The server has the
// last word: what it answers to a save replaces what stands here. Without this file nothing is missing.
//
// <form data-logic-url="…" data-values-url="…" data-check> with blocks [data-path], places [data-problems-for],
// choices [data-choice], labels [data-says].
import { Reply } from "./reply.js";
import { canonical } from "./typed.js";

const PAUSE = 700;
const without = (path) => path.replace(/\[[0-9]+\]/g, "");

class Live {
  constructor(form, logic, given) {
    this.form = form;
    this.logic = logic;
    this.given = given;
    this.cells = { ...given.cells };
    this.reasons = new Set(given.reasons);
    this.explained = new Set(given.explained);
    this.reply = new Reply(logic, { today: given.today, unknown: given.unknown });
    this.blocks = new Map([...form.querySelectorAll("[data-path]")].map((block) => [block.dataset.path, block]));
    this.told = this.work();
    this.shown = new Map();
    form.addEventListener("input", (event) => this.typed(event.target, false));
    form.addEventListener("change", (event) => this.typed(event.target, true));
    form.addEventListener("autosave:done", (event) => { if (event.detail.waiting) this.renew(true); else this.shown.clear(); });
  }

  work() { return this.reply.work(this.cells); }

  rule(path) { return this.reply.rules.get(without(path)); }

  typed(control, done) {
    const block = control.closest?.("[data-path]");
    if (!block || !control.name) return;
    const path = block.dataset.path;
    const rule = this.rule(path);
    if (!rule) return;
    const value = this.valueIn(block, path, rule);
    if (value) this.cells[path] = value; else delete this.cells[path];
    this.note(this.reasons, path, block, "missing");
    this.note(this.explained, path, block, "comment");
    this.renew(done, path);
    clearTimeout(this.timer);
    if (!done) this.timer = setTimeout(() => this.renew(true), PAUSE);
  }

  note(held, path, block, name) {
    const control = [...block.querySelectorAll("[name]")].find((one) => one.name === `${path}|${name}`);
    if (control) held[control.value.trim() ? "add" : "delete"](path);
  }

  valueIn(block, path, rule) {
    const own = [...block.querySelectorAll("[name]")].filter((one) => one.name === path);
    const text = (one) => (one.type === "radio" || one.type === "checkbox" ? (one.checked ? one.value : "") : one.value);
    if (own.length === 1 && ["text", "textarea"].includes(own[0].type)) {
      // What was not touched stays as it is kept: how it is written says less than what it is.
      return own[0].value === own[0].defaultValue ? this.given.cells[path] ?? "" : canonical(own[0].value, rule, document.documentElement.lang.slice(0, 2));
    }
    return [...new Set(own.map(text).filter(Boolean))].join(" ");
  }

  renew(done, typing) {
    const before = this.told;
    try { this.told = this.work(); } catch { return; } // too much for a page: the server says it
    for (const [path, block] of this.blocks) {
      const now = this.told[path];
      if (!now) continue;
      if (block.hidden === now.asked) block.hidden = !now.asked;
      if (now.open && String(now.open) !== String(before[path]?.open)) this.offer(block, path, now.open);
      if (now.findings) this.tell(path, now, done || path !== typing);
    }
    this.say();
  }

  offer(block, path, open) {
    const chosen = (this.cells[path] ?? "").split(" ");
    for (const one of block.querySelectorAll("[data-choice]")) {
      one.hidden = !open.includes(one.dataset.choice) && !chosen.includes(one.dataset.choice);
      if (one.tagName === "OPTION") one.disabled = one.hidden;
    }
  }

  // Problems go as soon as they are mended; new ones wait until one has finished typing.
  tell(path, now, done) {
    const lines = now.findings.filter((one) => this.tells(one, path)).map((one) => this.words(one, path, now.value));
    const key = lines.map((one) => one.message).join("\n");
    if ((this.shown.get(path) ?? "") === key || (key && !done)) return;
    if (!this.shown.has(path) && !key) return;
    this.shown.set(path, key);
    const place = this.form.querySelector(`[data-problems-for="${CSS.escape(path)}"]`);
    place?.replaceChildren(...lines.map(line));
  }

  tells(finding, path) {
    if (finding.code === "required") return this.form.dataset.check !== undefined && !this.reasons.has(path);
    return !(finding.explain && this.explained.has(path));
  }

  words(finding, path, value) {
    const rule = this.rule(path);
    const general = this.given.words[finding.explain ? "explain" : finding.code === "type" ? `type:${rule.t}` : finding.code];
    const own = finding.code === "constraint" ? rule.cm : finding.code === "required" ? rule.rm : "";
    return { ...general, message: own || (general?.message ?? "").replace("{value}", value.slice(0, 80)) };
  }

  // Labels in which values stand.
  say() {
    for (const [path, template] of Object.entries(this.logic.says ?? {})) {
      const label = this.blocks.get(path)?.querySelector("[data-says]");
      const text = template.replace(/\{\{([^}]*)\}\}/g, (_, from) => this.told[from.trim()]?.value || "…");
      const place = label?.querySelector("span") ?? label;
      if (place && place.textContent !== text) place.textContent = text;
    }
  }
}

function line(problem) {
  const made = document.createElement("div");
  made.className = `e-problem e-problem--${problem.severity}`;
  const grade = document.createElement("strong");
  grade.className = `govuk-tag govuk-tag--${problem.colour || "grey"}`;
  grade.textContent = problem.grade;
  const words = document.createElement("span");
  words.textContent = `${problem.message} `;
  const code = document.createElement("bdi");
  code.dir = "ltr";
  code.className = "e-code";
  code.textContent = problem.code;
  words.append(code);
  made.append(grade, " ", words);
  return made;
}

async function start(form) {
  const get = (url) => fetch(url, { credentials: "same-origin", headers: { Accept: "application/json" } }).then((one) => (one.ok ? one.json() : Promise.reject(new Error(one.status))));
  const [logic, given] = await Promise.all([get(form.dataset.logicUrl), get(form.dataset.valuesUrl)]);
  return new Live(form, logic, given);
}

for (const form of document.querySelectorAll("form[data-logic-url]")) {
  // What fails here fails quietly: the form goes on working by its saves.
  start(form).then(() => { form.dataset.live = "yes"; }, () => { form.dataset.live = "no"; });
}
