"""What the register comes to: always with what it rests on, and only of what one may see."""

import csv
import datetime
import io

import pytest

from entraide.documents import actions as documents
from entraide.documents.models import Document
from entraide.foundation.db.context import acting_as
from entraide.kernel.problems import NotHere
from entraide.kernel.text import Text
from entraide.mandates import actions, figures
from entraide.mandates.domain.bars import bar
from entraide.mandates.domain.figures import Figure
from entraide.mandates.domain.repeats import Deed, repeated
from entraide.mandates.models import Mandate
from entraide.meetings.actions import record_meeting

from .filed import tree

BODY = "TEST/WG.1"


def filed(nadia, year, **more):
    """The report of a session, adopted on a day of that year, everything in it confirmed."""
    day = datetime.date(year, 10, 1)
    meeting = record_meeting(
        nadia, body_code=BODY, body_name=Text.of("en", en="Invented Working Group"), starts_on=day, ends_on=day,
    )  # fmt: skip
    paper = documents.file_document(
        nadia, trees={"en": tree()}, symbols=[f"{BODY}/{year}/3"], kind="report", title=Text.of("en", en="Report"),
        invented=True, meeting_id=meeting.pk, dated=day, statuses={"en": "original"},
    )  # fmt: skip
    actions.propose(nadia, paper.pk)
    with acting_as(nadia):
        actions.confirm_all(nadia, paper.pk)
        Mandate.objects.filter(paragraph__document=paper).update(adopted_on=day)
        Document.objects.filter(pk=paper.pk).update(**more)
    return paper


def acted(nadia, paper, label, days):
    with acting_as(nadia):
        found = Mandate.objects.filter(paragraph__document=paper, contained=None)
        row = found.get(paragraph__number=label[:2], paragraph__point=label[-1])
        Mandate.objects.filter(pk=row.pk).update(first_action_on=row.adopted_on + datetime.timedelta(days=days))
    return row


@pytest.fixture
def sessions(cast):
    """Three sessions that ask the same four things; the last report is for the secretariat alone."""
    nadia = cast("nadia")
    papers = [filed(nadia, year) for year in (2021, 2022)] + [filed(nadia, 2023, audience="secretariat")]
    for paper, days in zip(papers, (10, 30, 500), strict=True):
        acted(nadia, paper, "23 (a", days)
    return papers


def test_each_counts_what_they_may_see(cast, sessions):
    told = {}
    for name in ("nadia", "jo", "pilar"):
        with acting_as(cast(name)):
            told[name] = figures.overall(cast(name)), figures.by(cast(name), "year")
    whole, years = told["nadia"]
    assert (whole.count, whole.acted, whole.share, whole.median, whole.rests_on) == (12, 3, 25, 30, 3)
    assert [one.key for one in years] == ["2023", "2022", "2021"]
    for name in ("jo", "pilar"):
        whole, years = told[name]
        assert (whole.count, whole.acted, whole.median, whole.rests_on) == (8, 2, None, 2)
        assert [(one.key, one.count, one.acted) for one in years] == [("2022", 4, 1), ("2021", 4, 1)]


def test_by_body_and_by_addressee_with_their_states(cast, sessions):
    with acting_as(cast("jo")):
        assert [(one.key, one.count, one.acted) for one in figures.by(cast("jo"), "body")] == [(BODY, 8, 2)]
        whom = {one.key: one for one in figures.by(cast("jo"), "addressee")}
    assert whom["states/member-states"].states == {"not_started": 2}
    assert sum(one.count for one in whom.values()) == 8


def test_the_figures_follow_the_register_at_once(cast, sessions):
    nadia = cast("nadia")
    with acting_as(nadia):
        before = figures.overall(nadia).acted
        acted(nadia, sessions[0], "23 (b", 5)
        assert figures.overall(nadia).acted == before + 1


def test_the_same_deed_in_three_sessions_without_an_action(cast, sessions):
    for name, count in (("nadia", 3), ("jo", 0)):
        with acting_as(cast(name)):
            found = figures.repeats(cast(name), BODY)
            assert len(found) == count
    with acting_as(cast("nadia")):
        assert [len(one.mandates) for one in figures.repeats(cast("nadia"), BODY)] == [3, 3, 3]
        with pytest.raises(NotHere):
            figures.repeats(cast("nadia"), "NO/BODY")


def test_pages_and_tables(as_, sessions, monkeypatch):
    jo = as_("jo")
    for axis in ("body", "addressee", "topic", "year"):
        page = jo.get(f"/recommendations/figures/?by={axis}").content.decode()
        assert "2 of 8 (25%)" in page and "not enough" in page
        rows = list(
            csv.reader(
                io.StringIO(jo.get(f"/recommendations/figures/figures.csv?by={axis}").content.decode("utf-8-sig"))
            )
        )
        assert rows[0][0] == axis and all(len(row) == len(rows[0]) for row in rows)
    assert "2023" not in jo.get("/recommendations/figures/?by=year").content.decode()
    assert "Asked 3 times" in as_("nadia").get(f"/recommendations/figures/repeated/?body={BODY}").content.decode()
    assert "Nothing was asked" in jo.get(f"/recommendations/figures/repeated/?body={BODY}").content.decode()
    for address in ("", "?body=NONE"):
        assert jo.get(f"/recommendations/figures/repeated/{address}").status_code == 404
    monkeypatch.setattr(figures, "MOST", 2)
    page = jo.get(f"/recommendations/figures/repeated/?body={BODY}")
    assert (page.status_code, "MAN-440" in page.content.decode()) == (422, True)


def test_nothing_to_count(as_):
    assert "nothing to count yet" in as_("jo").get("/recommendations/figures/").content.decode()


def test_words_that_are_nearly_the_same_ask_the_same():
    texts = {
        1: "to submit a report on the use of article 18 at its sixth session",
        2: "To submit a report on the use of article 20 at its seventh session", 4: "to hold a workshop for judges",
    }  # fmt: skip
    deeds = [Deed(one, str(one), text, False) for one, text in texts.items()]
    assert repeated(deeds[:2]) == []
    alike = [*deeds[:2], Deed(5, "5", texts[1], False), deeds[2]]
    assert repeated(alike) == [(1, 2, 5)]
    assert repeated([*alike[:2], Deed(5, "2", texts[1], False)]) == []
    assert repeated([*alike[:2], Deed(5, "5", texts[1], True)]) == []
    linked = [Deed(1, "a", "one", False), Deed(2, "b", "two", False, (1,)), Deed(3, "c", "three", False, (2,))]
    assert repeated(linked) == [(1, 2, 3)]
    han = [Deed(one, str(one), "请秘书处编写关于贩运问题的指南", False) for one in (1, 2, 3)]
    assert repeated(han) == [(1, 2, 3)]


def test_a_share_a_median_and_a_bar_say_what_they_rest_on():
    assert (Figure("x", 3, 1, 12, 2).median, Figure("x", 3, 1, 12, 3).median, Figure("x", 0, 0).share) == (None, 12, 0)
    left, right = bar({"acted": 1, "none": 3}, "en"), bar({"acted": 1, "none": 3}, "ar")
    assert 'x="0.0"' in left.split("<rect")[1] and 'x="240.0"' in right.split("<rect")[1]
    assert bar({}, "en") == ""
