"""Answers become typed tables that no spreadsheet runs, that lose nothing, and that follow questions through versions."""

from __future__ import annotations

import io
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import openpyxl
import pytest
import python_calamine
import xlsxwriter
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from entraide.collection.domain.export import codebook, safe, xlsx_file
from entraide.collection.domain.export.columns import columns_of
from entraide.collection.domain.export.dialect import as_number
from entraide.collection.domain.export.facts import Sent
from entraide.collection.domain.export.files import file_name, write
from entraide.collection.domain.export.names import distinct, identifiers
from entraide.collection.domain.export.schema import Edition, merge
from entraide.collection.domain.export.tally import Tally
from entraide.collection.domain.export.wanted import FORMATS, Wanted
from entraide.kernel.audience import Audience
from entraide.kernel.languages import LANGUAGES
from entraide.kernel.problems import Refused

from .exporting import BOTH, FACTS, FIRST, SCHEMA, form, lines, question, sent, tables, written

CODES = Wanted(format="csv", headings="names", values="codes")
REPLY = {
    "/data/law/offence": "yes", "/data/law/acts": "theft export", "/data/law/count": {"missing": "not_available", "source": "x"},
    "/data/law/day": "2012-10-17", "/data/law/text": "words", "/data/law/seizure[2]/year": "2012",
    "/data/law/seizure[10]/object[1]/kind": "vase", "/data/law/seizure[2]/object[3]/kind": "coin",
}  # fmt: skip


def test_a_main_table_and_one_for_each_repeat_with_the_keys_that_tie_them():
    found = tables(written(CODES, [sent(REPLY)]))
    (row,) = found["replies"]
    assert (row["reply"], row["entity"], row["law.offence"], row["law.day"]) == ("heritage-2026/EGY/1", "EGY", "yes", "2012-10-17")
    assert (row["law.count"], row["law.count.missing"]) == ("", "not_available")
    assert [(one["key"], one["parent_key"], one["position"], one["year"]) for one in found["law.seizure"]] == [
        ("heritage-2026/EGY/1/law/seizure[2]", "heritage-2026/EGY/1", "2", "2012"),
        ("heritage-2026/EGY/1/law/seizure[10]", "heritage-2026/EGY/1", "10", ""),
    ]
    assert [(one["parent_key"].rpartition("/")[2], one["kind"]) for one in found["law.seizure.object"]] == [
        ("seizure[2]", "coin"), ("seizure[10]", "vase"),
    ]  # fmt: skip
    keys = {one["key"] for one in found["law.seizure"]}
    assert {one["parent_key"] for one in found["law.seizure.object"]} == keys


def test_labels_in_the_language_chosen_or_codes():
    (row,) = tables(written(Wanted(format="csv", language="ar"), [sent(REPLY)]))["replies"]
    assert (row["1. هل هو جريمة؟"], row["رمز الدولة أو المنظمة"]) == ("نعم", "EGY")
    assert "السرقة; التصدير" in row.values()
    assert row["About /data/law/count – سبب عدم تقديم الرقم"] == "غير متاح"
    (row,) = tables(written(evolve(CODES, missing="cell"), [sent(REPLY)]))["replies"]
    assert (row["law.count"], "law.count.missing" in row) == ("not_available", False)


def test_one_column_for_each_choice_of_several():
    given = [sent(REPLY), sent({"/data/law/acts": "theft"}), sent({}), sent({"/data/law/acts": "theft arson"})]
    rows = tables(written(evolve(CODES, several="each"), given))["replies"]
    assert [(row["law.acts/theft"], row["law.acts/export"]) for row in rows] == [("1", "1"), ("1", "0"), ("", ""), ("1", "0")]
    assert "theft arson" in rows[3]["left_over"]


