// The logic of a questionnaire in the page: the same trees that the server judges with, walked over a tree of nodes.
// Nothing is made into code (no eval); what this file does not know throws `Elsewhere`, and the server's word stands.
//
// A tree: a number, a text, or an array: ["-", a] · [operator, a, b] · ["|", a, b] · ["f", name, ...arguments] ·
// ["p", start, [predicates of the start], ...steps], where start is 0 (here), 1 (the root) or a tree, and a step is
// "name" (a child), "..", or [axis, test, ...predicates]; a test is [uri or null, local name] or ["type()", target].

export class Elsewhere extends Error {}

export class Node {
  constructor(sort, local = "", value = "", parent = null) {
    this.sort = sort; this.local = local; this.value = value; this.parent = parent;
    this.prefix = ""; this.uri = ""; this.order = 0; this.data = "";
    this.children = []; this.attributes = []; this.spaces = parent?.spaces ?? {};
  }
  get name() { return this.prefix ? `${this.prefix}:${this.local}` : this.local; }
  get text() {
    const inner = this.children;
    if (!inner.length) return this.value;
    let text = "";
    for (const one of inner) if (one.sort === "element" || one.sort === "text") text += one.text;
    return text;
  }
  set text(text) {
    this.children = text === "" ? [] : [new Node("text", "", text, this)];
    for (const one of this.children) one.order = this.order;
  }
  elements(local) { return this.children.filter((one) => one.sort === "element" && (!local || one.local === local)); }
  attribute(name) { return this.attributes.find((one) => one.name === name)?.value ?? ""; }
  get ancestors() {
    const found = [];
    for (let one = this.parent; one; one = one.parent) found.push(one);
    return found;
  }
  get root() { let one = this; while (one.parent) one = one.parent; return one; }
  descendants(found = []) {
    for (const one of this.children) { found.push(one); one.descendants(found); }
    return found;
  }
  get position() {
    const brothers = this.parent?.children.filter((one) => one.sort === this.sort && one.name === this.name) ?? [this];
    return brothers.indexOf(this) + 1;
  }
}

// --- values: text, number, boolean, array of nodes, Moment -------------------------------------------------------

const NUMBER = /^[ \t\r\n]*-?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?[ \t\r\n]*$/;
const DATE = /^([0-9]{4})-([0-9]{2})-([0-9]{2})(?:T([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.([0-9]{1,9}))?)?(Z|[+-][0-9]{2}(?::?[0-9]{2})?)?)?$/;
const TIME = /^([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.([0-9]{1,9}))?)?(Z|[+-][0-9]{2}(?::?[0-9]{2})?)?$/;
const DAY = 86_400_000;
const FIRST = -62_135_596_800_000;
const LAST = 253_402_300_799_999;
const pad = (number, size = 2) => String(number).padStart(size, "0");
const letters = (text) => Array.from(text);

// A date: milliseconds since 1970 in UTC (null: none), the minutes its zone is ahead, whether a text was given.
class Moment {
  constructor(at, zone = 0, given = true) { this.at = at; this.zone = zone; this.given = given; }
  get days() { return this.at === null ? NaN : this.at / DAY; }
  get local() { return new Date(Math.floor(this.at + this.zone * 60_000)); }
  get text() {
    if (this.at === null) return this.given ? "Invalid Date" : "";
    const text = this.local.toISOString();
    const whole = this.at + this.zone * 60_000;
    if (whole % DAY === 0) return text.slice(0, 10);
    const ahead = Math.abs(this.zone);
    return `${text.slice(0, 23)}${this.zone < 0 ? "-" : "+"}${pad(Math.floor(ahead / 60))}:${pad(ahead % 60)}`;
  }
}
class Days extends Number {} // a date made a number: whole when printed

function offset(text, zone) {
  if (text === undefined) return zone;
  if (text === "Z") return 0;
  const minutes = text.length > 3 ? Number(text.slice(-2)) : 0;
  if (Number(text.slice(1, 3)) > 14 || minutes > 59) return null;
  return (text[0] === "-" ? -1 : 1) * (Number(text.slice(1, 3)) * 60 + minutes);
}
const micro = (fraction) => Number(`${fraction ?? ""}000000`.slice(0, 6)) / 1000;

