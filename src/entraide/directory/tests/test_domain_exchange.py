"""Tables of others: any headings, layouts and encodings are read or refused by number; nothing in a file is run."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, date, datetime

import pytest
import xlsxwriter

from entraide.directory import wording
from entraide.directory.domain.exchange import values
from entraide.directory.domain.exchange.cells import cells_of
from entraide.directory.domain.exchange.listed import Act, Listed, Person
from entraide.directory.domain.exchange.mapping import by_heading, checked, guessed, known
from entraide.directory.domain.exchange.opening import decoded, open_sheet
from entraide.directory.domain.exchange.planning import Standing, plan
from entraide.directory.domain.exchange.reading import read
from entraide.directory.domain.exchange.sheets import write_csv, write_xlsx
from entraide.directory.domain.exchange.words import words
from entraide.directory.domain.record import Cultural, Function, Hours, Procedure, Reach, Record
from entraide.directory.domain.vcard import write_card
from entraide.kernel.problems import Refused
from entraide.kernel.text import Text

HALVES = (("09:00", "12:30"), ("13:30", "17:00"))
WHOLE = Record(
    "EGY", Text.of("ar", ar="شرطة المتاحف", en="=Museums; Police, [sic]"), "police",
    (Function("extradition"), Function("mutual_legal_assistance", "UNTOC", "18(13)", True, Text.of(None, fr="au Caire; ailleurs"),
     date(2012, 1, 1), date(2030, 1, 1))), ("ar", "fr", "pt"), "Sinai", "شرطة", "ar", "shurta", "MP", ("CARIN", "24_7"),
    (Cultural("object_database", "List", "https://example.org/o"),),
    (Reach("phone", "+20 2 12", "urgent", "7", note="night | desk"), Reach("fax", "+20 3"), Reach("email", "a@example.org", "requests"),
     Reach("website", "https://example.org", public=True), Reach("post", "1 Street\nCairo", city="Cairo", country="EGY", public=True)),
    Procedure(Hours("Africa/Cairo", (HALVES,) * 4 + ((("09:00", "13:00"),), (), HALVES), (date(2026, 1, 7),), "EGY"),
              ("direct", "interpol"), ("email", "oral_urgent"), True, Text.of(None, en="All\nof it"), Text.of(None, fr="Loi 1"),
              Text.of(None, ar="اتصلوا"), True, False),
    True,
)  # fmt: skip
ENTRY = Listed(
    7, WHOLE, "confirmed", date(2026, 3, 1), 3, datetime(2026, 3, 1, tzinfo=UTC),
    (Act("note_verbale", "NV: 1, b", date(2012, 10, 17)),), (Person("Amal, B", "amal@example.org", "Head; acting", "+20 1", "ar"),),
    addresses=True, persons=True,
)  # fmt: skip


def book(*rows, merged=()):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as made:
        sheet = made.add_worksheet()
        for turn, row in enumerate(rows):
            sheet.write_row(turn, 0, row)
        for one in merged:
            sheet.merge_range(one, "France")
    return out.getvalue()


def steps(content, entries=(), language="en"):
    sheet = open_sheet(content)
    return sheet, list(plan(sheet, read(sheet, guessed(sheet.headings), language), Standing(entries)))


@pytest.mark.parametrize("language", ["ar", "en", "es", "fr", "ru", "zh"])
def test_every_part_of_a_record_leaves_and_comes_back_the_same(language):
    _sheet, (step,) = steps(write_xlsx([ENTRY], language, addresses=True, persons=True, kept=True), [ENTRY])
    assert (step.kind, dict(step.cells), step.problems) == ("same", {}, ())


def test_the_table_for_programs_rebuilds_an_entry_from_nothing():
    content = "".join(write_csv([ENTRY], addresses=True, persons=True)).encode()
    _sheet, (step,) = steps(content)
    assert (step.kind, step.contacts, step.acts) == ("new", ENTRY.contacts, ENTRY.acts)
    again = cells_of(Listed(7, step.after, "confirmed", date(2026, 3, 1), 3, None, step.acts, step.contacts))
    assert again == cells_of(ENTRY)


def test_nothing_that_leaves_is_run_by_a_spreadsheet():
    text = "".join(write_csv([ENTRY], addresses=True, persons=True))
    assert ',"\'=Museums; Police, [sic]"' in text
    assert text.startswith("\ufeff")
    with zipfile.ZipFile(io.BytesIO(write_xlsx([ENTRY], "en", addresses=True, persons=True))) as made:
        assert b"<f>" not in made.read("xl/worksheets/sheet1.xml")


def test_one_row_for_each_function_becomes_one_entry():
    head = ("Country", "Authority", "Type", "Function", "Treaty", "Article", "Phone 1", "Phone 2", "Scope (fr)")
    _sheet, (step,) = steps(book(
        head, ("Egypt", "Museums", "Police", "Extradition", "UNTOC", "16", "+20 1", "+20 2", ""),
        ("Egypt", "Museums", "", "Firearms", "", "", "", "", "au Caire"),
    ))  # fmt: skip
    assert step.kind == "new"
    assert [one.triple for one in step.after.functions] == [("UNTOC", "16", "extradition"), ("FIREARMS", "13(2)", "firearms")]
    assert step.after.functions[1].scope.versions == {"fr": "au Caire"}
    assert [one.value for one in step.after.reaches] == ["+20 1", "+20 2"]


def test_rows_of_one_authority_that_differ_are_told():
    head = ("State", "Name", "Kind", "Competence", "Acronym")
    _sheet, (step,) = steps(book(head, ("Egypt", "M", "Police", "Extradition", "A"), ("Egypt", "M", "Police", "Firearms", "B")))
    assert [(one.code, one.place) for one in step.problems] == [("DIR-308", "E3")]


def test_merged_cells_are_meant_for_each_and_formulas_for_none():
    head = ("State", "Name", "Kind", "Competence", "Acronym")
    content = book(head, ("", "A", "Police", "Extradition", "=1+1"), ("", "B", "Police", "Extradition", ""), merged=["A2:A3"])
    sheet, found = steps(content)
    assert [one.code for one in sheet.notes] == ["DIR-303"]
    assert [step.after.entity for step in found] == ["FRA", "FRA"]
    assert [(one.code, one.place) for one in found[0].problems] == [("MAN-408", "E2")]


def refused(content):
    with pytest.raises(Refused) as refusal:
        open_sheet(content)
    return refusal.value.problems[0].code


def test_what_is_no_table_is_refused_by_number():
    assert refused(b" ") == "MAN-424"
    assert refused(b"\x89PNG\r\n\x00\x01\x02\x00") in ("MAN-400", "DIR-301")
    assert refused(b"one;two\n1;2\n") == "DIR-301"
    assert refused(b"x" * (21 * 2**20)) == "MAN-401"
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b"0" * (170 * 2**20))
    assert refused(bomb.getvalue()) == "MAN-402"
    macros = io.BytesIO()
    with zipfile.ZipFile(macros, "w") as packed:
        packed.writestr("xl/vbaProject.bin", b"0")
    assert refused(macros.getvalue()) == "DIR-304"
    far = io.BytesIO(book(("State", "Name"), ("a", "b")))
    parts = {name: zipfile.ZipFile(far).read(name) for name in zipfile.ZipFile(far).namelist()}
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"].replace(b'r="A2"', b'r="A2000000"')
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, part in parts.items():
            packed.writestr(name, part)
    assert refused(out.getvalue()) == "MAN-405"
    assert refused(b"State,Name\n" + b"a,b\n" * 30_100) == "MAN-405"


@pytest.mark.parametrize(("encoding", "text"), [
    ("windows-1251", "Государство;Название\nФранция;Министерство юстиции и внутренних дел\n"),
    ("windows-1256", "الدولة;الاسم\nمصر;وزارة العدل والشؤون القانونية في القاهرة\n"),
    ("windows-1252", "État;Autorité\nFrance;Ministère de la justice, bureau de l’entraide pénale\n"),
    ("utf-16-le", "State;Name\nFrance;Ministère\n"), ("utf-16-be", "State;Name\nFrance;Ministère\n"),
])  # fmt: skip
def test_encodings_are_told_apart_and_said(encoding, text):
    assert decoded(text.encode(encoding)) == (text, encoding)
    assert [one.code for one in open_sheet(text.encode(encoding)).notes] == ["DIR-300"]
    assert decoded(text.encode("utf-8-sig")) == (text, "")
    assert decoded(text.encode("utf-16")) == (text, "")


@pytest.mark.parametrize(("heading", "target"), [
    ("État", "entity"), ("Tel. 2", "phone#2"), ("E-mail", "email"), ("名称（法文）", "name_fr"), ("Name (ar)", "name_ar"),
    ("name_zh", "name_zh"), ("French name", "name_fr"), ("Заметки", ""), ("", ""), ("رقم القيد", "id"), ("Contact person", "contact_name"),
])  # fmt: skip
def test_headings_are_guessed(heading, target):
    assert known(heading) == target


def test_a_mapping_must_tell_the_authority_and_each_column_once():
    heads = ("A", "B", "C")
    for chosen, code in ((["entity", "", ""], "DIR-301"), (["entity", "name", "name"], "DIR-319"), (["entity", "name", "x"], "DIR-321")):
        with pytest.raises(Refused, match=code):
            checked(heads, chosen)
    assert by_heading(("State", "Zimmer", "Name"), {"Zimmer": "acronym"}) == ("entity", "acronym", "name")


@pytest.mark.parametrize(("text", "monday", "saturday"), [
    ("9:00-17:00", (("09:00", "17:00"),), ()),
    ("lun-ven 9h30-12h30 14h-18h; sam 9:00-12:00", (("09:30", "12:30"), ("14:00", "18:00")), (("09:00", "12:00"),)),
    ("пн–пт 09:00–18:00", (("09:00", "18:00"),), ()), ("السبت-الاثنين 08:00-14:00", (("08:00", "14:00"),), (("08:00", "14:00"),)),
])  # fmt: skip
def test_hours_are_read_as_people_write_them(text, monday, saturday):
    week = values.week(text)
    assert (week[0], week[5]) == (monday, saturday)


@pytest.mark.parametrize("text", ["mon 25:00-26:00", "mon", "someday 9:00-10:00", "mon 12:00-09:00", "mon 9:00-10:00 or so"])
def test_hours_that_mean_nothing_are_refused(text):
    with pytest.raises(Refused, match="DIR-305"):
        values.week(text)


def test_a_card_is_folded_escaped_and_in_every_language():
    card = write_card(ENTRY, "fr", "https://example.org/directory/")
    assert card.endswith("END:VCARD\r\n")
    assert all(len(line.encode()) <= 75 for line in card.split("\r\n"))
    lines = card.replace("\r\n ", "").split("\r\n")
    assert "FN;ALTID=1;LANGUAGE=ar;PREF=1:شرطة المتاحف" in lines
    assert "FN;ALTID=1;LANGUAGE=en:=Museums\\; Police\\, [sic]" in lines
    assert 'TEL;VALUE=uri;TYPE="work,voice";X-PURPOSE=urgent:tel:+20212;ext=7' in lines
    assert 'ADR;TYPE=work;LABEL="1 Street^nCairo":;;1 Street;Cairo;;;Égypte' in lines
    assert {"KIND:org", "NICKNAME:MP", "TZ:Africa/Cairo", "REV:20260301T000000Z"} <= set(lines)


def test_the_words_of_files_are_those_of_the_pages():
    for kind, label in (("function", wording.function_label), ("kind", wording.kind_label), ("standing", wording.standing_label)):
        for code, row in words()[kind].items():
            assert row["en"] == label(code), code