def test_what_stands_beside_a_value():
    cell = {"value": "12", "flags": ["revised", "estimated"], "source": "police", "comment": "=see", "audience": "public"}
    wanted = evolve(CODES, beside=("flags", "source", "comment", "audience", "missing"))
    (row,) = tables(written(wanted, [sent({"/data/law/count": cell, "/data/law/text": {"value": "a", "flags": ["revised"]}})]))["replies"]
    shown = [row[f"law.count{end}"] for end in ("", ".flags", ".source", ".comment", ".audience")]
    assert shown == ["12", "estimated revised", "police", "'=see", "public"]
    assert "law.text.flags" in row["left_over"]


def test_names_that_differ_in_capitals_only_are_told_apart():
    (row,) = tables(written(CODES, [sent({"/data/law/text": "small", "/data/law/TEXT": "large"})]))["replies"]
    assert (row["law.text"], row["law.TEXT_2"]) == ("small", "large")
    assert distinct(["a", "A", "a_2", "a"]) == ["a", "A_2", "a_2_2", "a_3"]
    assert identifiers(["law.offence/2", "2012", "by", "نعم", "x" * 40, "x" * 41], 26)[:3] == ["law_offence_2", "v_2012", "v_by"]
    assert len(set(identifiers(["x" * 40, "x" * 41], 26))) == 2


def test_an_unknown_path_is_left_over_not_lost():
    odd = {"/data/gone": "x", "/data/law/seizure/year": "no position", "/data/law/text[1]": "one too many", "/data/law/offence": "perhaps"}
    (row,) = tables(written(CODES, [sent(odd)]))["replies"]
    assert row["law.offence"] == "perhaps"
    assert all(path in row["left_over"] for path in ("/data/gone", "/data/law/seizure/year", "/data/law/text[1]"))
    (nested,) = lines(written(Wanted(format="jsonl"), [sent(odd)]))
    assert nested["left_over"]["/data/gone"] == {"value": "x"}


@pytest.mark.parametrize("answers", [{"/data/law/count": 5, "/data/law/text": ["a"]}, {"/data/law/text": None}, {"/data/law/day": True}])
@pytest.mark.parametrize("format", FORMATS)
def test_answers_that_are_not_as_answers_are(format: Any, answers: dict[str, Any]):
    bad = Sent("heritage-2026/EGY/1", "1", answers, {"entity": "EGY"})
    assert written(evolve(CODES, format=format), [bad])


@pytest.mark.parametrize("format", FORMATS)
def test_a_round_without_replies_gives_empty_tables(format: Any):
    tally = Tally()
    assert bool(written(Wanted(format=format), [], tally=tally)) == (format != "jsonl")
    assert sum(tally.rows.values()) == 0 or format == "codebook"


PATHS = ["/data/law/text", "/data/law/TEXT", "/data/law/offence"]
RISKY = ["=1+1", "+1", "-x", "@a", "\tx", "\rx", "'=1", "''@", "=HYPERLINK(\"x\",\"y\")"]


@pytest.mark.parametrize("text", RISKY)
def test_no_spreadsheet_runs_a_cell_and_it_can_be_taken_back(text: str):
    given = [sent({"/data/law/text": text})]
    (row,) = tables(written(CODES, given))["replies"]
    book = openpyxl.load_workbook(io.BytesIO(written(evolve(CODES, format="xlsx"), given)))
    place = [cell.value for cell in book["replies"][1]].index("law.text")
    cell = book["replies"].cell(2, place + 1)
    assert cell.data_type == "s"
    for shown in (row["law.text"], cell.value.replace("_x000D_", "\r")):
        assert shown.startswith("'")
        assert safe.unguarded(shown) == text
    assert lines(written(Wanted(format="jsonl"), given))[0]["answers"]["law"]["text"]["value"] == text


@given(st.text(max_size=30))
def test_guarding_is_reversible(text: str):
    assert safe.unguarded(safe.guarded(text)) == text
    assert safe.guarded(text)[:1] not in tuple("=+-@\t\r\n")