function moment(text, zone) {
  const plain = text.trim();
  if (!plain) return new Moment(null, zone, false);
  const found = DATE.exec(plain);
  const own = found && offset(found[8], zone);
  if (!found || own === null) return new Moment(null, zone);
  const [year, month, day, hour, minute, second] = found.slice(1, 7).map((part) => Number(part ?? 0));
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (!year || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day || hour > 23 || minute > 59 || second > 59) {
    return new Moment(null, zone);
  }
  const at = date.getTime() + ((hour * 60 + minute - own) * 60 + second) * 1000 + micro(found[7]);
  return at + zone * 60_000 < FIRST || at + zone * 60_000 > LAST ? new Moment(null, zone) : new Moment(at, zone);
}
function ofDays(days, zone) {
  const at = Math.round(days * DAY);
  return Number.isFinite(days) && at >= FIRST && at <= LAST ? new Moment(at, zone) : new Moment(null, zone);
}

export function numberText(number) {
  if (number instanceof Days) return String(Math.floor(number.valueOf()));
  if (Number.isNaN(number)) return "NaN";
  if (!Number.isFinite(number)) return number > 0 ? "Infinity" : "-Infinity";
  if (Number.isInteger(number)) return BigInt(number).toString();
  const text = String(number);
  const [digits, power] = text.split("e");
  if (!power) return text;
  const [whole, fraction = ""] = digits.replace("-", "").split(".");
  return `${number < 0 ? "-" : ""}0.${"0".repeat(-Number(power) - 1)}${whole}${fraction}`;
}
const isNumber = (value) => typeof value === "number" || value instanceof Days;

export function textOf(value) {
  if (typeof value === "string") return value;
  if (typeof value === "boolean") return value ? "true" : "false";
  if (Array.isArray(value)) return value.length ? said(value[0]) : "";
  return value instanceof Moment ? value.text : numberText(value);
}
function said(node) {
  const text = node.text;
  if (node.data !== "number" || !text) return text;
  const number = numberIn(text, 0);
  return Number.isNaN(number) ? text : numberText(number);
}
function typed(node) {
  const text = node.text;
  if (node.data === "number" && text) {
    const number = numberIn(text, 0);
    return Number.isNaN(number) ? text : number;
  }
  return node.data === "boolean" && text ? text === "true" : text;
}
function numberIn(text, zone) {
  if (NUMBER.test(text)) return Number(text);
  const plain = text.trim();
  return plain.length >= 10 && DATE.test(plain) ? moment(plain, zone).days : NaN;
}
const numberAt = (node, zone) =>
  node.data === "boolean" && node.text ? Number(node.text === "true") : numberIn(node.text, zone);
export function numberOf(value, zone = 0) {
  if (typeof value === "number") return value;
  if (typeof value === "boolean") return value ? 1 : 0;
  if (value instanceof Days) return value.valueOf();
  if (value instanceof Moment) return value.days;
  if (Array.isArray(value)) return value.length ? numberAt(value[0], zone) : NaN;
  return numberIn(value, zone);
}
export function truthOf(value) {
  if (typeof value === "boolean") return value;
  if (isNumber(value)) return Math.abs(value.valueOf()) >= 1e-12;
  if (value instanceof Moment) return value.at !== null;
  if (Array.isArray(value)) return value.length > 0 && (!value[0].data || value.some((one) => truthOf(typed(one))));
  return value !== "";
}
function momentOf(value, zone) {
  if (value instanceof Moment) return value;
  if (typeof value === "boolean") return new Moment(null, zone);
  if (isNumber(value)) return ofDays(value.valueOf(), zone);
  const text = textOf(value);
  return NUMBER.test(text) ? ofDays(Number(text), zone) : moment(text, zone);
}

// --- comparisons -------------------------------------------------------------------------------------------------

const ORDER = { "<": (a, b) => a < b, "<=": (a, b) => a <= b, ">": (a, b) => a > b, ">=": (a, b) => a >= b };
const MIRROR = { "<": ">", "<=": ">=", ">": "<", ">=": "<=" };

