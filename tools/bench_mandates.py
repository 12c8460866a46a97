"""The measures of the reader of operative language: how often it is right, and how fast, language by language.

The given paragraphs are split by resolution: the lexicon may be built from seven resolutions in ten ("in sample"), and
is measured on the other three ("held out"), of which only the figures are looked at. Run
`python tools/bench_mandates.py` for a table of everything, or with the name of one measure for its JSON.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).resolve().parents[1]
Measured = dict[str, Any]
Row = dict[str, Any]

PARTS = ("held out", "in sample")
BUILT_FROM = 7
"""How many resolutions in ten the lexicon may be built from."""
MARKS = {"precision": 0.985, "recall": 0.985, "group": 0.95, "lead": 0.95}
RUSSIAN_GROUP = 0.93
ROUNDS = 3


def paragraphs_file() -> Path:
    """Aligned paragraphs of resolutions, one JSON object a line, with their act and leads."""
    shared = Path(os.environ.get("ENTRAIDE_SHARED", REPOSITORY.parent / "shared"))
    return shared / "data" / "mandates" / "paragraphs.dev.jsonl.gz"


def held_out(row_id: str) -> bool:
    """Whether a paragraph is of a resolution that the lexicon was not built from; stable between machines."""
    resolution = row_id.split("/")[0]
    return hashlib.blake2b(resolution.encode(), digest_size=4).digest()[0] % 10 >= BUILT_FROM


def rows(part: str | None = None) -> list[Row]:
    """The paragraphs of a part, or all."""
    with gzip.open(paragraphs_file(), "rt", encoding="utf-8") as lines:
        found = [json.loads(line) for line in lines]
    return [row for row in found if part is None or held_out(row["id"]) == (part == "held out")]


def scores(part: Sequence[Row], language: str) -> dict[str, float]:
    """Precision and recall of "asks for action", share of right groups and of leads found, each 0 to 1."""
    from entraide.mandates.domain.classify import classify  # noqa: PLC0415 - imported in the process that measures

    read = [(row, classify(row["text"][language], language)) for row in part]
    asked = sum(row["act"] != "record" for row, _found in read)
    said = sum(found.action for _row, found in read)
    right = sum(found.action and row["act"] != "record" for row, found in read)
    return {
        "precision": right / max(said, 1),
        "recall": right / max(asked, 1),
        "group": sum(found.group == row["act"] for row, found in read) / len(read),
        "lead": sum(same_lead(found.lead, row["lead"][language]) for row, found in read) / len(read),
    }


def same_lead(found: str, given: str) -> bool:
    """Whether two leads are the same words: neither case nor marks count."""
    return _bare(found) == _bare(given)


def _bare(text: str) -> str:
    return " ".join(re.sub(r"[^\w]+", " ", text.casefold()).split())


def accuracy() -> Measured:
    """The lowest share of right groups in six languages on the held-out part; all figures of both parts beside it."""
    from entraide.kernel.languages import LANGUAGES  # noqa: PLC0415

    detail = {part: {language: scores(rows(part), language) for language in LANGUAGES} for part in PARTS}
    lowest = {name: min(found[name] for found in detail["held out"].values()) for name in MARKS}
    sizes = {part: len(rows(part)) for part in PARTS}
    unit = "share of right groups, lowest language, held out (split by resolution)"
    return {"value": lowest["group"], "unit": unit, "lowest": lowest, "sizes": sizes, "parts": detail}


def classify_speed() -> Measured:
    """Paragraphs classified a second on one core; the slowest language counts."""
    from entraide.mandates.domain.classify import classify  # noqa: PLC0415

    return _speed(rows("held out"), lambda text, language: classify(text, language))


def extract_speed() -> Measured:
    """Paragraphs a second whose mandates are fully extracted on one core; the slowest language counts."""
    from entraide.mandates.domain.compose import Place  # noqa: PLC0415
    from entraide.mandates.domain.sentences import asks  # noqa: PLC0415

    return _speed(
        rows("held out"),
        lambda text, language: asks(text, Place(language=language, paragraph="1", body="Conference", operative=True)),
    )


def _speed(part: Iterable[Row], work: Callable[[str, Any], object]) -> Measured:
    from entraide.kernel.languages import LANGUAGES  # noqa: PLC0415

    part = list(part)
    by_language = {}
    for language in LANGUAGES:
        texts = [row["text"][language] for row in part]
        work(texts[0], language)
        by_language[language] = len(texts) / min(_taken(texts, language, work) for _round in range(ROUNDS))
    return {"value": min(by_language.values()), "unit": "paragraphs/s/core (slowest language)", "by": by_language}


def _taken(texts: Sequence[str], language: str, work: Callable[[str, Any], object]) -> float:
    start = time.process_time()
    for text in texts:
        work(text, language)
    return time.process_time() - start


MEASURES: dict[str, tuple[Callable[[], Measured], str, float]] = {
    "accuracy": (accuracy, "reading the act of a paragraph, six languages", RUSSIAN_GROUP),
    "classify": (classify_speed, "classifying paragraphs", 50_000),
    "extract": (extract_speed, "extracting mandates", 2_000),
}
"""Name → the measure, what it is, and the mark that its value must reach (at least)."""


def shown(found: Measured) -> str:
    """The table of accuracy as Markdown: held out, and in sample in brackets; what misses its mark is bold."""
    lines = ["| language | precision | recall | group | lead |", "|---|---|---|---|---|"]
    for language, figures in found["parts"]["held out"].items():
        inside = found["parts"]["in sample"][language]
        cells = [_cell(language, name, figures[name], inside[name]) for name in MARKS]
        lines.append(f"| {language} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _cell(language: str, name: str, held: float, inside: float) -> str:
    mark = RUSSIAN_GROUP if (language, name) == ("ru", "group") else MARKS[name]
    figure = f"{held:.4f}" if held >= mark else f"**{held:.4f}**"
    return f"{figure} ({inside:.4f})"


def main() -> int:
    """Measure one, as JSON, or print everything."""
    if len(sys.argv) > 1:
        print(json.dumps(MEASURES[sys.argv[1]][0]()))
        return 0
    found = accuracy()
    sizes = found["sizes"]
    print(f"split by resolution: held out {sizes['held out']} paragraphs (in sample {sizes['in sample']}, in brackets)")
    print(shown(found))
    for name in ("classify", "extract"):
        speed = MEASURES[name][0]()
        print(name, *(f"{language} {figure:,.0f}/s" for language, figure in speed["by"].items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
