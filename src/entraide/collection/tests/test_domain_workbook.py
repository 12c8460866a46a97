"""The offline workbook: written, filled by people who do as they please, read back."""

import io
import zipfile
from datetime import date, datetime

import openpyxl
import pytest

from entraide.collection.domain.answers import Answers, Cell
from entraide.collection.domain.form import Choice, Form, Group, Note, Question, Repeat, Section
from entraide.collection.domain.workbook import difference, laid_over, read_workbook, write_workbook
from entraide.collection.domain.workbook.words import vocabulary
from entraide.collection.domain.xpath.parser import parse
from entraide.kernel.audience import Audience
from entraide.kernel.languages import LANGUAGES
from entraide.kernel.problems import Refused, catalogue
from entraide.kernel.text import Text


def six(text):
    return Text.of(None, **{code: f"{text} ({code})" for code in LANGUAGES})


YES_NO = (
    Choice("yes", Text.of(None, ar="نعم", en="Yes", es="Sí", fr="Oui", ru="Да", zh="是")),
    Choice("no", Text.of(None, ar="لا", en="No", es="No", fr="Non", ru="Нет", zh="否")),
)
ACTS = tuple(Choice(name, six(name.title())) for name in ("theft", "looting", "export"))


def the_form(version="1", id="heritage"):
    """A small questionnaire with a bit of everything."""
    law = (
        Question("/data/law/offence", "offence", "select_one", six("Offence?"), "1", choices=YES_NO),
        Question(
            "/data/law/provision",
            "provision",
            "text",
            six("Provision"),
            "2",
            hint=six("Number of the article"),
            relevant=parse("/data/law/offence = 'yes'"),
        ),
        Question("/data/law/acts", "acts", "select_multiple", six("Acts"), "3", choices=ACTS),
        Question("/data/law/since", "since", "date", six("Since when"), "4"),
        Question("/data/law/text", "text", "file", six("Text of the law"), "5"),
    )
    figures = (
        Note("/data/figures/n", "n", six("Of {{/data/law/offence}}")),
        Group(
            "/data/figures/g",
            "g",
            six("Counts"),
            (Question("/data/figures/g/offences", "offences", "integer", six("Offences"), "6", kind="figure"),),
            relevant=parse("selected(/data/law/acts, 'theft')"),
        ),
        Question("/data/figures/funds", "funds", "decimal", six("Funds"), "7", kind="amount"),
        Repeat(
            "/data/figures/cases",
            "cases",
            six("Cases"),
            (
                Question("/data/figures/cases/year", "year", "integer", six("Year"), "8.1", kind="year"),
                Question(
                    "/data/figures/cases/kind",
                    "kind",
                    "select_one",
                    six("Known"),
                    "8.2",
                    choices=YES_NO,
                    relevant=parse("../year > 2000"),
                ),
                Question("/data/figures/cases/acts", "acts", "select_multiple", six("Acts"), "8.3", choices=ACTS),
                Repeat(
                    "/data/figures/cases/objects",
                    "objects",
                    six("Objects"),
                    (Question("/data/figures/cases/objects/name", "name", "text", six("Name"), "8.4.1"),),
                    "8.4",
                ),
            ),
            "8",
        ),
        Question("/data/figures/total", "total", "calculate", calculation=parse("1 + 1")),
    )
    sections = (Section("law", "I", six("Law"), law), Section("figures", "II", six("Figures"), figures))
    return Form(id, version, six("Heritage"), "en", LANGUAGES, sections)


FORM = the_form()
FULL = Answers(
    {
        "/data/law/offence": Cell("yes", comment="since long"),
        "/data/law/provision": Cell("Article 12\nand 13 = more"),
        "/data/law/acts": Cell("theft export"),
        "/data/law/since": Cell("1999-12-31"),
        "/data/figures/g/offences": Cell("0", flags={"provisional", "estimated"}, source="Police", comment="=1+1"),
        "/data/figures/funds": Cell(missing="not_collected"),
        "/data/figures/cases[1]/year": Cell("2021"),
        "/data/figures/cases[1]/kind": Cell("no"),
        "/data/figures/cases[1]/acts": Cell("theft looting"),
        "/data/figures/cases[1]/objects[1]/name": Cell("A vase"),
        "/data/figures/cases[2]/year": Cell("2022"),
        "/data/figures/cases[2]/objects[1]/name": Cell("A coin"),
        "/data/figures/cases[2]/objects[2]/name": Cell("Another coin"),
    }
)