function same(left, right, zone) {
  if (typeof left === "boolean" || typeof right === "boolean") return truthOf(left) === truthOf(right);
  if (isNumber(left) || isNumber(right) || left instanceof Moment || right instanceof Moment) {
    const [one, other] = [numberOf(left, zone), numberOf(right, zone)];
    return one === other || Math.abs(one - other) < (left instanceof Moment || right instanceof Moment ? 1e-9 : 1e-12);
  }
  return textOf(left) === textOf(right);
}
function compare(operator, left, right, zone) {
  if (Array.isArray(left) && Array.isArray(right)) return sets(operator, left, right, zone);
  if (Array.isArray(left)) return oneSet(operator, left, right, zone);
  if (Array.isArray(right)) return oneSet(MIRROR[operator] ?? operator, right, left, zone);
  if (ORDER[operator]) return ORDER[operator](numberOf(left, zone), numberOf(right, zone));
  return same(left, right, zone) === (operator === "=");
}
function oneSet(operator, nodes, other, zone) {
  if (typeof other === "boolean" && !ORDER[operator]) return compare(operator, truthOf(nodes), other, zone);
  return nodes.some((node) => compare(operator, typed(node), other, zone));
}
function sets(operator, left, right, zone) {
  if (ORDER[operator]) {
    const numbers = right.map((node) => numberAt(node, zone)).filter((number) => !Number.isNaN(number));
    if (!numbers.length) return false;
    const bound = numbers.reduce(operator[0] === "<" ? (a, b) => (b > a ? b : a) : (a, b) => (b < a ? b : a));
    return left.some((node) => ORDER[operator](numberAt(node, zone), bound));
  }
  if (left.length === 1 && right.length === 1) return compare(operator, typed(left[0]), typed(right[0]), zone);
  const others = new Set(right.map((node) => node.text));
  if (operator === "=") return left.some((node) => others.has(node.text));
  return others.size > 0 && left.some((node) => others.size > 1 || !others.has(node.text));
}
const ARITHMETIC = {
  "+": (a, b) => a + b, "-": (a, b) => a - b, "*": (a, b) => a * b, div: (a, b) => a / b,
  mod: (a, b) => (Number.isFinite(a) && b ? a % b : NaN),
};

// --- paths -------------------------------------------------------------------------------------------------------

const REVERSE = new Set(["ancestor", "ancestor-or-self", "preceding", "preceding-sibling", "parent"]);
const self = (node) => [node, ...node.descendants()];
const after = (node) => { const all = node.parent?.children ?? []; const at = all.indexOf(node); return at < 0 ? [] : all.slice(at + 1); };
const before = (node) => { const all = node.parent?.children ?? []; const at = all.indexOf(node); return at < 0 ? [] : all.slice(0, at).reverse(); };
const AXES = {
  child: (node) => node.children,
  attribute: (node) => node.attributes,
  self: (node) => [node],
  parent: (node) => (node.parent ? [node.parent] : []),
  descendant: (node) => node.descendants(),
  "descendant-or-self": self,
  ancestor: (node) => node.ancestors,
  "ancestor-or-self": (node) => [node, ...node.ancestors],
  "following-sibling": after,
  "preceding-sibling": before,
  following: (node) => {
    const found = node.sort === "attribute" ? node.parent.descendants() : [];
    const own = node.sort === "attribute" ? node.parent : node;
    return [...found, ...[own, ...own.ancestors].flatMap((one) => after(one).flatMap(self))];
  },
  preceding: (node) => [node, ...node.ancestors].flatMap((one) => before(one).flatMap((other) => self(other).reverse())),
  namespace: (node) => Object.entries(node.spaces).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([prefix, uri]) => {
    const made = new Node("namespace", prefix, uri, node);
    made.order = node.order;
    return made;
  }),
};