def test_negative_numbers_stay_numbers():
    given = [sent({"/data/law/count": "-12", "/data/law/text": "-12"}), sent({"/data/law/count": "about -12"})]
    rows = tables(written(CODES, given))["replies"]
    assert [(row["law.count"], row["law.text"]) for row in rows] == [("-12", "'-12"), ("about -12", "")]
    sheet = python_calamine.load_workbook(io.BytesIO(written(evolve(CODES, format="xlsx"), given))).get_sheet_by_name("replies").to_python()
    place = sheet[0].index("law.count")
    assert [row[place] for row in sheet[1:]] == [-12.0, "about -12"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.dictionaries(st.sampled_from(PATHS), st.text(min_size=1, max_size=12)), max_size=4))
def test_csv_says_what_was_answered(replies: list[dict[str, str]]):
    rows = tables(written(CODES, [sent(one) for one in replies]))["replies"]
    for row, answers in zip(rows, replies, strict=True):
        for path, name in (("/data/law/text", "law.text"), ("/data/law/TEXT", "law.TEXT_2"), ("/data/law/offence", "law.offence")):
            assert safe.unguarded(row[name]) == safe.whole(answers.get(path, ""))


@settings(max_examples=40, deadline=None)
@given(st.text(min_size=1, max_size=20))
def test_a_workbook_says_what_was_answered(text: str):
    data = written(evolve(CODES, format="xlsx"), [sent({"/data/law/text": text})])
    sheet = python_calamine.load_workbook(io.BytesIO(data)).get_sheet_by_name("replies").to_python()
    shown = sheet[1][sheet[0].index("law.text")]
    expected = safe.whole(safe.guarded(text))
    assert shown == expected or shown == safe.in_xml(expected).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def test_the_fast_rows_are_those_that_xlsxwriter_writes(tmp_path):
    """The same cells through its public door: every reader sees the same values and types."""
    texts = ["plain", "<&>", " spaces ", "نص", "two\nlines", "_x0041_", "a\x0bb"]
    given = [sent({"/data/law/text": text, "/data/law/count": str(turn), "/data/law/day": "2012-10-17"}) for turn, text in enumerate(texts)]
    ours = openpyxl.load_workbook(io.BytesIO(written(evolve(CODES, format="xlsx"), given)))["replies"]
    names = [cell.value for cell in ours[1]]
    with xlsxwriter.Workbook(tmp_path / "theirs.xlsx", {"constant_memory": True}) as book:
        sheet, day = book.add_worksheet("replies"), book.add_format({"num_format": "yyyy-mm-dd"})
        for turn, text in enumerate(texts):
            sheet.write_string(turn, 0, text)
            sheet.write_number(turn, 1, turn)
            sheet.write_datetime(turn, 2, datetime(2012, 10, 17), day)  # noqa: DTZ001
    theirs = openpyxl.load_workbook(tmp_path / "theirs.xlsx")["replies"]
    for turn in range(len(texts)):
        for place, name in enumerate(("law.text", "law.count", "law.day"), start=1):
            mine, other = ours.cell(turn + 2, names.index(name) + 1), theirs.cell(turn + 1, place)
            assert (mine.value, mine.data_type, mine.number_format) == (other.value, other.data_type, other.number_format)


def test_a_workbook_in_arabic_reads_from_right_to_left_and_tells_of_itself():
    tally = Tally()
    data = written(Wanted(format="xlsx", language="ar"), [sent(REPLY)], tally=tally)
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["replies", "المضبوطات", "Objects", "ملاحظات", "دليل الترميز"]
    assert all(sheet.sheet_view.rightToLeft for sheet in book)
    assert book["replies"].freeze_panes == "B2"
    notes = {row[0].value: row[1].value for row in book["ملاحظات"].iter_rows()}
    assert (notes["الجولات"], notes["الصفوف: replies"], notes["الصفوف: law.seizure"]) == ("heritage-2026", "1", "2")
    assert notes["لمن هذا الملف"].startswith("الأمانة")
    assert tally.rows == {"replies": 1, "law.seizure": 2, "law.seizure.object": 2}


