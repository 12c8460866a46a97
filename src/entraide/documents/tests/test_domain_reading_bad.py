"""Bad input: a numbered refusal, or what there is of the text with a word on what is missing."""

import contextlib
import random
import time

import pytest

from entraide.documents.domain import codec
from entraide.documents.domain.reading import MAX_BYTES, read
from entraide.documents.domain.writing import Format, write
from entraide.documents.tests.test_domain_reading import report
from entraide.kernel.languages import LANGUAGES
from entraide.kernel.problems import Refused, catalogue


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "DOC-001"),
        (b" \n\t\n", "DOC-001"),
        ("\ufeff\u200f\n".encode(), "DOC-001"),
        (bytes(range(256)) * 40, "DOC-002"),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 99, "DOC-002"),
        (b"a" * (MAX_BYTES + 1), "DOC-003"),
        ("Ĉi tiu raporto estas verkita alilingve, kaj neniu komprenas ĝin.".encode(), "DOC-004"),
        ("これは日本語で書かれた報告書であり、読まれない。".encode(), "DOC-004"),
        (b"PK\x03\x04" + b"x" * 400, "DOC-006"),
        (b"%PDF-1.7\nnothing", "DOC-006"),
        (b"<?xml version='1.0'?><a><b></a>", "DOC-006"),
        (b"<?xml version='1.0'?><html/>", "DOC-007"),
        (b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>", "DOC-006"),
        (("the of and to " * 3000).encode(), "DOC-008"),
    ],
)
def test_refusals(data: bytes, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        read(data, "file")
    assert [problem.code for problem in refusal.value.problems] == [code]


def test_every_problem_speaks_six_languages() -> None:
    rows = [entry for code, entry in catalogue().items() if code.startswith("DOC-")]
    assert len(rows) > 30
    for entry in rows:
        assert set(entry.what) == set(entry.do) == set(LANGUAGES), entry.code


def test_a_report_cut_in_half_is_read_as_far_as_it_goes() -> None:
    whole = report("en")
    tree = read(whole[: whole.index("which takes time")].encode(), "half.txt")
    assert [item.number for item in tree.paragraphs()] == [str(number) for number in range(1, 10)]
    codes = {problem.code for problem in tree.problems if problem.severity == "explain"}
    assert {"DOC-013", "DOC-014"} <= codes


def test_a_report_whose_first_half_is_missing() -> None:
    whole = report("fr")
    tree = read(whole[whole.index(" B. Échange") :].encode(), "half.txt")
    assert [item.number for item in tree.paragraphs()] == ["10", "11", "12", "13", "14"]
    assert "DOC-010" in {problem.code for problem in tree.problems}


@pytest.mark.parametrize("end", range(200, 4000, 190))
def test_cut_anywhere_loses_no_word(end: int) -> None:
    tree = read(report("es")[:end].encode(), "cut.txt")
    assert "DOC-025" not in {problem.code for problem in tree.problems}


def test_an_empty_chapter_and_an_open_announcement() -> None:
    tree = read(b"I. One\n\nII. Two\n\n1. The Group decided:\n", "x.txt", "en")
    assert {"DOC-012", "DOC-028"} <= {problem.code for problem in tree.problems}


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig"])
def test_other_encodings(encoding: str) -> None:
    tree = read(report("es").encode(encoding), "x.txt")
    assert (tree.language, len(tree.speakers)) == ("es", 8)


@pytest.mark.parametrize("encoding", ["cp1251"])
def test_cyrillic_of_old(encoding: str) -> None:
    tree = read(report("ru").encode(encoding, errors="replace"), "x.txt")
    assert (tree.language, len(tree.speakers)) == ("ru", 8)
    assert "DOC-024" in {problem.code for problem in tree.problems}


def test_long_papers_are_read_in_time() -> None:
    body = "".join(
        f"{number}. Speakers said much in resolution 6/41, in 20121, and (a) more;\n\n" for number in range(1, 3000)
    )
    start = time.process_time()
    tree = read(("I. Talk\n\n" + body).encode(), "long.txt", "en")
    assert len(list(tree.paragraphs())) == 2999
    assert time.process_time() - start < 5


@pytest.mark.parametrize("form", ["akn", "docx", "pdf"])
def test_damaged_files_are_refused_or_read(form: Format) -> None:
    chance = random.Random(7)
    whole = write(read(report("en").encode(), "x.txt"), form)
    for turn in range(12):
        damaged = bytearray(whole)
        for _each in range(8):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        with contextlib.suppress(Refused):
            read(bytes(damaged[: len(damaged) - turn * 40]), f"file.{form}")


def test_lines_taken_out_put_in_and_cut_lose_no_word() -> None:
    chance = random.Random(11)
    strange = [
        "1",
        "a) x",
        "Annex",
        "III. X",
        "______",
        "2 note",
        "1.",
        "CTOC/COP/",
        "99999999 x",
        "¹ x",
        "-",
        ":",
        "[",
        "٣ - نص",
    ]
    for turn in range(60):
        lines = report(LANGUAGES[turn % 6]).split("\n")
        for _each in range(6):
            place = chance.randrange(len(lines))
            lines[place : place + chance.randrange(3)] = [chance.choice(strange), lines[place][: chance.randrange(40)]]
        tree = read("\n".join(lines).encode(), "x.txt", LANGUAGES[turn % 6])
        assert "DOC-025" not in {problem.code for problem in tree.problems}
        assert codec.from_json(codec.to_json(tree)).notes == tree.notes
