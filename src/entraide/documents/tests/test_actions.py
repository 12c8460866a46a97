"""A report is read, corrected, filed; another language joins it; a stranger sees nothing of the reading."""

from __future__ import annotations

from pathlib import Path

import pytest

from entraide.documents import actions, policies, queries
from entraide.documents.domain import codec
from entraide.foundation.actions import save
from entraide.foundation.db.context import acting_as
from entraide.kernel.audience import Audience
from entraide.kernel.problems import NotHere, Refused
from entraide.kernel.text import Text
from entraide.meetings import queries as meetings

from .papers import FILE, details, paper


@pytest.fixture
def nadia(cast):
    actor = cast("nadia")
    with acting_as(actor):
        yield actor


def received(actor, tree=None):
    reading = actions.receive_file(actor, content=FILE.encode(), name="report.txt", language="en")
    if tree is not None:
        reading.tree = codec.to_json(tree)
        save(reading, "tree")
    return reading


def code(caught):
    return caught.value.problems[0].code


def test_a_file_is_read_and_kept_with_its_tree(nadia):
    reading = received(nadia)
    row = queries.reading(nadia, reading.pk)
    assert (row.language, row.state, row.file_name) == ("en", "read", "report.txt")
    assert [paragraph.number for paragraph in queries.reading_tree(nadia, reading.pk).paragraphs()] == ["1", "2", "3"]


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n" + bytes(range(256))])
def test_bad_files_are_refused_and_nothing_is_kept(nadia, content):
    with pytest.raises(Refused):
        actions.receive_file(nadia, content=content, name="x.txt")
    assert queries.readings(nadia) == ()


def test_filing_makes_meeting_agenda_statements_paragraphs_and_the_papers_of_the_annex(nadia):
    document = actions.file_reading(nadia, received(nadia, paper()), **details())
    row = queries.document(nadia, document.pk)
    assert (row.label, row.kind, row.languages, row.title.versions["en"]) == (
        "ARC/2019/4",
        "report",
        ("en",),
        "Report on archives",
    )
    meeting = meetings.meeting(row.meeting)
    assert (meeting.body.code, meeting.sittings, meeting.place.versions) == ("ARC", 3, {"en": "Nairobi"})
    assert [item.label for item in meetings.agenda(meeting.id)] == ["1 b", "3", "4", "5", "10"]
    assert meetings.speakers(meeting.id, "fr") == ("Égypte", "Turquie", "Atlantis")
    papers = queries.documents(nadia, meeting=meeting.id, kind="working_paper")
    assert {paper.symbols for paper in papers} == {("ARC/2019/1",), ("ARC/2019/2", "LIB/2019/7"), ("ARC/2019/3",)}
    rows = queries.paragraphs_of(nadia, document.pk)
    assert [paragraph.label for paragraph in rows] == ["1", "2", "2 (a)", "2 (b)", "2 (c)"]
    assert [paragraph.chapter for paragraph in rows] == ["I", "II", "II", "II", "II"]
    assert queries.find_paragraph(nadia, "ARC/2019/4", "2", "c") == rows[4]
    assert queries.tree(nadia, document.pk, "en").paragraph("2").points[2].guid == str(rows[4].guid)
    assert queries.reading_tree(nadia, queries.readings(nadia)[0].id) is not None


def test_a_reading_is_filed_once_and_a_symbol_too(nadia):
    reading = received(nadia, paper())
    actions.file_reading(nadia, reading, **details())
    with pytest.raises(Refused) as again:
        actions.file_reading(nadia, reading, **details())
    assert code(again) == "DOC-301"
    with pytest.raises(Refused) as taken:
        actions.file_reading(nadia, received(nadia, paper()), **details())
    assert code(taken) == "DOC-302"
    with pytest.raises(Refused) as own:
        actions.file_reading(nadia, received(nadia, paper()), **details(symbols=["ARC/2019/1"]))
    assert code(own) == "DOC-310"


def test_nothing_is_half_written(nadia):
    with pytest.raises(Refused) as nothing:
        actions.file_reading(nadia, received(nadia, paper()), **details(symbols=[]))
    assert code(nothing) == "DOC-308"
    assert meetings.meetings() == ()
    assert queries.documents(nadia) == ()


def test_another_language_joins_by_number_and_keeps_the_identities(nadia):
    document = actions.file_reading(nadia, received(nadia, paper()), **details())
    before = queries.paragraphs_of(nadia, document.pk)
    actions.file_reading_as_version(nadia, received(nadia, paper("ar")), document)
    after = queries.paragraphs_of(nadia, document.pk)
    assert [row.guid for row in after] == [row.guid for row in before]
    assert after[2].text.versions == {"ar": "حفظ 0", "en": "keep 0"}
    assert queries.tree(nadia, document.pk, "ar").paragraph("2").points[0].guid == str(before[2].guid)
    announced = queries.find_document(nadia, "LIB/2019/7")
    assert announced.title.versions == {"ar": "حفظ 2", "en": "keep 2"}
    with pytest.raises(Refused) as twice:
        actions.add_version(nadia, document, paper("ar"))
    assert code(twice) == "DOC-304"


def test_a_version_with_another_numbering_is_refused_with_the_differences(nadia):
    document = actions.file_reading(nadia, received(nadia, paper()), **details())
    with pytest.raises(Refused) as differs:
        actions.add_version(nadia, document, paper("ar", points=2))
    assert code(differs) == "DOC-303"
    assert "2 (c)" in differs.value.problems[0].what("fr")


