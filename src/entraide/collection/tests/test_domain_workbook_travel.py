"""Workbooks that went through other programs and other hands. LibreOffice's files are its own; Excel's are imitated."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path

import openpyxl
import pytest

from entraide.collection.domain.answers import Answers, Cell
from entraide.collection.domain.reading import check_form
from entraide.collection.domain.workbook import changes_of, read_workbook, write_workbook
from entraide.collection.domain.workbook.layout import layout
from entraide.collection.domain.workbook.typed import moment_in, point_in, time_in
from entraide.collection.domain.workbook.understanding import plain
from entraide.kernel.problems import Refused

FOLDER = Path(__file__).resolve().parents[4] / "data" / "fixtures" / "workbooks"
GIVEN = {"round_code": "R", "reply_code": "R/FRA"}
FRENCH = Answers(
    {
        "/data/law/offence": Cell("yes"),
        "/data/law/provision": Cell("Article 311-4-2 du code pénal\n« vol »"),
        "/data/law/acts": Cell("theft export"),
        "/data/law/order": Cell("looting theft"),
        "/data/law/since": Cell("2008-07-15"),
        "/data/law/hour": Cell("14:30:00"),
        "/data/law/place": Cell("48.8566 2.3522"),
        "/data/figures/offences": Cell("1234", flags={"provisional"}, source="Police"),
        "/data/figures/funds": Cell("1234567.5"),
        "/data/figures/cases[1]/year": Cell("2021"),
        "/data/figures/cases[1]/objects": Cell("3"),
        "/data/figures/cases[1]/origin": Cell("theft"),
        "/data/figures/cases[2]/year": Cell("2022"),
        "/data/figures/cases[2]/objects": Cell("5"),
        "/data/figures/cases[2]/origin": Cell("looting"),
    }
)
LAW, FIGURES, CASES = "xl/worksheets/sheet2.xml", "xl/worksheets/sheet3.xml", "xl/worksheets/sheet4.xml"


@cache
def form():
    return check_form((FOLDER / "form.xml").read_bytes()).published()


def written(answers=FRENCH, language="fr", **more):
    return write_workbook(form(), language, answers, **GIVEN, **more)


def read(data, **more):
    return read_workbook(form(), data, **{**GIVEN, **more})


def codes(found):
    return [problem.code for problem in found.problems]


def edited(data, **changes):
    """The file with parts rewritten: `name=(pattern, replacement)`, `{"name": bytes}` for new parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = source.read(name)
            for pattern, replacement in changes.get("every", ()):
                part = part.replace(pattern, replacement)
            for pattern, replacement in changes.get("parts", {}).get(name, ()):
                part, count = re.subn(pattern, replacement, part)
                assert count, pattern
            target.writestr(name, part)
        for name, part in changes.get("added", {}).items():
            target.writestr(name, part)
    return out.getvalue()


class Hands:
    """A workbook open in a spreadsheet program."""

    def __init__(self, data):
        self.book = openpyxl.load_workbook(io.BytesIO(data))
        self.ids = layout(form()).ids

    def cell(self, path, column=4, choice=""):
        for sheet in self.book.worksheets[1:]:
            for row in sheet.iter_rows(max_col=1):
                if row[0].value == self.ids[path] + choice:
                    return sheet.cell(row[0].row, column)
        raise KeyError(path)

    def set(self, path, value, **where):
        self.cell(path, **where).value = value
        return self

    @property
    def data(self):
        out = io.BytesIO()
        self.book.save(out)
        return out.getvalue()


@pytest.mark.parametrize("name", ["libreoffice-fr.xlsx", "libreoffice-fr.ods"])
def test_saved_by_libreoffice_every_answer_comes_back(name):
    found = read((FOLDER / name).read_bytes())
    assert found.answers == FRENCH
    assert found.problems == ()
    assert found.meta.was == {}


