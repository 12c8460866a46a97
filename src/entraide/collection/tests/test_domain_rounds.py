"""The rules of a round, without a database: its days, its reminders, what is outstanding, who may read an answer."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from datetime import UTC, date, datetime, timedelta

import pytest

from entraide.collection.domain.answers import Answers, Cell
from entraide.collection.domain.board import Choice, Line
from entraide.collection.domain.curve import STEPS, Course, curve, rates, turning_points, whole
from entraide.collection.domain.curve_drawing import Words, draw
from entraide.collection.domain.life import REPLY
from entraide.collection.domain.outstanding import OpenSection, outstanding
from entraide.collection.domain.progress import Progress, SectionProgress
from entraide.collection.domain.reminding import coming, due, reminder_days
from entraide.collection.domain.sharing import as_sent, effective_audience, said_by, with_audiences
from entraide.collection.domain.tallies import count, tallied
from entraide.collection.domain.terms import Terms
from entraide.collection.domain.windows import Days
from entraide.collection.domain.xform import read_xform
from entraide.kernel.audience import Audience
from entraide.kernel.text import Text

from .forms import xform

DEADLINE = date(2026, 6, 30)
TITLE = Text.of("en", en="Heritage")


def on(days: int) -> date:
    return DEADLINE + timedelta(days=days)


# --- the days of a reply


@pytest.mark.parametrize(
    ("days", "today", "expected"),
    [
        (Days("prepared", DEADLINE, on(-20)), on(-21), "ahead"),
        (Days("prepared", DEADLINE, on(-20)), on(-20), "open"),
        (Days("prepared", DEADLINE), on(-20), "ahead"),
        (Days("open", DEADLINE), on(0), "open"),
        (Days("open", DEADLINE), on(1), "late"),
        (Days("open", DEADLINE, grace_days=3), on(3), "grace"),
        (Days("open", DEADLINE, grace_days=3), on(4), "late"),
        (Days("closed", DEADLINE), on(-5), "closed"),
        (Days("closed", DEADLINE, late_until=on(9)), on(9), "admitted"),
        (Days("closed", DEADLINE, late_until=on(9)), on(10), "closed"),
    ],
)
def test_where_a_day_stands(days, today, expected):
    assert days.window(today) == expected
    assert days.takes(today) == (expected not in ("ahead", "closed"))


def test_late_is_after_the_days_of_grace():
    days = Days("open", DEADLINE, grace_days=2)
    assert [days.is_late(on(one)) for one in (0, 2, 3)] == [False, False, True]


# --- reminders


def test_each_mark_reminds_once_and_an_old_one_is_not_made_up_for():
    rule, asked = reminder_days(), on(-60)
    assert due(rule, DEADLINE, on(-31), asked, ()) is None
    assert due(rule, DEADLINE, on(-30), asked, ()).days == -30
    assert due(rule, DEADLINE, on(-28), asked, ()).days == -30
    assert due(rule, DEADLINE, on(-26), asked, ()) is None
    assert due(rule, DEADLINE, on(-30), asked, {-30}) is None
    assert due(rule, DEADLINE, on(-13), asked, {-30}).days == -14
    assert due(rule, DEADLINE, on(7), asked, {-30, -14, -7, -1}).days == 7
    assert due([], DEADLINE, on(-7), asked, ()) is None


def test_nobody_is_reminded_by_a_mark_before_the_invitation():
    assert due(reminder_days(), DEADLINE, on(-13), on(-13), ()) is None
    assert due(reminder_days(), DEADLINE, on(-14), on(-14), ()) is None
    assert coming(reminder_days(), DEADLINE, on(-13), on(-13)).days == -7
    assert coming(reminder_days(), DEADLINE, on(8), on(-13)) is None


# --- what is outstanding


def progress(**sections: tuple[int, int, int, int, int]) -> Progress:
    return Progress({name: SectionProgress(*counts) for name, counts in sections.items()})


def test_what_is_outstanding_says_which_sections_and_how_much():
    some = progress(law=(4, 2, 3, 2, 1), figures=(9, 9, 5, 5, 0))
    owed = outstanding("drafting", some)
    assert owed.sections == (OpenSection("law", 1, 1),)
    assert (owed.questions, owed.unsigned, bool(owed)) == (2, False, True)
    assert outstanding("invited", Progress()).not_begun
    assert not outstanding("invited", Progress()).sections
    done = progress(law=(3, 3, 3, 3, 0))
    assert outstanding("drafting", done).unsigned
    assert outstanding("asked_back", done).asked_back


@pytest.mark.parametrize("state", REPLY.states)
def test_whoever_is_done_owes_nothing_but_clarifications(state):
    full = progress(law=(3, 3, 3, 3, 0))
    assert bool(outstanding(state, full)) == (state not in ("submitted", "accepted", "withdrawn"))
    assert outstanding(state, full, clarifications=2).clarifications == 2
    assert outstanding(state, full, clarifications=2)


def test_counts_of_others_are_asked_where_somebody_gives_them(monkeypatch):
    monkeypatch.setattr("entraide.collection.domain.tallies._COUNTERS", {})
    assert count("clarifications", [7]) == {}
    tallied("clarifications")(lambda replies: dict.fromkeys(replies, 2))
    assert count("clarifications", [7, 8]) == {7: 2, 8: 2}
    assert count("clarifications", []) == {}


# --- sharing

SHARING = xform(
    '<data id="s" version="1"><a><plain/><narrow/><wide/></a></data>',
    '<bind nodeset="/data/a/plain" type="string"/><bind nodeset="/data/a/narrow" type="string" entraide:audience="secretariat"/>'
    '<bind nodeset="/data/a/wide" type="string" entraide:audience="public"/>',
    '<group ref="/data/a"><label>A</label><input ref="/data/a/plain"><label>1</label></input>'
    '<input ref="/data/a/narrow"><label>2</label></input><input ref="/data/a/wide"><label>3</label></input></group>',
)
PUBLIC, PARTIES, AGGREGATE, SECRETARIAT = Audience.PUBLIC, Audience.PARTIES, Audience.AGGREGATE, Audience.SECRETARIAT
TRUTH = [
    # question, answer, section, round → in effect, whose word
    ("plain", None, None, PARTIES, PARTIES, "round"),
    ("plain", None, None, SECRETARIAT, SECRETARIAT, "round"),
    ("plain", None, PUBLIC, SECRETARIAT, PUBLIC, "section"),
    ("plain", None, SECRETARIAT, PARTIES, SECRETARIAT, "section"),
    ("plain", PUBLIC, SECRETARIAT, PARTIES, PUBLIC, "answer"),
    ("plain", SECRETARIAT, PUBLIC, PUBLIC, SECRETARIAT, "answer"),
    ("narrow", None, None, PUBLIC, SECRETARIAT, "questionnaire"),
    ("narrow", None, PUBLIC, PUBLIC, SECRETARIAT, "questionnaire"),
    ("narrow", PUBLIC, None, SECRETARIAT, PUBLIC, "answer"),
    ("wide", None, None, SECRETARIAT, PUBLIC, "questionnaire"),
    ("wide", None, PARTIES, SECRETARIAT, PARTIES, "section"),
    ("wide", None, AGGREGATE, SECRETARIAT, AGGREGATE, "section"),
    ("wide", PARTIES, AGGREGATE, SECRETARIAT, PARTIES, "answer"),
]


@pytest.mark.parametrize(("name", "answer", "section", "default", "expected", "whose"), TRUTH)
def test_who_may_read_an_answer(name, answer, section, default, expected, whose):
    question = read_xform(SHARING).question(f"/data/a/{name}")
    cell = Cell("x", audience=answer)
    assert effective_audience(question, cell, default, section) is expected
    assert said_by(question, cell, section) == whose


def test_what_is_sent_carries_the_word_on_its_section_and_nothing_for_no_answer():
    form = read_xform(SHARING)
    answers = Answers(
        {"/data/a/plain": Cell("x"), "/data/a/narrow": Cell("y"), "/data/a/wide": Cell(audience=PUBLIC)}
    )
    sent = as_sent(form, answers, {"a": PARTIES})
    assert {path: cell.audience for path, cell in sent.items()} == {"/data/a/plain": PARTIES, "/data/a/narrow": SECRETARIAT}
    assert as_sent(form, answers, {})["/data/a/plain"].audience is None
    known = with_audiences(form, as_sent(form, answers, {}), AGGREGATE)
    assert (known["/data/a/plain"].audience, known["/data/a/narrow"].audience) == (AGGREGATE, SECRETARIAT)


# --- terms


def test_what_is_wrong_with_terms_is_numbered():
    def codes(**more):
        given = {"title": TITLE, "deadline": DEADLINE, **more}
        return [problem.code for problem in Terms(**given).troubles(on(-40))]

    assert codes() == []
    assert codes(opens_on=on(1)) == ["COL-342"]
    assert codes(grace_days=400) == ["COL-343"]
    assert codes(reminders=range(-20, 0)) == ["COL-344"]
    assert codes(title=Text(), deadline=on(-41)) == ["COL-324", "COL-311"]
    assert not list(Terms(TITLE, DEADLINE, grace_days=5).troubles(on(1), Terms(TITLE, DEADLINE)))


def test_terms_come_back_from_their_columns():
    terms = Terms(TITLE, DEADLINE, " CU 1 ", on(-50), on(-40), 5, 3, PARTIES, [7, -7])
    assert Terms.of(terms.columns()) == terms
    assert (terms.note_verbale, terms.reminders) == ("CU 1", (-7, 7))


# --- the course of the replies

COURSES = (
    Course("EGY", "africa", on(-30), on(-20), on(-10), on(-5)),
    Course("FRA", "weog", on(-30), on(-2), on(1)),
    Course("PER", "grulac", on(-28)),
)


def test_the_curve_counts_up_to_the_last_day():
    made = curve(COURSES, DEADLINE, on(2))
    assert (made.days[0], made.days[-1]) == (-30, 2)
    assert [made.at("invited", day) for day in (-31, -30, -28, 9)] == [0, 2, 3, 3]
    assert [made.line(step)[-1] for step in STEPS] == [3, 2, 2, 1]
    assert made.at("submitted", 0) == 1
    assert curve((), DEADLINE, on(0)).highest == 0
    assert {-30, 0, 2} <= set(turning_points(made))
    assert len(turning_points(curve(COURSES, DEADLINE, on(900)))) <= 15


def test_a_rate_has_its_numbers():
    by_group = rates(COURSES, ["africa", "asia", "weog", "grulac"])
    assert [(one.group, one.submitted, one.invited) for one in by_group] == [("africa", 1, 1), ("weog", 1, 1), ("grulac", 0, 1)]
    assert whole(COURSES).share == pytest.approx(2 / 3)
    assert whole(()).share is None


def test_the_picture_is_whole_and_mirrored_in_arabic():
    made = curve(COURSES, DEADLINE, on(2))
    words = Words("Replies <over> time", "At the end", "Deadline", {-30: "first", 2: "last"})
    drawn = {language: draw(made, made, [-7], words, language) for language in ("en", "ar")}
    for picture in drawn.values():
        root = ET.fromstring(picture)
        assert root.find("{*}title").text == "Replies <over> time"
        assert root.get("role") == "img"
        assert len(root.findall("{*}path")) >= 6
    places = {
        language: float(re.search(r'<text x="([\d.]+)"[^>]*>first</text>', picture)[1]) for language, picture in drawn.items()
    }
    assert places["en"] < 100 < 600 < places["ar"]


# --- the board


def line(entity, name, state="drafting", **more) -> Line:
    moment = datetime(2026, 6, 1, tzinfo=UTC)
    given = {
        "reply_id": 1, "entity": entity, "name": name, "group": "africa", "state": state, "language": "ar", "note_verbale": "",
        "invited_at": moment, "last": moment, "submitted_at": None, "versions": 0, "progress": Progress(),
        "owed": outstanding(state, Progress()), "late": False, "on_behalf": False, "withdrawn": False, "delegated": 0,
        "reminders": 0, "snoozed": False, "admitted": False, "used": True, **more,
    }  # fmt: skip
    return Line(**given)


BOARD = (
    line("CIV", "Côte d’Ivoire", "accepted", language="fr"), line("EGY", "Egypt", "invited", last=datetime(2026, 6, 9, tzinfo=UTC)),
    line("PER", "Peru", "asked_back", group="grulac", late=True, language="es"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        (Choice(), ["CIV", "EGY", "PER"]),
        (Choice(state="invited"), ["EGY"]),
        (Choice(group="grulac"), ["PER"]),
        (Choice(language="fr"), ["CIV"]),
        (Choice(owing="nothing"), ["CIV"]),
        (Choice(owing="anything"), ["EGY", "PER"]),
        (Choice(owing="late"), ["PER"]),
        (Choice(words="IVOIRE"), ["CIV"]),
        (Choice(words="per"), ["PER"]),
        (Choice(sorting="last"), ["EGY", "CIV", "PER"]),
        (Choice(sorting="state"), ["PER", "EGY", "CIV"]),
        (Choice(owing="nonsense", sorting="nonsense"), ["CIV", "EGY", "PER"]),
    ],
)
def test_the_board_is_narrowed_and_ordered(choice, expected):
    assert [one.entity for one in choice.of(BOARD)] == expected
