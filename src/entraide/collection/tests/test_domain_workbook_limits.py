"""What Excel tolerates: limits of names, lists, messages and formulas, over the repository's questionnaire in six languages."""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from entraide.collection.domain.reading import check_form
from entraide.collection.domain.workbook import write_workbook
from entraide.collection.domain.workbook.heights import LINE_HEIGHT, height_of
from entraide.collection.domain.workbook.layout import sheet_names
from entraide.kernel.languages import LANGUAGES

FOLDER = Path(__file__).resolve().parents[4] / "data" / "questionnaires"
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
KNOWN = frozenset(
    re.findall(
        "[A-Z0-9]+",
        "ABS AND COUNT COUNTA COUNTIF COUNTIFS DATE DAY EXACT EXP FALSE FIND IF IFERROR INDEX INT ISERROR ISNUMBER LEFT LEN LN "
        "LOG10 MATCH MAX MID MIN MONTH NA NOT NOW OR POWER RIGHT ROUND SQRT SUBSTITUTE SUM SUMIF SUMPRODUCT TODAY TRIM TRUE "
        "TRUNC UPPER YEAR",
    )
)
"""Functions of Excel 2007 and of every LibreOffice: none needs the prefix `_xlfn.`."""
MOST_ARGUMENTS, DEEPEST = 255, 64


@cache
def form():
    return check_form((FOLDER / "cultural-property.xlsx").read_bytes()).published()


@cache
def parts(language):
    with zipfile.ZipFile(io.BytesIO(write_workbook(form(), language))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def sheets(language):
    return [etree.fromstring(part) for name, part in parts(language).items() if name.startswith("xl/worksheets/sheet")]


def units(text):
    """As Excel counts: in UTF-16."""
    return len(text.encode("utf-16-le")) // 2


def all_formulas(language):
    for sheet in sheets(language):
        for tag in ("f", "formula", "formula1", "formula2"):
            yield from (node.text or "" for node in sheet.iter(MAIN + tag))


def without_texts(formula):
    return re.sub(r'"(?:[^"]|"")*"', '""', formula)


@pytest.mark.parametrize("language", LANGUAGES)
def test_formulas_keep_within_what_excel_reads(language):
    found = list(all_formulas(language))
    assert len(found) > 150
    for formula in found:
        plain = without_texts(formula)
        assert units(formula) <= 8192
        assert set(re.findall(r"([A-Z][A-Z0-9.]*)\(", plain)) <= KNOWN, plain
        assert all(units(text) <= 255 + 2 for text in re.findall(r'"(?:[^"]|"")*"', formula))
        assert plain.count("(") == plain.count(")")
        depth = deepest = 0
        for mark in plain:
            depth += (mark == "(") - (mark == ")")
            deepest = max(deepest, depth)
        assert deepest <= DEEPEST
        assert not re.search(r"[{};]", plain), "separators and array constants of another language"


@pytest.mark.parametrize("language", LANGUAGES)
def test_validations_keep_within_what_excel_reads(language):
    seen = 0
    for sheet in sheets(language):
        taken = set()
        for one in sheet.iter(MAIN + "dataValidation"):
            seen += 1
            assert units(one.get("prompt", "")) <= 255
            assert units(one.get("error", "")) <= 255
            assert units(one.get("promptTitle", "")) <= 32
            assert units(one.get("errorTitle", "")) <= 32
            first = one.findtext(MAIN + "formula1") or ""
            assert units(first) <= 257
            if one.get("type") == "list":
                assert first.startswith(('"', "lists!$")), first
            assert not taken & set(one.get("sqref").split()), "a cell takes one validation"
            taken |= set(one.get("sqref").split())
    assert seen > 40


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_of_sheets_and_ranges_are_valid(language):
    book = etree.fromstring(parts(language)["xl/workbook.xml"])
    names = [sheet.get("name") for sheet in book.iter(MAIN + "sheet")]
    assert len({name.casefold() for name in names}) == len(names)
    for name in names:
        assert 1 <= units(name) <= 31
        assert not set(name) & set(":\\/?*[]")
        assert not name.startswith("'") and not name.endswith("'")
    defined = {one.get("name"): one.text for one in book.iter(MAIN + "definedName")}
    ours = {name for name in defined if not name.startswith("_xlnm.")}
    for name in ours:
        assert re.fullmatch(r"[A-Za-z_][A-Za-z0-9_.]*", name)
        assert units(name) <= 255
        assert not re.fullmatch(r"[A-Za-z]{1,3}\d+|[Rr]\d*[Cc]\d*", name), "a name that is an address"
    used = {
        word for formula in all_formulas(language) for word in re.findall(r"[a-z]+_[a-z0-9_]+", without_texts(formula))
    }
    assert used <= ours
    for means in defined.values():
        sheet = re.match(r"'((?:[^']|'')+)'!|(\w+)!", means)
        assert (sheet[1] or sheet[2]).replace("''", "'") in names


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sheet_prints_and_reads_in_its_direction(language):
    seen = 0
    for sheet in sheets(language):
        if sheet.find(f"{MAIN}sheetProtection") is None:
            continue
        seen += 1
        view = sheet.find(f"{MAIN}sheetViews/{MAIN}sheetView")
        setup = sheet.find(f"{MAIN}pageSetup")
        assert (view.get("rightToLeft") == "1") is (language == "ar")
        assert (setup.get("fitToHeight"), setup.get("paperSize"), setup.get("orientation")) == ("0", "9", "landscape")
        assert "&P" in sheet.findtext(f"{MAIN}headerFooter/{MAIN}oddFooter")
        assert len(list(sheet.iter(MAIN + "cfRule"))) <= 60
    assert seen == len(form().sections) + len(form().repeats()) + 1
    book = etree.fromstring(parts(language)["xl/workbook.xml"])
    titles = [one for one in book.iter(MAIN + "definedName") if one.get("name") == "_xlnm.Print_Titles"]
    assert len(titles) == seen - 1, "the headings are repeated on every printed page"


def test_no_text_of_the_file_is_longer_than_a_cell_or_holds_what_xml_forbids():
    for language in LANGUAGES:
        strings = etree.fromstring(parts(language)["xl/sharedStrings.xml"])
        for one in strings.iter(MAIN + "t"):
            assert units(one.text or "") <= 32_767
            assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f]", one.text or "")


def test_sheet_names_are_made_fit_whatever_the_title():
    titles = [
        "History",
        "history",
        "a" * 40,
        "A" * 40,
        "[x]:*?/\\",
        "'quoted'",
        "",
        "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 𝔱𝔦𝔱𝔩𝔢 𝔬𝔳𝔢𝔯 𝔱𝔥𝔦𝔯𝔱𝔶",
        "قائمة طويلة جدا " * 3,
    ]
    names = sheet_names(titles)
    assert len({name.casefold() for name in names}) == len(titles)
    assert "history" not in {name.casefold() for name in names}, "Excel keeps this name for itself"
    assert all(
        1 <= units(name) <= 31 and not set(name) & set(":\\/?*[]") and name == name.strip("' ") for name in names
    )


def test_rows_are_as_high_as_their_words():
    assert height_of([("One line", 20)]) == LINE_HEIGHT
    assert height_of([("word " * 20, 20)]) == 6 * LINE_HEIGHT
    assert height_of([("A question\nand its hint", 58), ("x", 8)]) == 2 * LINE_HEIGHT
    assert height_of([("报告所述期间缴获的文化财产", 20)]) == 2 * LINE_HEIGHT, "Chinese is wider than it is long"
    assert height_of([]) == LINE_HEIGHT
