"""Reads the body of an XForm: its controls, in reading order, with what the binds say of each."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from typing import Final, cast

from entraide.kernel.problems import Problem, Refused
from entraide.kernel.text import Text

from .form import (
    GROUP_KINDS,
    KINDS,
    Choice,
    Group,
    GroupKind,
    Item,
    Kind,
    Note,
    Question,
    QuestionType,
    Repeat,
    Section,
)
from .itemset import Itemset
from .itext import Texts
from .xpath import arity, check, parse
from .xpath.nodes import Node
from .xpath.patterns import check_patterns
from .xpath.tree import Expression

ENTRAIDE: Final = "urn:entraide:xforms"
_TYPES: Final[Mapping[str, QuestionType]] = {
    "": "text",
    "string": "text",
    "int": "integer",
    "integer": "integer",
    "long": "integer",
    "decimal": "decimal",
    "date": "date",
    "time": "time",
    "dateTime": "dateTime",
    "select1": "select_one",
    "select": "select_multiple",
    "odk:rank": "rank",
    "rank": "rank",
    "binary": "file",
    "geopoint": "geopoint",
    "geotrace": "geotrace",
    "geoshape": "geoshape",
    "barcode": "barcode",
    "boolean": "text",
}
_CONTROLS: Final[Mapping[str, QuestionType | None]] = {
    "input": None,
    "secret": None,
    "select1": "select_one",
    "select": "select_multiple",
    "rank": "rank",
    "upload": "file",
    "trigger": "acknowledge",
    "range": "range",
}
_BOUND = re.compile(r"\.\s*(>=|<=)\s*(-?\d+(?:\.\d+)?)")
_NUMERALS: Final = ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


class Bind:
    """What one `bind` says: attributes by their qualified names."""

    def __init__(self, node: Node | None) -> None:
        self.attributes = {one.name: one.value for one in (node.attributes if node else ())}
        own = {one.local: one.value for one in (node.attributes if node else ()) if one.uri == ENTRAIDE}
        self.own: Mapping[str, str] = own

    def __getitem__(self, name: str) -> str:
        return self.attributes.get(name, "")

    @cached_property
    def type(self) -> str:
        """The data type, without the prefix of XML Schema."""
        return self["type"].removeprefix("xsd:").removeprefix("xs:")


class Numbering:
    """Counts questions in reading order; inside a repeat the count starts anew under the repeat's number."""

    def __init__(self, before: str = "") -> None:
        self.before = before
        self.last = 0

    def next(self) -> str:
        """The next number."""
        self.last += 1
        return f"{self.before}{self.last}"


