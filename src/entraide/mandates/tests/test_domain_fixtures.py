"""How papers ask, in six languages: the cases of data/fixtures/mandates, each with what a reader should understand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, cast

import pytest
import yaml

from entraide.documents.domain.tree import Masthead, Paragraph, Point, Run, Section, Tree
from entraide.kernel.languages import LANGUAGES, Language
from entraide.mandates.domain.deadlines import last_day
from entraide.mandates.domain.extract import extract
from entraide.mandates.domain.proposals import Proposal

from .papers import REPOSITORY

FOLDER = REPOSITORY / "data" / "fixtures" / "mandates"
LETTERS = "abcdefghijklmnop"
FEWEST = 60
TAGS = {
    "past", "present", "infinitive", "gerund", "modal", "passive", "nested", "double", "quoted", "views", "record", "adverb",
    "leadin", "iterator", "intensifier", "reiterates", "deadline", "reporting", "hedge", "named", "notyet", "reference",
}  # fmt: skip

Case = Mapping[str, Any]


def cases(language: Language) -> list[Case]:
    """The cases of one language."""
    return cast(list[Case], yaml.safe_load((FOLDER / f"{language}.yml").read_text(encoding="utf-8")))


def everything() -> Iterator[Any]:
    """Every case; those that the reader is known to fail say why."""
    for language in LANGUAGES if FOLDER.is_dir() else ():
        for case in cases(language):
            known = [pytest.mark.xfail(reason=case["known"], strict=True)] if case.get("known") else []
            yield pytest.param(language, case, id=f"{language}-{case['id']}", marks=known)


def tree_of(language: Language, case: Case) -> Tree:
    """A paper of one chapter with one paragraph."""
    points = tuple(_points(case.get("points", ())))
    paragraph = Paragraph("1", (Run(case["text"]),), points)
    return Tree(
        language, Masthead(body=case.get("body", "")), (Section("I", case.get("heading", ""), 1, (paragraph,)),)
    )


def _points(told: Sequence[Any]) -> Iterator[Point]:
    for letter, each in zip(LETTERS, told, strict=False):
        inner = {"text": each} if isinstance(each, str) else each
        yield Point(letter, (Run(inner["text"]),), tuple(_points(inner.get("points", ()))))


@pytest.mark.parametrize(("language", "case"), everything())
def test_what_a_paragraph_asks(language: Language, case: Case) -> None:
    found = extract(tree_of(language, case))
    assert [each.act for each in found] == [wanted["act"] for wanted in case["asks"]], [_shown(each) for each in found]
    for each, wanted in zip(found, case["asks"], strict=True):
        _same(each, wanted)


def _same(found: Proposal, wanted: Case) -> None:
    assert found.act == wanted["act"]
    assert bool(wanted.get("quoted")) == found.quoted
    if "point" in wanted:
        assert found.point == wanted["point"]
    _same_addressees(found, wanted.get("whom", ()))
    tags = {hedge.tag for hedge in found.hedges}
    assert set(wanted.get("hedges", ())) <= tags
    if "due" in wanted:
        assert found.due is not None
        assert _due(found.due.kind, found.due.value) == _due(wanted["due"]["kind"], str(wanted["due"]["value"]))
    if wanted.get("reporting"):
        assert found.reporting
    for number in wanted.get("references", ()):
        told = [*(f"{each.paragraph} {each.label}" for each in found.references)]
        assert any(_digits(str(number)) <= _digits(label) for label in told), (number, told)
    if "contains" in wanted:
        assert [each.act for each in found.contains] == [inner["act"] for inner in wanted["contains"]]
        for each, inner in zip(found.contains, wanted["contains"], strict=True):
            _same(each, inner)


def _same_addressees(found: Proposal, whom: Sequence[Case]) -> None:
    assert [each.kind for each in found.addressees] == [wanted["kind"] for wanted in whom], found.addressees
    for each, wanted in zip(found.addressees, whom, strict=True):
        assert wanted["has"] in each.text, (wanted["has"], each.text)
        if "code" in wanted:
            assert each.key == wanted["code"]


def _due(kind: str, value: str) -> tuple[str, str]:
    return (kind, last_day(value).isoformat()) if kind == "date" else (kind, value)


def _digits(label: str) -> set[str]:
    return set("".join(sign if sign.isdigit() else " " for sign in label).split())


def _shown(each: Proposal) -> tuple[Any, ...]:
    return each.act, each.rule, [whom.text for whom in each.addressees], [_shown(inner) for inner in each.contains]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_its_cases(language: Language) -> None:
    told = cases(language)
    counts = Counter(tag for case in told for tag in case["tags"])
    assert len(told) >= FEWEST
    assert len({case["id"] for case in told}) == len(told)
    assert TAGS - set(counts) == set()


def test_the_cases_stand_in_the_repository() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.yml")) == sorted(LANGUAGES)
    assert Path(FOLDER).is_relative_to(REPOSITORY)
