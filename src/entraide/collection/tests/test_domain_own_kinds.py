"""Our own kinds of answer are one row of an XLSForm and plain questions of the XForm, in the languages of the form."""

from __future__ import annotations

from datetime import date

import pytest

from entraide.collection.domain.answers import Answers, Cell
from entraide.collection.domain.form import Group
from entraide.collection.domain.judge import judge
from entraide.collection.domain.xlsform import check_xlsform, read_xlsform

from .sheets import ARABIC, ENGLISH, OWN_KINDS, SURVEY, book

TODAY = date(2026, 1, 1)


@pytest.fixture(scope="module")
def form():
    return read_xlsform(OWN_KINDS)


def found(form, **values):
    answers = Answers({f"/data/a/{path.replace('__', '/')}": Cell(value) for path, value in values.items()})
    return {(one.path.rsplit("/", 1)[-1], one.code) for one in judge(form, answers, TODAY).problems}


def test_each_is_one_numbered_thing(form):
    groups = {item.name: (item.kind, item.number) for item in form.items() if isinstance(item, Group)}
    assert groups == {
        "seized": ("figures", "1"), "worth": ("money", "2"), "item": ("object", "4"), "law": ("provision", "5"),
    }  # fmt: skip
    assert form.question("/data/a/origin").number == "3"
    assert form.question("/data/a/seized/seized_2022").number == "1.2"


def test_a_figure_stands_for_each_year(form):
    years = [one for one in form.questions() if one.attributes.get("year")]
    assert [one.attributes["year"] for one in years] == ["2021", "2022", "2023"]
    assert {one.kind for one in years} == {"figure"}
    assert years[1].label.versions == {"en": "Seizures – 2022", "ar": "المضبوطات – 2022"}
    assert found(form, seized__seized_2022="-1") == {("seized_2022", "constraint")}


def test_an_amount_has_a_currency_and_a_method(form):
    wanting = {("worth_currency", "required"), ("worth_method", "required")}
    assert found(form, worth__worth_value="10") == wanting
    assert found(form, worth__worth_value="10", worth__worth_currency="EUR", worth__worth_method="market") == set()
    assert found(form, worth__worth_value="10", worth__worth_currency="XXY", worth__worth_method="market") == {
        ("worth_currency", "choice")
    }


def test_states_are_chosen_by_their_names(form):
    origin = form.question("/data/a/origin")
    assert origin.choice("EGY").label.versions == {"en": "Egypt", "ar": "مصر"}
    assert origin.attributes["kind"] == "states"
    assert found(form, origin="EGY PER") == set()
    assert found(form, origin="EGY ATLANTIS") == {("origin", "choice")}


def test_a_link_is_a_link(form):
    assert found(form, law__law_link="https://example.org/law?id=3") == set()
    assert found(form, law__law_link="see the gazette") == {("law_link", "constraint")}
    assert found(form, law__law_link="javascript:alert(1)") == {("law_link", "constraint")}


def test_a_photograph_is_a_file(form):
    photograph = form.question("/data/a/item/item_photograph")
    assert (photograph.type, photograph.media_type) == ("file", "image/*")


def test_or_other_is_asked_in_words_in_every_language(form):
    assert [choice.value for choice in form.question("/data/a/sure").choices] == ["yes", "no", "other"]
    assert form.question("/data/a/sure").choices[2].label.versions["ar"] == "أخرى"
    assert found(form, sure="other") == {("sure_other", "required")}


def test_a_filter_leaves_other_open():
    data = book(
        [
            SURVEY,
            ["select_one place or_other", "p", "Place", "المكان", "", "", "", "", "kind = 'x'"],
        ],
        [["list_name", "name", ENGLISH, ARABIC, "kind"], ["place", "a", "A", "أ", "x"], ["place", "b", "B", "ب", "y"]],
    )
    form = read_xlsform(data)
    told = judge(form, Answers({"/data/p": Cell("other"), "/data/p_other": Cell("C")}), TODAY)
    assert told.valid
    assert not judge(form, Answers({"/data/p": Cell("b")}), TODAY).valid


@pytest.mark.parametrize(
    ("kind", "parameters", "code"),
    [
        ("figures", "", "COL-045"), ("figures", "years=2025-2021", "COL-045"), ("figures", "years=1000-3000", "COL-045"),
        ("figures", "years=soon", "COL-045"), ("money", "colour=red", "COL-045"), ("treasure", "", "COL-046"),
    ],
)  # fmt: skip
def test_what_cannot_be_written_out_is_told_with_its_row(kind, parameters, code):
    reading = check_xlsform(book([SURVEY, [], ["integer", "a", "A", "أ", kind, parameters]]))
    assert [(one.code, one.line, one.place) for one in reading.problems] == [(code, 3, "survey!3")]


def test_a_wrong_row_behind_a_kind_is_named_by_its_row_in_the_file():
    survey = [SURVEY, ["integer", "a", "A", "أ", "figures", "years=2021-2025"], ["nonsense", "b", "B", "ب"]]
    (problem,) = check_xlsform(book(survey)).problems
    assert (problem.code, problem.line) == ("COL-016", 3)


def test_a_rule_may_name_the_year():
    rule = ". <= ${suspects_{year}}"
    form = read_xlsform(
        book([
            SURVEY, ["integer", "suspects", "Suspects", "م", "figures", "years=2021,2022"],
            ["integer", "charged", "Charged", "م", "figures", "years=2021,2022", rule],
        ])
    )  # fmt: skip
    answers = Answers({"/data/suspects/suspects_2022": Cell("3"), "/data/charged/charged_2022": Cell("4")})
    assert [one.path for one in judge(form, answers, TODAY).problems] == ["/data/charged/charged_2022"]
