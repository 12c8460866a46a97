"""A paper is filed in two languages at once, then issued again: Corr.1 in one language, Rev.1, a reissue, Add.1."""

from __future__ import annotations

import pytest
from attrs import evolve

from entraide.documents import actions, queries
from entraide.documents.domain import issuing
from entraide.documents.domain import tree as t
from entraide.documents.models import Version
from entraide.foundation.audit.models import Entry
from entraide.foundation.db.context import acting_as
from entraide.kernel.problems import NotHere, Refused
from entraide.kernel.text import Text

from .papers import details, paper
from .test_actions import code, received

WHY = Text.of(en="A word was wrong.")


@pytest.fixture
def nadia(cast):
    actor = cast("nadia")
    with acting_as(actor):
        yield actor


def kept(actor, tree):
    """A reading that holds this tree, in its language."""
    reading = received(actor, tree)
    type(reading).objects.filter(pk=reading.pk).update(language=tree.language)
    reading.refresh_from_db()
    return reading


def filed(nadia):
    readings = [kept(nadia, paper()), kept(nadia, paper("ar"))]
    return actions.file_set(nadia, readings, statuses={"en": "original", "ar": "official"}, **details())


def guids(nadia, document, withdrawn=False):
    return {row.label: row.guid for row in queries.paragraphs_of(nadia, document.pk, withdrawn)}


def revised():
    """Point (b) is gone, paragraph 3 is new."""
    tree = paper()
    last = tree.sections[1]
    second = last.paragraphs[0]
    blocks = (evolve(second, points=(second.points[0], second.points[2])), t.Paragraph("3", (t.Run("It closed."),)))
    return evolve(tree, sections=(tree.sections[0], evolve(last, blocks=blocks)))


def test_a_set_is_filed_in_one_act_with_a_status_for_each(nadia):
    document = filed(nadia)
    assert [(row.language, row.status) for row in queries.versions(nadia, document.pk)] == [
        ("ar", "official"),
        ("en", "original"),
    ]
    assert {row.state for row in queries.readings(nadia)} == {"filed"}
    assert Entry.objects.filter(verb="documents.set.filed").count() == 1


def test_a_set_that_does_not_align_is_refused_with_the_list_and_nothing_is_stored(nadia):
    readings = [kept(nadia, paper()), kept(nadia, paper("ar", points=2))]
    with pytest.raises(Refused) as differs:
        actions.file_set(nadia, readings, statuses={}, **details())
    assert code(differs) == "DOC-502"
    assert "2 (c)" in differs.value.problems[0].what("zh")
    assert queries.documents(nadia) == ()
    assert {row.state for row in queries.readings(nadia)} == {"read"}
    with pytest.raises(Refused) as twice:
        actions.file_set(nadia, [readings[0], kept(nadia, paper())], statuses={}, **details())
    assert code(twice) == "DOC-509"


def test_a_corrigendum_touches_one_language_and_keeps_the_rest(nadia):
    document = filed(nadia)
    place = str(guids(nadia, document)["2 (b)"])
    edition = actions.issue_corrigendum(nadia, document, texts={"ar": {place: "حفظ السجل"}, "en": {}}, reason=WHY)
    assert edition.symbol == "ARC/2019/4/Corr.1"
    assert [row.languages for row in queries.editions(nadia, document.pk)] == [("ar", "en"), ("ar",)]
    row = queries.paragraph(nadia, place)
    assert row.text.versions == {"ar": "حفظ السجل", "en": "keep 1"}
    assert queries.tree(nadia, document.pk, "ar").paragraph("2").points[1].runs[0].text == "حفظ السجل"
    assert queries.tree(nadia, document.pk, "ar", edition=0).paragraph("2").points[1].runs[0].text == "حفظ 1"
    assert queries.tree(nadia, document.pk, "en", edition=1) is None
    assert queries.find_document(nadia, "ARC/2019/4/Corr.1").id == document.pk
    assert queries.proposed_symbol(nadia, document.pk, "corr") == "ARC/2019/4/Corr.2"
    assert document.passages.filter(language="ar", text="حفظ السجل").exists()


@pytest.mark.parametrize(
    ("texts", "symbol", "reason", "expected"),
    [
        ({}, "", WHY, "DOC-510"),
        ({"en": {"2 (b)": "keep 1"}}, "", WHY, "DOC-510"),
        ({"en": {"2 (b)": " "}}, "", WHY, "DOC-504"),
        ({"fr": {"2 (b)": "x"}}, "", WHY, "DOC-503"),
        ({"en": {"2 (b)": "x"}}, "", Text(), "DOC-511"),
        ({"en": {"2 (b)": "x"}}, "LIB/1/Corr.1", WHY, "DOC-500"),
        ({"en": {"2 (b)": "x"}}, "ARC/2019/4/Rev.1", WHY, "DOC-500"),
    ],
)
def test_what_is_no_corrigendum_is_refused_and_leaves_nothing(nadia, texts, symbol, reason, expected):
    document = filed(nadia)
    known = guids(nadia, document)
    said = {language: {str(known[label]): text for label, text in one.items()} for language, one in texts.items()}
    with pytest.raises(Refused) as refused:
        actions.issue_corrigendum(nadia, document, texts=said, symbol=symbol, reason=reason)
    assert code(refused) == expected
    assert len(queries.editions(nadia, document.pk)) == 1