class Filled:
    """A workbook in the hands of somebody with a spreadsheet program."""

    def __init__(self, data):
        self.book = openpyxl.load_workbook(io.BytesIO(data))

    def sheet(self, place):
        return self.book.worksheets[place]

    def cell(self, place, id, role="answer"):
        sheet = self.sheet(place)
        row = next(row for row in sheet.iter_rows() for cell in row if cell.value == id)[0].row
        column = next(cell.column for cell in sheet[1] if cell.value == f"entraide:{role}")
        return sheet.cell(row, column)

    def set(self, place, id, value, role="answer"):
        self.cell(place, id, role).value = value
        return self

    @property
    def data(self):
        out = io.BytesIO()
        self.book.save(out)
        return out.getvalue()


LAW, FIGURES, CASES, OBJECTS = 1, 2, 3, 4


def codes(found):
    return [problem.code for problem in found.problems]


@pytest.mark.parametrize("language", LANGUAGES)
def test_answers_go_out_and_come_back_the_same(language):
    data = write_workbook(FORM, language, FULL, round_code="2024", reply_code="R-7", banner="Invented")
    found = read_workbook(FORM, data, round_code="2024", reply_code="R-7")
    assert found.answers == FULL
    assert found.problems == ()
    assert found.language == language
    assert found.meta.base == FULL.content_hash()
    assert difference(FULL, laid_over(FORM, FULL, found)) == ()


def test_equal_content_gives_equal_bytes():
    assert write_workbook(FORM, "fr", FULL) == write_workbook(the_form(), "fr", FULL)


def test_the_sheets_are_fit_for_people():
    book = openpyxl.load_workbook(
        io.BytesIO(write_workbook(FORM, "ar", FULL, banner="Invented", deadline="2024-09-30"))
    )
    assert [sheet.sheet_state for sheet in book.worksheets] == ["visible"] * 5 + ["hidden"] * 2 + ["veryHidden"]
    assert all(sheet.sheet_view.rightToLeft for sheet in book.worksheets[:5])
    assert all(sheet.protection.sheet for sheet in book.worksheets[:5])
    assert all(any(cell.value == "Invented" for row in sheet for cell in row) for sheet in book.worksheets[:5])
    assert any("2024-09-30" in str(cell.value) for row in book.worksheets[0] for cell in row)
    law = book.worksheets[LAW]
    assert law.column_dimensions["A"].hidden
    assert not law["D5"].protection.locked
    assert law["C5"].protection.locked
    assert law.data_validations.dataValidation[0].formula1.startswith("lists!")
    rules = [rule.formula for area in law.conditional_formatting for rule in area.rules]
    assert rules == [["$J5=0"], ["$K5=1"], ["AND($M5=1,$L5=0)"]]
    assert law["J6"].value == '=IF($D$5="نعم",1,0)'
    rules = [rule.formula for area in book.worksheets[CASES].conditional_formatting for rule in area.rules]
    assert rules == [['NOT(IFERROR(IF($C5="",NA(),$C5+0)>2000,FALSE))']]


def test_numbers_are_read_as_people_of_six_languages_type_them():
    for typed, value in (("1 234,5", "1234.5"), ("١٬٢٣٤٫٥", "1234.5"), ("١٢٣٤", "1234"), (1234.5, "1234.5"), (7, "7")):
        found = read_workbook(FORM, Filled(write_workbook(FORM, "ar")).set(FIGURES, "q7", typed).data)
        assert found.answers.value("/data/figures/funds") == value
        assert found.problems == ()


def test_what_cannot_be_read_is_reported_with_its_cell_and_clears_nothing():
    filled = Filled(write_workbook(FORM, "en", FULL))
    filled.set(FIGURES, "q6", "about ten").set(LAW, "q1", "perhaps").set(FIGURES, "q7", datetime(2021, 5, 1))  # noqa: DTZ001
    found = read_workbook(FORM, filled.data)
    assert codes(found) == ["COL-222", "COL-201", "COL-224"]
    assert [problem.place for problem in found.problems][:2] == ["I. Law (en)!D5", "II. Figures (en)!D7"]
    assert "about ten" in found.problems[1].what("fr")
    after = laid_over(FORM, FULL, found)
    assert after.value("/data/figures/g/offences") == "0"
    assert after.value("/data/law/offence") == "yes"


@pytest.mark.parametrize(
    "typed",
    [date(2021, 3, 14), datetime(2021, 3, 14), "14/03/2021", "2021-03-14", 44269, "14 mars 2021", "١٤/٠٣/٢٠٢١"],  # noqa: DTZ001
)
def test_dates_are_read_as_dates_serials_or_text(typed):
    filled = Filled(write_workbook(FORM, "fr")).set(LAW, "q4", typed)
    filled.cell(LAW, "q4").number_format = "General" if isinstance(typed, int | str) else "dd/mm/yyyy"
    found = read_workbook(FORM, filled.data)
    assert found.answers.value("/data/law/since") == "2021-03-14"