export function inOrder(nodes) {
  const once = [...new Set(nodes)];
  if (once.length > 1 && nodes[0].root !== nodes[nodes.length - 1].root) return once;
  return once.sort((a, b) => a.order - b.order);
}
function passes(node, axis, test, around) {
  if (test.length === 2 && typeof test[0] === "string" && test[0].endsWith("()")) {
    const type = test[0].slice(0, -2);
    return type === "node" || (node.sort === type && (!test[1] || node.local === test[1]));
  }
  if (node.sort !== (axis === "attribute" || axis === "namespace" ? axis : "element")) return false;
  const [uri, local] = test;
  if (local !== "*" && local !== node.local) return false;
  if (uri !== null) return node.uri === uri;
  if (local === "*") return true;
  return node.sort === "attribute" ? !node.uri : around.defaults.has(node.uri);
}
function stepped(nodes, step, context) {
  const around = context.around;
  let found = [];
  if (typeof step === "string") {
    for (const node of nodes) {
      if (step === "..") { if (node.parent) found.push(node.parent); } else {
        for (const one of node.children) {
          if (one.local === step && one.sort === "element" && around.defaults.has(one.uri)) found.push(one);
        }
      }
    }
  } else {
    const [axis, test, ...predicates] = step;
    for (const node of nodes) {
      let here = AXES[axis](node).filter((one) => passes(one, axis, test, around));
      visit(around, here.length);
      for (const one of predicates) here = kept(here, one, context);
      found = found.concat(REVERSE.has(axis) ? here.reverse() : here);
    }
  }
  visit(around, found.length + 1);
  return nodes.length === 1 ? found : inOrder(found);
}
function kept(nodes, predicate, context) {
  if (typeof predicate === "number") return Number.isInteger(predicate) && predicate > 0 ? nodes.slice(predicate - 1, predicate) : [];
  visit(context.around, nodes.length);
  return nodes.filter((node, at) => {
    const value = run(predicate, { ...context, node, position: at + 1, size: nodes.length, current: context.current ?? context.node });
    return isNumber(value) ? value.valueOf() === at + 1 : truthOf(value);
  });
}
function visit(around, count) {
  around.visits = (around.visits ?? 0) + count;
  if (around.visits > 1_000_000) throw new Elsewhere("too many nodes");
}
function path(tree, context) {
  const [, start, starting, ...steps] = tree;
  const around = context.around;
  let nodes;
  if (start === 1) {
    const repeats = context.free ? null : around.repeats;
    let own = null;
    let so = "";
    nodes = [around.root];
    steps.forEach((step, at) => {
      nodes = stepped(nodes, step, context);
      so += `/${typeof step === "string" ? step : step[1][1]}`;
      if (repeats?.has(so) && at + 1 < steps.length && typeof step === "string") {
        own ??= new Set([context.node, ...context.node.ancestors]);
        const mine = nodes.filter((node) => own.has(node));
        if (mine.length) nodes = mine;
      }
    });
    return nodes;
  }
  if (start === 0) nodes = [context.node];
  else {
    nodes = run(start, context);
    if (!Array.isArray(nodes)) throw new Elsewhere("no nodes");
    for (const one of starting) nodes = kept(nodes, one, context);
  }
  for (const step of steps) nodes = stepped(nodes, step, context);
  return nodes;
}

// The value of a tree in a context: {node, around, position, size, current, free}.
export function run(tree, context) {
  if (!Array.isArray(tree)) return tree;
  const around = context.around;
  const kind = tree[0];
  if (kind === "p") return path(tree, context);
  if (kind === "f") return call(tree, context);
  if (kind === "or") return truthOf(run(tree[1], context)) || truthOf(run(tree[2], context));
  if (kind === "and") return truthOf(run(tree[1], context)) && truthOf(run(tree[2], context));
  let left = run(tree[1], context);
  if (tree.length === 2) return -numberOf(left, around.zone);
  let right = run(tree[2], context);
  if (kind === "|") {
    if (!Array.isArray(left) || !Array.isArray(right)) throw new Elsewhere("no nodes");
    return inOrder([...left, ...right]);
  }
  if (ARITHMETIC[kind]) return ARITHMETIC[kind](numberOf(left, around.zone), numberOf(right, around.zone));
  if (around.reply) {
    if (Array.isArray(left) && !left.length) left = "";
    if (Array.isArray(right) && !right.length) right = "";
  }
  return compare(kind, left, right, around.zone);
}

function call(tree, context) {
  const [, name, ...trees] = tree;
  if (Object.hasOwn(LAZY, name)) return LAZY[name](trees, context);
  if (!Object.hasOwn(FUNCTIONS, name)) throw new Elsewhere(`${name}()`);
  return FUNCTIONS[name](trees.map((one) => run(one, context)), context);
}

// --- functions ---------------------------------------------------------------------------------------------------

const asked = (nodes, around) => (around.irrelevant?.size
  ? nodes.filter((node) => !around.irrelevant.has(node) && !node.ancestors.some((one) => around.irrelevant.has(one)))
  : nodes);
const spread = (values, { around }) => values.flatMap((value) => (Array.isArray(value) ? asked(value, around).map(typed) : [value]));
const nodesOf = (value) => { if (!Array.isArray(value)) throw new Elsewhere("no nodes"); return value; };
const words = (text) => text.split(/\s+/u).filter(Boolean);
const halfUp = (number) => Math.floor(number + 0.5);
const counting = (numbers, around) => (around.reply ? numbers.filter((number) => !Number.isNaN(number)) : numbers);
const within = (total, [low, high], { around }) => {
  const [least, most] = [numberOf(low, around.zone), numberOf(high, around.zone)];
  return (least < 0 || total >= least) && (most < 0 || total <= most);
};
const first = (values, context) => (values.length ? (Array.isArray(values[0]) ? values[0][0] : undefined) : context.node);

