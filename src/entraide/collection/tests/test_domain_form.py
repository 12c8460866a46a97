"""Forms are read whole, numbered once, and refused with every reason when they cannot be published."""

import io

import openpyxl
import pytest

from entraide.collection.domain.answers import Answers, Cell, concrete, positions, without_positions
from entraide.collection.domain.reading import check_form
from entraide.collection.domain.xform import check_xform, read_xform
from entraide.collection.domain.xlsform import check_xlsform, to_xform
from entraide.kernel.audience import Audience
from entraide.kernel.problems import Refused

from .forms import SEIZURES, xform


@pytest.fixture(scope="module")
def form():
    return read_xform(SEIZURES)


def codes(reading):
    return [problem.code for problem in reading.problems if problem.severity == "stop"]


def workbook(survey, choices=(), settings=None):
    book = openpyxl.Workbook()
    book.active.title = "survey"
    for row in survey:
        book.active.append(row)
    for title, rows in (("choices", [["list_name", "name", "label"], *choices]), ("settings", settings or [])):
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def test_sections_and_numbers_are_as_on_paper(form):
    assert [(section.number, section.name) for section in form.sections] == [("I", "law"), ("II", "part_2")]
    assert [(one.number, one.name) for one in form.questions()] == [
        ("1", "offence"),
        ("2", "penalty"),
        ("3.1", "year"),
        ("3.2", "objects"),
        ("3.3", "origin"),
        ("3.4", "value"),
        ("3.5", "currency"),
        ("4", "share"),
    ]


def test_texts_stand_in_their_languages(form):
    assert form.sections[0].label.shown_in("fr").text == "Droit"
    assert form.question("/data/law/penalty").constraint_message.versions["fr"] == "Au plus 99 ans."
    assert form.languages == ("en", "fr")
    assert form.question("/data/law/penalty").label.shown_in("fr").fallback


def test_what_a_value_means_is_kept(form):
    assert form.question("/data/law/penalty").kind == "figure"
    assert form.question("/data/law/penalty").maximum == "99"
    assert form.question("/data/seizures/value").kind == "amount"
    assert [choice.value for choice in form.question("/data/seizures/origin").choices] == ["site", "museum"]
    assert str(form.question("/data/seizures/origin").choice_filter).startswith("instance('origins')")


def test_calculations_without_a_control_are_hidden(form):
    assert [one.name for one in form.hidden] == ["serious", "double", "total"]


def test_missing_translations_are_told(form):
    told = {problem.place: problem.params["languages"] for problem in check_xform(SEIZURES).problems}
    assert told["/data/law"] == "ar, es, ru, zh"


@pytest.mark.parametrize(
    ("binds", "code"),
    [
        ('<bind nodeset="/data/a" calculate="frobnicate(1)"/>', "COL-003"),
        ('<bind nodeset="/data/a" relevant="1 +"/>', "COL-002"),
        ('<bind nodeset="/data/a" relevant="/data/nowhere = 1"/>', "COL-012"),
        ('<bind nodeset="/data/a" relevant="../nowhere = 1"/>', "COL-012"),
        ('<bind nodeset="/data/a" relevant="instance(\'x\')/root/item = 1"/>', "COL-010"),
        ('<bind nodeset="/data/a" calculate="../b"/><bind nodeset="/data/b" calculate="../a"/>', "COL-013"),
    ],
)
def test_a_form_that_cannot_work_is_not_published(binds, code):
    reading = check_xform(xform("<data id='x'><a/><b/></data>", binds, '<input ref="/data/a"><label>A</label></input>'))
    assert codes(reading) == [code]
    with pytest.raises(Refused):
        reading.published()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "COL-001"),
        (b"\x00\x01\x02", "COL-001"),
        (b"PK\x03\x04broken", "COL-001"),
        (b"<a", "COL-007"),
        (b"<a/>", "COL-011"),
    ],
)
def test_other_files_are_told_apart(data, code):
    assert codes(check_form(data)) == [code]


def test_an_xlsform_becomes_the_same_kind_of_form():
    data = workbook(
        [
            ["type", "name", "label::English (en)", "label::Français (fr)", "required", "bind::entraide:kind"],
            ["begin group", "law", "Law", "Droit", "", ""],
            ["select_one yn", "offence", "Offence?", "Infraction ?", "yes", ""],
            ["integer", "cases", "Cases", "Affaires", "", "figure"],
            ["end group", "", "", "", "", ""],
        ],
        [["yn", "yes", "Yes"], ["yn", "no", "No"]],
        [
            ["form_title", "form_id", "version", "default_language", "namespaces", "title_en", "title_fr"],
            ["Trial", "trial", "1", "English (en)", 'entraide="urn:entraide:xforms"', "Trial", "Essai"],
        ],
    )
    reading = check_xlsform(data)
    form = reading.published()
    assert form.title.shown_in("fr").text == "Essai"
    assert form.question("/data/law/cases").kind == "figure"
    assert form.question("/data/law/offence").required is not None
    assert {problem.code for problem in reading.problems} == {"COL-015"}


def test_a_wrong_row_is_named():
    reading = check_xlsform(
        workbook(
            [["type", "name", "label", "relevant"], ["text", "a", "A", "${nope} = 1"]], settings=[["form_id"], ["x"]]
        )
    )
    (problem,) = reading.problems
    assert (problem.code, problem.place, problem.line) == ("COL-016", "survey!2", 2)
    assert "relevant, nope" in problem.what("ru")
    assert "Reference variables" not in problem.what(), "the words of a library are no message of ours"


@pytest.mark.parametrize(
    ("row", "names"),
    [(["textt", "a", "A"], "textt"), (["text", "", "A"], "survey"), (["begin group", "g", "G"], "begin_group, end_group, g"),
     (["select_one zz", "a", "A"], "list_name, name, label")],
)  # fmt: skip
def test_what_is_wrong_in_a_row_is_said_with_its_names(row, names):
    (problem,) = check_xlsform(workbook([["type", "name", "label"], row], settings=[["form_id"], ["x"]])).problems
    assert problem.code == "COL-016"
    assert f"({names})" in problem.what("zh").replace("（见：", "(").replace("）", ")")


def test_conversion_has_a_time_limit():
    with pytest.raises(Refused) as refusal:
        to_xform(workbook([["type", "name", "label"], ["text", "a", "A"]]), seconds=0)
    assert refusal.value.problems[0].code == "COL-018"


def test_answers_keep_blank_apart_from_zero_and_order_apart_from_content():
    one = Answers({"/data/s[10]/n": Cell("0"), "/data/s[2]/n": Cell(missing="confidential", flags={"revised"})})
    other = Answers(dict(reversed(one.cells.items()))).merged({"/data/x": Cell()})
    assert one.content_hash() == other.content_hash()
    assert list(one.to_json()) == ["/data/s[2]/n", "/data/s[10]/n"]
    assert Answers.from_json(one.to_json()) == one
    assert one.count("/data/s") == 10
    assert Answers({"/data/x": Cell("0")}).content_hash() != Answers().content_hash()
    assert not Cell("0").blank
    assert Cell(audience=Audience.STATE).to_json() == {"audience": "state"}


def test_paths_with_and_without_positions():
    assert without_positions("/data/s[2]/o[1]/k") == "/data/s/o/k"
    assert positions("/data/s[2]/o[1]/k") == (2, 1)
    assert concrete("/data/s/o/k", {"/data/s": 2, "/data/s/o": 1}) == "/data/s[2]/o[1]/k"
