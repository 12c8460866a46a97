"""The questionnaire on trafficking in cultural property: source and XLSForm agree, six languages are complete."""

import importlib.util
import time
from pathlib import Path

import openpyxl
import pytest

from entraide.collection.domain.answers import Answers, Cell, concrete
from entraide.collection.domain.workbook import read_workbook, write_workbook
from entraide.collection.domain.xlsform import check_xlsform
from entraide.kernel.languages import LANGUAGES

HOME = Path(__file__).resolve().parents[4]
FOLDER = HOME / "data" / "questionnaires" / "cultural-property"
XLSFORM = FOLDER.with_suffix(".xlsx")


@pytest.fixture(scope="module")
def builder():
    spec = importlib.util.spec_from_file_location("build_questionnaire", HOME / "tools" / "build_questionnaire.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def reading():
    return check_xlsform(XLSFORM.read_bytes())


def answered(form):
    """Something for every question, two rows in every table. Invented."""
    cells = {}
    for question in form.questions():
        if question.answerable:
            value = question.choices[-1].value if question.choices else "2022" if question.kind == "year" else "12"
            for row in (1, 2) if question.repeat else (0,):
                path = concrete(question.path, {question.repeat: row}) if row else question.path
                cells[path] = Cell(value)
    return Answers(cells)


def test_the_xlsform_is_what_the_source_says(builder):
    book = openpyxl.load_workbook(XLSFORM)
    for name, table in builder.sheets(FOLDER).items():
        rows = [[cell or "" for cell in row] for row in book[name].iter_rows(values_only=True)]
        assert rows == table, f"run tools/build_questionnaire.py ({name})"


def test_equal_sources_give_equal_bytes(builder, tmp_path):
    builder.build(FOLDER, tmp_path / "again.xlsx")
    assert (tmp_path / "again.xlsx").read_bytes() == XLSFORM.read_bytes()


def test_every_text_exists_in_six_languages(builder):
    for table in list(builder.sheets(FOLDER).values())[:2]:
        for number, row in enumerate(table[1:], 2):
            for start in range(len(table[0])):
                if table[0][start].endswith("(ar)"):
                    filled = [bool(text.strip()) for text in row[start : start + 6]]
                    assert len(set(filled)) == 1, (number, table[0][start])


def test_it_can_be_published(reading):
    assert [problem.code for problem in reading.problems] == []
    assert reading.form.title.missing() == ()
    assert len(reading.form.sections) == 9
    assert [repeat.name for repeat in reading.form.repeats()] == ["cases"]


def test_figures_and_money_are_marked_for_the_analysis(reading):
    kinds = {question.name: question.kind for question in reading.form.questions()}
    assert {kinds[f"{series}_{year}"] for series in ("offences", "seizures") for year in (2021, 2022, 2023)} == {
        "figure"
    }
    assert (kinds["funds_amount"], kinds["funds_currency"], kinds["funds_year"]) == ("amount", "currency", "year")
    assert (kinds["value"], kinds["currency"], kinds["case_year"]) == ("amount", "currency", "year")


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_workbook_goes_out_and_comes_back(reading, language):
    answers = answered(reading.form)
    started = time.process_time()
    data = write_workbook(reading.form, language, answers, round_code="2024")
    written = time.process_time()
    found = read_workbook(reading.form, data, round_code="2024")
    assert found.answers == answers
    assert found.problems == ()
    assert written - started < 1.5
    assert time.process_time() - written < 0.5