const LAZY = {
  if: ([test, yes, no], context) => run(truthOf(run(test, context)) ? yes : no, context),
  coalesce(trees, context) {
    for (const tree of trees) {
      const value = run(tree, context);
      if (!(isNumber(value) && Number.isNaN(value.valueOf())) && textOf(value) !== "") return value;
    }
    return "";
  },
  once: ([tree], context) => (context.current ?? context.node).text || run(tree, context),
  "indexed-repeat"(trees, context) {
    const free = { ...context, current: context.current ?? context.node, free: true };
    let targets = nodesOf(run(trees[0], free));
    for (let at = 1; at + 1 < trees.length; at += 2) {
      const wanted = numberOf(run(trees[at + 1], context), context.around.zone);
      const blocks = new Set(nodesOf(run(trees[at], free)).filter((node) => node.position === wanted));
      targets = targets.filter((node) => blocks.has(node) || node.ancestors.some((one) => blocks.has(one)));
    }
    return targets;
  },
};

function rounded(number, places, reply) {
  if (Number.isNaN(places)) return NaN;
  if (!Number.isFinite(number) || Math.abs(places) > 300) return number;
  const size = Math.trunc(places);
  let [whole, fraction = ""] = numberText(Math.abs(number)).split(".");
  if (size < 0) { whole = whole.padStart(1 - size, "0"); fraction = whole.slice(size) + fraction; whole = whole.slice(0, size); }
  const keep = Math.max(0, size);
  const digits = `${whole}${fraction.slice(0, keep).padEnd(keep, "0")}`;
  const half = reply && number < 0 && /^50*$/.test(fraction.slice(keep)); // in a reply halves go up, as in JavaRosa
  const up = BigInt(digits || "0") + (Number(fraction[keep] ?? 0) >= 5 && !half ? 1n : 0n);
  const text = up.toString().padStart(keep + 1, "0");
  const value = Number(`${text.slice(0, text.length - keep)}.${text.slice(text.length - keep) || "0"}e${Math.max(0, -size)}`);
  return number < 0 ? -value : value;
}