def test_saved_by_libreoffice_in_arabic():
    found = read((FOLDER / "libreoffice-ar.xlsx").read_bytes())
    assert codes(found) == []
    assert {path: cell.value for path, cell in found.answers.items()} == {
        "/data/law/offence": "yes", "/data/law/provision": "المادة ٣ من القانون رقم ١١٧", "/data/law/since": "2008-07-15",
        "/data/law/acts": "looting", "/data/figures/offences": "1234", "/data/figures/funds": "1234.5",
        "/data/figures/cases[1]/year": "2021", "/data/figures/cases[1]/objects": "7",
        "/data/figures/cases[1]/origin": "looting",
    }  # fmt: skip


def _inline(data):
    """Texts inside the cells and not in a part of their own, as some writers do."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        shared = re.findall(rb"<si>(.*?)</si>", archive.read("xl/sharedStrings.xml"), re.DOTALL)
    swap = (rb't="s"><v>(\d+)</v>', lambda match: b't="inlineStr"><is>' + shared[int(match[1])] + b"</is>")
    return edited(data, parts={LAW: [swap], FIGURES: [swap], CASES: [swap]})


EXCEL = {
    "inline strings": _inline,
    "no dimension": lambda data: edited(data, parts={LAW: [(rb"<dimension [^>]*/>", b"")]}),
    "styles dropped": lambda data: edited(data, parts={name: [(rb' s="\d+"', b"")] for name in (LAW, FIGURES, CASES)}),
    "strict": lambda data: edited(
        data,
        every=[
            (b"http://schemas.openxmlformats.org/spreadsheetml/2006/main", b"http://purl.oclc.org/ooxml/spreadsheetml/main"),
            (
                b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                b"http://purl.oclc.org/ooxml/officeDocument/relationships",
            ),
        ],
    ),
    "absolute targets": lambda data: edited(
        data, parts={"xl/_rels/workbook.xml.rels": [(rb'Target="worksheets/', b'Target="/xl/worksheets/')]}
    ),
    "marks as booleans": lambda data: Hands(data).set("/data/law/acts", True, choice=".1").set(
        "/data/law/acts", True, choice=".3"
    ).set("/data/law/acts", False, choice=".2").data,
}  # fmt: skip


@pytest.mark.parametrize("how", EXCEL)
def test_as_excel_and_others_write_it(how):
    found = read(EXCEL[how](written()))
    assert found.answers == FRENCH
    assert found.problems == ()


def test_days_that_count_from_1904():
    old = lambda data: edited(data, parts={"xl/workbook.xml": [(rb"<workbookPr", b'<workbookPr date1904="1"')]})  # noqa: E731
    serial = (date(2008, 7, 15) - date(1904, 1, 1)).days
    typed = Hands(written()).set("/data/law/since", serial)
    assert read(old(typed.data)).answers.value("/data/law/since") == "2008-07-15"
    typed.cell("/data/law/since").number_format = "General"
    assert read(old(typed.data)).answers.value("/data/law/since") == "2008-07-15"


def test_macros_links_and_data_connections_are_told_and_left_alone():
    data = edited(written(), added={"xl/vbaProject.bin": b"\xcc\x61", "xl/externalLinks/externalLink1.xml": b"<x/>"})
    assert codes(read(data)) == ["COL-242", "COL-243"]
    assert read(data).answers == FRENCH


def test_a_formula_that_somebody_typed_gives_its_stored_value_with_a_note():
    cell = f'r="{Hands(written()).cell("/data/figures/offences").coordinate}"'.encode()
    typed = (
        rb"<c " + cell + rb"([^>]*)><v>1234</v>",
        rb"<c " + cell + rb"\1><f>cmd|' /C calc'!A0+617*2</f><v>1234</v>",
    )
    found = read(edited(written(), parts={FIGURES: [typed]}))
    assert codes(found) == ["COL-244"]
    assert found.answers == FRENCH


def test_answers_that_look_like_formulas_are_written_as_text():
    wild = Answers(
        {"/data/law/provision": Cell("=cmd|' /C calc'!A0"), "/data/figures/offences": Cell("1", comment="@SUM(1)")}
    )
    for sheet in openpyxl.load_workbook(io.BytesIO(written(wild))).worksheets:
        assert not any(cell.data_type == "f" and "cmd" in str(cell.value) for row in sheet for cell in row)
    assert read(written(wild)).answers == wild


def test_rows_sorted_deleted_renamed_sheets_and_columns_added():
    hands = Hands(written())
    law = hands.book.worksheets[1]
    rows = [[(cell.value, cell.number_format) for cell in row] for row in law.iter_rows(min_row=5)]
    for number, values in enumerate(sorted(rows, key=lambda row: str(row[2][0])), 5):
        for column, (value, look) in enumerate(values, 1):
            law.cell(number, column).value = value if not str(value).startswith("=") else 0
            law.cell(number, column).number_format = look
    law.title = "Justice"
    law.insert_cols(4)
    figures = hands.book.worksheets[2]
    figures.delete_rows(hands.cell("/data/figures/offences").row)
    found = read(hands.data)
    assert codes(found) == []
    changed = changes_of(form(), FRENCH, found)
    assert [change.path for change in changed] == []
    assert found.answers.value("/data/law/order") == "looting theft"


def copied(data, keep_marks):
    """The sheets copied by hand into a new file: no hidden sheet, no formats."""
    source, target = openpyxl.load_workbook(io.BytesIO(data), data_only=True), openpyxl.Workbook()
    for sheet in source.worksheets[1:4]:
        made = target.create_sheet("Copy of " + sheet.title[:20])
        for row in sheet.iter_rows(min_row=1 if keep_marks else 2, min_col=1 if keep_marks else 2):
            made.append([cell.value for cell in row])
    target.remove(target.worksheets[0])
    out = io.BytesIO()
    target.save(out)
    return out.getvalue()


def test_sheets_copied_into_a_new_file_are_known_by_what_they_carry():
    found = read(copied(written(), keep_marks=True))
    assert codes(found) == ["COL-255"]
    assert found.answers == FRENCH
    assert found.meta.was is None
    with pytest.raises(Refused) as refused:
        read(copied(written(), keep_marks=True), reply_code="R/EGY")
    assert [problem.code for problem in refused.value.problems] == ["COL-218"]


def test_sheets_that_carry_nothing_are_read_by_the_numbers_and_it_is_said():
    found = read(copied(written(), keep_marks=False), language="fr")
    assert codes(found)[0] == "COL-245"
    sections = {path: cell for path, cell in FRENCH.items() if "[" not in path}
    assert {path: found.answers[path] for path in sections} == sections


def test_a_sheet_of_another_reply_is_left_out():
    theirs = Hands(
        write_workbook(form(), "en", Answers({"/data/law/offence": Cell("no")}), round_code="R", reply_code="R/EGY")
    )
    ours = Hands(written())
    strange = ours.book.create_sheet("Theirs")
    for row in theirs.book.worksheets[1].iter_rows():
        strange.append([cell.value for cell in row])
    found = read(ours.data)
    assert codes(found) == ["COL-246"]
    assert found.answers == FRENCH


@pytest.mark.parametrize(
    ("raw", "value"),
    [(time(14, 30), "14:30:00"), (0.5, "12:00:00"), ("14h30", "14:30:00"), ("2:30 PM", "14:30:00"), ("١٤:٣٠", "14:30:00"),
     ("9.05", "09:05:00"), (timedelta(hours=7), "07:00:00"), ("14时30分", "14:30:00"), ("25:00", ""), ("noon", ""), (1.5, "")],
)  # fmt: skip
def test_hours_as_people_and_programs_write_them(raw, value):
    assert time_in(raw, plain(raw)) == value


@pytest.mark.parametrize(
    ("raw", "value"),
    [(datetime(2024, 3, 14, 9, 5), "2024-03-14T09:05:00"),  # noqa: DTZ001 (days have no zone there)
     ("2024-03-14 9:05", "2024-03-14T09:05:00"),
     ("14 mars 2024, 9h05", "2024-03-14T09:05:00"), (45365.5, "2024-03-14T12:00:00"), ("2024-03-14", "2024-03-14T00:00:00"),
     ("2024-03-14T09:05:00.000Z", "2024-03-14T09:05:00Z"), ("yesterday", ""), ("2024-03-14 25:61", "")],
)  # fmt: skip
def test_moments(raw, value):
    assert moment_in(raw, plain(raw)) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [("48.8566 2.3522", "48.8566 2.3522"), ("48.8566, 2.3522", "48.8566 2.3522"), ("48,8566; 2,3522", "48.8566 2.3522"),
     ("12.05 S 77.04 W", "-12.05 -77.04"), ("77.04° W, 12.05° S", "-12.05 -77.04"), ("٣٠٫٠٤ ٣١٫٢٤", "30.04 31.24"),
     ("95 200", ""), ("Paris", ""), ("48", ""), ("48.8 2.3 35 5", "48.8 2.3 35 5")],
)  # fmt: skip
def test_places(text, value):
    assert point_in(text, text) == value


def test_what_cannot_be_read_is_kept_as_typed_only_where_nothing_stands():
    typed = Hands(written(Answers({"/data/figures/funds": Cell("7")})))
    typed.set("/data/figures/offences", "about ten").set("/data/figures/funds", "plenty").set("/data/law/hour", "noon")
    found = read(typed.data)
    assert codes(found) == ["COL-253", "COL-201", "COL-201"]
    changed = {
        change.path: change.after.value
        for change in changes_of(form(), Answers({"/data/figures/funds": Cell("7")}), found)
    }
    assert changed == {"/data/figures/offences": "about ten", "/data/law/hour": "noon"}


def refusal(data):
    with pytest.raises(Refused) as refused:
        read(data)
    return [problem.code for problem in refused.value.problems]


def ods(content, **more):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        for name, part in more.items():
            archive.writestr(name.replace("__", "/"), part)
    return out.getvalue()


def test_files_made_to_burst_in_either_format():
    start = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
        ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet><table:table'
        ' table:name="x">'
    )
    end = "</table:table></office:spreadsheet></office:body></office:document-content>"
    cell = '<table:table-cell table:number-columns-repeated="{0}"><text:p>x</text:p></table:table-cell>'
    row = '<table:table-row table:number-rows-repeated="{0}">{1}</table:table-row>'
    assert refusal(ods(start + row.format(1_000_000, cell.format(16_000)) + end)) == ["COL-212"]
    assert refusal(ods(start + row.format(15_000, cell.format(900)) * 5 + end)) == ["COL-212"]
    empty = '<table:table-cell table:number-columns-repeated="16384"/>'
    assert refusal(ods(start + row.format(1_048_576, empty) + end)) in (["COL-213"], ["COL-214"])
    assert refusal(ods(start + "<oops")) == ["COL-213"]
    assert refusal(ods(start + end, **{"META-INF__manifest.xml": "<x><encryption-data/></x>"})) == ["COL-240"]
    entity = (
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
        + start
        + row.format(1, "&b;")
        + end
    )
    assert refusal(ods(entity)) in (["COL-213"], ["COL-214"])
    wide = edited(
        written(), parts={LAW: [(rb"</sheetData>", b'<row r="19000"><c r="ALL19000"><v>1</v></c></row></sheetData>')]}
    )
    assert refusal(wide) == ["COL-212"]
    for row in (
        b'<row r="1048576"><c><v>1</v></c></row>', b'<row r="9"><c\tr="XFD1048576"><v>1</v></c></row>',
        b'<x:row xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main" r="9"><x:c r="XFD9000"><x:v>1</x:v></x:c></x:row>',
    ):  # fmt: skip
        assert refusal(
            edited(written(), parts={LAW: [(rb"</sheetData>", lambda _, row=row: row + b"</sheetData>")]})
        ) == ["COL-212"]
    last = edited(written(), parts={LAW: [(rb"</sheetData>", b'<row r="1048576" ht="12.8"></row></sheetData>')]})
    assert read(last).answers == FRENCH
