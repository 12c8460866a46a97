// A reply in the page: a form's logic (JSON of domain/logic_json.py) and the answers, worked out as the server does.
//
//   const reply = new Reply(logic, {today: "2026-11-30", unknown: ["/data/law"]});
//   reply.work({"/data/cases[1]/year": "2020"}, {"/data/cases": 2})
//     → {"/data/cases[1]/year": {asked, value, must, findings: [{code, ...}], open: [values] or null}, …}
//
// `unknown` are places whose answers this page does not have (another's section): what is computed from them, and what
// holds a function this page does not know, is left out, and the server's word stands.
import { Elsewhere, Node, documentOf, numberOf, numberText, run, textOf, truthOf } from "./logic.js";

const SHAPES = {
  integer: /^-?[0-9]{1,15}$/, decimal: /^-?[0-9]{1,25}(\.[0-9]{1,15})?$/, range: /^-?[0-9]{1,25}(\.[0-9]{1,15})?$/,
  time: /^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]+)?)?(Z|[+-][0-9][0-9]:?[0-9][0-9])?$/, acknowledge: /^OK$/,
  geopoint: /^-?[0-9]+(\.[0-9]+)? -?[0-9]+(\.[0-9]+)?( -?[0-9]+(\.[0-9]+)?){0,2}$/,
};
const DAY_SHAPE = /^([0-9]{4})-([0-9]{2})-([0-9]{2})/;
const MOMENT_SHAPE = /^[0-9-]{10}(?:T([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.[0-9]{1,9})?)?(?:Z|[+-](0[0-9]|1[0-4])(?::?[0-5][0-9])?)?)?$/;
const CHOOSING = new Set(["select_one", "select_multiple", "rank"]);
const WHOLE = new Set(["int", "integer", "long"]);

function isDay(text) {
  const found = DAY_SHAPE.exec(text);
  if (!found) return false;
  const [year, month, day] = found.slice(1).map(Number);
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return year > 0 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}
export function hasType(type, value) {
  if (type === "date") return value.length === 10 && isDay(value);
  if (type === "dateTime") {
    const found = MOMENT_SHAPE.exec(value);
    return Boolean(found) && isDay(value) && Number(found[1] ?? 0) < 24 && Number(found[2] ?? 0) < 60 && Number(found[3] ?? 0) < 60;
  }
  if (type === "geotrace" || type === "geoshape") {
    return value.split(";").every((part) => !part.trim() || SHAPES.geopoint.test(part.trim()));
  }
  return !SHAPES[type] || SHAPES[type].test(value.trim());
}

export class Reply {
  constructor(logic, { today, now = Date.parse(`${today}T00:00:00Z`), unknown = [] } = {}) {
    this.logic = logic;
    this.repeats = new Set(logic.repeats);
    this.lists = new Map();
    this.rules = new Map(logic.work.filter((one) => one.q).map((one) => [one.q, one]));
    this.elsewhere = this.spreadUnknown(unknown);
    this.settings = {
      now, zone: 0, reply: true, version: logic.version, repeats: this.repeats, defaults: new Set(["", "http://www.w3.org/2002/xforms", logic.mold[1]]),
      instance: (name) => this.list(name), itext: (name) => logic.itext?.[name] ?? "",
      choiceName: (value, path, context) => this.choiceName(value, path, context),
    };
  }

  list(name) {
    if (!this.lists.has(name) && this.logic.lists[name]) this.lists.set(name, documentOf(this.logic.lists[name]));
    return this.lists.get(name);
  }

  // What cannot be computed here, and all that is computed from it.
  spreadUnknown(unknown) {
    const lost = new Set();
    for (const piece of this.logic.work) {
      const name = piece.q ?? `?${piece.c}`;
      const hidden = unknown.some((path) => (piece.q ?? piece.c) === path || (piece.q ?? piece.c).startsWith(`${path}/`));
      if (hidden || piece.elsewhere || (piece.from ?? []).some((one) => lost.has(one))) lost.add(name);
    }
    return lost;
  }

