// Runs the page's interpreter for the tests: a JSON request on each line, a JSON answer on each line. In node it reads
// standard input; in a browser `answer` is called.
let logic;
let replies;

export async function load(base) {
  logic = await import(`${base}/logic.js`);
  replies = await import(`${base}/reply.js`);
}

function at(document, steps) {
  return steps.reduce((node, step) => (typeof step === "number" ? node.children[step] : node), document);
}

function evaluated({ document, node, root, instances, itext, tree, kind, zone, now, defaults }) {
  const whole = logic.documentOf(document);
  const lists = new Map(Object.entries(instances).map(([name, steps]) => [name, at(whole, steps)]));
  const around = {
    root: at(whole, root), zone, now, repeats: null, defaults: new Set(defaults), itext: (name) => itext[name] ?? "",
    instance: (name) => lists.get(name), choiceName: () => "", irrelevant: new Set(),
  };
  const value = logic.run(tree, { node: at(whole, node), around });
  if (kind === "BooleanValue") return logic.truthOf(value);
  if (!kind.startsWith("Number")) return logic.textOf(value);
  const number = logic.numberOf(value, zone);
  return Number.isFinite(number) ? number : logic.textOf(number);
}

const known = new Map();
export function answer(request) {
  try {
    if (request.tree !== undefined) return { value: evaluated(request) };
    if (request.form) known.set(request.id, request.form);
    const reply = new replies.Reply(known.get(request.id), { today: request.today, unknown: request.unknown ?? [] });
    const started = performance.now();
    let told = reply.work(request.cells, request.counts);
    for (let time = 1; time < (request.times ?? 1); time += 1) told = reply.work(request.cells, request.counts);
    return { told, ms: (performance.now() - started) / (request.times ?? 1) };
  } catch (error) {
    return { error: `${error.name ?? error.constructor.name}: ${error.message}`, elsewhere: error instanceof logic.Elsewhere };
  }
}

if (typeof process !== "undefined" && process.argv) {
  const { createInterface } = await import("node:readline");
  await load(process.argv[2]);
  for await (const line of createInterface({ input: process.stdin })) {
    process.stdout.write(`${JSON.stringify(answer(JSON.parse(line)))}\n`);
  }
}
