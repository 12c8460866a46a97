"""What is recorded of a meeting is public, and names are those of its day."""

from __future__ import annotations

from datetime import date

import pytest

from entraide.foundation.db.context import acting_as
from entraide.kernel.problems import NotHere, Refused
from entraide.kernel.text import Text
from entraide.meetings import actions, policies, queries
from entraide.meetings.domain.agenda import bare_label, mentioned, ordered_labels

pytestmark = pytest.mark.usefixtures("anybody")

MEETING = {
    "body_code": "ARC", "body_name": Text.of(en="Working Group on Archives"), "starts_on": date(2012, 10, 17),
    "ends_on": date(2012, 10, 18), "sittings": 4, "agenda": [("10", Text()), ("1 b", Text.of(fr="Ordre du jour"))],
}  # fmt: skip


def recorded(actor, **changes):
    with acting_as(actor):
        meeting = actions.record_meeting(actor, **{**MEETING, **changes})
        actions.record_statements(actor, meeting, [("Turquie", "TUR"), ("Égypte", "EGY"), ("Atlantis", "")])
        return meeting.pk


def test_a_meeting_is_recorded_once_and_learns_what_it_lacked(cast):
    nadia = cast("nadia")
    first = recorded(nadia)
    again = recorded(nadia, body_name=Text.of(fr="Groupe"), agenda=[("2", Text())], place=Text.of(en="Vienna"))
    assert first == again
    row = queries.meeting(first)
    assert (row.body.name.versions["fr"], row.place.versions["en"], row.sittings) == ("Groupe", "Vienna", 4)
    assert [item.label for item in queries.agenda(first)] == ["1 b", "2", "10"]
    assert len(queries.statements(first)) == 3
    assert queries.bodies() == (row.body,)


def test_names_are_those_of_the_day_in_the_order_of_the_language(cast):
    number = recorded(cast("nadia"))
    assert queries.speakers(number, "fr") == ("Égypte", "Turquie", "Atlantis")
    assert queries.speakers(number, "en") == ("Egypt", "Turkey", "Atlantis")


@pytest.mark.parametrize(
    ("changes", "code"), [({"ends_on": date(2012, 10, 1)}, "MEE-003"), ({"body_code": " "}, "MEE-002")]
)
def test_what_cannot_be_is_refused(cast, changes, code):
    with pytest.raises(Refused) as caught:
        recorded(cast("nadia"), **changes)
    assert caught.value.problems[0].code == code
    assert queries.meetings() == ()


def test_only_the_secretariat_records(cast):
    for name in ("jo", "pilar"):
        with pytest.raises(Refused) as caught:
            recorded(cast(name))
        assert caught.value.problems[0].code == "MEE-001"


def test_everybody_reads(as_, cast):
    number = recorded(cast("nadia"))
    jo = as_("jo")
    assert "Working Group on Archives" in jo.get("/meetings/").content.decode()
    page = jo.get(f"/meetings/{number}/").content.decode()
    assert "Turkey" in page
    assert "Atlantis" in page
    assert jo.get("/meetings/99999/").status_code == 404
    with pytest.raises(NotHere):
        policies.access_meeting(cast("jo"), 99999)


@pytest.mark.parametrize(("language", "text", "labels"), [
    ("fr", "Au titre du point 7 de l’ordre du jour", ("7",)),
    ("fr", "les points 4 et 5 de l’ordre du jour", ("4", "5")),
    ("fr", "sur les points 2, 3, 4 et 6 de l’ordre du jour", ("2", "3", "4", "6")),
    ("en", "Under agenda item 3 (b), and agenda items 4 and 5", ("3 b", "4", "5")),
    ("es", "En relación con el tema 2 del programa", ("2",)),
    ("ru", "По пункту 6 повестки дня", ("6",)),
    ("ar", "في إطار البند 3 من جدول الأعمال", ("3",)),
    ("zh", "在议程项目2下", ("2",)),
])  # fmt: skip
def test_the_text_names_agenda_items(language, text, labels):
    assert mentioned(text, language) == labels


def test_labels_are_bare_and_in_order():
    assert bare_label("1 b)") == bare_label("1 (b)") == "1 b"
    assert ordered_labels(["10", "2", "1 b", "1", ""]) == ("1", "1 b", "2", "10")
