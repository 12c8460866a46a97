"""What an XLSForm says of appearance, taken up where it matters on a page."""

from __future__ import annotations

import pytest

from entraide.collection.domain.answers import Cell
from entraide.collection.domain.entry import entered
from entraide.collection.domain.xlsform import read_xlsform
from entraide.collection.web import appearances, wording
from entraide.collection.web.blocks import kind_of

from .sheets import book

HEADS = ["type", "name", "label", "appearance"]
CHOICES = [["list_name", "name", "label"], *[["l", f"c{number}", f"C {number}"] for number in range(3)]]


@pytest.fixture(scope="module")
def form():
    return read_xlsform(
        book(
            [
                HEADS, ["select_one l", "plain", "Plain"], ["select_one l", "list", "List", "minimal"],
                ["select_one l", "scale", "Scale", "likert"], ["select_one l", "beside", "Beside", "columns-2"],
                ["date", "day", "Day"], ["date", "year", "Year", "year"], ["date", "month", "Month", "month-year"],
                ["text", "long", "Long", "multiline w4"], ["integer", "big", "Big", "thousands-sep"],
                ["begin group", "grid", "Grid", "table-list"], ["select_one l", "first", "First"],
                ["select_one l", "second", "Second"], ["end group", "grid"], ["image", "picture", "Picture", "draw"],
                ["file", "paper", "Paper"],
            ],
            CHOICES,
        )
    )  # fmt: skip


def test_controls(form):
    kinds = {one.name: kind_of(one, Cell()) for one in form.questions()}
    assert kinds == {
        "plain": "radios", "list": "list", "scale": "radios", "beside": "radios", "day": "day", "year": "year",
        "month": "month", "long": "area", "big": "number", "first": "radios", "second": "radios", "picture": "file",
        "paper": "file",
    }  # fmt: skip
    beside = {one.name for one in form.questions() if appearances.side_by_side(one)}
    assert beside == {"scale", "beside", "first", "second"}


def test_the_heading_of_a_table_of_choices_is_no_question(form):
    assert [one.number for one in form.questions() if one.name in ("first", "second")] == ["10", "11"]
    assert not [one for one in form.questions() if one.name.startswith("reserved_name")]


@pytest.mark.parametrize(
    ("name", "typed", "kept", "shown"),
    [
        ("year", "2024", "2024-01-01", "2024"), ("month", "2024-03", "2024-03-01", "2024-03"),
        ("day", "2024-03-05", "2024-03-05", "2024-03-05"), ("year", "soon", "soon", "soon"),
    ],
)  # fmt: skip
def test_only_so_much_of_a_date(form, name, typed, kept, shown):
    question = next(one for one in form.questions() if one.name == name)
    assert entered(question, typed, "en").value == kept
    assert wording.typed(question, kept, "en") == shown


def test_a_thousand_is_shown_as_the_language_writes_it(form):
    big = next(one for one in form.questions() if one.name == "big")
    assert {wording.typed(big, "1234", language) for language in ("en", "es")} >= {"1,234"}


def test_what_may_be_chosen_as_a_file(form):
    accepted = {one.name: appearances.accepted(one) for one in form.questions() if one.type == "file"}
    assert ".png" in accepted["picture"]
    assert ".pdf" not in accepted["picture"]
    assert {".pdf", ".docx"} <= set(accepted["paper"].split(","))
    assert not {".exe", ".html", ".svg"} & set(accepted["paper"].split(","))
