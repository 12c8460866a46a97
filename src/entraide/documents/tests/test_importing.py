"""A batch of papers is filed: languages of one symbol become one document; what does not fit is told, file by file."""

from __future__ import annotations

import pytest

from entraide.documents import actions, queries, searches
from entraide.documents.catalogue import Filters
from entraide.documents.domain import filing
from entraide.documents.domain.importing import prepare
from entraide.documents.domain.reading import read
from entraide.documents.models import Document, Paragraph, Passage, Version
from entraide.foundation.audit.ledger import first_break
from entraide.foundation.audit.models import Entry
from entraide.foundation.db.context import acting_as
from entraide.kernel.audience import Audience
from entraide.kernel.problems import Refused
from entraide.kernel.text import Text

from .akn_papers import resolution
from .papers import details, paper
from .test_actions import received


@pytest.fixture
def nadia(cast):
    actor = cast("nadia")
    with acting_as(actor):
        yield actor


def take(actor, *files, **how):
    ready = [prepare(data, f"{turn}.xml") for turn, data in enumerate(files)]
    return actions.import_papers(actor, ready, **how)


def codes(done):
    return [(name, problem.code) for name, problem in done.refused]


def test_a_resolution_becomes_a_document_with_paragraphs_that_are_found(nadia):
    done = take(nadia, resolution())
    assert (done.taken, done.known, done.refused) == (1, 0, ())
    row = queries.find_document(nadia, "X/RES/1/1")
    assert (row.kind, row.title.versions, str(row.dated), row.meeting) == (
        "resolution",
        {"en": "Statues"},
        "2019-03-05",
        None,
    )
    rows = queries.paragraphs_of(nadia, row.id)
    assert [one.number for one in rows] == ["1", "2", "3"]
    kept = filing.guids_of(queries.tree(nadia, row.id, "en"))
    assert set(kept.values()) == {str(one.guid) for one in rows}
    found = searches.search(nadia, "statues", Filters(state="PER", body="X"))
    assert found.hits[0].passages[0].guid == rows[0].guid


@pytest.mark.parametrize("apart", [False, True])
def test_languages_of_one_symbol_share_their_paragraphs(nadia, apart):
    files = [resolution(language=code, title=f"T {code}") for code in ("en", "fr", "zh", "ar")]
    if apart:
        assert [take(nadia, file).taken for file in files] == [1, 1, 1, 1]
    else:
        assert take(nadia, *files).taken == 4
    row = queries.find_document(nadia, "X/RES/1/1")
    assert row.languages == ("ar", "en", "fr", "zh")
    rows = queries.paragraphs_of(nadia, row.id)
    assert len(rows) == 3
    assert all(set(one.text.versions) == {"ar", "en", "fr", "zh"} for one in rows)
    for code in row.languages:
        assert set(filing.guids_of(queries.tree(nadia, row.id, code)).values()) == {str(one.guid) for one in rows}
    assert set(row.title.versions) == {"ar", "en", "fr", "zh"}
    assert Passage.objects.filter(position=0).count() == 4
    hit = searches.search(nadia, "博物馆", language="zh").hits[0]
    assert hit.passages[0].guid == rows[0].guid


def test_the_same_file_twice_is_one_document(nadia):
    assert take(nadia, resolution(), resolution()).known == 1
    assert take(nadia, resolution()).known == 1
    assert (Document.objects.count(), Version.objects.count()) == (1, 1)


def test_another_file_with_the_same_symbol_and_language_is_told(nadia):
    done = take(nadia, resolution(), resolution(title="Other"), resolution("X/RES/1/2"))
    assert (done.taken, codes(done)) == (2, [("1.xml", "DOC-400")])
    assert codes(take(nadia, resolution(title="Third"))) == [("0.xml", "DOC-400")]