def test_rows_past_the_end_of_a_sheet_go_on_with_the_next():
    given = (sent({"/data/law/count": str(turn)}) for turn in range(9))
    wanted = evolve(CODES, format="xlsx", tables=("replies",))
    data = b"".join(xlsx_file.write(SCHEMA, wanted, given, FACTS, Tally(), rows_a_sheet=4))
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["replies", "Notes", "Codebook", "replies (2)", "replies (3)"]
    place = [cell.value for cell in book["replies"][1]].index("law.count") + 1
    found = [row[place - 1].value for name in ("replies", "replies (2)", "replies (3)") for row in book[name].iter_rows(min_row=2)]
    assert found == list(range(9))
    assert [cell.value for cell in book["replies (3)"][1]] == [cell.value for cell in book["replies"][1]]


def test_a_long_text_is_cut_in_a_workbook_and_whole_elsewhere():
    long = "😀" + "x" * 40_000
    tally = Tally()
    data = written(evolve(CODES, format="xlsx"), [sent({"/data/law/text": long})], tally=tally)
    sheet = openpyxl.load_workbook(io.BytesIO(data))
    place = [cell.value for cell in sheet["replies"][1]].index("law.text")
    shown = sheet["replies"].cell(2, place + 1).value
    assert (safe.units(shown), shown.endswith("… [cut]"), tally.cut) == (safe.CELL, True, 1)
    assert any("32767" in str(row[1].value) for row in sheet["Notes"].iter_rows())
    assert lines(written(Wanted(format="jsonl"), [sent({"/data/law/text": long})]))[0]["answers"]["law"]["text"]["value"] == long
    assert tables(written(CODES, [sent({"/data/law/text": long})]))["replies"][0]["law.text"] == long


def test_half_a_letter_and_control_signs_break_no_file():
    odd = "a\ud800b\x00c\x1bd"
    (row,) = tables(written(CODES, [sent({"/data/law/text": odd})]))["replies"]
    assert row["law.text"] == "a\ufffdb\x00c\x1bd"
    assert lines(written(Wanted(format="jsonl"), [sent({"/data/law/text": odd})]))[0]["answers"]["law"]["text"]["value"] == odd
    for format in ("xlsx", "sqlite", "sav", "dta"):
        assert written(evolve(CODES, format=format), [sent({"/data/law/text": odd})])


def test_versions_are_merged_by_identity():
    old = sent({"/data/law/offence": "no", "/data/law/acts": "theft", "/data/law/count": "1"})
    new = sent({"/data/law/more/crime": "yes", "/data/law/count": "2"}, key="heritage-2026/FRA/1", edition="2")
    found = tables(written(evolve(CODES, values="labels"), [old, new], BOTH))
    assert [(row["law.more.crime"], row["law.count"], row["law.acts"]) for row in found["replies"]] == [("No", "1", "Theft"), ("Yes", "2", "")]
    assert "law.offence" not in found["replies"][0]
    book = {(row["column"], row["code"]): row for row in found["codebook"]}
    assert "/data/law/offence (1)" in book["law.more.crime", ""]["came_from"]
    assert book["law.more.crime", "no"]["meaning"] == "No"
    assert (book["law.acts", ""]["asked_in"], book["law.count", ""]["asked_in"]) == ("1", "1, 2")


def test_a_question_whose_type_changed_is_a_text():
    other = form((question("/data/law/count", "text"),), "2")
    (variable,) = (one for one in merge([Edition("1", "1", FIRST), Edition("2", "2", other)]).tables[0].variables if one.name == "law.count")
    assert variable.sort == "text"


def test_only_what_goes_so_far_is_in_a_file_for_others():
    answers = {
        "/data/law/acts": "theft", "/data/law/count": "5", "/data/law/text": {"value": "secret"},
        "/data/law/day": {"value": "2012-10-17", "audience": "public"}, "/data/law/offence": {"value": "yes", "audience": "aggregate"},
        "/data/gone": "x", "/data/law/seizure[1]/year": "2012",
    }  # fmt: skip
    for audience, shown in ((Audience.PUBLIC, ["theft", "", "2012-10-17"]), (Audience.PARTIES, ["theft", "5", "2012-10-17"])):
        wanted = evolve(CODES, audience=audience)
        found = tables(written(wanted, [sent(answers)]))
        row = found["replies"][0]
        assert [row["law.acts"], row["law.count"], row["law.day"]] == shown
        assert (row["law.text"], row["law.offence"], row["left_over"]) == ("", "", "")
        assert found["law.seizure"][0]["year"] == ""
        nested = written(evolve(wanted, format="jsonl"), [sent(answers)]).decode()
        assert ("secret" in nested, "yes" in nested, "2012-10-17" in nested, "/data/gone" in nested) == (False, False, True, False)
        assert any("narrower" in value for note in found["notes"] for value in note.values())


