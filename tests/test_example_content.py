"""What the example holds: a digest that yields the same eight mandates in six languages, and replies that can be given."""

from __future__ import annotations

import csv
import json
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from entraide.collection.domain.answers import Answers
from entraide.collection.domain.form import Form
from entraide.collection.domain.judge import judge
from entraide.collection.domain.reading import check_form
from entraide.directory.domain.entry import read_rows
from entraide.directory.domain.faults import problems_of
from entraide.directory.domain.opening import holiday_states, opening
from entraide.directory.domain.phones import is_normal
from entraide.directory.domain.vocabulary import CHANNELS, CULTURAL, FORMATS, NETWORKS
from entraide.documents.domain.codec import from_json, to_json
from entraide.documents.domain.tree import Section, Tree
from entraide.kernel.audience import Audience
from entraide.kernel.languages import LANGUAGES, Language
from entraide.mandates.domain.extract import extract
from entraide.mandates.domain.proposals import Candidate, proposals_for_register
from entraide.portal.example_answers import answers_from, cell_from
from entraide.portal.example_authorities import written
from entraide.reference.domain.entities import entity, find, groups

DATA = Path(__file__).resolve().parents[1] / "data"
EXAMPLE = DATA / "example"
REPLIES = sorted(path.stem for path in (EXAMPLE / "replies").glob("*.yml"))
TODAY = date(2024, 6, 30)
MANDATES = [
    ("23 a", "invite", ["member-states"], [("18", "13")], []),
    ("23 b", "request", ["unodc"], [("31", "5")], ["in-coordination"]),
    ("23 c", "request", ["member-states", "igos"], [], []),
    ("23 d", "request", ["unodc"], [], []),
    ("23 e", "request", ["unodc"], [], []),
    ("23 f", "urge", ["member-states"], [], ["as-appropriate"]),
    ("24 a", "request", ["unodc"], [], ["on-request"]),
    ("24 b", "encourage", ["states-parties"], [], []),
]


def loaded(path: str) -> Any:
    return yaml.safe_load((EXAMPLE / path).read_text(encoding="utf-8"))


def digest(language: Language) -> Tree:
    return from_json(json.loads((EXAMPLE / f"report-2012.{language}.json").read_text(encoding="utf-8")))


def outline(section: Section) -> tuple[Any, ...]:
    numbers = [(one.number, [point.label for point in one.points]) for one in section.paragraphs]
    return section.number, section.level, numbers, [outline(inner) for inner in section.sections]


def structure(tree: Tree) -> list[Any]:
    head = tree.masthead
    rows = [(row.symbols, row.agenda_items) for annex in tree.annexes for row in annex.documents]
    spoke = sorted(speaker.code for speaker in tree.speakers)
    return [head.symbols, [outline(one) for one in tree.sections], rows, spoke, tree.meeting, tree.references]


def mandate(candidate: Candidate) -> tuple[Any, ...]:
    leaf = candidate.proposal
    cited = [(each.label, each.paragraph) for each in leaf.references]
    asked = [each.key for each in leaf.addressees]
    return f"{leaf.paragraph} {leaf.point}", leaf.act, asked, cited, [hedge.tag for hedge in leaf.hedges]


@pytest.fixture(scope="module")
def form() -> Form:
    return check_form((DATA / "questionnaires" / "cultural-property.xlsx").read_bytes()).published()


