"""Two writings of a word are one word; what is typed is taken apart as the languages' typists mean it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entraide.documents.domain.passages import passages, title_passage
from entraide.documents.domain.searching import Query, Term, index_words, parse, tsquery, words_of
from entraide.documents.domain.snippets import Bit, marks, snippet
from entraide.documents.domain.states import states_named

from .papers import paper


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("L’État d'Égypte", "l etat d egypte"),
        ("CTOC/COP/WG.2/2012/4", "ctoc cop wg 2 2012 4"),
        ("联合国大会", "联合 合国 国大 大会 会"),
        ("国", "国"),
        ("مُكَافَحَةُ الجـــريمةِ", "مكافحه الجريمه"),
        ("إلى أنّ آثار", "الي ان اثار"),
        ("٢٣ و２３ و۲۳", "23 و 23 و 23"),
        ("Ёлка Й", "елка й"),
        ("Türkiye, İstanbul, Łódź", "turkiye istanbul lodz"),
        ("so\u00adft hy\u200bphen", "soft hyphen"),
        ("½ m² — !?", "12 m2"),
        ("第18条第13款", "第 18 条第 第 13 款"),
    ],
)
def test_words_as_they_are_indexed(written, words):
    assert index_words(written) == words


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=80))
def test_words_and_their_places_agree_with_what_is_indexed(text):
    words = words_of(text)
    assert [word.folded for word in words] == index_words(text).split()
    assert all(not set(word.folded) & set(" '\\") and 0 <= word.start < word.end <= len(text) for word in words)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=300))
def test_nothing_that_is_typed_breaks_the_query(text):
    said = tsquery(parse(text))
    outside = said.split("'")[::2]
    assert all(set(part) <= set("()&!<->:* ") for part in outside)


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("illicit traffic", [Term(("illicit",)), Term(("traffic",))]),
        ('"illicit traffic"', [Term(("illicit", "traffic"))]),
        ("«biens culturels» -armes", [Term(("biens", "culturels")), Term(("armes",), without=True)]),
        ('„культурные ценности“', [Term(("культурные", "ценности"))]),
        ("「联合国」 国", [Term(("联合", "合国")), Term(("国",), prefix=True)]),
        ("WG.2", [Term(("wg", "2"))]),
        ("traff*", [Term(("traff",), prefix=True)]),
        ("第18条第13款", [Term(("第", "18", "条第", "第", "13", "款"), prefix=True)]),
        ('-"a b"', [Term(("a", "b"), without=True)]),
        ("well-known", [Term(("well", "known"))]),
    ],
)  # fmt: skip
def test_what_is_typed(typed, terms):
    assert parse(typed) == Query(tuple(terms))


def test_only_without_is_no_question():
    assert not parse("-weapons")
    assert tsquery(parse("-weapons")) == ""


def test_a_snippet_is_cut_around_its_finds_and_keeps_every_sign():
    text = "word " * 200 + "illicit traffic in statues " + "word " * 200
    bits = snippet(text, {201, 202})
    assert Bit("illicit traffic", True) in bits
    assert bits[0].text == "… "
    assert bits[-1].text == " …"
    assert "".join(bit.text for bit in bits[1:-1]) in text
    assert snippet("short <b>", ()) == (Bit("short <b>"),)
    assert "".join(bit.text for bit in snippet("被盗雕像归还", {1, 2, 3})) == "被盗雕像归还"
    assert snippet("被盗雕像归还", {1, 2, 3})[0] == Bit("被盗雕像", True)


def test_of_a_symbol_only_the_symbol_is_marked():
    text = "In 2012 paragraph 4 of CTOC/COP/WG.2/2012/4 said 2"
    asked = parse("CTOC/COP/WG.2/2012/4")
    assert marks(text, asked, (), {2, 4, 6, 7, 8, 9, 10, 11, 13}) == {6, 7, 8, 9, 10, 11}


def test_passages_are_paragraphs_points_headings_annexes_and_notes():
    found = passages(paper())
    numbered = [one.number for one in found if one.number]
    assert numbered == ["1", "2", "2 (a)", "2 (b)", "2 (c)"]
    assert [one.position for one in found] == sorted({one.position for one in found})
    said = [one.text for one in found if not one.number]
    assert "Introduction" in said
    assert "ARC/2019/2 LIB/2019/7 keep 2" in said
    assert said[-1] == "The Group met on 4 and 5 March."
    assert title_passage(("A/1/2",), "Statues").words == "statues a 1 2"


@pytest.mark.parametrize(
    ("text", "language", "codes"),
    [
        ("Guinea-Bissau and Niger, not Nigeria’s neighbour", "en", ("GNB", "NER", "NGA")),
        ("la République islamique d’Iran et le Pérou", "fr", ("IRN", "PER")),
        ("旨在埃及和法国举行", "zh", ("EGY", "FRA")),
        ("عقد في مصر وفرنسا دعم مالي", "ar", ("EGY", "FRA")),
        ("The group met in the hall.", "en", ()),
    ],
)
def test_states_that_are_named(text, language, codes):
    assert states_named([index_words(text)], language) == codes