  // Where the server's word stands: `judging` asks of findings too.
  leaves(rule) { return this.elsewhere.has(rule.q); }
  leavesFindings(rule) { return this.leaves(rule) || rule.judgedElsewhere || (rule.judgedFrom ?? []).some((one) => this.elsewhere.has(one)); }

  work(cells, counts = {}) {
    let known = counts;
    for (let pass = 0; ; pass += 1) {
      const state = new State(this, cells, known);
      state.run();
      const wanted = this.logic.counted.length ? { ...counts, ...state.computedCounts() } : {};
      if (pass >= 3 || Object.entries(wanted).every(([path, count]) => state.positions(path) === count)) return state.told();
      known = wanted;
    }
  }

  choiceName(value, path, context) {
    let plain = path.trim();
    if (!plain.startsWith("/")) {
      const node = context.current ?? context.node;
      const names = [node, ...node.ancestors].filter((one) => one.sort === "element").map((one) => one.name).reverse();
      for (const part of plain.split("/")) {
        if (part === "..") names.pop();
        else if (part !== ".") names.push(part);
      }
      plain = `/${names.join("/")}`;
    }
    return this.rules.get(plain)?.labels?.[value] ?? "";
  }
}

class State {
  constructor(reply, cells, counts) {
    this.reply = reply; this.logic = reply.logic; this.cells = cells; this.counts = counts;
    this.nodes = new Map();
    this.used = new Map();
    for (const path of Object.keys(cells)) {
      for (const found of path.matchAll(/\[([0-9]+)\]/g)) {
        const repeat = path.slice(0, found.index);
        this.used.set(repeat, Math.max(this.used.get(repeat) ?? 0, Number(found[1].slice(0, 9))));
      }
    }
    this.order = 0;
    this.irrelevant = new Set();
    const document = new Node("document");
    this.around = { ...reply.settings, root: document, irrelevant: this.irrelevant };
    document.children = [this.cast(this.logic.mold, document, "", "")];
  }

  positions(repeat) {
    const count = this.counts[repeat] ?? this.used.get(repeat) ?? 0;
    if (count > 2000) throw new Elsewhere("too many rows");
    return count;
  }

  // A mold: [name, uri, prefix, data, text, [attributes], children].
  cast([local, uri, prefix, data, text, attributes, children], parent, plain, place) {
    const node = new Node("element", local, "", parent);
    const name = prefix ? `${prefix}:${local}` : local;
    const own = `${plain}/${name}`;
    const concrete = place || own;
    [node.uri, node.prefix, node.data, node.order] = [uri, prefix, data, this.order += 1];
    node.attributes = attributes.map(([key, before, space, value]) => {
      const made = new Node("attribute", key, value, node);
      [made.prefix, made.uri, made.order] = [before, space, node.order];
      return made;
    });
    if (!this.nodes.has(own)) this.nodes.set(own, []);
    this.nodes.get(own).push([concrete, node]);
    if (!children.length) {
      node.text = this.cells[concrete] ?? text;
      return node;
    }
    for (const child of children) {
      const below = child[2] ? `${child[2]}:${child[0]}` : child[0];
      if (!this.reply.repeats.has(`${own}/${below}`)) node.children.push(this.cast(child, node, own, `${concrete}/${below}`));
      else {
        for (let at = 1; at <= this.positions(`${concrete}/${below}`); at += 1) {
          node.children.push(this.cast(child, node, own, `${concrete}/${below}[${at}]`));
        }
      }
    }
    return node;
  }

  at(path) { return this.nodes.get(path) ?? []; }
  value(tree, node) { return run(tree, { node, around: this.around }); }
  holds(tree, node) { return truthOf(this.value(tree, node)); }
  asked(node) { return !this.irrelevant.size || ![node, ...node.ancestors].some((one) => this.irrelevant.has(one)); }

  run() {
    for (const piece of this.logic.work) {
      if (this.reply.elsewhere.has(piece.q ?? `?${piece.c}`)) continue;
      for (const [concrete, node] of this.at(piece.q ?? piece.c)) {
        if (piece.c) { if (!this.holds(piece.x, node)) this.irrelevant.add(node); } else this.settle(piece, concrete, node);
      }
    }
  }

