"""PDF: what we print comes back word by word in six languages; bad files are refused by number. All texts are invented."""

import re
from collections import Counter
from functools import cache
from io import BytesIO

import pypdfium2
import pytest

from entraide.documents.domain.reading import read
from entraide.documents.domain.reading.checks import _said
from entraide.documents.domain.reading.pdf_order import text_of
from entraide.documents.domain.reading.pdf_signs import Row, Sign
from entraide.documents.domain.tree import Tree, notes_of, plain
from entraide.documents.domain.writing import write
from entraide.documents.tests.test_domain_reading import read_report
from entraide.kernel.languages import LANGUAGES, Language
from entraide.kernel.problems import Refused


@cache
def printed(language: Language) -> Tree:
    return read(write(read_report(language), "pdf"), "file.pdf")


def words(tree: Tree) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]+", " ".join(_said(tree))))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_comes_back(language: Language) -> None:
    source, tree = words(read_report(language)), words(printed(language))
    assert sum((source & tree).values()) / sum(source.values()) >= 0.98


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_points_notes_and_annex(language: Language) -> None:
    source, tree = read_report(language), printed(language)
    assert tree.language == language
    assert [
        (item.number, notes_of(item.runs), [p.label for p in item.points]) for item in tree.paragraphs() if item.number
    ] == [(item.number, notes_of(item.runs), [p.label for p in item.points]) for item in source.paragraphs()]
    assert [(note.number, plain(note.runs)) for note in tree.notes] == [
        (note.number, plain(note.runs)) for note in source.notes
    ]
    assert tree.annexes[0].documents == source.annexes[0].documents
    assert (tree.masthead.symbols, tree.masthead.title, tree.masthead.date, tree.masthead.banner) == (
        source.masthead.symbols,
        source.masthead.title,
        source.masthead.date,
        source.masthead.banner,
    )
    assert tree.speakers == source.speakers
    assert "DOC-025" not in {problem.code for problem in tree.problems}


def drawn(shown: str, raised: str = "") -> Row:
    """A line as it is drawn, from left to right; `raised` are the places of raised signs."""
    places = {int(place) for place in raised.split()}
    signs = [Sign(sign, 6.0 * at, 6.0 * at + 6, 100, 12, at in places, at) for at, sign in enumerate(shown)]
    return Row(signs, 100, 12)


def mirror(text: str) -> str:
    """Arabic text as it is drawn from left to right."""
    return text[::-1]


@pytest.mark.parametrize(
    ("shown", "said"),
    [
        (mirror("نص أول"), "نص أول"),
        ("2099/5 " + mirror("الوثيقة"), "الوثيقة 2099/5"),
        ("CTOC/COP/WG.2/2099/5 " + mirror("انظر"), "انظر CTOC/COP/WG.2/2099/5"),
        ("." + "7/3 " + mirror("في القرار"), "في القرار 7/3."),
        (mirror("نص") + " - 1", "1 - نص"),
        (mirror("نص") + " )" + mirror("أ") + "(", "(أ) نص"),
        (mirror("نص") + " (" + mirror("أ") + ")", "(أ) نص"),
        ("S/RES/2322 (2016) " + mirror("القرار"), "القرار S/RES/2322 (2016)"),
        (mirror("و") + "12 " + mirror("يومي") + " 11", "11 يومي 12و"),
        ("Distr.: General", "Distr.: General"),
    ],
)
def test_a_line_from_right_to_left_is_put_in_order(shown: str, said: str) -> None:
    assert text_of(drawn(shown), rtl=True) == said


def test_the_call_of_a_note_beside_a_number_comes_after_it() -> None:
    assert text_of(drawn("17/3 " + mirror("القرار"), "0"), rtl=True) == "القرار 7/3¹"
    assert text_of(drawn("resolution 7/31", "14"), rtl=False) == "resolution 7/3¹"


def refusal(data: bytes) -> str:
    with pytest.raises(Refused) as refused:
        read(data, "file.pdf")
    return refused.value.problems[0].code


def test_a_pdf_without_text() -> None:
    document = pypdfium2.PdfDocument.new()
    for _turn in range(3):
        document.new_page(595, 842)
    assert refusal(saved(document)) == "DOC-005"


def saved(document: pypdfium2.PdfDocument) -> bytes:
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_a_pdf_with_too_many_pages() -> None:
    document = pypdfium2.PdfDocument.new()
    for _turn in range(1001):
        document.new_page(20, 20)
    assert refusal(saved(document)) == "DOC-008"


def test_a_pdf_cut_in_half() -> None:
    whole = write(read_report("en"), "pdf")
    assert refusal(whole[: len(whole) // 3]) in ("DOC-006", "DOC-005")


def test_a_page_without_text_among_others_is_said() -> None:
    document = pypdfium2.PdfDocument(write(read_report("en"), "pdf"))
    document.new_page(595, 842)
    tree = read(saved(document), "file.pdf")
    assert [problem.params["pages"] for problem in tree.problems if problem.code == "DOC-041"] == [str(len(document))]


LOCKED = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n"
    b"4 0 obj<</Filter/Standard/V 1/R 2/O<" + b"41" * 32 + b">/U<" + b"42" * 32 + b">/P -4>>endobj\n"
    b"trailer<</Root 1 0 R/Encrypt 4 0 R/ID[<00><00>]/Size 5>>\n%%EOF\n"
)


def test_a_pdf_with_a_password() -> None:
    assert refusal(LOCKED) == "DOC-040"