def reply(name: str, form: Form) -> tuple[dict[str, Any], Answers]:
    mapping = loaded(f"replies/{name}.yml")
    return mapping, answers_from(form, mapping)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_digest_has_the_same_structure_in_six_languages(language: Language) -> None:
    tree = digest(language)
    assert tree.language == language
    assert structure(tree) == structure(digest("en"))
    assert [one.number for one in tree.paragraphs()] == [str(number) for number in range(1, 25)]
    assert (len(tree.speakers), len(tree.annexes[0].documents)) == (27, 8)
    assert sum(len(row.symbols) for row in tree.annexes[0].documents) == 9
    assert tree.masthead.banner
    assert tree.problems == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_digest_can_be_printed_and_read_again(language: Language) -> None:
    tree = digest(language)
    assert from_json(to_json(tree)) == tree


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_digest_yields_the_eight_mandates(language: Language) -> None:
    found = proposals_for_register(extract(digest(language)))
    assert [mandate(each) for each in found] == MANDATES
    assert found[0].proposal.addressees[0].not_yet
    assert [each.proposal.reporting for each in found] == [False, False, False, True, False, False, False, False]
    assert [inner.act for inner in found[3].proposal.contains] == ["request"]
    assert [[outer.act for outer in each.via] for each in found[6:]] == [["recommend"], ["recommend"]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_speakers_have_the_names_of_2012(language: Language) -> None:
    tree = digest(language)
    listed = tree.paragraph("5")
    assert listed is not None
    for speaker in tree.speakers:
        known = find(speaker.name, language)
        assert known is not None, speaker
        assert known.code == speaker.code
        assert speaker.name in listed.text
    if language in ("en", "es", "fr"):
        turkey = next(speaker.name for speaker in tree.speakers if speaker.code == "TUR")
        assert turkey == {"en": "Turkey", "es": "Turquía", "fr": "Turquie"}[language]


def test_bodies_agenda_and_summaries_are_in_six_languages() -> None:
    data = loaded("bodies.yml")
    meeting = data["meeting"]
    texts = [*data["bodies"].values(), *data["summaries"].values(), *meeting["agenda"].values()]
    texts += [meeting[key] for key in ("title", "session", "place")]
    assert all(tuple(sorted(text)) == LANGUAGES and all(text.values()) for text in texts)
    assert list(data["summaries"]) == [place for place, *_rest in MANDATES]
    assert all(len(words.split()) <= 20 for text in data["summaries"].values() for words in text.values())
    assert set(meeting["agenda"]) == {"1 b", *"234567"}


def test_the_directory_is_invented_and_writes_only_to_reserved_domains() -> None:
    with (EXAMPLE / "directory.csv").open(encoding="utf-8", newline="") as table:
        entries = read_rows(list(csv.DictReader(table)))
    assert len(entries) == 24
    assert all(entry.record.invented and entry.record.name.missing() == () for entry in entries)
    boxes = [box for entry in entries for box in (entry.record.mailbox, entry.contacts[0].email)]
    assert all(box.endswith(("@example.org", "@example.net")) for box in boxes)
    assert 0 < sum(not entry.designations for entry in entries) < 24
    named = {entry.entity for entry in entries}
    assert all(named.intersection(regional.members) for regional in groups())


def test_the_authorities_can_be_found_as_a_prosecutor_would_and_are_invented_in_six_languages() -> None:
    rows = written()
    states = {"EGY", "FRA", "PER", "ITA", "KEN", "JOR", "MEX", "CHN", "RUS", "ESP"}
    for function in ("mutual_legal_assistance", "extradition", "law_enforcement_cooperation"):
        holders = [one.record for one in rows if function in {each.function for each in one.record.functions}]
        assert {one.entity for one in holders} == states, function
    assert {one.record.entity for one in rows if one.record.kind == "interpol_bureau"} == states
    assert {one.record.entity for one in rows if one.beside == "cultural_property"} == states
    for one in rows:
        record = one.record
        if not one.beside:
            assert problems_of(record) == ()
            assert record.invented and record.name.missing() == ()
            marks = ("مختلق", "(invented)", "ejemplo inventado", "exemple inventé", "вымышленный пример", "虚构")
            assert all(mark in record.name.versions[code] for code, mark in zip(LANGUAGES, marks, strict=True))
        hours = record.procedure.hours
        assert hours and opening(hours, datetime(2026, 12, 1, tzinfo=UTC)) is not None
        assert not hours.holidays or hours.holidays in holiday_states()
        assert record.first("phone", "urgent") and record.languages and record.procedure.channels
        assert all(is_normal(way.value) for way in record.reaches if way.kind == "phone")
        assert all("example.org" in way.value for way in record.reaches if way.kind in ("email", "website"))
        assert set(record.networks) <= set(NETWORKS) and set(record.procedure.channels) <= set(CHANNELS)
        assert set(record.procedure.formats) <= set(FORMATS) and {each.kind for each in record.cultural} <= set(CULTURAL)
    assert {one.ago > 365 for one in rows if one.act} == {True, False}, "one confirmation is overdue"
    assert {one.record.entity for one in rows if not one.beside and not one.act} == {"KEN"}


def test_the_authorities_leave_contacts_of_the_rounds_as_they_are() -> None:
    """The rounds ask who is named for cultural property: nobody new is."""
    assert all(each.function != "cultural_property" for one in written() for each in one.record.functions)
    assert all(way.kind == "phone" for one in written() if one.beside for way in one.record.reaches)


def test_the_closed_round_has_its_replies_and_its_silent_states() -> None:
    rounds = loaded("rounds.yml")
    assert sorted(rounds["closed"]["replied"]) == REPLIES
    assert len(rounds["closed"]["silent"]) == 3
    for one in (*rounds["closed"]["replied"], *rounds["closed"]["silent"], *rounds["open"]["invited"]):
        assert entity(one)
    assert rounds["open"]["drafts"] == [path.stem for path in (EXAMPLE / "drafts").glob("*.yml")]


@pytest.mark.parametrize("name", REPLIES)
def test_a_reply_passes_the_judge(name: str, form: Form) -> None:
    mapping, answers = reply(name, form)
    assert mapping["entity"] == name
    assert mapping["invented"] is True
    assert mapping["language"] in LANGUAGES
    judged = judge(form, answers, TODAY)
    assert judged.valid
    assert [(one.path, one.code) for one in judged.problems] == []


def test_the_replies_show_what_replies_are_like(form: Form) -> None:
    replies = [reply(name, form) for name in REPLIES]
    cells = [cell for _mapping, answers in replies for cell in answers.values()]
    assert {mapping["language"] for mapping, _answers in replies} == set(LANGUAGES)
    assert len({cell.missing for cell in cells if cell.missing}) == 4
    assert {flag for cell in cells for flag in cell.flags} == {"estimated", "provisional"}
    assert {cell.audience for cell in cells if cell.audience} == {Audience.SECRETARIAT, Audience.STATE}
    money = Counter(answers.value("/data/funds/funds_currency") for _mapping, answers in replies)
    assert len([currency for currency in money if currency]) >= 3
    assert any(mapping["late"] for mapping, _answers in replies)


def test_the_draft_of_the_open_round_is_begun_and_not_finished(form: Form) -> None:
    judged = judge(form, answers_from(form, loaded("drafts/EGY.yml")), TODAY)
    assert {one.code for one in judged.problems} == {"required"}
    assert any(section.done and section.answered for section in judged.complete.values())


def test_an_answer_to_no_question_is_told(form: Form) -> None:
    with pytest.raises(KeyError):
        answers_from(form, {"answers": {"weather": "fine"}})


def test_yes_without_quotation_marks_is_told() -> None:
    with pytest.raises(TypeError):
        cell_from(True)
