"""Everybody finds words in the papers they may read, in six languages; nobody learns of a word in the others."""

from __future__ import annotations

import pytest

from entraide.documents import actions, searches
from entraide.documents.catalogue import Filters
from entraide.documents.domain import codec
from entraide.foundation.db.context import acting_as
from entraide.kernel.audience import Audience
from entraide.kernel.text import Text

from .papers import details, paper
from .test_actions import received

SAID = {
    "en": "States should return illicitly trafficked statues to the museums of Egypt.",
    "fr": "Les États devraient restituer les statues volées aux musées d’Égypte.",
    "es": "Los Estados deberían restituir las estatuas robadas a los museos de Egipto.",
    "ru": "Государствам следует возвращать украденные статуи музеям.",
    "ar": "ينبغي للدول أن تُعِيدَ التماثيل المسروقة إلى متاحف مصر.",
    "zh": "各国应当把被盗雕像归还埃及博物馆。",
}


def tree(language="en", said="", number="1"):
    data = {
        "language": language, "masthead": {"title": "", "symbols": []},
        "sections": [{"number": "", "heading": "", "level": 1, "paragraphs": [
            {"number": number, "text": said or SAID[language], "points": []}]}],
    }  # fmt: skip
    return codec.from_json(data)


@pytest.fixture
def filed(cast):
    nadia = cast("nadia")

    def file(symbol="ARC/2020/7", said=None, audience=Audience.PUBLIC, entity="", title="Statues", **more):
        trees = {code: tree(code, text) for code, text in (said or SAID).items()}
        with acting_as(nadia):
            return actions.file_document(
                nadia, trees=trees, symbols=[symbol], kind=more.pop("kind", "resolution"), title=Text.of(en=title),
                audience=audience, entity=entity, **more,
            )  # fmt: skip

    return file


def look(actor, text, filters=None, **how):
    with acting_as(actor):
        return searches.search(actor, text, filters, **how)


def marked(results):
    return [bit.text for hit in results.hits for passage in hit.passages for bit in passage.bits if bit.found]


@pytest.mark.parametrize(
    ("words", "language", "found"),
    [
        ("statue", "en", "statues"),
        ("STATUES trafficking", "en", "trafficked statues"),
        ("musees volees", "fr", "volées"),
        ("museo", "es", "museos"),
        ("статуя", "ru", "статуи"),
        ("تماثيل", "ar", "التماثيل"),
        ("تعيد", "ar", "تُعِيدَ"),
        ("博物馆", "zh", "博物馆"),
        ("盗", "zh", "盗雕"),
        ('"被盗雕像"', "zh", "被盗雕像"),
    ],
)
def test_a_word_is_found_in_its_language_and_marked(cast, filed, words, language, found):
    filed()
    results = look(cast("jo"), words, language=language)
    assert results.count == 1
    assert results.hits[0].passages[0].language == language
    assert found in marked(results)


def test_the_language_of_the_page_comes_first_or_alone(cast, filed):
    filed("ARC/2020/1", {"fr": "Un musée national."})
    filed("ARC/2020/2", {"en": "An international musee."})
    french = look(cast("jo"), "musee", language="fr")
    assert [hit.document.label for hit in french.hits] == ["ARC/2020/1", "ARC/2020/2"]
    assert look(cast("jo"), "musee", language="en").hits[0].document.label == "ARC/2020/2"
    assert look(cast("jo"), "musee", language="en", everywhere=False).count == 1


@pytest.mark.parametrize("asked", ["CTOC/COP/WG.2/2012/4", "ctoc/cop/wg.2", "WG.2", "wg2 2012", "CTOC"])
def test_a_symbol_is_found_whole_and_by_its_parts(cast, filed, asked):
    filed("CTOC/COP/WG.2/2012/4")
    filed("CTOC/COP/WG.3/2011/2")
    labels = [hit.document.label for hit in look(cast("jo"), asked).hits]
    assert labels[:1] == ["CTOC/COP/WG.2/2012/4"] if asked != "CTOC" else len(labels) == 2


