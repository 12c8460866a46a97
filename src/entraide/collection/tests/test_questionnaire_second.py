"""The second questionnaire uses our own kinds of answer and the rules that replies to such questionnaires break."""

from __future__ import annotations

from datetime import date

import pytest

from entraide.collection.domain.answers import Answers, Cell
from entraide.collection.domain.judge import judge
from entraide.collection.domain.reading import check_form
from entraide.kernel.languages import LANGUAGES

from .test_questionnaire_data import HOME, builder  # noqa: F401 - the fixture

FOLDER = HOME / "data" / "questionnaires" / "cultural-property-2"
XLSFORM = FOLDER.with_suffix(".xlsx")


@pytest.fixture(scope="module")
def reading():
    return check_form(XLSFORM.read_bytes())


def test_it_is_what_its_source_says(builder, tmp_path):  # noqa: F811
    builder.build(FOLDER, tmp_path / "again.xlsx")
    assert (tmp_path / "again.xlsx").read_bytes() == XLSFORM.read_bytes()


def test_nothing_speaks_against_it_in_any_language(reading):
    assert reading.problems == ()
    assert set(reading.form.languages) == set(LANGUAGES)
    assert len(reading.form.sections) == 9
    topics = {group.number for group in reading.form.items() if getattr(group, "kind", "")}
    topics |= {one.number.split(".")[0] for one in reading.form.questions() if one.number}
    assert len(topics) >= 80
    kinds = {getattr(item, "kind", "") for item in reading.form.items()}
    assert {"figures", "money", "object", "provision", "figure", "amount", "currency", "year"} <= kinds


def found(form, **values):
    paths = {one.name: one.path for one in form.questions()}
    answers = Answers({paths[name]: Cell(value) for name, value in values.items()})
    told = judge(form, answers, date(2026, 6, 1)).problems
    return {(one.path.rsplit("/", 1)[-1], one.severity) for one in told if one.code == "constraint"}


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"suspects_2022": "10", "prosecuted_2022": "12"}, {("prosecuted_2022", "explain")}),
        ({"suspects_2022": "10", "prosecuted_2022": "10", "convicted_2022": "11"}, {("convicted_2022", "explain")}),
        ({"stolen_2021": "10", "stolen_2022": "40"}, {("stolen_2022", "explain")}),
        ({"stolen_2021": "100", "stolen_2022": "30"}, {("stolen_2022", "explain")}),
        ({"stolen_2021": "4", "stolen_2022": "9"}, set()),
        ({"stolen_2021": "100", "stolen_2022": "140"}, set()),
        ({"seizures_made_2023": "5", "objects_seized_2023": "3"}, {("objects_seized_2023", "explain")}),
        ({"offences_2021": "10", "offences_museum_2021": "2", "offences_site_2021": "3", "offences_religious_2021": "1",
          "offences_other_2021": "4"}, set()),
        ({"offences_2021": "10", "offences_museum_2021": "2", "offences_site_2021": "3", "offences_religious_2021": "1",
          "offences_other_2021": "5"}, {("offences_other_2021", "explain")}),
        ({"inventory": "some", "inventory_photographed": "40"}, {("inventory_photographed", "stop")}),
    ],
)  # fmt: skip
def test_rules_that_replies_break(reading, values, told):
    assert found(reading.form, **values) == told


def test_a_return_needs_the_other_state_and_a_value_its_currency(reading):
    paths = {one.name: one.path for one in reading.form.questions()}
    answers = Answers({paths["returned_2024"]: Cell("3"), paths["value_value"]: Cell("1000")})
    missing = {one.path.rsplit("/", 1)[-1] for one in judge(reading.form, answers, date(2026, 6, 1)).problems if one.code == "required"}
    assert {"returned_to", "value_currency", "value_method"} <= missing
    assert "untoc_with" not in missing
