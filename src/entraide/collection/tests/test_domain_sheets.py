"""An XLSForm that cannot be read is refused by number, with the sheet and the row, before anything opens it whole."""

from __future__ import annotations

import io
import re
import zipfile

import pytest

from entraide.collection.domain.reading import check_form
from entraide.collection.domain.sheets import read_book
from entraide.collection.domain.xlsform import to_xform
from entraide.kernel.problems import Refused

from .forms import xform
from .sheets import book

PLAIN = [["type", "name", "label"], ["text", "a", "A"]]


def parts(data, change=lambda name, part: part, **more):
    """The workbook with some of its parts changed or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, part in more.items():
            new.writestr(name, part)
    return out.getvalue()


def codes(data):
    return [problem.code for problem in check_form(data).problems if problem.severity == "stop"]


def test_macros_are_not_opened():
    assert codes(parts(book(PLAIN), **{"xl/vbaProject.bin": b"x"})) == ["COL-040"]


def test_a_formula_is_no_text():
    survey = book([["type", "name", "label"], ["text", "a", 1]])
    data = parts(survey, lambda name, part: part.replace(b'"C2"><v>1</v>', b'"C2"><f>NOW()</f>'))
    (problem,) = check_form(data).problems
    assert (problem.code, problem.place, problem.line) == ("COL-041", "survey!C2", 2)


def test_a_column_stands_once():
    assert codes(book([["type", "name", "label", "label"], ["text", "a", "A", "B"]])) == ["COL-042"]


def test_the_survey_is_named_when_it_is_missing():
    data = parts(book(PLAIN), lambda name, part: part.replace(b'name="survey"', b'name="questions"'))
    (problem,) = check_form(data).problems
    assert (problem.code, problem.params["sheet"]) == ("COL-043", "survey")
    assert "questions" in problem.params["found"]


def test_a_list_without_its_sheet_is_named_with_its_row():
    (problem,) = check_form(book([["type", "name", "label"], ["select_one yn", "a", "A"]])).problems
    assert (problem.code, problem.line) == ("COL-016", 2)


def test_two_million_rows_declared_cost_nothing():
    wide = lambda name, part: re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:XFD2000000"', part)  # noqa: E731
    assert codes(parts(book(PLAIN), wide)) == []
    far = lambda name, part: part.replace(b'r="A2"', b'r="A2000000"')  # noqa: E731
    assert codes(parts(book(PLAIN), far)) == ["COL-212"]


def test_a_form_of_100_megabytes_is_not_read():
    with pytest.raises(Refused) as refused:
        read_book(b"PK\x03\x04" + bytes(100_000_000))
    assert [one.code for one in refused.value.problems] == ["COL-008"]
    assert codes(b"<?xml version='1.0'?><a>" + b" " * 100_000_000 + b"</a>") == ["COL-008"]


def test_a_workbook_that_bursts_is_not_unpacked():
    assert codes(parts(book(PLAIN), **{"xl/media/x.bin": bytes(60_000_000)})) == ["COL-212"]


@pytest.mark.parametrize(
    "head",
    [
        b'<!DOCTYPE h [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>',
        b'<!DOCTYPE h [<!ENTITY c SYSTEM "file:///etc/passwd">]>',
        b'<!DOCTYPE h SYSTEM "http://example.org/x.dtd" [<!ENTITY c "x">]>',
    ],
)
def test_entities_of_an_xform_are_not_followed(head):
    form = xform("<data id='x'><a/></data>", "<bind nodeset='/data/a'/>", '<input ref="/data/a"><label>&c;</label></input>')
    assert codes(head + form) == ["COL-044"]


def test_choices_in_a_circle_are_told():
    data = book(
        [
            ["type", "name", "label", "choice_filter", "relevant"],
            ["select_one l", "a", "A", "", "${b} = 'x'"],
            ["select_one l", "b", "B", "", "${a} = 'x'"],
        ],
        [["list_name", "name", "label"], ["l", "x", "X"]],
    )
    assert codes(data) == ["COL-013"]


def test_a_conversion_has_bounded_time():
    with pytest.raises(Refused) as refused:
        to_xform(book(PLAIN), seconds=0)
    assert [one.code for one in refused.value.problems] == ["COL-018"]