def test_phrases_exclusions_and_beginnings(cast, filed):
    filed()
    jo = cast("jo")
    assert look(jo, '"trafficked statues"').count == 1
    assert look(jo, '"statues trafficked"').count == 0
    assert look(jo, "statues -trafficked", everywhere=False).count == 1  # the title, which says no more
    assert look(jo, "traff*").count == 1
    assert look(jo, "-statues").count == 0
    assert look(jo, "statues absent").count == 0


@pytest.mark.parametrize(
    "strange", ["", "   ", "'", "a' | b & !", "<->", ":*", "\\", "()", "!!", '"', '""', "%", "🦉", "a" * 5000]
)
def test_whatever_is_typed_is_answered(cast, filed, strange):
    filed()
    assert look(cast("jo"), strange).count == 0


def test_filters_narrow(cast, filed):
    nadia = cast("nadia")
    with acting_as(nadia):
        report = actions.file_reading(nadia, received(nadia, paper()), **details())
    filed("ARC/LIB/2020/1", {"en": "A register in Peru."})
    jo = cast("jo")
    assert [hit.document.label for hit in look(jo, "archives", Filters(meeting=report.meeting_id)).hits] == [
        "ARC/2019/4"
    ]
    assert look(jo, "register", Filters(state="PER")).count == 1
    assert look(jo, "register", Filters(state="CHL")).count == 0
    assert look(jo, "archives", Filters(state="EGY")).count == 1  # Egypt spoke
    assert look(jo, "register", Filters(body="ARC/LIB")).count == 1
    assert look(jo, "register", Filters(body="LIB")).count == 0
    assert look(jo, "register", Filters(session="2020")).count == 1
    assert look(jo, "keep", Filters(item="10")).count == 1  # the title of a paper that was only announced
    assert look(jo, "archives", Filters(kind="resolution")).count == 0
    assert look(jo, "archives", Filters(language="fr")).count == 0


def test_the_stranger_finds_no_word_of_the_secretariats_papers_and_learns_no_count(cast, filed):
    filed("SEC/2020/1", {"en": "The walrus is ours."}, Audience.SECRETARIAT, title="Walrus")
    filed("PAR/2020/1", {"en": "The walrus of the parties."}, Audience.PARTIES, title="Parties")
    filed("EGY/2020/1", {"en": "The walrus of Cairo."}, Audience.STATE, "EGY", title="Cairo")
    filed("PUB/2020/1", {"en": "A public walrus."}, title="Public")
    counts = {name: look(cast(name), "walrus").count for name in ("nadia", "samira", "luc", "grace", "jo")}
    assert counts == {"nadia": 4, "samira": 3, "luc": 2, "grace": 2, "jo": 1}
    assert look(cast("samira"), "Cairo").hits[0].document.label == "EGY/2020/1"
    for name in ("luc", "pilar", "grace", "jo"):
        assert look(cast(name), "Cairo").hits == ()
        assert look(cast(name), "SEC/2020/1").count == 0


def test_what_was_filed_before_there_was_an_index_is_found_after_it_was_rebuilt(cast, filed):
    nadia = cast("nadia")
    document = filed()
    with acting_as(nadia):
        document.passages.all().delete()
        assert searches.search(nadia, "statues").count == 0
        assert actions.rebuild_index(nadia) > 6
        assert searches.search(nadia, "statues").count == 1


def test_rebuilding_is_the_secretariats(cast, filed):
    with pytest.raises(Exception, match="DOC-306"):
        actions.rebuild_index(cast("samira"))


def test_paragraphs_come_before_headings_of_the_same_paper(cast):
    nadia = cast("nadia")
    with acting_as(nadia):
        actions.file_reading(nadia, received(nadia, paper()), **details())
    shown = look(cast("jo"), "recommend*").hits[0].passages
    assert [bool(one.guid) for one in shown] == [True, False]
    assert [one.number for one in shown] == ["2", ""]
