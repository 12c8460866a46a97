"""Labels, orders and calendars, without a database."""

from __future__ import annotations

from datetime import UTC, date, datetime

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from entraide.kernel.languages import LANGUAGES
from entraide.meetings.domain import calendar
from entraide.meetings.domain.agenda import (
    bare_label,
    inserted,
    is_label,
    mentioned,
    moved,
    printed_items,
    printed_label,
)
from entraide.meetings.domain.calendar import Event
from entraide.meetings.domain.sentences import naming, under_items
from entraide.meetings.domain.speaking import Spoke, speakers
from entraide.reference.domain import entities

LABELS = st.builds(
    lambda number, letter: f"{number} {letter}".strip(), st.integers(1, 40), st.sampled_from([*"abcdz", ""])
)


@pytest.mark.parametrize(("language", "one", "two", "three"), [
    ("ar", "1 (ب)", "4 و 5", "2 و 4 و 5"),
    ("en", "1 (b)", "4 and 5", "2, 4 and 5"),
    ("es", "1 b)", "4 y 5", "2, 4 y 5"),
    ("fr", "1 b)", "4 et 5", "2, 4 et 5"),
    ("ru", "1 b)", "4 и 5", "2, 4 и 5"),
    ("zh", "1(b)", "4和5", "2、4和5"),
])  # fmt: skip
def test_items_as_each_language_prints_them(language, one, two, three):
    assert printed_label("1 b", language) == one
    assert [printed_items(labels, language) for labels in (["4", "5"], ["2", "4", "5"], ["1 b"], [])] == [
        two,
        three,
        one,
        "",
    ]


@given(LABELS, st.sampled_from(LANGUAGES))
def test_a_printed_label_is_bare_again(label, language):
    assert is_label(label)
    assert bare_label(printed_label(label, language)) == label


@given(st.lists(LABELS, min_size=1, max_size=5, unique=True), st.sampled_from(LANGUAGES))
def test_a_sentence_names_the_items_it_is_made_of(labels, language):
    assert mentioned(under_items(labels, language), language) == tuple(labels)


def test_other_scripts_and_other_words():
    assert bare_label("١ (ج)") == "1 c"
    assert bare_label("2 б)") == "2 b"
    assert printed_label("3 a ii", "fr") == "3 a) ii)"
    assert printed_label("other", "fr") == "other"
    assert not is_label("other")


def test_an_order_made_by_hand_is_kept():
    assert inserted(["1", "5", "4"], ["10", "2", "4"]) == ("1", "2", "5", "4", "10")
    assert inserted([], ["10", "2"]) == ("2", "10")
    assert moved(["1", "2", "3"], "2", up=True) == ("2", "1", "3")
    assert moved(["1", "2", "3"], "3", up=False) == ("1", "2", "3")


def test_states_then_groups_then_organisations():
    rows = [
        Spoke("UNODC", "", "organisation"), Spoke("PER", "", "group", group="GRULAC"), Spoke("EGY", "", "group", group="AFR"),
        Spoke("TUR", ""), Spoke("EGY", ""), Spoke("", "Atlantis"), Spoke("EGY", "again"), Spoke("", "Atlantis"),
    ]  # fmt: skip
    found = speakers(rows, "fr", date(2012, 10, 17))
    assert found.states == ("Égypte", "Turquie", "Atlantis")
    assert [name.partition(" (")[2] for name in found.groups] == ["Égypte)", "Pérou)"]
    assert speakers(rows, "zh", None).groups[0] == "非洲国家组（埃及）"
    assert speakers(rows, "ru", None).states[0] == "Египет"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_names_everybody(language):
    for key in ("states", "groups", "organisations", "party", "signatory", "observer_state", "organisation", "entity"):
        for codes in (["EGY"], ["EGY", "FRA"], ["EGY", "FRA", "PER"]):
            names = [entities.name(code, language) for code in codes]
            sentence = naming(key, names, language)
            assert all(name in sentence for name in names)
            assert "{" not in sentence
    assert naming("states", [], language) == ""


LONG = "Заседание, посвященное архивам; и музеям \\ библиотекам, " * 4
EVENT = Event(
    uid="one@example.org", starts=datetime(2012, 10, 17, 8, tzinfo=UTC), ends=datetime(2012, 10, 17, 11, tzinfo=UTC),
    summary=LONG, changed_at=datetime(2012, 9, 1, tzinfo=UTC), sequence=2, place="Зал А", description="1 b)\n4",
    url="https://example.org/meetings/1/", cancelled=True,
)  # fmt: skip


def test_a_calendar_keeps_to_the_standard():
    data = calendar.written([EVENT], "Совещания", "ru")
    lines = data.split(b"\r\n")
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert max(len(line) for line in lines) <= 75
    unfolded = data.decode().replace("\r\n ", "")
    for expected in (
        "VERSION:2.0", "DTSTART:20121017T080000Z", "DTEND:20121017T110000Z", "DTSTAMP:20120901T000000Z", "SEQUENCE:2",
        "LAST-MODIFIED:20120901T000000Z", "STATUS:CANCELLED", "UID:one@example.org", "DESCRIPTION;LANGUAGE=ru:1 b)\\n4",
    ):  # fmt: skip
        assert f"{expected}\r\n" in unfolded, expected
    assert "архивам\\; и музеям \\\\ библиотекам\\," in unfolded
    assert data == calendar.written([EVENT], "Совещания", "ru")


def test_a_calendar_is_read_back():
    event = icalendar.Calendar.from_ical(calendar.written([EVENT], "X", "ru")).events[0]
    assert str(event["summary"]) == LONG
    assert event["summary"].params["LANGUAGE"] == "ru"
    assert event.start == EVENT.starts


def test_whole_days_and_no_days():
    days = Event("two@x", date(2012, 10, 17), date(2012, 10, 18), "Meeting", datetime(2012, 9, 1, tzinfo=UTC))
    data = calendar.written([days], "X", "en").decode()
    assert "DTSTART;VALUE=DATE:20121017\r\n" in data
    assert "DTEND;VALUE=DATE:20121019\r\n" in data
    assert "STATUS:CONFIRMED" in data
    assert b"BEGIN:VTIMEZONE" in calendar.written([], "X", "en")