  settle(rule, concrete, node) {
    if (rule.r !== undefined && !this.holds(rule.r, node)) this.irrelevant.add(node);
    if (!this.asked(node)) node.text = "";
    else if (rule.k !== undefined) [node.text, node.data] = computed(rule, this.value(rule.k, node));
  }

  computedCounts() {
    const found = {};
    for (const [path, tree] of this.logic.counted) {
      const cut = path.lastIndexOf("/");
      for (const [concrete, node] of this.at(path.slice(0, cut))) {
        const wanted = numberOf(this.value(tree, node));
        found[concrete + path.slice(cut)] = Math.max(0, Math.trunc(Math.min(wanted, 1e9)) || 0);
      }
    }
    return found;
  }

  told() {
    const told = {};
    for (const rule of this.logic.work) {
      if (!rule.q || this.reply.leaves(rule)) continue;
      for (const [path, node] of this.at(rule.q)) told[path] = this.toldAt(rule, path, node);
    }
    // Groups, rows and notes: only whether they apply.
    const lost = [...this.reply.elsewhere].filter((name) => name.startsWith("?")).map((name) => name.slice(1));
    for (const [plain, places] of this.nodes) {
      if (this.reply.rules.has(plain) || lost.some((one) => `${plain}/`.startsWith(`${one}/`))) continue;
      for (const [path, node] of places) told[path] = { asked: this.asked(node), value: "", findings: null, open: null };
    }
    return told;
  }

  toldAt(rule, path, node) {
    const value = node.text;
    if (!this.asked(node)) return { asked: false, value, must: false, findings: [], open: null };
    const told = { asked: true, value, must: false, findings: null, open: null };
    if (rule.f !== undefined && !rule.judgedElsewhere) told.open = this.open(rule, node);
    if (this.reply.leavesFindings(rule)) return told;
    told.must = Boolean(rule.a && rule.rq !== undefined && this.holds(rule.rq, node));
    told.findings = value ? this.findings(rule, value, node, told.open) : [];
    if (!value && told.must) told.findings.push({ code: "required" });
    return told;
  }

  open(rule, node) {
    const items = this.value(rule.f, node);
    return (Array.isArray(items) ? items : []).flatMap((item) => item.elements(rule.v).map((part) => part.text.trim()));
  }

  findings(rule, value, node, open) {
    if (rule.t !== "calculate" && !hasType(rule.t, value)) return [{ code: "type" }];
    const found = [];
    if (CHOOSING.has(rule.t)) {
      const chosen = rule.t === "select_one" ? [value] : value.split(/\s+/u).filter(Boolean);
      for (const one of chosen) if (!(open ?? rule.o).includes(one)) found.push({ code: "choice" });
      if (new Set(chosen).size !== chosen.length) found.push({ code: "choice" });
    }
    const [low, high] = rule.t === "range" ? [rule.lo, rule.hi] : ["", ""];
    const within = (!low || Number(value) >= Number(low)) && (!high || Number(value) <= Number(high));
    if ((rule.cn !== undefined && !this.holds(rule.cn, node)) || !within) found.push({ code: "constraint", explain: Boolean(rule.e) });
    return found;
  }
}

function computed(rule, value) {
  if (typeof value === "boolean") return [value ? "true" : "false", "boolean"];
  if (Array.isArray(value) && value.length === 1 && value[0].data) {
    const node = value[0];
    if (node.data === "boolean" && node.text) return [node.text === "true" ? "true" : "false", "boolean"];
    const number = node.data === "number" && node.text ? numberOf(value) : NaN;
    return computed(rule, Number.isNaN(number) ? node.text : number);
  }
  if (typeof value === "number" || value instanceof Number) {
    const number = value.valueOf();
    if (Number.isNaN(number)) return ["", rule.d];
    return [numberText(WHOLE.has(rule.dt) && Number.isFinite(number) ? Math.trunc(number) : value), "number"];
  }
  return [textOf(value), rule.d];
}