def test_choices_are_known_by_label_in_any_language_or_by_code():
    for typed in ("Yes", "oui ", "ДА", "是", "yes", "نعم"):
        found = read_workbook(FORM, Filled(write_workbook(FORM, "es")).set(LAW, "q1", typed).data)
        assert found.answers.value("/data/law/offence") == "yes"
    filled = Filled(write_workbook(FORM, "ru")).set(LAW, "q3.2", "Х").set(LAW, "q3", "Theft (fr); export")
    assert read_workbook(FORM, filled.data).answers.value("/data/law/acts") == "theft looting export"
    filled = Filled(write_workbook(FORM, "ru")).set(LAW, "q3.2", "maybe")
    assert codes(read_workbook(FORM, filled.data)) == ["COL-222"]


def test_a_reason_a_state_and_a_source_are_read():
    filled = Filled(write_workbook(FORM, "en"))
    filled.set(FIGURES, "q6", "confidentiel").set(FIGURES, "q7", 3).set(FIGURES, "q7", "Not available", "missing")
    filled.set(FIGURES, "q7", "estimated, Révisé", "status").set(FIGURES, "q7", "Bank", "source")
    found = read_workbook(FORM, filled.data)
    assert found.answers["/data/figures/g/offences"] == Cell(missing="confidential")
    assert found.answers["/data/figures/funds"] == Cell("3", flags={"estimated", "revised"}, source="Bank")
    assert codes(found) == ["COL-226"]


def test_moved_rows_and_columns_are_found_by_their_hidden_marks():
    filled = Filled(write_workbook(FORM, "en", FULL))
    filled.sheet(LAW).insert_cols(3)
    filled.sheet(LAW).insert_rows(6, 2)
    filled.sheet(LAW)["E7"] = "by the way"
    filled.sheet(FIGURES).move_range("D1:D40", cols=9)
    filled.sheet(CASES).insert_cols(2, 2)
    found = read_workbook(FORM, filled.data)
    assert found.answers == FULL
    assert codes(found) == ["COL-223"]
    assert found.problems[0].params["text"] == "by the way"
    assert found.problems[0].place.endswith("!E7")


def test_without_hidden_marks_the_numbers_on_paper_lead_the_way():
    filled = Filled(write_workbook(FORM, "en", FULL))
    filled.sheet(LAW).delete_cols(1)
    filled.sheet(FIGURES).delete_rows(1)
    found = read_workbook(FORM, filled.data)
    assert found.answers.value("/data/law/acts") == "theft export"
    assert found.answers == FULL
    assert set(codes(found)) == {"COL-229"}


def test_formulas_give_their_stored_result_and_are_reported_without_one():
    filled = Filled(write_workbook(FORM, "en")).set(FIGURES, "q7", "=3*4").set(FIGURES, "q6", "#DIV/0!")
    found = read_workbook(FORM, filled.data)
    assert codes(found) == ["COL-221", "COL-220"]
    assert found.unread == {"/data/figures/funds", "/data/figures/g/offences"}
    kept = _with_result(filled.data, b"<f>3*4</f><v></v>", b"<f>3*4</f><v>12</v>")
    found = read_workbook(FORM, kept)
    assert found.answers.value("/data/figures/funds") == "12"
    assert codes(found) == ["COL-221", "COL-244"]


def _with_result(data, old, new):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(old, new).replace(old.replace(b"></v>", b"/>"), new))
    return out.getvalue()


def test_rows_may_be_added_to_and_taken_from_a_table():
    filled = Filled(write_workbook(FORM, "en", FULL))
    cases, objects = filled.sheet(CASES), filled.sheet(OBJECTS)
    for cell in cases[5][2:]:
        cell.value = None
    cases["C40"] = 2023
    objects["C30"], objects["D30"] = 36, "A lamp"
    objects["C31"], objects["D31"] = 99, "Lost"
    found = read_workbook(FORM, filled.data)
    assert found.answers.value("/data/figures/cases[1]/year") == "2022"
    assert found.answers.value("/data/figures/cases[2]/year") == "2023"
    assert found.answers.value("/data/figures/cases[2]/objects[1]/name") == "A lamp"
    assert "COL-233" in codes(found)


def test_a_row_that_stands_twice_is_reported_when_it_differs():
    filled = Filled(write_workbook(FORM, "en", FULL))
    law = filled.sheet(LAW)
    law["A30"], law["D30"] = "q2", "Article 99"
    found = read_workbook(FORM, filled.data)
    assert codes(found) == ["COL-228"]
    assert found.answers.value("/data/law/provision").startswith("Article 12")


