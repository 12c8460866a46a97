// What somebody typed, as it is kept: the rules of domain/numbers.py and domain/entry.py. Where a text cannot be read
// it stays as it was typed, and is told to be of the wrong kind.

const DECIMAL_MARK = { ar: ".", en: ".", es: ",", fr: ",", ru: ",", zh: "." };
const MARKS = new Map([
  ...[..." \u00a0\u2007\u2009\u202f'’ʼ٬"].map((mark) => [mark, "_"]),
  ...[..."،，"].map((mark) => [mark, ","]),
  ["．", "."], ["٫", "d"], ...[..."−–﹣－"].map((mark) => [mark, "-"]), ["＋", "+"],
]);
const INVISIBLE = /[\u200b-\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]/g;
const SHAPE = /^([+-]?)((?:[0-9]|[.,](?=[0-9]))[0-9_.,]*|(?=d[0-9]))(?:d([0-9]+))?$/;
const WHOLE = /^(?:[0-9]+|[0-9]{1,3}([_.,])[0-9]{3}(?:\1[0-9]{3})*)$/;

// A decimal digit of any script: the ten of a script stand in a row that begins with its zero.
function digit(mark) {
  if (!/\p{Nd}/u.test(mark)) return mark;
  const at = mark.codePointAt(0);
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(at - value - 1))) value += 1;
  return String(value);
}

function decimalMark(body, language, whole) {
  const used = [".", ","].filter((mark) => body.includes(mark));
  if (used.length === 2) return used[body.lastIndexOf(used[0]) > body.lastIndexOf(used[1]) ? 0 : 1];
  if (!used.length || body.split(used[0]).length > 2) return null;
  const [head, tail] = body.split(used[0]);
  if (tail.length !== 3 || head.length < 1 || head.length > 3 || head === "0" || body.includes("_")) return used[0];
  return whole || used[0] !== DECIMAL_MARK[language] ? null : used[0];
}

// The canonical number, or null for none.
export function readNumber(text, language, whole) {
  const plain = [...text.replace(INVISIBLE, "").trim()].map(digit).join("").replaceAll("d", "?");
  const marked = [...plain].map((mark) => MARKS.get(mark) ?? mark).join("").replace(/_+/g, "_").replace(/^([+-])_+/, "$1");
  const found = SHAPE.exec(marked);
  if (!found || [...text].length > 60) return null;
  let [, sign, body, fraction] = found;
  const mark = fraction ? null : decimalMark(body, language, whole);
  if (mark) {
    const cut = body.lastIndexOf(mark);
    [body, fraction] = [body.slice(0, cut), body.slice(cut + 1)];
  }
  if (!WHOLE.test(body || "0") || (fraction ?? "").includes("_")) return null;
  const digits = body.replace(/[_.,]/g, "").replace(/^0+(?=[0-9])/, "") || "0";
  const rest = (fraction ?? "").replace(/[^0-9]/g, "").replace(/0+$/, "");
  const value = rest ? `${digits}.${rest}` : digits;
  return sign === "-" && value !== "0" ? `-${value}` : value;
}

export function canonical(text, rule, language) {
  const plain = text.replace(/\r\n/g, "\n").trim();
  if (!plain) return "";
  if (["integer", "decimal", "range"].includes(rule.t)) return readNumber(plain, language, rule.t === "integer") ?? plain;
  return rule.u ? plain.toUpperCase() : plain;
}
