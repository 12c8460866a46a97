"""Citations in six languages, BibTeX and RIS."""

from __future__ import annotations

import pytest
from attrs import evolve

from entraide.documents.domain.citing import Source, bibtex, cite, key, letter, ris

PAPER = Source(
    symbol="XTST/COP/WG.1/2031/4", title="Report on 100% of {seizures} & more", body="Working Group (invented)",
    date="2031-05-20", url="https://example.org/paragraphs/1/", language="en", number="23", point="c",
)  # fmt: skip


@pytest.mark.parametrize(
    ("language", "point", "expected"),
    [
        ("en", "c", "XTST/COP/WG.1/2031/4, para. 23 (c)"),
        ("fr", "c", "XTST/COP/WG.1/2031/4, par. 23 c)"),
        ("es", "c", "XTST/COP/WG.1/2031/4, párr. 23 c)"),
        ("ru", "c", "XTST/COP/WG.1/2031/4, п. 23 c)"),
        ("zh", "c", "XTST/COP/WG.1/2031/4，第23(c)段"),
        ("ar", "c", "XTST/COP/WG.1/2031/4، الفقرة 23 (ج)"),
        ("en", "c.ii", "XTST/COP/WG.1/2031/4, para. 23 (c) (ii)"),
        ("fr", "c.ii", "XTST/COP/WG.1/2031/4, par. 23 c) ii)"),
        ("en", "", "XTST/COP/WG.1/2031/4, para. 23"),
        ("zh", "", "XTST/COP/WG.1/2031/4，第23段"),
        ("fr", "ج", "XTST/COP/WG.1/2031/4, par. 23 c)"),
        ("ru", "в", "XTST/COP/WG.1/2031/4, п. 23 в)"),
    ],
)
def test_a_paragraph_is_cited_as_its_language_does(language, point, expected):
    assert cite(evolve(PAPER, language=language, point=point)) == expected


def test_the_whole_paper_is_its_symbol():
    assert cite(evolve(PAPER, number="", point="")) == "XTST/COP/WG.1/2031/4"


@pytest.mark.parametrize("label", ["a", "b", "j", "z"])
def test_letters_come_back(label):
    assert letter(letter(label, "ar"), "en") == label


def test_bibtex_escapes_what_it_must():
    entry = bibtex(PAPER)
    assert entry.startswith("@techreport{XTST-COP-WG.1-2031-4-23-c,\n")
    assert r"title = {{Report on 100\% of \{seizures\} \& more}}," in entry
    assert "month = {5}," in entry
    assert "note = {XTST/COP/WG.1/2031/4, para. 23 (c)}," in entry
    assert "year" not in bibtex(evolve(PAPER, date=""))
    assert key(evolve(PAPER, symbol="", number="", point="")) == "document"


def test_ris_has_a_record_that_ends():
    lines = ris(PAPER).split("\r\n")
    assert lines[0] == "TY  - RPRT"
    assert "SP  - 23 (c)" in lines
    assert lines[-2:] == ["ER  - ", ""]
    assert "\n" not in ris(evolve(PAPER, title="two\nlines")).replace("\r\n", "")
