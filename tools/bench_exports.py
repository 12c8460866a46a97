"""Taking replies out: 100,000 invented replies of 293 columns into each format. `bench_exports.py csv [REPLIES]` prints JSON.

The replies are made before the clock starts (a few hundred, by seed, given again and again), so that flattening and writing alone
are measured; `csv-json` and `xlsx-json` read each of them from the text of its JSON, as it stands in the table. `floor` writes
prepared rows of texts with `csv.writer`: no export of this table in Python can be faster.
"""

from __future__ import annotations

import csv
import io
import json
import os
import random
import resource
import sys
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from entraide.collection.domain.export.columns import columns_of
from entraide.collection.domain.export.facts import Facts, Sent
from entraide.collection.domain.export.files import write
from entraide.collection.domain.export.schema import Edition, Schema, merge
from entraide.collection.domain.export.wanted import Wanted
from entraide.collection.domain.form import Choice, Form, Question, QuestionType, Section
from entraide.kernel.text import Text

COLUMNS = 293
REPLIES = 100_000
DISTINCT = 150
SEED = 20261130
TYPES: tuple[QuestionType, ...] = (
    "integer", "text", "select_one", "integer", "select_one", "decimal", "text", "date", "integer", "select_multiple",
)  # fmt: skip
WORDS = (
    "the", "authority", "keeps", "records", "of", "objects", "seized", "at", "borders;", "figures", "are", "<provisional>", "&",
    "may", "be", "revised",
)  # fmt: skip


def form() -> Form:
    """A questionnaire whose table has 293 columns: facts, questions, what is left over."""
    count = COLUMNS - sum(column.variable is None for column in columns_of(merge([_edition(())]).tables[0], Wanted()))
    return _form(tuple(_question(place) for place in range(count)))


def _edition(questions: tuple[Question, ...]) -> Edition:
    return Edition("1", "1", _form(questions))


def _form(questions: tuple[Question, ...]) -> Form:
    sections = tuple(
        Section(
            f"s{at}",
            "I",
            Text.of("en", en=f"Section {at}", ar=f"الباب {at}"),
            questions[at : at + 20],
            path=f"/data/s{at}",
        )
        for at in range(0, len(questions), 20)
    )
    return Form("bench", "1", Text.of("en", en="Bench"), "en", ("en", "ar"), sections)


def _question(place: int) -> Question:
    kind = TYPES[place % len(TYPES)]
    choices = tuple(
        Choice(f"choice_{turn}", Text.of("en", en=f"Choice number {turn} of {place}", ar=f"الخيار {turn}"))
        for turn in range(6)
    )
    path = f"/data/s{place // 20 * 20}/question_{place}"
    label = Text.of("en", en=f"What is asked under number {place}?", ar=f"ما السؤال {place}؟")
    return Question(
        path, f"question_{place}", kind, label, str(place), choices=choices if kind.startswith("select") else ()
    )


def answers(questions: tuple[Question, ...], chance: random.Random) -> dict[str, dict[str, Any]]:
    """One reply: nine of ten questions answered."""
    return {one.path: {"value": _value(one, chance)} for one in questions if chance.random() < 0.9}


def _value(question: Question, chance: random.Random) -> str:
    made: dict[str, str] = {
        "integer": str(chance.randrange(100_000)), "decimal": f"{chance.uniform(0, 9999):.2f}",
        "date": (date(2020, 1, 1) + timedelta(days=chance.randrange(2000))).isoformat(),
        "select_one": f"choice_{chance.randrange(6)}", "text": " ".join(chance.choices(WORDS, k=4)),
        "select_multiple": " ".join(f"choice_{turn}" for turn in range(6) if chance.random() < 0.4) or "choice_0",
    }  # fmt: skip
    return made[question.type]


def replies(questions: tuple[Question, ...], count: int, as_json: bool) -> Iterator[Sent]:
    """`count` replies, from objects or from the text of their JSON."""
    chance = random.Random(SEED)
    made = [answers(questions, chance) for _turn in range(DISTINCT)]
    texts = [json.dumps(one) for one in made] if as_json else []
    sent_at = datetime(2026, 11, 30, 9, 30, tzinfo=UTC)
    for turn in range(count):
        given = json.loads(texts[turn % DISTINCT]) if as_json else made[turn % DISTINCT]
        facts = {
            "round": "bench-2026", "questionnaire_version": "1", "entity": "EGY", "entity_name": "Egypt", "region": "Africa",
            "number": 1, "state": "accepted", "submitted_at": sent_at, "late": False, "language": "ar", "channel": "web",
            "content_hash": f"{turn:064x}",
        }  # fmt: skip
        yield Sent(f"bench-2026/{turn}/1", "1", given, facts)


def measure(name: str, count: int) -> dict[str, Any]:
    """CPU seconds of this process and of what its C libraries do, peak of its memory, bytes written."""
    format_, _dash, source = name.partition("-")
    schema: Schema = merge([Edition("1", "1", form())])
    questions = schema.editions[0].form.questions()
    facts = Facts("Bench", datetime(2026, 11, 30, tzinfo=UTC), ("bench-2026",))
    wanted = Wanted(format=format_, beside=())
    source_rows = replies(questions, count, source == "json")
    first = next(source_rows)  # the invented replies are made now
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start, began = time.process_time(), time.perf_counter()
    size = 0
    for part in write(schema, wanted, _with(first, source_rows), facts):
        size += len(part)
    return _found(start, began, size, before)


def _with(first: Sent, rest: Iterator[Sent]) -> Iterator[Sent]:
    yield first
    yield from rest


def floor(count: int) -> dict[str, Any]:
    """`csv.writer` and prepared rows: the very cells that our table has."""
    schema: Schema = merge([Edition("1", "1", form())])
    questions, facts = schema.editions[0].form.questions(), Facts("Bench", datetime(2026, 11, 30, tzinfo=UTC))
    wanted = Wanted(format="csv", beside=(), mark=False)
    written = b"".join(write(schema, wanted, replies(questions, DISTINCT, False), facts)).decode()
    rows = list(csv.reader(io.StringIO(written, newline="")))[1:]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start, began = time.process_time(), time.perf_counter()
    with Path(os.devnull).open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        for turn in range(count):
            writer.writerow(rows[turn % DISTINCT])
    return _found(start, began, 0, before)


def _found(start: float, began: float, size: int, before: int) -> dict[str, Any]:
    return {
        "value": time.process_time() - start, "unit": "s CPU", "wall": time.perf_counter() - began, "bytes": size,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "before": before / 1024,
    }  # fmt: skip


if __name__ == "__main__":
    asked = sys.argv[1]
    number = int(sys.argv[2]) if len(sys.argv) > 2 else REPLIES
    print(json.dumps(floor(number) if asked == "floor" else measure(asked, number)))
