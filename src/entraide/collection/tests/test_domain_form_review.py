"""A reviewer reads a form in words: conditions, what leads where, what can never be asked, traps, what is missing or new."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from entraide.collection.domain.answers import Answers, Cell
from entraide.collection.domain.judge import judge
from entraide.collection.domain.proposing import propose
from entraide.collection.domain.reading import check_form
from entraide.collection.domain.review.differences import differences
from entraide.collection.domain.review.missing import missing_translations
from entraide.collection.domain.review.outline import outline
from entraide.collection.domain.review.picture import arcs, picture
from entraide.collection.domain.review.reach import Reach
from entraide.collection.domain.review.speaking import Speaker
from entraide.collection.domain.review.traps import traps
from entraide.collection.domain.xform import read_xform
from entraide.kernel.languages import LANGUAGES

from .conftest import FORM
from .forms import SEIZURES, xform
from .sheets import SURVEY, book


def trial(relevant="", constraint="", calculate="", required=""):
    """a: one of yes, no; m: several of x, y; n: a whole number; t: a text; last what is asked of `q`."""
    said = {"relevant": relevant, "constraint": constraint, "calculate": calculate, "required": required}
    attributes = "".join(
        f' {name}="{text.replace("&", "&amp;").replace("<", "&lt;")}"' for name, text in said.items() if text
    )
    items = "".join(f"<item><label>{one.title()}</label><value>{one}</value></item>" for one in ("yes", "no"))
    several = "".join(f"<item><label>{one.title()}</label><value>{one}</value></item>" for one in ("x", "y"))
    return read_xform(
        xform(
            '<data id="t" version="1"><a/><m/><n/><t/><q/></data>',
            f'<bind nodeset="/data/a" type="string"/><bind nodeset="/data/m" type="string"/><bind nodeset="/data/n" type="int"/>'
            f'<bind nodeset="/data/t" type="string" relevant="/data/a = \'yes\'"/><bind nodeset="/data/q" type="int"{attributes}/>',
            f'<select1 ref="/data/a"><label>A</label>{items}</select1><select ref="/data/m"><label>M</label>{several}</select>'
            '<input ref="/data/n"><label>N</label></input><input ref="/data/t"><label>T</label></input>'
            '<input ref="/data/q"><label>Q</label></input>',
        )
    )


def codes(form):
    return sorted(one.code for one in traps(form))


@pytest.mark.parametrize(
    ("relevant", "words"),
    [
        ("/data/a = 'yes'", "question 1 is “Yes”"),
        ("'yes' = ../a", "question 1 is “Yes”"),
        ("/data/a != '' and (/data/n > 3 or not(selected(/data/m, 'x')))",
         "question 1 is answered and (question 3 is more than 3 or question 2 does not include “X”)"),
        ("count-selected(/data/m) >= 2", "the number of choices made in question 2 is at least 2"),
        ("5 > /data/n", "question 3 is less than 5"),
        ("today() > '2026-01-01'", "today is more than “2026-01-01”"),
        ("position(..) = 1", "position(..) is 1"),
        ("/data/n * (2 + /data/n) = 8", "question 3 × (2 + question 3) is 8"),
    ],
)  # fmt: skip
def test_conditions_in_words(relevant, words):
    form = trial(relevant)
    assert Speaker(form, "en").says(form.question("/data/q").relevant, "/data/q") == words


def test_every_condition_has_words_in_every_language():
    forms = check_form(FORM.read_bytes()).form, read_xform(SEIZURES)
    for form in forms:
        for language in LANGUAGES:
            lines = outline(form, language)
            assert not any("{a}" in f"{line.when}{line.constraint}{line.calculation}{line.filter}" for line in lines)
    said = {line.path: line for line in outline(forms[0], "ar")}
    assert said["/data/law/provision"].when == "السؤال 6 يساوي «نعم»"
    filtered = {line.path: line for line in outline(forms[1], "en")}
    assert filtered["/data/seizures/origin"].filter == (
        "the entries of the list origins where (the column since is at most question 3.1)"
    )


def test_what_leads_where():
    line = next(line for line in outline(trial("/data/a = 'yes'"), "en") if line.path == "/data/a")
    assert line.leads_to == (("/data/t", "4"), ("/data/q", "5"))


@pytest.mark.parametrize(
    "relevant",
    [
        "/data/a = 'yes' and /data/a = 'no'", "/data/a = 'yse'", "/data/n > 5 and /data/n < 3", "/data/n > 5 and /data/n < 6",
        "/data/a = '' and selected(/data/a, 'yes')", "selected(/data/m, 'z')", "/data/t != '' and /data/a = 'no'",
        "false()", "not(/data/a = 'yes' or /data/a != 'yes')", "/data/n = 3 and (/data/n = 4 or /data/n > 7)",
        "/data/a != '' and /data/a != 'yes' and /data/a != 'no'", "/data/n = 'many' and /data/n > 2",
    ],
)  # fmt: skip
def test_what_can_never_be_asked_is_found(relevant):
    form = trial(relevant, required="true()")
    assert {"COL-047", "COL-049"} <= set(codes(form))


CONDITIONS = st.recursive(
    st.sampled_from([
        "/data/a = 'yes'", "/data/a != 'yes'", "/data/a = 'no'", "/data/a = ''", "/data/a != ''", "selected(/data/m, 'x')",
        "selected(/data/m, 'y')", "/data/n > 1", "/data/n >= 2", "/data/n < 2", "/data/n = 1", "/data/n != 1", "/data/n = ''",
        "/data/t = ''", "/data/t != ''", "/data/t = 'w'", "count-selected(/data/m) = 2", "../n <= 0", "/data/n < '1'",
    ]),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda two: f"({two[0]} and {two[1]})"),
        st.tuples(inner, inner).map(lambda two: f"({two[0]} or {two[1]})"), inner.map(lambda one: f"not({one})"),
    ),
    max_leaves=6,
)  # fmt: skip
REPLIES = [
    Answers({f"/data/{name}": Cell(value) for name, value in zip("amnt", values, strict=True) if value})
    for values in product(("", "yes", "no"), ("", "x", "y", "x y"), ("", "0", "1", "2", "3"), ("", "w"))
]


@settings(max_examples=25, deadline=None)
@given(CONDITIONS)
def test_nothing_that_can_be_asked_is_called_impossible(relevant):
    form = trial(relevant)
    asked = any("/data/q" in judge(form, reply, date(2026, 1, 1)).relevant for reply in REPLIES)
    if asked:
        assert Reach.of(form).possible("/data/q"), relevant


@pytest.mark.parametrize(
    ("constraint", "found"),
    [
        (". > 5 and . < 3", True), (". = 2 and . = 3", True), (". < 1 or . > 3", False), (". > /data/n and . < 0", False),
        (". >= 3 and . <= 3", False), (". > 2 and . < 3", True),
    ],
)  # fmt: skip
def test_constraints_that_nothing_meets(constraint, found):
    assert ("COL-048" in codes(trial(constraint=constraint))) is found


@pytest.mark.parametrize(
    ("relevant", "code"),
    [
        ("/data/m = 'x'", "COL-050"), ("selected(/data/a, 'yes')", "COL-051"), ("/data/a = 'maybe'", "COL-055"),
        ("selected(/data/m, 'maybe')", "COL-055"), ("sum(/data/n | /data/q) > 1", "COL-057"),
    ],
)  # fmt: skip
def test_traps(relevant, code):
    assert code in codes(trial(relevant))


def test_a_group_is_no_value():
    reading = check_form(
        book([SURVEY, ["begin group", "g", "G", "ج"], ["integer", "a", "A", "أ"], ["end group", "g"],
              ["text", "b", "B", "ب", "", "", "", "${g} != ''"]])
    )  # fmt: skip
    assert "COL-056" in [one.code for one in reading.problems]


def test_lists_and_doubles():
    choices = [["list_name", "name", *SURVEY[2:4]], ["l", "x", "Same", "أ"], ["l", "y", "Same", "ب"], ["z", "x", "X", "س"]]
    reading = check_form(book([SURVEY, ["select_one l", "a", "A", "أ"]], choices))
    told = {one.code: one for one in reading.problems}
    assert (told["COL-052"].params["name"], told["COL-052"].line) == ("z", 4)
    assert told["COL-054"].params["label"] == "Same"
    double = xform(
        "<data id='t'><a/></data>", "<bind nodeset='/data/a'/>",
        "<select1 ref='/data/a'><label>A</label><item><label>1</label><value>x</value></item>"
        "<item><label>2</label><value>x</value></item></select1>",
    )  # fmt: skip
    assert "COL-053" in [one.code for one in check_form(double).problems]


def test_the_example_has_no_trap():
    assert [one.code for one in check_form(FORM.read_bytes()).problems] == []


def test_missing_translations_by_language():
    missing = missing_translations(read_xform(SEIZURES))
    assert {language: len(rows) for language, rows in missing.items()}["fr"] < len(missing["ru"])
    assert {(one.place, one.part) for one in missing["fr"]} >= {("/data/law/penalty", "hint"), ("/data/law/offence", "choice")}
    assert not any(one.place == "/data/law" for one in missing["fr"])


def test_differences_to_the_version_before():
    before, after = trial("/data/a = 'yes'"), trial("/data/a = 'no'", constraint=". > 0")
    (row,) = differences(before, after, propose(before, after))
    assert (row.kind, [one[0] for one in row.aspects]) == ("changed", ["relevant", "constraint"])


def test_the_picture_is_well_formed_and_turned_round_for_arabic():
    form = check_form(FORM.read_bytes()).form
    found = {(one.source.rsplit("/", 1)[-1], one.target.rsplit("/", 1)[-1], one.kind) for one in arcs(form)}
    assert ("specific_offence", "provision", "relevant") in found
    for language in ("en", "ar"):
        root = etree.fromstring(picture(form, language, "A <title>"))
        assert len(root.findall(".//{*}circle")) == len(form.questions())
        assert not root.xpath("//@style | //*[local-name()='script' or local-name()='style']")
    assert picture(form, "ar", "x") != picture(form, "en", "x")
