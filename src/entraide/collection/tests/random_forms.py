"""Random forms with random replies, for holding engines against each other. The same seed makes the same form."""

from __future__ import annotations

import random
from html import escape

from attrs import define, field

TYPES = ("int", "int", "decimal", "string", "select1", "select", "list", "date")
WORDS = ("coin", "icon", "a b", "Ünïcode", "مخطوط", "12", "")
HEAD = """<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
 xmlns:jr="http://openrosa.org/javarosa" xmlns:orx="http://openrosa.org/xforms"><h:head><h:title>Random</h:title><model>"""
LIST = """<instance id="kinds"><root><item><name>coin</name><label>Coin</label><from>2</from></item>
<item><name>icon</name><label>Icon</label><from>5</from></item><item><name>map</name><label>Map</label><from>9</from></item>
</root></instance>"""


@define
class Asked:
    """One question of a random form."""

    path: str
    type: str
    rows: tuple[str, ...]
    calculated: bool = False


@define
class RandomForm:
    """A form as XML, what it asks, and a maker of replies."""

    xml: bytes
    asked: list[Asked]
    tree: list[object]
    chance: random.Random = field(repr=False)

    def reply(self) -> bytes:
        """A reply as OpenRosa clients send it."""
        return f'<data id="random" version="1">{self._filled(self.tree)}</data>'.encode()

    def _filled(self, tree: list[object]) -> str:
        parts = []
        for item in tree:
            if isinstance(item, Asked):
                name = item.path.rsplit("/", 1)[1]
                parts.append(f"<{name}>{escape(self._value(item))}</{name}>")
            elif isinstance(item, tuple):
                name, repeat, inside = item
                times = self.chance.randint(0, 3) if repeat else 1
                parts += [f"<{name}>{self._filled(inside)}</{name}>" for _ in range(times)]
        return "".join(parts)

    def _value(self, asked: Asked) -> str:
        chance = self.chance
        if asked.calculated or chance.random() < 0.25:
            return ""
        if asked.type == "int":
            return str(chance.choice((0, 1, 2, 3, 5, 9, 12, -4, 100)))
        if asked.type == "decimal":
            return str(chance.choice((0.5, 2.0, 9.25, -1.5, 3.1)))
        if asked.type == "select":
            return " ".join(sorted(chance.sample(("coin", "icon", "map"), chance.randint(1, 3))))
        if asked.type in ("select1", "list"):
            return chance.choice(("coin", "icon", "map"))
        if asked.type == "date":
            return chance.choice(("2012-10-17", "2020-02-29", "1999-12-31", "2026-01-01"))
        return chance.choice(WORDS)


class Maker:
    """Makes one form."""

    def __init__(self, seed: int, without: tuple[str, ...] = ()) -> None:
        self.chance = random.Random(seed)
        self.without = without
        self.binds: list[str] = []
        self.asked: list[Asked] = []
        self.count = 0

    def form(self) -> RandomForm:
        """A form of five to fifteen questions in groups and repeats."""
        tree, instance, body = self.level("/data", (), 0)
        xml = (
            f'{HEAD}<instance><data id="random" version="1">{instance}</data></instance>{LIST}{"".join(self.binds)}'
            f"</model></h:head><h:body>{body}</h:body></h:html>"
        )
        return RandomForm(xml.encode(), self.asked, tree, self.chance)

    def level(self, path: str, rows: tuple[str, ...], depth: int) -> tuple[list[object], str, str]:
        tree: list[object] = []
        instance = body = ""
        for _ in range(self.chance.randint(2, 4)):
            roll = self.chance.random()
            if depth < 3 and roll < 0.35:
                item, inner, shown = self.container(path, rows, depth, repeat=roll < 0.2 and not self.without)
            else:
                item, inner, shown = self.question(path, rows)
            tree.append(item)
            instance += inner
            body += shown
        return tree, instance, body

    def name(self, before: str) -> str:
        self.count += 1
        return f"{before}{self.count}"

    def container(self, path: str, rows: tuple[str, ...], depth: int, *, repeat: bool) -> tuple[object, str, str]:
        name = self.name("r" if repeat else "g")
        place = f"{path}/{name}"
        if self.chance.random() < 0.4 and self.asked:
            self.bind(place, {"relevant": Words(self, place, rows).truth(2)})
        inside, instance, body = self.level(place, (*rows, place) if repeat else rows, depth + 1)
        label = f"<label>{name}</label>"
        if repeat:
            shown = f'<group ref="{place}">{label}<repeat nodeset="{place}">{body}</repeat></group>'
            return (name, True, inside), f'<{name} jr:template="">{instance}</{name}>', shown
        return (name, False, inside), f"<{name}>{instance}</{name}>", f'<group ref="{place}">{label}{body}</group>'

    def question(self, path: str, rows: tuple[str, ...]) -> tuple[Asked, str, str]:
        name, kind = self.name("q"), self.chance.choice(TYPES[1:-1] if self.without else TYPES)
        place = f"{path}/{name}"
        words = Words(self, place, rows)
        said: dict[str, str] = {"type": "string" if kind in ("select1", "select", "list") else kind}
        calculated = self.chance.random() < 0.3 and bool(self.asked)
        if calculated:
            kind = self.chance.choice(("decimal" if self.without else "int", "decimal", "string", "string"))
            said = {"type": kind, "calculate": words.number(3) if kind != "string" else words.anything(3)}
        if self.chance.random() < 0.3 and self.asked:
            said["relevant"] = words.truth(2)
        if self.chance.random() < 0.3 and not calculated:
            said["constraint"] = words.condition()
        if self.chance.random() < 0.3 and not calculated:
            said["required"] = self.chance.choice(("true()", words.truth(1)))
        self.bind(place, said)
        asked = Asked(place, kind, rows, calculated)
        body = "" if calculated else self.control(place, kind, words)
        self.asked.append(asked)
        return asked, f"<{name}/>", body

    def control(self, place: str, kind: str, words: Words) -> str:
        label = "<label>?</label>"
        if kind == "list":
            bound = escape(words.number(1), quote=False) if not words.rows else "5"
            rule = f"instance('kinds')/root/item[from &lt;= {bound} or name = 'icon']"
            return (
                f'<select1 ref="{place}">{label}<itemset nodeset="{rule}"><value ref="name"/><label ref="label"/>'
                f"</itemset></select1>"
            )
        if kind in ("select1", "select"):
            items = "".join(f"<item><label>{v}</label><value>{v}</value></item>" for v in ("coin", "icon", "map"))
            return f'<{kind} ref="{place}">{label}{items}</{kind}>'
        return f'<input ref="{place}">{label}</input>'

    def bind(self, place: str, said: dict[str, str]) -> None:
        written = " ".join(f'{name}="{escape(value, quote=False)}"' for name, value in said.items())
        self.binds.append(f'<bind nodeset="{place}" {written}/>')


