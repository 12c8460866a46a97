"""Our own kinds of answer, as one row of an XLSForm writes them, and the plain questions that each stands for.

| `bind::entraide:kind` | `type`                    | `parameters`                       | stands for                              |
|-----------------------|---------------------------|------------------------------------|-----------------------------------------|
| `figures`             | integer, decimal          | `years=2021-2025`, `jump=50`       | a group with one figure per year        |
| `money`               | decimal                   | `methods=LIST`, `method=no`        | a group: amount, currency, method       |
| `states`              | select_one, -_multiple    | `members=yes` (no territories yet) | a select over the States                |
| `object`              | text                      | `fields=core` or `fields=all`      | a group with the fields of Object ID    |
| `provision`           | text                      |                                    | a group: law, article, link, text       |
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Final

import yaml
from attrs import frozen

from entraide.kernel.languages import LANGUAGES, Language
from entraide.kernel.problems import Problem
from entraide.reference.domain.currencies import currencies
from entraide.reference.domain.names import name as entity_name
from entraide.reference.domain.ordering import ordered
from entraide.reference.domain.roll import entities

from .itext import language_of
from .sheets import Line

KIND: Final = "bind::entraide:kind"
PLAIN_KINDS: Final = ("figure", "amount", "currency", "year")
OWN_KINDS: Final = ("figures", "money", "states", "object", "provision")
STATES: Final = "entraide_states"
CURRENCIES: Final = "entraide_currencies"
METHODS: Final = "entraide_methods"
MOST_YEARS: Final = 40
SMALL: Final = 10
"""A change by so many units is never asked about."""
CORE: Final = (
    "type", "title", "subject", "maker", "period", "materials", "measurements", "inscriptions", "features", "description",
    "photograph",
)  # fmt: skip
FURTHER: Final = ("number", "origin", "documents", "related", "documented")
_YEARS = re.compile(r"(\d{4})(?:-(\d{4}))?")
_TEXTS: Final = ("label", "hint", "guidance_hint", "constraint_message", "required_message")
_LOGIC: Final = ("required", "constraint", "read_only", "default")


@cache
def words() -> Mapping[str, Mapping[Language, str]]:
    """Labels of the questions that our kinds stand for."""
    text = files(__package__).joinpath("own_kinds.yml").read_text(encoding="utf-8")
    found: dict[str, dict[Language, str]] = yaml.safe_load(text)
    return found


@frozen
class Tongues:
    """The languages of a form as its headings name them: tag and language; one without a tag when it has no languages."""

    tags: tuple[tuple[str, Language], ...]
    plain: Language = "en"

    @classmethod
    def of(cls, headings: tuple[str, ...], default: str) -> Tongues:
        """From the headings of survey and choices."""
        named = dict.fromkeys(one.split("::", 1)[1].strip() for one in headings if one.startswith("label::"))
        tags = tuple((tag, language) for tag in named if (language := language_of(tag)))
        return cls(tags, language_of(default) or "en")

    def said(self, column: str, text: Mapping[Language, str]) -> dict[str, str]:
        """The cells of one text."""
        if not self.tags:
            return {column: text[self.plain]}
        return {f"{column}::{tag}": text[language] for tag, language in self.tags}


def expanded(line: Line, tongues: Tongues) -> Iterator[Line | Problem]:
    """The rows that this one stands for; the row itself when its kind is none of ours."""
    kind = line[KIND]
    if kind and kind not in PLAIN_KINDS and kind not in OWN_KINDS:
        yield Problem("COL-046", {"row": line.row, "kind": kind}, f"survey!{line.row}", line.row)
    elif kind in OWN_KINDS and line["type"] != "begin group":
        parameters = _parameters(line)
        years_missing = kind == "figures" and not (_years(parameters.get("years", "")) and parameters.get("jump", "0").isdecimal())
        if set(parameters) - set(_TAKES[kind]) or years_missing:
            yield _unreadable(line, kind)
        else:
            yield from _MAKERS[kind](line, parameters, tongues)
    else:
        yield line


def _unreadable(line: Line, kind: str) -> Problem:
    params = {"row": line.row, "kind": kind, "parameters": line["parameters"][:80] or "–"}
    return Problem("COL-045", params, f"survey!{line.row}", line.row)


def _parameters(line: Line) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in line["parameters"].replace(";", " ").split():
        name, _, value = part.partition("=")
        found[name.strip().lower()] = value.strip()
    return found


def _years(text: str) -> list[int]:
    found: list[int] = []
    for part in text.split(",") if text else ():
        match = _YEARS.fullmatch(part.strip())
        if match is None:
            return []
        first, last = int(match[1]), int(match[2] or match[1])
        if last < first or last - first >= MOST_YEARS:
            return []
        found += range(first, last + 1)
    return list(dict.fromkeys(found)) if len(found) <= MOST_YEARS else []


def _texts(line: Line, column: str) -> dict[str, str]:
    return {name: cell for name, cell in line.cells.items() if name == column or name.startswith(column + "::")}


def _ours(line: Line) -> dict[str, str]:
    return {name: cell for name, cell in line.cells.items() if name.startswith("bind::entraide:") and name != KIND}


def _begin(line: Line) -> Line:
    cells = {"type": "begin group", "name": line["name"], KIND: line[KIND], **_texts(line, "label")}
    cells |= {"relevant": line["relevant"]} if line["relevant"] else {}
    return Line(line.row, {**cells, "appearance": "field-list"})


def _end(line: Line) -> Line:
    return Line(line.row, {"type": "end group", "name": line["name"]})


def _part(line: Line, name: str, type: str, tongues: Tongues, **more: str) -> Line:
    cells = {"type": type, "name": f"{line['name']}_{name}", **tongues.said("label", words()[f"{line[KIND]}_{name}"])}
    return Line(line.row, {**cells, **_ours(line), **more})


def _figures(line: Line, parameters: Mapping[str, str], tongues: Tongues) -> Iterator[Line]:
    yield _begin(line)
    for place, year in enumerate(_years(parameters["years"])):
        cells = {
            "type": line["type"],
            "name": f"{line['name']}_{year}",
            KIND: "figure",
            "bind::entraide:year": str(year),
        }
        cells |= _ours(line)
        for column in _TEXTS:
            if place == 0 or column not in ("hint", "guidance_hint"):
                cells |= _texts(line, column)
        cells |= {name: f"{cell} – {year}" for name, cell in _texts(line, "label").items()}
        cells |= {name: line[name] for name in _LOGIC if line[name]}
        if "jump" in parameters and not line["constraint"]:
            cells |= _jump(line["name"], place > 0, float(parameters["jump"]), tongues)
        filled = {
            name: cell.replace("{year}", str(year)).replace("{before}", str(year - 1)) for name, cell in cells.items()
        }
        yield Line(line.row, filled)
    yield _end(line)


def _jump(name: str, follows: bool, percent: float, tongues: Tongues) -> dict[str, str]:
    """A large change beside the year before is to be explained, unless the numbers are small."""
    before = f"${{{name}_{{before}}}}"
    up, down = 1 + percent / 100, max(0.0, 1 - percent / 100)
    rise = f"(. - {before} <= {SMALL} or . <= {up:g} * {before})"
    fall = f"({before} - . <= {SMALL} or . >= {down:g} * {before})"
    rule = f". >= 0 and ({before} = '' or ({rise} and {fall}))" if follows else ". >= 0"
    message = tongues.said("constraint_message", words()["figures_jump"])
    return {"constraint": rule, "bind::entraide:severity": "explain", **message}


def _money(line: Line, parameters: Mapping[str, str], tongues: Tongues) -> Iterator[Line]:
    given = f"${{{line['name']}_value}} != ''"
    negative = tongues.said("constraint_message", words()["money_negative"])
    amount = {
        "constraint": ". >= 0",
        **negative,
        KIND: "amount",
        **_texts(line, "hint"),
        **_texts(line, "guidance_hint"),
    }
    if line["constraint"]:
        amount |= {"constraint": line["constraint"], **_texts(line, "constraint_message")}
    amount |= {"required": line["required"]} if line["required"] else {}
    together = {"relevant": given, "required": "yes", **tongues.said("required_message", words()["money_together"])}
    yield _begin(line)
    yield _part(line, "value", "decimal", tongues, **amount)
    yield _part(
        line, "currency", f"select_one {CURRENCIES}", tongues, **together, **{KIND: "currency", "appearance": "minimal"}
    )
    if parameters.get("method") != "no":
        methods = parameters.get("methods", METHODS)
        yield _part(line, "method", f"select_one {methods}", tongues, **together, appearance="minimal")
    yield _end(line)


def _states(line: Line, _parameters: Mapping[str, str], _tongues: Tongues) -> Iterator[Line]:
    kind = "select_one" if line["type"].startswith("select_one") else "select_multiple"
    cells = {name: cell for name, cell in line.cells.items() if name != "parameters"}
    yield Line(line.row, {**cells, "type": f"{kind} {STATES}"})


def _object(line: Line, parameters: Mapping[str, str], tongues: Tongues) -> Iterator[Line]:
    yield _begin(line)
    for name in (*CORE, *(FURTHER if parameters.get("fields") == "all" else ())):
        kind = {"photograph": "image", "documented": "date"}.get(name, "text")
        more = {"appearance": "multiline"} if name in ("description", "features") else {}
        more |= {"parameters": "max-pixels=2400"} if kind == "image" else {}
        more |= {"required": line["required"]} if line["required"] and name == "type" else {}
        more |= {**_texts(line, "hint"), **_texts(line, "guidance_hint")} if name == "type" else {}
        yield _part(line, name, kind, tongues, **more)
    yield _end(line)


def _provision(line: Line, _parameters: Mapping[str, str], tongues: Tongues) -> Iterator[Line]:
    law = {"required": line["required"]} if line["required"] else {}
    law |= {**_texts(line, "hint"), **_texts(line, "guidance_hint"), **_texts(line, "required_message")}
    wrong = tongues.said("constraint_message", words()["provision_link_wrong"])
    yield _begin(line)
    yield _part(line, "law", "text", tongues, **law)
    yield _part(line, "article", "text", tongues)
    yield _part(
        line, "link", "text", tongues, constraint=r"regex(., '^https?://[^ ]+\.[^ ]+$')", **wrong, appearance="url"
    )
    yield _part(line, "text", "text", tongues, appearance="multiline")
    yield _end(line)


_MAKERS: Final = {"figures": _figures, "money": _money, "states": _states, "object": _object, "provision": _provision}
_TAKES: Final = {
    "figures": ("years", "jump"), "money": ("methods", "method"), "states": (), "object": ("fields",), "provision": (),
}  # fmt: skip


def own_lists(used: frozenset[str], tongues: Tongues) -> Iterator[Line]:
    """The rows of `choices` for those lists of ours that are used and that the form does not bring itself."""
    if STATES in used:
        names = {one.code: {code: entity_name(one.code, code) for code in LANGUAGES} for one in entities("state")}
        by_name = ordered(names, "en")
        yield from (_choice(STATES, code, names[code], tongues) for code in by_name)
    if CURRENCIES in used:
        for one in currencies():
            label = {code: f"{one.code} – {one.name(code)}" for code in LANGUAGES}
            yield _choice(CURRENCIES, one.code, label, tongues)
    if METHODS in used:
        for name in ("market", "expert", "insurance", "customs", "accounts", "other"):
            yield _choice(METHODS, name, words()[f"method_{name}"], tongues)


def _choice(list_name: str, value: str, label: Mapping[Language, str], tongues: Tongues) -> Line:
    return Line(0, {"list_name": list_name, "name": value, **tongues.said("label", label)})