const PATTERNS = new Map();
function pattern(source) {
  if (!PATTERNS.has(source)) {
    if (source.length > 500 || /\(\?[a-zA-Z<P#]|[+*?}]\+|\\[AZzQEpPGX]|\[[^\]]*&&/.test(source)) throw new Elsewhere("regex()");
    const ascii = source.replace(/\\s/g, "[ \\t\\n\\r\\f\\v]");
    try { PATTERNS.set(source, new RegExp(`^(?:${source.includes("[") && source.includes("\\s") ? source : ascii})$`, "us")); } catch { throw new Elsewhere("regex()"); }
  }
  return PATTERNS.get(source);
}

const EARTH = 6_378_100;
const radians = (degrees) => degrees * Math.PI / 180;
function points(value) {
  const texts = Array.isArray(value) ? value.map((node) => node.text) : [textOf(value)];
  const found = texts.flatMap((text) => text.split(";")).filter((part) => part.trim()).map((part) => {
    const parts = words(part);
    if (parts.length < 2 || !parts.slice(0, 2).every((one) => NUMBER.test(one))) return null;
    const [latitude, longitude] = parts.map(Number);
    return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? [latitude, longitude] : null;
  });
  return found.includes(null) ? [] : found;
}
const pairs = (list) => list.slice(1).map((one, at) => [list[at], one]);
function between([lat1, lng1], [lat2, lng2]) {
  const inner = Math.sin((radians(lat2) - radians(lat1)) / 2) ** 2 +
    Math.cos(radians(lat1)) * Math.cos(radians(lat2)) * Math.sin((radians(lng2) - radians(lng1)) / 2) ** 2;
  return 2 * EARTH * Math.asin(Math.min(1, Math.sqrt(inner)));
}
function area([value]) {
  const corners = points(value);
  if (corners.length < 3) return 0;
  let total = 0;
  for (const [[lat1, lng1], [lat2, lng2]] of pairs([...corners, corners[0]])) {
    total += radians(lng2 - lng1) * (2 + Math.sin(radians(lat1)) + Math.sin(radians(lat2)));
  }
  return Number(Math.abs(total * EARTH * EARTH / 2).toFixed(2));
}

const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
const WEEKDAYS = "Sun Mon Tue Wed Thu Fri Sat".split(" ");
function isoWeek(date) {
  const day = new Date(date.getTime());
  day.setUTCDate(day.getUTCDate() + 4 - (day.getUTCDay() || 7));
  return Math.ceil(((day - Date.UTC(day.getUTCFullYear(), 0, 1)) / DAY + 1) / 7);
}
function formatted([value, shape], { around }) {
  const when = momentOf(value, around.zone);
  if (when.at === null) return when.text;
  const date = when.local;
  const [month, day, hour] = [date.getUTCMonth() + 1, date.getUTCDate(), date.getUTCHours()];
  const parts = {
    Y: pad(date.getUTCFullYear(), 4), y: pad(date.getUTCFullYear() % 100), m: pad(month), n: String(month),
    b: MONTHS[month - 1], d: pad(day), e: String(day), H: pad(hour), h: String(hour), M: pad(date.getUTCMinutes()),
    S: pad(date.getUTCSeconds()), 3: pad(date.getUTCMilliseconds(), 3), a: WEEKDAYS[date.getUTCDay()],
    W: String(isoWeek(date)), "%": "%",
  };
  return textOf(shape).replace(/%(.)/g, (_, letter) => (Object.hasOwn(parts, letter) ? parts[letter] : ""));
}
function decimalTime([value], { around }) {
  if (value instanceof Moment) return value.at === null ? NaN : ((value.days % 1) + 1) % 1;
  const found = TIME.exec(textOf(value).trim());
  const own = found && offset(found[5], around.zone);
  if (!found || own === null) return NaN;
  const [hour, minute, second] = found.slice(1, 4).map((part) => Number(part ?? 0));
  if (hour > 23 || minute > 59 || second > 59) return NaN;
  const at = ((hour * 60 + minute - own + around.zone) * 60 + second) * 1000 + micro(found[4]);
  return (((at % DAY) + DAY) % DAY) / DAY;
}

const texts = (apply) => (values) => apply(...values.map(textOf));
const numbers = (apply) => (values, { around }) => apply(...values.map((value) => numberOf(value, around.zone)));
const here = (values, context) => (values.length ? textOf(values[0]) : context.node.text);
const extreme = (better) => (values, context) => {
  const found = counting(spread(values, context).map((value) => numberOf(value, context.around.zone)), context.around);
  if (!found.length || found.some(Number.isNaN)) return NaN;
  return found.reduce((best, one) => (better(one, best) ? one : best));
};
const LCG = 2_147_483_647;

const FUNCTIONS = {
  true: () => true, false: () => false,
  not: ([value]) => !truthOf(value), boolean: ([value]) => truthOf(value),
  "boolean-from-string": texts((text) => ["true", "1"].includes(text.trim().toLowerCase())),
  checklist: ([low, high, ...rest], context) => within(spread(rest, context).filter(truthOf).length, [low, high], context),
  "weighted-checklist"([low, high, ...rest], context) {
    let total = 0;
    for (let at = 0; at + 1 < rest.length; at += 2) {
      const [items, weights] = [rest[at], rest[at + 1]];
      const many = Array.isArray(items) && Array.isArray(weights) && (items.length > 1 || weights.length > 1);
      const held = many ? spread([items], context) : [Array.isArray(items) && items.length ? typed(items[0]) : items];
      const sizes = (many ? spread([weights], context) : [weights]).map((one) => numberOf(one, context.around.zone));
      held.forEach((item, place) => { if (place < sizes.length && truthOf(item)) total += sizes[place]; });
    }
    return within(total, [low, high], context);
  },
  selected: texts((chosen, value) => words(chosen).includes(value.trim())),
  "selected-at": ([chosen, place], { around }) => {
    const [list, at] = [words(textOf(chosen)), numberOf(place, around.zone)];
    return at >= 0 && at < list.length ? list[Math.trunc(at)] : "";
  },
  "count-selected": texts((chosen) => words(chosen).length),
  "jr:choice-name": ([value, place], context) => context.around.choiceName(textOf(value), textOf(place), context),
  "jr:itext": texts2((name, { around }) => around.itext(name)),
  string: here,
  concat: (values, context) => spread(values, context).map(textOf).join(""),
  join: ([mark, ...rest], context) => spread(rest, context).map(textOf).join(textOf(mark)),
  "starts-with": texts((text, part) => text.startsWith(part)),
  "ends-with": texts((text, part) => text.endsWith(part)),
  contains: texts((text, part) => text.includes(part)),
  "substring-before": texts((text, mark) => (mark && text.includes(mark) ? text.slice(0, text.indexOf(mark)) : "")),
  "substring-after": texts((text, mark) => (mark ? (text.includes(mark) ? text.slice(text.indexOf(mark) + mark.length) : "") : text)),
  substring: ([text, start, size], { around }) => {
    const from = halfUp(numberOf(start, around.zone));
    const to = size === undefined ? Infinity : from + halfUp(numberOf(size, around.zone));
    return letters(textOf(text)).filter((_, at) => at + 1 >= from && at + 1 < to).join("");
  },
  substr: ([text, ...ends], { around }) => {
    const cut = ends.map((end) => Math.trunc(Math.max(-1e9, Math.min(1e9, numberOf(end, around.zone) || 0))));
    return letters(textOf(text)).slice(...cut).join("");
  },
  "string-length": (values, context) => letters(here(values, context)).length,
  "normalize-space": (values, context) => here(values, context).replace(/[ \t\r\n]+/g, " ").replace(/^ | $/g, ""),
  translate: texts((text, old, made) => {
    const [from, to] = [letters(old), letters(made)];
    return letters(text).map((one) => { const at = from.indexOf(one); return at < 0 ? one : to[at] ?? ""; }).join("");
  }),
  regex: texts((text, source) => {
    if (text.length > 1000) throw new Elsewhere("regex()");
    return pattern(source).test(text);
  }),
  "base64-decode": texts((text) => {
    try { return new TextDecoder().decode(Uint8Array.from(atob(text.replace(/[^A-Za-z0-9+/=]/g, "")), (one) => one.charCodeAt(0))); } catch { return ""; }
  }),
  last: (_, context) => context.size ?? 1,
  position: (values, context) => (values.length ? nodesOf(values[0])[0]?.position ?? 0 : context.position ?? 1),
  count: ([nodes], { around }) => asked(nodesOf(nodes), around).length,
  "count-non-empty": ([nodes]) => nodesOf(nodes).filter((node) => node.text).length,
  "local-name": (values, context) => first(values, context)?.local ?? "",
  "namespace-uri": (values, context) => first(values, context)?.uri ?? "",
  name: (values, context) => first(values, context)?.name ?? "",
  id: ([given], context) => {
    const wanted = new Set((Array.isArray(given) ? given.map((node) => node.text) : [textOf(given)]).flatMap(words));
    const found = new Map();
    for (const node of context.node.root.descendants()) {
      for (const key of [node.attribute("id"), node.attribute("xml:id")]) {
        const own = node.attribute("id") || node.attribute("xml:id");
        if (wanted.has(key) && !found.has(own)) found.set(own, node);
      }
    }
    return [...found.values()];
  },
  lang: ([given], context) => {
    const wanted = textOf(given).toLowerCase();
    for (const node of [context.node, ...context.node.ancestors]) {
      const tag = node.attribute("xml:lang").toLowerCase();
      if (tag) return tag === wanted || tag.startsWith(`${wanted}-`);
    }
    return false;
  },
  current: (_, context) => [context.current ?? context.node],
  instance: ([name], { around }) => {
    const found = around.instance(textOf(name));
    if (!found) throw new Elsewhere("instance()");
    return [found];
  },
  pulldata: ([source, column, key, wanted], { around }) => {
    const rows = around.instance(textOf(source))?.descendants() ?? [];
    const row = rows.find((node) => node.elements(textOf(key))[0]?.text === textOf(wanted));
    return row?.elements(textOf(column))[0]?.text ?? "";
  },
  randomize: ([given, seed], { around }) => {
    if (seed === undefined || !Number.isFinite(numberOf(seed, around.zone))) throw new Elsewhere("randomize()");
    const nodes = inOrder(nodesOf(given));
    let state = Math.trunc(numberOf(seed, around.zone)) % LCG;
    if (state < 0) state += LCG; // as Python counts
    if (state <= 0) state += LCG - 1;
    for (let at = nodes.length - 1; at > 0; at -= 1) {
      state = state * 48271 % LCG;
      const other = Math.trunc((state - 1) / (LCG - 1) * (at + 1));
      [nodes[at], nodes[other]] = [nodes[other], nodes[at]];
    }
    return nodes;
  },
  number: (values, context) => {
    const given = values.length ? values[0] : [context.node];
    const found = numberOf(given, context.around.zone);
    const text = Array.isArray(given) ? given[0]?.text ?? given : given;
    const dated = text instanceof Moment || (typeof text === "string" && !NUMBER.test(text));
    return dated && !Number.isNaN(found) ? new Days(found) : found;
  },
  int: numbers(Math.trunc),
  round: ([number, places], { around }) => rounded(numberOf(number, around.zone), places === undefined ? 0 : numberOf(places, around.zone), around.reply),
  floor: numbers(Math.floor), ceiling: numbers(Math.ceil), abs: numbers(Math.abs), sqrt: numbers(Math.sqrt),
  exp: numbers(Math.exp), exp10: numbers((number) => 10 ** number), log: numbers(Math.log), log10: numbers(Math.log10),
  sin: numbers(Math.sin), cos: numbers(Math.cos), tan: numbers(Math.tan), asin: numbers(Math.asin), acos: numbers(Math.acos),
  atan: numbers(Math.atan), atan2: numbers(Math.atan2), pow: numbers(Math.pow), pi: () => Math.PI,
  sum: ([nodes], { around }) => counting((Array.isArray(nodes) ? nodes : []).map((node) => numberAt(node, around.zone)), around).reduce((a, b) => a + b, 0),
  min: extreme((a, b) => a < b), max: extreme((a, b) => a > b),
  today: (_, { around }) => new Moment(Math.floor((around.now + around.zone * 60_000) / DAY) * DAY - around.zone * 60_000, around.zone),
  now: (_, { around }) => new Moment(around.now, around.zone),
  date: ([value], { around }) => {
    const found = momentOf(value, around.zone);
    if (found.at === null || !around.reply) return found;
    const ahead = around.zone * 60_000;
    return new Moment(Math.floor((found.at + ahead) / DAY) * DAY - ahead, around.zone);
  },
  "date-time": ([value], { around }) => momentOf(value, around.zone),
  "decimal-date-time": ([value], { around }) => momentOf(value, around.zone).days,
  "decimal-time": decimalTime,
  "format-date": formatted, "format-date-time": formatted,
  area, "enclosed-area": area,
  distance: (values) => Number(pairs(values.flatMap(points)).reduce((sum, [one, other]) => sum + between(one, other), 0).toFixed(2)),
  geofence: ([point, corners]) => {
    const [at] = points(point);
    const shape = points(corners);
    if (!at || shape.length < 3) return false;
    let inside = false;
    for (const [[lat1, lng1], [lat2, lng2]] of pairs([...shape, shape[0]])) {
      if ((lng1 > at[1]) !== (lng2 > at[1]) && at[0] < (lat2 - lat1) * (at[1] - lng1) / (lng2 - lng1) + lat1) inside = !inside;
    }
    return inside;
  },
  property: () => "", depend: ([value]) => value,
  version: (_, { around }) => around.version ?? "",
};
FUNCTIONS["is-selected"] = FUNCTIONS.selected;

function texts2(apply) { return ([value], context) => apply(textOf(value), context); }

// --- documents ---------------------------------------------------------------------------------------------------

// A node out of JSON: a text, or {n: local name, p: prefix, u: uri, a: [[local, prefix, uri, value]], c: [children],
// s: {prefix: uri}}, {x: comment}, {i: target, v: text}.
export function documentOf(root) {
  const made = new Node("document");
  let order = 0;
  const add = (parent, item) => {
    const node = typeof item === "string" ? new Node("text", "", item, parent)
      : "x" in item ? new Node("comment", "", item.x, parent)
      : "i" in item ? new Node("processing-instruction", item.i, item.v, parent)
      : new Node("element", item.n, "", parent);
    node.order = order += 1;
    parent.children.push(node);
    if (node.sort !== "element") return;
    node.prefix = item.p ?? "";
    node.uri = item.u ?? "";
    if (item.s) node.spaces = item.s;
    for (const [local, prefix, uri, value] of item.a ?? []) {
      const own = new Node("attribute", local, value, node);
      [own.prefix, own.uri, own.order] = [prefix, uri, order += 1];
      node.attributes.push(own);
    }
    for (const child of item.c ?? []) add(node, child);
  };
  for (const item of [root].flat()) add(made, item);
  return made;
}