class Words:
    """Random expressions at a place, over what was asked before it."""

    def __init__(self, maker: Maker, place: str, rows: tuple[str, ...]) -> None:
        self.maker, self.place, self.rows = maker, place, rows
        self.chance = maker.chance
        self.picked = self.chance.randrange(1000)

    def pick(self, options: tuple[str, ...]) -> str:
        """One of them, but none that calls what an engine does not know."""
        known = [one for one in options if not any(f"{name}(" in one for name in self.maker.without)]
        return self.chance.choice(known or ["1"])

    def reference(self, *types: str) -> str:
        """One value that stands before; "" when there is none."""
        known = [one for one in self.maker.asked if (not types or one.type in types)]
        near = [one for one in known if one.rows == self.rows[: len(one.rows)]]
        if not near:
            return ""
        return self.written(self.chance.choice(near).path)

    def written(self, path: str) -> str:
        """As pyxform writes it: relative inside a repeat that both stand in, else absolute."""
        if not self.rows or not path.startswith(self.rows[-1] + "/") or self.chance.random() < 0.3:
            return path
        up = self.place[len(self.rows[-1]) :].count("/")
        return "/".join([*[".."] * up, path[len(self.rows[-1]) + 1 :]])

    def rows_below(self) -> str:
        """The values of one question in all rows of a repeat around it; "" when there is none."""
        known = [one for one in self.maker.asked if one.rows and one.type in ("int", "decimal")]
        free = [
            one for one in known if not set(one.rows) & set(self.rows) and one.path.rsplit("/", 1)[0] == one.rows[-1]
        ]
        return free[self.picked % len(free)].path if free else ""

    def filtered(self) -> str:
        """The rows of a repeat elsewhere of which something holds."""
        below = self.rows_below()
        repeat, name = below.rsplit("/", 1)
        return f"{repeat}[{name} {self.chance.choice(('>', '<=', '!='))} {self.chance.randint(0, 5)}]"

    def number(self, depth: int) -> str:
        """An expression for a number."""
        chance = self.chance
        plain = self.reference("int", "decimal") or str(chance.randint(0, 9))
        if depth == 0:
            return chance.choice((plain, plain, str(chance.randint(0, 12)), "2.5", "-1"))
        one, other = self.number(depth - 1), self.number(depth - 1)
        below = self.rows_below()
        return self.pick(
            (
                plain,
                f"{one} + {other}",
                f"{one} - {other}",
                f"{one} * {other}",
                f"({one}) div ({other})",
                f"({one}) mod ({other})",
                f"round({one}, {chance.randint(0, 2)})",
                f"int({one})",
                f"number({self.text(depth - 1)})",
                f"string-length({self.text(depth - 1)})",
                f"coalesce({self.reference('int', 'decimal') or 1}, {other})",
                f"if({self.truth(depth - 1)}, {one}, {other})",
                f"min({one}, {other})",
                f"max({one}, {other}, 0)",
                f"abs({one})",
                f"pow({one}, 2)",
                f"sqrt(abs({one}))",
                f"decimal-date-time({self.moment()})",
                f"selected-at({self.reference('select') or chr(39) * 2}, {chance.randint(0, 2)}) = 'icon'",
                f"count({self.filtered()})" if below else one,
                f"sum({self.filtered()}/{below.rsplit('/', 1)[1]})" if below else one,
                f"max(0, sum({below}))" if below else one,
                f"min({below})" if below else one,
                f"count-non-empty({below})" if below else one,
                f"indexed-repeat({below}, {below.rsplit('/', 1)[0]}, {chance.randint(1, 2)})" if below else one,
                f"count(instance('kinds')/root/item[from > {chance.randint(1, 9) if self.rows else one}])",
                f"count-selected({self.reference('select') or chr(39) * 2})",
                f"sum({below})" if below else one,
                f"count({below})" if below else one,
                f"count({below.rsplit('/', 1)[0]})" if below else one,
                f"position({'/'.join(['..'] * self.place[len(self.rows[-1]) :].count('/'))})" if self.rows else one,
                f"number({self.moment()})",
            )
        )

    def text(self, depth: int) -> str:
        """An expression for a text."""
        chance = self.chance
        plain = self.reference("string", "select1", "list") or "'coin'"
        if depth == 0:
            return chance.choice((plain, "'coin'", "''", "'12'"))
        one, other = self.text(depth - 1), self.text(depth - 1)
        return self.pick(
            (
                plain,
                f"concat({one}, {other})",
                f"concat({one}, {self.number(depth - 1)})",
                f"if({self.truth(depth - 1)}, {one}, {other})",
                f"coalesce({self.reference() or one}, {other})",
                f"substr({one}, 1)",
                f"substr({one}, 0, 2)",
                f"substring-before({one}, 'o')",
                f"substring-after({one}, 'o')",
                f"translate({one}, 'oi', 'x')",
                f"normalize-space({one})",
                f"string({self.number(depth - 1)})",
                f"selected-at({self.reference('select') or one}, 0)",
                f"format-date({self.reference('date') or chr(39) + '2020-01-05' + chr(39)}, '%d.%n.%Y')",
                f"join(' ', {self.rows_below() or one})",
                f"instance('kinds')/root/item[name = {self.reference('list', 'select1') or chr(39) * 2}]/label"
                if not self.rows
                else "instance('kinds')/root/item[name = 'map']/label",
                f"digest({one}, 'SHA-256', 'hex')",
                f"string({self.moment()})",
                f"string({self.truth(depth - 1)})",
            )
        )

    def moment(self) -> str:
        """An expression for a date."""
        return self.reference("date") or ("'2020-01-05'" if "date" in self.maker.without else "date('2020-01-05')")

    def truth(self, depth: int) -> str:
        """An expression for a truth."""
        chance = self.chance
        number, text = self.number(max(0, depth - 1)), self.text(max(0, depth - 1))
        simple = (
            f"{number} {chance.choice(('=', '!=', '<', '<=', '>', '>='))} {self.number(0)}",
            f"{text} {chance.choice(('=', '!='))} {self.text(0)}",
            f"selected({self.reference('select') or text}, 'icon')",
            f"{self.reference() or text} {chance.choice(('=', '!='))} ''",
            f"{self.moment()} {chance.choice(('<', '>', '='))} date('2020-01-05')",
            f"starts-with({text}, 'c')",
            f"contains({text}, 'o')",
            f"regex({text}, '[a-z]+')",
            f"boolean({text})",
            f"not({number} > 3)",
            f"boolean-from-string({text})",
            f"checklist(1, 2, {self.reference() or text}, {number} > 2, true())",
            f"weighted-checklist(1, 9, {self.reference() or text}, 2, {number} > 2, {self.number(0)})",
            f"boolean({number})",
            f"{self.reference() or number} = {self.reference() or text}",
            f"today() > {self.moment()}",
            f"ends-with({text}, 'n')",
        )
        if depth <= 1:
            return self.pick(simple)
        one, other = self.truth(depth - 1), self.truth(depth - 1)
        return self.pick((*simple, f"({one}) and ({other})", f"({one}) or ({other})", f"not({one})"))

    def condition(self) -> str:
        """A constraint: what may be said of `.`."""
        chance = self.chance
        return chance.choice(
            (
                f". >= {self.number(1)}",
                f". <= {self.number(0)} or {self.truth(1)}",
                ". != ''",
                f"regex(., '.{{{chance.randint(1, 3)},}}')",
                f"string-length(.) < {chance.randint(1, 6)}",
                f". != {self.text(0)}",
                "not(selected(., 'map'))",
                f". + 1 > {self.number(1)}",
            )
        )

    def anything(self, depth: int) -> str:
        """An expression of any kind."""
        return self.chance.choice((self.text, self.number, self.truth))(depth)


def random_form(seed: int, without: tuple[str, ...] = ()) -> RandomForm:
    """The form of a seed; `without` names functions that it does not call, and then it has no rows and no dates."""
    while True:
        made = Maker(seed, without).form()
        if made.asked and any(not one.calculated for one in made.asked):
            return made
        seed += 1_000_003