@pytest.mark.parametrize("apart", [False, True])
def test_a_language_that_does_not_align_is_told_and_nothing_of_it_is_kept(nadia, apart):
    files = [resolution(), resolution(language="fr", numbers=("1", "2", "4"))]
    if apart:
        take(nadia, files[0])
        done = take(nadia, files[1])
    else:
        done = take(nadia, *files)
    assert codes(done) == [(("0.xml" if apart else "1.xml"), "DOC-303")]
    assert done.refused[0][1].params["differences"] == "− 3, + 4"
    assert Version.objects.filter(language="fr").count() == 0
    assert not any("fr" in one.text for one in Paragraph.objects.all())
    assert Passage.objects.filter(language="fr").count() == 0


def test_numbers_that_begin_again_and_no_numbers_at_all_are_filed(nadia):
    done = take(nadia, resolution(annex=True), resolution("X/DEC/2", numbers=("", "")))
    assert done.taken == 2
    first, second = queries.find_document(nadia, "X/RES/1/1"), queries.find_document(nadia, "X/DEC/2")
    assert [one.number for one in queries.paragraphs_of(nadia, first.id)] == ["1", "2", "3"]
    assert queries.paragraphs_of(nadia, second.id) == ()
    assert second.kind == "decision"
    assert searches.search(nadia, "museum", Filters(kind="decision")).count == 1
    assert take(nadia, resolution("X/DEC/2", language="fr", numbers=("",))).taken == 1


def test_a_paper_that_an_annex_announced_gets_its_text(nadia):
    actions.file_reading(nadia, received(nadia, paper()), **details())
    announced = queries.find_document(nadia, "ARC/2019/2")
    assert take(nadia, resolution("ARC/2019/2")).taken == 1
    row = queries.document(nadia, announced.id)
    assert row.languages == ("en",)
    assert row.symbols == ("ARC/2019/2", "LIB/2019/7")
    assert codes(take(nadia, resolution("ARC/2019/4"))) == [("0.xml", "DOC-400")]
    assert codes(take(nadia, resolution("ARC/2019/4", language="fr"))) == [("0.xml", "DOC-303")]


def test_a_symbol_that_belongs_to_two_documents_is_told(nadia):
    take(nadia, resolution("X/RES/1/1"), resolution("X/RES/1/2"))
    ready = prepare(resolution("X/RES/1/1-X/RES/1/2", language="fr"), "joint.xml")
    assert ready.symbols == ("X/RES/1/1", "X/RES/1/2")
    assert codes(actions.import_papers(nadia, [ready])) == [("joint.xml", "DOC-401")]


def test_the_ledger_names_every_file_and_holds(nadia):
    take(nadia, resolution(), resolution("X/RES/1/2"))
    entry = Entry.objects.order_by("-id").first()
    assert entry.verb == "documents.batch.imported"
    assert [row[1] for row in entry.detail["files"]] == ["en", "en"]
    assert first_break(Entry.objects.order_by("id")) is None


def test_a_paper_without_a_symbol_is_refused():
    with pytest.raises(Refused, match="DOC-308"):
        prepare(resolution("no symbol"), "x.xml")


def test_importing_is_the_secretariats_and_what_is_not_public_stays_so(cast, nadia):
    with pytest.raises(Refused, match="DOC-306"):
        take(cast("samira"), resolution())
    take(nadia, resolution(), audience=Audience.SECRETARIAT)
    for name in ("samira", "jo"):
        with acting_as(cast(name)):
            assert searches.search(cast(name), "statues").count == 0
            assert searches.files_imported(cast(name), [prepare(resolution(), "").sha256]) == frozenset()


def test_a_document_filed_by_hand_takes_in_an_imported_language(nadia):
    tree = prepare(resolution(), "x").tree
    assert tree
    with_english = actions.file_document(
        nadia, trees={"en": _tree(resolution())}, symbols=["X/RES/1/1"], kind="resolution", title=Text.of(en="Statues")
    )
    assert take(nadia, resolution(language="fr")).taken == 1
    assert queries.document(nadia, with_english.pk).languages == ("en", "fr")


def _tree(data):
    return read(data, "x.xml")