class Body:
    """Reads controls. `problems` collects what is wrong on the way; `seen` the paths that stand in the body."""

    def __init__(
        self, texts: Texts, binds: Mapping[str, Bind], paths: Mapping[str, str], instances: Mapping[str, str]
    ) -> None:
        self.texts = texts
        self.binds = binds
        self.paths = paths
        self.instances = instances
        self.problems: list[Problem] = []
        self.seen: set[str] = set()
        self.nothing = Bind(None)

    def bind(self, path: str) -> Bind:
        """The bind of a path, an empty one when there is none."""
        return self.binds.get(path, self.nothing)

    def sections(self, body: Node) -> tuple[Section, ...]:
        """Top groups become sections; what stands between them is gathered in sections without a heading."""
        found: list[Section] = []
        loose: list[Item] = []
        numbering = Numbering()
        for node in body.elements():
            own = _group_kind(self.bind(self.path_of(node, ""))) if node.local == "group" else ""
            plain_group = node.local == "group" and not node.elements("repeat") and not own
            if plain_group:
                self._gather(loose, found)
                found.append(self._section(node, numbering, len(found) + 1))
            else:
                loose += self.items([node], "", numbering, "")
        self._gather(loose, found)
        return tuple(found)

    def _gather(self, loose: list[Item], found: list[Section]) -> None:
        if loose:
            label = loose[0].label if len(loose) == 1 and isinstance(loose[0], Repeat) else Text()
            number = len(found) + 1
            found.append(Section(f"part_{number}", roman(number), label, tuple(loose)))
            loose.clear()

    def _section(self, node: Node, numbering: Numbering, number: int) -> Section:
        path = self.path_of(node, "")
        name = path.rsplit("/", 1)[-1] or f"part_{number}"
        items = tuple(self.items(node.elements(), path, numbering, ""))
        relevant = self.expression(self.bind(path)["relevant"], path)
        return Section(name, roman(number), self.texts.of(_child(node, "label")), items, relevant, path)

    def items(self, nodes: list[Node], around: str, numbering: Numbering, repeat: str) -> list[Item]:
        """The items among some body elements; labels and the like are passed over."""
        found: list[Item] = []
        for node in nodes:
            if node.local == "group":
                found.append(self._group(node, around, numbering, repeat))
            elif node.local == "repeat":
                found.append(self._repeat(node, around, numbering, Text()))
            elif node.local in _CONTROLS and not _is_heading(node):
                found.append(self._control(node, around, numbering, repeat))
        return found

    def _group(self, node: Node, around: str, numbering: Numbering, repeat: str) -> Item:
        label = self.texts.of(_child(node, "label"))
        path = self.path_of(node, around)
        inner = _child(node, "repeat")
        if inner is not None:
            return self._repeat(inner, around, numbering, label)
        self.seen.add(path)
        kind = _group_kind(self.bind(path))
        number = numbering.next() if kind else ""
        items = tuple(self.items(node.elements(), path, Numbering(number + ".") if kind else numbering, repeat))
        relevant = self.expression(self.bind(path)["relevant"], path)
        return Group(path, path.rsplit("/", 1)[-1], label, items, relevant, node.attribute("appearance"), kind, number)

    def _repeat(self, node: Node, around: str, numbering: Numbering, label: Text) -> Repeat:
        path = self.path_of(node, around)
        self.seen.add(path)
        number = numbering.next()
        items = tuple(self.items(node.elements(), path, Numbering(number + "."), path))
        return Repeat(
            path=path,
            name=path.rsplit("/", 1)[-1],
            label=label,
            items=items,
            number=number,
            count_limit=self.expression(node.attribute("jr:count"), path),
            relevant=self.expression(self.bind(path)["relevant"], path),
            appearance=node.attribute("appearance"),
        )

    def _control(self, node: Node, around: str, numbering: Numbering, repeat: str) -> Question | Note:
        path = self.path_of(node, around)
        self.seen.add(path)
        if path not in self.paths:
            self.problems.append(Problem("COL-012", {"path": path}, path))
        bind = self.bind(path)
        label, readonly = self.texts.of(_child(node, "label")), bind["readonly"].strip().startswith("true")
        if node.local == "input" and readonly and not bind["calculate"] and bind.type in ("", "string"):
            relevant = self.expression(bind["relevant"], path)
            media = self.texts.media(_child(node, "label"))
            return Note(path, path.rsplit("/", 1)[-1], label, relevant, node.attribute("appearance"), media)
        asked = not readonly and not bind["calculate"]
        return self._question(node, path, repeat, numbering.next() if asked else "")

    def _question(self, node: Node, path: str, repeat: str, number: str) -> Question:
        bind, appearance = self.bind(path), node.attribute("appearance")
        kind_of_control = self._type(node, bind, path)
        itemset = self._itemset(node, path, kind_of_control)
        constraint = self.expression(bind["constraint"], path)
        low, high = _bounds(node, constraint)
        hint = _child(node, "hint")
        return Question(
            path=path,
            name=path.rsplit("/", 1)[-1],
            type=kind_of_control,
            label=self.texts.of(_child(node, "label")),
            number=number,
            hint=self.texts.of(hint),
            guidance=self.texts.of(hint, "guidance"),
            required=self.expression(bind["required"], path),
            required_message=self.texts.referred(bind["jr:requiredMsg"]),
            relevant=self.expression(bind["relevant"], path),
            constraint=constraint,
            constraint_message=self.texts.referred(bind["jr:constraintMsg"]),
            calculation=self.expression(bind["calculate"], path),
            readonly=bind["readonly"].strip().startswith("true"),
            choices=itemset.choices if itemset else (),
            choice_filter=itemset.filter if itemset else None,
            choice_value=itemset.value if itemset else "name",
            appearance=appearance,
            kind=_kind(bind, appearance),
            minimum=low,
            maximum=high,
            repeat=repeat,
            default=self.paths.get(path, ""),
            attributes=bind.own,
            media=self.texts.media(_child(node, "label")),
            media_type=node.attribute("mediatype"),
            datatype=bind.type,
        )

    def _type(self, node: Node, bind: Bind, path: str) -> QuestionType:
        fixed = _CONTROLS[node.local]
        if fixed is not None:
            return fixed
        if bind.type not in _TYPES:
            self.problems.append(Problem("COL-019", {"type": bind.type, "path": path}, path))
        return _TYPES.get(bind.type, "text")

    def _itemset(self, node: Node, path: str, kind: QuestionType) -> Itemset | None:
        if kind not in ("select_one", "select_multiple", "rank"):
            return None
        listed = _child(node, "itemset")
        if listed is None:
            itemset = Itemset(tuple(self._choice(item) for item in node.elements("item")))
        else:
            nodeset = self.expression(listed.attribute("nodeset"), path)
            itemset = Itemset.read(listed, nodeset, self.texts, self.instances)
        if not itemset.choices and itemset.filter is None:
            self.problems.append(Problem("COL-014", {"path": path}, path))
        return itemset

    def _choice(self, item: Node) -> Choice:
        value = _child(item, "value")
        label = _child(item, "label")
        return Choice(value.text.strip() if value else "", self.texts.of(label), media=self.texts.media(label))

    def hidden(self) -> tuple[Question, ...]:
        """Nodes of the instance that have a bind but no control: calculations and metadata."""
        paths = [path for path in self.binds if path in self.paths and path not in self.seen]
        return tuple(self._hidden(path) for path in paths if not self._holds_others(path))

    def _holds_others(self, path: str) -> bool:
        return any(other.startswith(path + "/") for other in self.paths)

    def _hidden(self, path: str) -> Question:
        bind = self.bind(path)
        calculation = self.expression(bind["calculate"], path)
        return Question(
            path=path,
            name=path.rsplit("/", 1)[-1],
            type="calculate" if calculation else _TYPES.get(bind.type, "text"),
            relevant=self.expression(bind["relevant"], path),
            calculation=calculation,
            constraint=self.expression(bind["constraint"], path),
            readonly=True,
            kind=_kind(bind, ""),
            default=self.paths.get(path, ""),
            attributes=bind.own,
            datatype=bind.type,
        )

    def expression(self, source: str, path: str) -> Expression | None:
        """The parsed expression, None for none; what cannot be read or evaluated is collected."""
        if not source.strip():
            return None
        try:
            expression = parse(source.strip())
            check(expression, arity)
            check_patterns(expression)
        except Refused as refused:
            self.problems += [Problem(one.code, one.params, path) for one in refused.problems]
            return None
        return expression

    def path_of(self, node: Node, around: str) -> str:
        """The path a control is bound to, by `ref`, `nodeset` or the id of a bind; relative paths start at `around`."""
        named = next((bind for bind in self.binds.values() if bind["id"] == node.attribute("bind")), None)
        path = named["nodeset"] if node.attribute("bind") and named else ""
        path = (node.attribute("ref") or node.attribute("nodeset") or path).strip()
        if not path:
            return around
        return path if path.startswith("/") else f"{around}/{path.removeprefix('./')}"


def roman(number: int) -> str:
    """`4` → `IV`, as sections are numbered."""
    text = ""
    for value, letters in _NUMERALS:
        times, number = divmod(number, value)
        text += letters * times
    return text


def _is_heading(node: Node) -> bool:
    """The row of labels above a `table-list`: a select that nobody answers; each row below shows its own choices."""
    return node.local in ("select1", "select") and "label" in node.attribute("appearance").split()


def _child(node: Node, local: str) -> Node | None:
    return next(iter(node.elements(local)), None)


def _kind(bind: Bind, appearance: str) -> Kind:
    words = [bind.own.get("kind", ""), *appearance.split()]
    return cast(Kind, next((word for word in words if word in KINDS), ""))


def _group_kind(bind: Bind) -> GroupKind:
    return next((kind for kind in GROUP_KINDS if kind == bind.own.get("kind")), "")


def _bounds(node: Node, constraint: Expression | None) -> tuple[str, str]:
    low, high = node.attribute("start"), node.attribute("end")
    for part in constraint.source.split(" and ") if constraint else ():
        bound = _BOUND.fullmatch(part.strip())
        if bound and bound.group(1) == ">=":
            low = low or bound.group(2)
        elif bound:
            high = high or bound.group(2)
    return low, high