def test_a_revision_keeps_identities_withdraws_and_adds(nadia):
    document = filed(nadia)
    before = guids(nadia, document)
    edition = actions.issue_readings(nadia, document, [kept(nadia, revised())], kind="rev", reason=WHY)
    after = guids(nadia, document)
    assert edition.symbol == "ARC/2019/4/Rev.1"
    assert set(after) == {"1", "2", "2 (a)", "2 (c)", "3"}
    assert all(after[label] == before[label] for label in ("1", "2", "2 (a)", "2 (c)"))
    gone = queries.paragraph(nadia, before["2 (b)"])
    assert (gone.withdrawn, gone.text.versions["en"]) == ("ARC/2019/4/Rev.1", "keep 1")
    assert queries.tree(nadia, document.pk, "en").masthead.symbols == ("ARC/2019/4/Rev.1",)
    assert queries.tree(nadia, document.pk, "en", edition=0).paragraph("2").points[1].guid == str(before["2 (b)"])
    corrigendum = actions.issue_corrigendum(
        nadia, document, texts={"en": {str(after["3"]): "It closed late."}}, reason=WHY
    )
    assert corrigendum.symbol == "ARC/2019/4/Rev.1/Corr.1"
    with pytest.raises(Refused) as taken:
        actions.issue_text(nadia, document, kind="rev", trees={"en": revised()}, symbol="ARC/2019/4/Rev.1")
    assert code(taken) == "DOC-501"


def test_what_comes_back_after_it_was_withdrawn_is_a_new_paragraph(nadia):
    document = filed(nadia)
    before = guids(nadia, document)
    actions.issue_text(nadia, document, kind="rev", trees={"en": revised()})
    actions.issue_text(nadia, document, kind="rev", trees={"en": paper(), "ar": paper("ar")})
    after = guids(nadia, document)
    assert after["2 (b)"] != before["2 (b)"]
    assert queries.find_paragraph(nadia, "ARC/2019/4/Rev.2", "2", "b").guid == after["2 (b)"]
    assert queries.find_paragraph(nadia, "ARC/2019/4", "3").withdrawn == "ARC/2019/4/Rev.2"


def test_a_reissue_gets_a_star_and_an_addendum_is_a_paper_of_its_own(nadia):
    document = filed(nadia)
    assert actions.issue_text(nadia, document, kind="reissue", trees={"en": paper()}).symbol == "ARC/2019/4*"
    assert queries.proposed_symbol(nadia, document.pk, "reissue") == "ARC/2019/4**"
    addendum = actions.issue_addendum(nadia, document, [kept(nadia, revised())])
    row = queries.document(nadia, addendum.pk)
    assert (row.label, row.addendum_to) == ("ARC/2019/4/Add.1", document.pk)
    assert [one.label for one in queries.addenda(nadia, document.pk)] == ["ARC/2019/4/Add.1"]
    assert queries.proposed_symbol(nadia, document.pk, "add") == "ARC/2019/4/Add.2"


def test_revised_languages_must_align_with_each_other(nadia):
    document = filed(nadia)
    with pytest.raises(Refused) as differs:
        actions.issue_text(nadia, document, kind="rev", trees={"en": revised(), "ar": paper("ar")})
    assert code(differs) == "DOC-502"
    assert Version.objects.filter(document=document).count() == 2


def test_a_language_that_came_later_joins_the_revision(nadia):
    document = filed(nadia)
    edition = actions.issue_text(nadia, document, kind="rev", trees={"en": paper(points=2)})
    with pytest.raises(Refused) as differs:
        actions.add_to_edition(nadia, document, edition.number, kept(nadia, paper("ar")))
    assert code(differs) == "DOC-502"
    actions.add_to_edition(nadia, document, edition.number, kept(nadia, paper("ar", points=2)))
    assert queries.editions(nadia, document.pk)[1].languages == ("ar", "en")
    with pytest.raises(Refused) as there:
        actions.add_to_edition(nadia, document, edition.number, kept(nadia, paper("ar", points=2)))
    assert code(there) == "DOC-304"
    with pytest.raises(NotHere):
        actions.add_to_edition(nadia, document, 9, kept(nadia, paper("ar", points=2)))
    first = guids(nadia, document)["1"]
    assert queries.tree(nadia, document.pk, "ar").paragraph("1").guid == str(first)


def test_the_stranger_issues_nothing(cast, nadia):
    document, reading = filed(nadia), kept(nadia, paper())
    for name in ("samira", "grace", "jo"):
        stranger = cast(name)
        for attempt in (
            lambda who: actions.issue_text(who, document, kind="rev", trees={"en": paper()}),
            lambda who: actions.issue_corrigendum(who, document, texts={}, reason=WHY),
            lambda who: actions.issue_addendum(who, document, [reading]),
            lambda who: actions.issue_readings(who, document, [reading], kind="rev"),
            lambda who: actions.add_to_edition(who, document, 1, reading),
            lambda who: actions.file_set(who, [reading], statuses={}, **details()),
            lambda who: actions.undo_correction(who, reading),
        ):
            with pytest.raises(Refused):
                attempt(stranger)


@pytest.mark.parametrize(
    ("issued", "kind", "expected"),
    [
        ([], "rev", "A/1/2/Rev.1"),
        (["A/1/2/Rev.1"], "rev", "A/1/2/Rev.2"),
        (["A/1/2/Rev.1"], "corr", "A/1/2/Rev.1/Corr.1"),
        (["A/1/2/Corr.1"], "corr", "A/1/2/Corr.2"),
        (["A/1/2*"], "reissue", "A/1/2**"),
        (["A/1/2/Rev.1"], "reissue", "A/1/2/Rev.1*"),
        (["A/1/2/Rev.1"], "add", "A/1/2/Add.1"),
    ],
)
def test_the_next_symbol_of_the_series(issued, kind, expected):
    assert issuing.next_symbol("A/1/2", issued, kind, []) == expected