def test_corrections_are_counted_and_can_be_thrown_away(nadia):
    reading = received(nadia)
    actions.correct_reading(nadia, reading, place="para-2-1", values={"text": "Share it with all States.[^9]"})
    actions.correct_reading(nadia, reading, place="speaker-new", values={"name": "Türkiye"})
    tree = queries.reading_tree(nadia, reading.pk)
    assert tree.paragraph("3").points[1].runs[0].note == "9"
    assert tree.speakers[-1].code == "TUR"
    assert queries.reading(nadia, reading.pk).corrections == 2
    with pytest.raises(Refused) as nobody:
        actions.correct_reading(nadia, reading, place="speaker-0", values={"code": "Atlantis"})
    assert code(nobody) == "DOC-311"
    actions.read_again(nadia, reading)
    assert queries.reading(nadia, reading.pk).corrections == 0
    actions.set_aside(nadia, reading)
    with pytest.raises(Refused) as closed:
        actions.correct_reading(nadia, reading, place="head", values={"title": "X"})
    assert code(closed) == "DOC-301"


def test_an_issued_report_is_filed_in_several_languages_at_once(nadia):
    document = actions.file_document(
        nadia, trees={"ar": paper("ar"), "en": paper()}, symbols=["ARC/2020/1"], kind="report",
        title=Text.of(en="Report", ar="تقرير"), audience=Audience.PARTIES, invented=True, statuses={"en": "original"},
    )  # fmt: skip
    row = queries.document(nadia, document.pk)
    assert (row.languages, row.original_language, row.invented) == (("ar", "en"), "en", True)
    assert queries.paragraphs_of(nadia, document.pk)[4].label == "2 (c)"
    with pytest.raises(Refused) as empty:
        actions.file_document(nadia, trees={}, symbols=["X/1"], kind="report", title=Text())
    assert code(empty) == "DOC-314"


def test_an_announced_paper_receives_its_text_later(nadia):
    actions.file_reading(nadia, received(nadia, paper()), **details())
    announced = queries.find_document(nadia, "ARC/2019/1")
    filed = actions.file_document(
        nadia, trees={"en": paper()}, symbols=["ARC/2019/1"], kind="working_paper", title=Text()
    )
    assert filed.pk == announced.id
    assert queries.document(nadia, filed.pk).title.versions == {"en": "keep 1"}


def test_a_stranger_finds_neither_readings_nor_papers_for_others(cast):
    nadia = cast("nadia")
    with acting_as(nadia):
        reading = received(nadia, paper())
        document = actions.file_reading(nadia, reading, **details(audience=Audience.PARTIES))
        guid = queries.paragraphs_of(nadia, document.pk)[0].guid
    for name in ("jo", "pilar"):
        actor = cast(name)
        with acting_as(actor):
            assert queries.readings(actor) == ()
            with pytest.raises(NotHere):
                policies.access_reading(actor, reading.pk)
            with pytest.raises(Refused):
                actions.receive_file(actor, content=FILE.encode(), name="report.txt")
    jo = cast("jo")
    with acting_as(jo):
        assert queries.documents(jo) == ()
        assert queries.find_paragraph(jo, "ARC/2019/4", "1") is None
        for look in (lambda: queries.paragraph(jo, guid), lambda: queries.tree(jo, document.pk, "en")):
            with pytest.raises(NotHere):
                look()
    pilar = cast("pilar")
    with acting_as(pilar):
        assert queries.paragraph(pilar, guid).number == "1"


def test_an_identity_that_is_none_is_not_here(nadia):
    with pytest.raises(NotHere):
        queries.paragraph(nadia, "no-such-thing")


def test_papers_are_found_by_part_of_a_symbol_or_title(nadia):
    actions.file_reading(nadia, received(nadia, paper()), **details())
    assert [row.label for row in queries.documents(nadia, search="lib/2019")] == ["ARC/2019/2 - LIB/2019/7"]
    assert [row.label for row in queries.documents(nadia, search="on archives")] == ["ARC/2019/4"]
    assert queries.documents(nadia, search="official") == ()
    assert len(queries.documents(nadia, with_text=True)) == 1


def test_the_fixture_report_is_filed_in_six_languages_with_one_numbering(nadia):
    folder = Path(__file__).parents[4] / "data" / "fixtures" / "reports"
    document = None
    for language in ("en", "ar", "es", "fr", "ru", "zh"):
        content = (folder / f"report.{language}.txt").read_bytes()
        reading = actions.receive_file(nadia, content=content, name=f"report.{language}.txt")
        if document is None:
            head = queries.reading_tree(nadia, reading.pk).masthead
            document = actions.file_reading(nadia, reading, **details(symbols=head.symbols, title=Text()))
        else:
            actions.file_reading_as_version(nadia, reading, document)
    row = queries.document(nadia, document.pk)
    assert row.languages == ("ar", "en", "es", "fr", "ru", "zh")
    for paragraph in queries.paragraphs_of(nadia, document.pk):
        assert paragraph.text.missing() == ()
    papers = queries.documents(nadia, meeting=row.meeting, kind="working_paper")
    assert papers
    assert all(paper.title.missing() == () for paper in papers)