def test_one_ministry_may_send_its_sheet_alone():
    filled = Filled(write_workbook(FORM, "en", FULL)).set(LAW, "q2", "Article 1")
    del filled.book[filled.sheet(FIGURES).title]
    del filled.book[filled.sheet(FIGURES).title]
    del filled.book[filled.sheet(FIGURES).title]
    found = read_workbook(FORM, filled.data)
    assert codes(found) == ["COL-227"]
    after = laid_over(FORM, FULL, found)
    assert [(change.path, change.kind) for change in difference(FULL, after)] == [("/data/law/provision", "changed")]


def test_the_difference_tells_new_changed_and_cleared():
    before = FULL.with_cell("/data/law/since", Cell()).with_cell("/data/law/text", Cell("law.pdf"))
    filled = Filled(write_workbook(FORM, "en", before))
    filled.set(LAW, "q4", "2001-01-01").set(LAW, "q2", None).set(LAW, "q1", "No")
    after = laid_over(FORM, before, read_workbook(FORM, filled.data))
    assert [(change.path, change.kind) for change in difference(before, after)] == [
        ("/data/law/offence", "changed"),
        ("/data/law/provision", "cleared"),
        ("/data/law/since", "new"),
    ]
    assert after.value("/data/law/text") == "law.pdf"


def test_who_may_read_an_answer_survives_the_upload():
    before = Answers({"/data/law/provision": Cell("Article 5", audience=Audience.STATE)})
    filled = Filled(write_workbook(FORM, "en", before)).set(LAW, "q2", "Article 6")
    after = laid_over(FORM, before, read_workbook(FORM, filled.data))
    assert after["/data/law/provision"] == Cell("Article 6", audience=Audience.STATE)


def test_a_text_too_long_for_a_cell_stays_on_the_web_page():
    before = Answers({"/data/law/provision": Cell("§ " * 20_000)})
    found = read_workbook(FORM, write_workbook(FORM, "zh", before))
    assert difference(before, laid_over(FORM, before, found)) == ()
    cut = Filled(write_workbook(FORM, "zh")).set(LAW, "q2", "a" * 32_767)
    assert codes(read_workbook(FORM, cut.data)) == ["COL-231"]


def refusal(data, form=FORM, **expected):
    with pytest.raises(Refused) as refused:
        read_workbook(form, data, **expected)
    return [problem.code for problem in refused.value.problems]


def test_workbooks_of_elsewhere_are_refused():
    data = write_workbook(FORM, "en", round_code="2024", reply_code="R-1")
    assert refusal(data, the_form(id="other")) == ["COL-215"]
    assert refusal(data, the_form(version="2")) == ["COL-216"]
    assert refusal(data, version="7") == ["COL-216"]
    assert refusal(data, round_code="2025") == ["COL-217"]
    assert refusal(data, reply_code="R-2") == ["COL-218"]
    assert refusal(data, round_code="2025", reply_code="R-2") == ["COL-217", "COL-218"]
    filled = Filled(data)
    for sheet in filled.book.worksheets[1:]:
        del filled.book[sheet.title]
    assert refusal(filled.data) == ["COL-214"]


def packed(**parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def test_broken_foreign_and_bursting_files_are_refused():
    data = write_workbook(FORM, "en")
    assert refusal(b"") == ["COL-210"]
    assert refusal(b"\xd0\xcf\x11\xe0 an old file") == ["COL-241"]
    assert refusal(b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le")) == ["COL-240"]
    assert refusal(packed(xl__workbook_bin="x").replace(b"workbook_bin", b"workbook.bin")) == ["COL-241"]
    assert refusal(packed(hello="world")) == ["COL-210"]
    assert refusal(data[: len(data) // 2]) == ["COL-213"]
    assert refusal(_with_result(data, b"<sheets>", b"<sheets")) == ["COL-213"]
    assert refusal(b"PK" + b"0" * (6 * 2**20)) == ["COL-211"]
    assert refusal(packed(bomb=b"0" * (20 * 2**20))) == ["COL-212"]
    assert refusal(packed(**{f"f{number}": "" for number in range(500)})) == ["COL-212"]
    far = _with_result(data, b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>')
    assert refusal(far) == ["COL-212"]


def test_every_word_and_every_problem_exists_in_six_languages():
    assert all(set(row) == set(LANGUAGES) and all(row.values()) for row in vocabulary().values())
    ours = [entry for code, entry in catalogue().items() if code.startswith("COL-2")]
    assert len(ours) >= 25
    assert all(set(entry.what) == set(LANGUAGES) == set(entry.do) for entry in ours)
