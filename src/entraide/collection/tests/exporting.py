"""A small questionnaire with everything that a table can hold, in two versions; replies; the files read back."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from entraide.collection.domain.export.facts import Facts, Sent
from entraide.collection.domain.export.files import write
from entraide.collection.domain.export.schema import Edition, Schema, merge
from entraide.collection.domain.export.tally import Tally
from entraide.collection.domain.export.wanted import Wanted
from entraide.collection.domain.form import Choice, Form, Group, Item, Question, Repeat, Section
from entraide.kernel.text import Text

LABEL = Text.of("en", en="Is it an offence?", ar="هل هو جريمة؟", zh="是否构成犯罪？")
YES_NO = (Choice("yes", Text.of("en", en="Yes", ar="نعم", zh="是")), Choice("no", Text.of("en", en="No", ar="لا", zh="否")))
ACTS = (Choice("theft", Text.of("en", en="Theft", ar="السرقة")), Choice("export", Text.of("en", en="Export", ar="التصدير")))
FACTS = Facts("Heritage", datetime(2026, 11, 30, 8, tzinfo=UTC), ("heritage-2026",))


def question(path: str, type: Any = "text", **more: Any) -> Question:
    return Question(path, path.rpartition("/")[2], type, **{"label": Text.of("en", en=f"About {path}"), **more})


def form(items: tuple[Item, ...], version: str = "1") -> Form:
    section = Section("law", "I", Text.of("en", en="Law"), items, path="/data/law")
    return Form("heritage", version, Text.of("en", en="Heritage"), "en", ("en", "ar", "zh"), (section,))


FIRST = form(
    (
        question("/data/law/offence", "select_one", label=LABEL, choices=YES_NO, number="1"),
        question("/data/law/acts", "select_multiple", choices=ACTS, attributes={"audience": "public"}),
        question("/data/law/count", "integer", kind="figure", attributes={"audience": "parties"}),
        question("/data/law/day", "date"),
        question("/data/law/text"),
        question("/data/law/TEXT"),
        Repeat(
            "/data/law/seizure", "seizure", Text.of("en", en="Seizures", ar="المضبوطات"),
            (
                question("/data/law/seizure/year", "integer", repeat="/data/law/seizure"),
                Repeat(
                    "/data/law/seizure/object", "object", Text.of("en", en="Objects"),
                    (question("/data/law/seizure/object/kind", repeat="/data/law/seizure/object"),),
                ),
            ),
        ),
    )
)  # fmt: skip
LATER = form(
    (
        Group(
            "/data/law/more", "more", Text(),
            (question("/data/law/more/crime", "select_one", label=LABEL, choices=YES_NO[:1], number="1"),),
        ),
        question("/data/law/count", "integer", kind="figure"),
        question("/data/law/text"),
    ),
    "2",
)  # fmt: skip
SCHEMA = merge([Edition("1", "1", FIRST)])
BOTH = merge(
    [
        Edition("1", "1", FIRST, {"/data/law/offence": "q1"}),
        Edition(
            "2", "2", LATER, {"/data/law/more/crime": "q1"},
            ({"kind": "renamed", "before": ["/data/law/offence"], "after": ["/data/law/more/crime"]},),
        ),
    ]
)  # fmt: skip


def sent(answers: dict[str, Any], key: str = "heritage-2026/EGY/1", edition: str = "1", **facts: Any) -> Sent:
    """A reply; a plain value stands for a cell that has nothing else."""
    cells = {path: cell if isinstance(cell, dict) else {"value": cell} for path, cell in answers.items()}
    known = {"entity": key.split("/")[1], "number": 1, "state": "accepted", **facts}
    return Sent(key, edition, cells, known)


def written(wanted: Wanted, sents: Iterable[Sent], schema: Schema = SCHEMA, tally: Tally | None = None) -> bytes:
    return b"".join(write(schema, wanted, iter(sents), FACTS, tally))


def tables(data: bytes) -> dict[str, list[dict[str, str]]]:
    """The tables of a zip of CSV, or of one CSV, as rows by heading."""
    if not data.startswith(b"PK"):
        return {"replies": _rows(data)}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name.removesuffix(".csv"): _rows(archive.read(name)) for name in archive.namelist()}


def _rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def lines(data: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in data.splitlines()]
