"""The tables of a set out of a round as it stands: what was asked, what was answered, and what each column means."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

import pyarrow as pa
from attrs import frozen

from entraide.collection.domain.form import Form, Question
from entraide.kernel.text import Text
from entraide.reference.domain import entities

from ..figures import decimal, siblings, stem_and_year
from ..frozen import Answered, Asked, Frozen, Replied
from .findings import Finding, findings, left_out
from .shapes import SCHEMAS, WIDTHS, whole

CLOSED: Final = ("select_one", "select_multiple", "rank")
_LARGEST: Final = Decimal(10) ** 22
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
Row = dict[str, Any]


@frozen
class Beside:
    """What stands in a set beside the replies: exchange rates, case records, links between them; rows by column."""

    rates: Sequence[Mapping[str, Any]] = ()
    cases: pa.Table | None = None
    links: pa.Table | None = None


def tables(made: Frozen, form: Form, beside: Beside | None = None, partial: Iterable[int] = ()) -> dict[str, pa.Table]:
    """Every table of the set. `partial` are the submissions in which a section that applies was left without any answer."""
    beside, found = beside or Beside(), findings(made, form)
    meant = {question.path: question for question in form.questions()}
    partly = frozenset(partial)
    rows: dict[str, Iterable[Row]] = {
        "asked": map(_asked, made.asked),
        "replies": (_replied(reply, reply.submission in partly) for reply in made.replies),
        "questions": _questions(form),
        "options": _options(form),
        "answers": _answers(made, form, left_out(found)),
        "choices": _choices(made, meant),
        "findings": (_finding(one, made) for one in found),
        "rates": (dict(row) for row in beside.rates),
    }
    filled = {name: pa.Table.from_pylist(list(given), schema=SCHEMAS[name]) for name, given in rows.items()}
    given = {"cases": beside.cases, "links": beside.links}
    return whole({**filled, **{name: table for name, table in given.items() if table is not None}})


def _asked(row: Asked) -> Row:
    known = {one.code: one for one in entities.entities()}.get(row.entity)
    party = known.party_to if known else frozenset()
    return {
        "entity": row.entity, "kind": known.kind if known else "", "grp": row.group, "language": row.language,
        "status": row.state, "party_untoc": "UNTOC" in party, "party_1970": "UNESCO1970" in party,
    }  # fmt: skip


def _replied(row: Replied, partial: bool) -> Row:
    return {
        "submission": row.submission, "entity": row.entity, "grp": row.group, "number": row.number,
        "language": row.language, "submitted_at": row.submitted_at, "content_hash": row.content_hash,
        "accepted": row.accepted, "late": row.late, "partial": partial,
    }  # fmt: skip


def label(text: Text) -> str:
    """A text as the tables keep it."""
    return json.dumps(text.to_json(), ensure_ascii=False, sort_keys=True)


def _questions(form: Form) -> Iterator[Row]:
    sections = {section.name: label(section.label) for section in form.sections}
    for place, question in enumerate(form.questions()):
        section = form.section_of_question(question.path)
        stem, year = stem_and_year(question)
        yield {
            "question": question.path, "name": question.name, "section": section,
            "place": place, "number": question.number, "type": question.type, "kind": question.kind, "stem": stem,
            "year": int(year) if year else None, "repeated": bool(question.repeat), "label_json": label(question.label),
            "section_json": sections.get(section, "{}"),
        }  # fmt: skip


def _options(form: Form) -> Iterator[Row]:
    for question in form.questions():
        if question.type in CLOSED and not question.repeat:
            seen = {choice.value: choice for choice in reversed(question.choices)}
            for place, choice in enumerate(choice for choice in question.choices if seen.get(choice.value) is choice):
                yield {
                    "question": question.path, "name": question.name, "choice": choice.value, "place": place,
                    "label_json": label(choice.label),
                }  # fmt: skip


def _answers(made: Frozen, form: Form, unsound: frozenset[tuple[int, str]]) -> Iterator[Row]:
    whose = {reply.submission: reply.entity for reply in made.replies}
    values = {(row.submission, row.path): row.value for row in made.answers}
    meant = {question.path: question for question in form.questions()}
    amounts = {path: siblings(form, one) for path, one in meant.items() if one.kind == "amount"}
    for row in made.answers:
        question = meant.get(row.question)
        stem, year = stem_and_year(question) if question else ("", "")
        near = {kind: _near(row, name, values) for kind, name in amounts.get(row.question, {}).items()}
        year = near.get("year", "") or year
        yield {
            "submission": row.submission, "entity": whose[row.submission], "path": row.path, "question": row.question,
            "name": question.name if question else "", "stem": stem, "year": int(year) if _YEAR.fullmatch(year) else None,
            "value": row.value, "number": _number(row, question), "missing": row.missing, "flags": " ".join(row.flags),
            "source": row.source, "comment": row.comment, "audience": row.audience, "width": width(row, question),
            "currency": near.get("currency", "").upper(), "method": near.get("method", ""),
            "sound": (row.submission, row.path) not in unsound,
        }  # fmt: skip


def _near(row: Answered, name: str, values: Mapping[tuple[int, str], str]) -> str:
    return values.get((row.submission, f"{row.path.rsplit('/', 1)[0]}/{name}"), "") if name else ""


def _number(row: Answered, question: Question | None) -> Decimal | None:
    value = decimal(row.value) if question and (question.numeric or question.kind in ("figure", "amount")) else None
    return value.quantize(Decimal("0.000001")) if value is not None and abs(value) < _LARGEST else None


def width(row: Answered, question: Question | None) -> int:
    """How far an answer goes: as it says itself, else its question, else no further than its State."""
    said = row.audience or (question.attributes.get("audience", "") if question else "")
    return WIDTHS.get(said, WIDTHS["state"])


def _choices(made: Frozen, meant: Mapping[str, Question]) -> Iterator[Row]:
    whose = {reply.submission: reply.entity for reply in made.replies}
    for row in made.answers:
        question = meant.get(row.question)
        if question and question.type in CLOSED and not question.repeat:
            for choice in dict.fromkeys(row.value.split()):
                yield {
                    "submission": row.submission, "entity": whose[row.submission], "question": row.question,
                    "choice": choice, "audience": row.audience, "width": width(row, question),
                }  # fmt: skip


def _finding(one: Finding, made: Frozen) -> Row:
    return {
        "code": one.code, "submission": one.submission, "entity": one.entity, "path": one.path,
        "excluded": one.excluded, "params_json": json.dumps(dict(one.params), ensure_ascii=False, sort_keys=True),
    }  # fmt: skip