def test_tables_that_are_not_wanted_are_left_out_with_their_answers():
    wanted = evolve(CODES, tables=("replies",))
    data = written(wanted, [sent(REPLY)])
    assert (data[:2] == b"PK", file_name(SCHEMA, wanted, "x").name, "vase" in data.decode()) == (False, "x-en.csv", False)
    deep = tables(written(evolve(CODES, tables=("law.seizure.object",)), [sent(REPLY)]))
    assert {"replies", "law.seizure", "law.seizure.object"} <= set(deep)


def test_json_lines_are_nested_as_the_questionnaire_is():
    (row,) = lines(written(Wanted(format="jsonl", language="ar"), [sent(REPLY, submitted_at=datetime(2026, 11, 30, tzinfo=UTC))]))
    law = row["answers"]["law"]
    assert law["offence"] == {"value": "yes", "label": "نعم"}
    assert law["acts"] == {"value": "theft export", "labels": ["السرقة", "التصدير"]}
    assert law["count"] == {"missing": "not_available", "source": "x"}
    assert [one["_position"] for one in law["seizure"]] == [2, 10]
    assert law["seizure"][0] == {"_position": 2, "year": {"value": 2012}, "object": [{"_position": 3, "kind": {"value": "coin"}}]}


@pytest.mark.parametrize("text,number", [("12", 12), ("-1.50", -1.5), ("123456789012345", 123456789012345), ("1234567890123456", None),
    ("0.1234567890123456", None), ("1_000", None), ("nan", None), ("١٢", None), ("1e5", None), ("", None)])  # fmt: skip
def test_numbers_are_numbers_as_far_as_they_are_exact(text: str, number: float | None):
    assert (as_number(text) if text else None) == number


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_codebook_speaks_six_languages(language: Any):
    wanted = Wanted(format="csv", language=language)
    found = list(codebook.lines(SCHEMA, wanted))
    assert {line[0] for line in found} == {"replies", "law.seizure", "law.seizure.object"}
    assert any(line[6:8] == ["yes", {"ar": "نعم", "zh": "是"}.get(language, "Yes")] for line in found)
    assert len(set(codebook.headings(wanted))) == len(codebook.HEADINGS)


def test_too_many_columns_are_refused():
    wide = merge([Edition("1", "1", form(tuple(question(f"/data/law/q{turn}") for turn in range(2_000))))])
    with pytest.raises(Refused) as refusal:
        written(Wanted(format="sqlite"), [], wide)
    assert refusal.value.problems[0].code == "COL-480"


@pytest.mark.parametrize("format", ["csv", "xlsx", "jsonl", "sqlite", "sav"])
def test_memory_stays_flat(format: Any):
    """Ten times the replies, the same memory."""
    made = [sent(REPLY, key=f"heritage-2026/EGY/{turn}") for turn in range(20)]

    def peak(count: int) -> int:
        def given() -> Iterator[Sent]:
            for turn in range(count):
                yield evolve(made[turn % 20], key=f"heritage-2026/EGY/{turn}")

        tracemalloc.start()
        for _part in write(SCHEMA, Wanted(format=format), given(), FACTS):
            pass
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    peak(50)
    assert peak(4000) < peak(400) + 1_500_000


def test_every_column_has_one_heading():
    for wanted in (Wanted(), Wanted(headings="names"), Wanted(several="each", language="zh")):
        for table in BOTH.tables:
            headings = [column.heading.casefold() for column in columns_of(table, wanted)]
            assert len(headings) == len(set(headings))
