"""How codes of case reports read on pages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from django.utils.translation import gettext as _

from entraide.foundation.ui.wording import day, number, page_language
from entraide.kernel.languages import OWN_NAMES, as_language
from entraide.reference.domain import entities

from .. import linking
from ..domain.cases.checking import number as number_of
from ..domain.cases.fields import choice_label, fields
from ..queries import CaseRow

EPOCH: Final = date(1970, 1, 1)
OF_FIELD: Final = {
    "type": "obj",
    "theft": "theft_date",
    "seizure": "seizure_date",
}
"""Columns of the normaliser and the fields of the form that they come from."""


def entity_name(code: str) -> str:
    """The name of a State or organisation, by its code; the code itself when there is none."""
    try:
        return entities.name(code, page_language()) if code else ""
    except KeyError:
        return code


def field_label(name: str) -> str:
    """What a column of the evidence is about."""
    more = {
        "reporters": _("Reporters"), "citation": _("One cites the other"), "measures": _("Measurements"),
        "delay": _("From theft to seizure"), "value": _("Value (compared at rough rates)"),
        "objects": fields()["n_objects"].label(page_language()),
    }  # fmt: skip
    known = fields().get(OF_FIELD.get(name, name))
    return more.get(name) or (known.label(page_language()) if known else name)


def speaks(weight: float) -> str:
    """What a line of the evidence adds or takes, in words: the bits of the model say little to a person."""
    for least, words in (
        (4, _("strongly for one case")), (1, _("for one case")), (-1, _("hardly either way")), (-4, _("against one case")),
    ):  # fmt: skip
        if weight >= least:
            return words
    return _("strongly against one case")


def agreement(verdict: str) -> str:
    """What a line of the evidence says."""
    return {
        "agree": _("same"), "close": _("close"), "differ": _("different"), "missing": _("not said"),
    }.get(verdict, verdict)  # fmt: skip


def verdict_label(verdict: str) -> str:
    """The words of a judgement."""
    return {"same": _("Same case"), "not_same": _("Not the same case"), "unsure": _("Unsure")}.get(verdict, verdict)


def state_label(state: str) -> str:
    """How far a linking is."""
    return {"waiting": _("waiting"), "running": _("running"), "done": _("done"), "failed": _("failed")}.get(
        state, state
    )


def step_label(step: str) -> str:
    """What a linking does at present."""
    return {
        "waiting": _("Waiting for its turn"), "linking": _("Comparing the reports"),
        "keeping": _("Writing down pairs and cases"), "done": _("Done"),
    }.get(step, step)  # fmt: skip


def source_label(source: str) -> str:
    """How a report came in."""
    return {"typed": _("typed on a page"), "upload": _("taken from a file")}.get(source, source)


def shown(row: CaseRow) -> dict[str, Any]:
    """A report for lists and headings."""
    language = page_language()
    return {
        "row": row, "entity": entity_name(row.entity), "role": choice_label("role", row.role, language),
        "offence": choice_label("offence", row.offence, language),
        "audience": choice_label("audience", row.audience, language), "source": source_label(row.source),
        "lang": row.lang, "language": OWN_NAMES[as_language(row.lang)], "type": type_label(row),
    }  # fmt: skip


def type_label(row: CaseRow) -> str:
    """The type of object by the vocabulary; empty where it knows none."""
    return term_label(str(row.normal.get("type") or ""))


def term_label(code: str, kind: str = "type") -> str:
    """The words of a code of the vocabularies, in the language of the page."""
    return linking.label(kind, code, page_language())


def value_label(field: str, value: str) -> str:
    """A reading of the evidence as people read it; several of one field are parted by a bar."""
    return " · ".join(_reading(field, one) for one in value.split("|") if one)


def _reading(field: str, value: str) -> str:
    language = page_language()
    if field in ("type", "material", "culture"):
        return term_label(value, field)
    if field == "place":
        return place_label(value)
    if field in ("origin", "transit", "destination"):
        return entity_name(value)
    if field in ("theft", "seizure", "delay") and value.lstrip("-").isdigit():
        return _day(int(value), "d")
    if field == "reporters":
        return choice_label("role", value, language) if value.islower() else entity_name(value)
    if field == "measures":
        return _("%(size)s cm") % {"size": as_number(value)}
    return as_number(value) if field in ("objects", "value") else value


def as_number(text: str) -> str:
    """A number as the language of the page writes it; other text as it is."""
    try:
        return number(Decimal(text).normalize())
    except InvalidOperation:
        return text


def amount(row: CaseRow) -> str:
    """The value as it was reported, with its currency."""
    return " ".join(
        part for part in (as_number(row.received.get("value", "")), row.received.get("currency", "")) if part
    )


def place_label(code: str) -> str:
    """`IRQ-mosul` as people read it: the place and its State."""
    if not code or code.startswith("~"):
        return ""
    state, _dash, slug = code.partition("-")
    named = linking.label("place", code, page_language())
    place = slug.replace("-", " ").title() if named == code else named
    return _("%(place)s, %(state)s") % {"place": place, "state": entity_name(state)}


def received(row: CaseRow) -> list[dict[str, Any]]:
    """Field by field as received, each with its language, beside what it was understood as."""
    language = page_language()
    given = {**row.received, **({"suspect": row.suspect} if row.suspect else {})}
    return [
        {
            "label": one.label(language), "text": _said(one.name, one.kind, given[one.name]),
            "lang": row.langs.get(one.name, row.lang) if one.kind in ("text", "long", "state") else "",
            "normal": _understood(one.name, row),
        }
        for one in fields().values() if given.get(one.name)
    ]  # fmt: skip


def _said(name: str, kind: str, text: str) -> str:
    return choice_label(name, text, page_language()) if kind == "choice" else text


def _understood(name: str, row: CaseRow) -> str:
    normal = row.normal
    if name in ("origin", "transit", "destination"):
        return entity_name(str(normal.get(name) or ""))
    if name in ("height", "width"):
        size = normal.get(_dimension(name, row.received))
        return _("%(size)s cm") % {"size": as_number(f"{size:g}")} if isinstance(size, int | float) else ""
    if name in ("theft_date", "seizure_date"):
        return _day(normal.get(f"{name[:-5]}_day"), str(normal.get(f"{name[:-5]}_precision") or ""))
    kind = {"obj": "type", "material": "material", "culture": "culture"}.get(name)
    if kind:
        return term_label(str(normal.get(kind) or ""), kind)
    if name == "place":
        return place_label(str(normal.get(name) or ""))
    return as_number(str(normal.get(name) or "")) if name == "n_objects" else ""


def _dimension(name: str, received: Mapping[str, str]) -> str:
    """Which of the two normalised measures, the larger first, is the height or the width."""
    mine, other = (number_of(received.get(one, "")) for one in (name, "width" if name == "height" else "height"))
    if mine is None:
        return ""
    return "dim_a" if other is None or mine > other or (mine == other and name == "height") else "dim_b"


def _day(days: Any, precision: str) -> str:
    if not isinstance(days, int):
        return ""
    found = EPOCH + timedelta(days=days)
    return day(found) if precision not in ("y", "m") else found.isoformat()[: 4 if precision == "y" else 7]
