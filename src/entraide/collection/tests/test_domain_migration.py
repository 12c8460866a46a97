"""Answers follow their questions from version to version: nothing is lost, and what cannot follow is listed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entraide.collection.domain.answers import Answers, Cell, concrete
from entraide.collection.domain.carrying import carry
from entraide.collection.domain.migration import (
    Change,
    asked,
    check_changes,
    first_identities,
    followed,
    next_identities,
)  # fmt: skip
from entraide.collection.domain.proposing import changes_from, propose, sources_of
from entraide.collection.domain.xform import read_xform
from entraide.kernel.problems import Refused

from .forms import xform


def control(path, type, label):
    items = "".join(f"<item><label>{one}</label><value>{one}</value></item>" for one in ("a", "b", "c"))
    if type in ("select1", "select"):
        return f'<{type} ref="{path}"><label>{label}</label>{items}</{type}>'
    return f'<input ref="{path}"><label>{label}</label></input>'


def form(version, *questions, repeats=()):
    """Questions as (path below /data, type, label); a path in a repeat starts with its name."""
    tree = {}
    for path, *_ in questions:
        here = tree
        for name in path.split("/"):
            here = here.setdefault(name, {})

    def xml(name, inside):
        return f"<{name}>{''.join(xml(*one) for one in inside.items())}</{name}>"

    instance = f'<data id="t" version="{version}">{"".join(xml(*one) for one in tree.items())}</data>'
    binds = "".join(
        f'<bind nodeset="/data/{path}" type="{"string" if type.startswith("select") else type}"/>'
        for path, type, _ in questions
    )
    body = ""
    for name in repeats:
        inside = "".join(control(f"/data/{p}", t, words) for p, t, words in questions if p.startswith(name + "/"))
        body += f'<group ref="/data/{name}"><label>{name}</label><repeat nodeset="/data/{name}">{inside}</repeat></group>'
    body += "".join(
        control(f"/data/{p}", t, words) for p, t, words in questions if not any(p.startswith(n + "/") for n in repeats)
    )
    return read_xform(xform(instance, binds, body))


FIRST = form(
    "1", ("offence", "select1", "Is trafficking an offence?"), ("penalty", "int", "Longest penalty in years"),
    ("value", "string", "Value of the objects"), ("law/article", "string", "Article"), ("seized_2021", "int", "Seized 2021"),
    ("old", "string", "Anything about telegrams"), ("cases/year", "int", "Year"), ("cases/kind", "select1", "Kind"),
    ("when", "string", "When was it adopted"), repeats=("cases",),
)  # fmt: skip
SECOND = form(
    "2", ("offence", "select1", "Is trafficking an offence?"), ("maximum", "int", "The longest penalty, in years"),
    ("value/value_amount", "decimal", "Amount"), ("value/value_note", "string", "Note"), ("article", "string", "Article"),
    ("seized_2022", "int", "Seized 2022"), ("cases/year", "int", "Year"), ("cases/kind", "select1", "Kind"),
    ("when", "date", "When was it adopted"), repeats=("cases",),
)  # fmt: skip


def test_what_became_of_each_question_is_proposed():
    assert {(one.kind, one.before, one.after) for one in propose(FIRST, SECOND)} == {
        ("retyped", ("/data/when",), ("/data/when",)),
        ("split", ("/data/value",), ("/data/value/value_amount", "/data/value/value_note")),
        ("moved", ("/data/law/article",), ("/data/article",)),
        ("renamed", ("/data/penalty",), ("/data/maximum",)),
        ("dropped", ("/data/seized_2021",), ()),
        ("dropped", ("/data/old",), ()),
        ("added", (), ("/data/seized_2022",)),
    }


def test_identities_stay_through_versions():
    changes = propose(FIRST, SECOND)
    first = first_identities(FIRST)
    second = next_identities(first, SECOND, "2", changes)
    assert second["/data/maximum"] == first["/data/penalty"]
    assert second["/data/article"] == first["/data/law/article"]
    assert second["/data/offence"] == first["/data/offence"]
    assert second["/data/value/value_amount"] not in first.values()
    assert len(set(second.values())) == len(second)


def test_a_path_that_is_used_anew_has_another_identity():
    one, two = form("1", ("a", "string", "Colour")), form("2", ("a", "string", "Shape"))
    changes = (Change("dropped", ("/data/a",)), Change("added", (), ("/data/a",)))
    check_changes(one, two, changes)
    first = first_identities(one)
    assert next_identities(first, two, "2", changes)["/data/a"] != first["/data/a"]
    assert carry(Answers({"/data/a": Cell("red")}), one, two, changes).left[0].reason == "dropped"


def test_answers_follow():
    answers = Answers({
        "/data/offence": Cell("a"), "/data/penalty": Cell("5", comment="about"), "/data/value": Cell("much"),
        "/data/law/article": Cell("12"), "/data/old": Cell("none"), "/data/cases[2]/year": Cell("2020"),
        "/data/when": Cell("long ago"), "/data/seized_2021": Cell(None, missing="not_available"), "/data/lost": Cell("x"),
    })  # fmt: skip
    carried = carry(answers, FIRST, SECOND, propose(FIRST, SECOND))
    assert dict(carried.answers) == {
        "/data/offence": Cell("a"), "/data/maximum": Cell("5", comment="about"), "/data/article": Cell("12"),
        "/data/cases[2]/year": Cell("2020"), "/data/value/value_note": Cell("much"),
    }  # fmt: skip
    assert {(one.path, one.reason) for one in carried.left} == {
        ("/data/value", "divide"), ("/data/old", "dropped"), ("/data/when", "type"), ("/data/seized_2021", "dropped"),
        ("/data/lost", "unknown"),
    }  # fmt: skip


def test_a_row_without_a_place_is_listed():
    flat = form("2", ("year", "int", "Year"))
    changes = (Change("moved", ("/data/cases/year",), ("/data/year",)), *(
        Change("dropped", (path,)) for path in asked(FIRST) if path != "/data/cases/year"
    ))  # fmt: skip
    answers = Answers({"/data/cases[1]/year": Cell("2020"), "/data/cases[2]/year": Cell("2021")})
    carried = carry(answers, FIRST, flat, changes)
    assert dict(carried.answers) == {"/data/year": Cell("2020")}
    assert [(one.path, one.reason) for one in carried.left] == [("/data/cases[2]/year", "row")]


def test_two_texts_become_one():
    one, two = form("1", ("a", "string", "A"), ("b", "string", "B")), form("2", ("c", "string", "C"))
    carried = carry(
        Answers({"/data/a": Cell("x"), "/data/b": Cell("y")}), one, two,
        (Change("merged", ("/data/a", "/data/b"), ("/data/c",)),),
    )  # fmt: skip
    assert (dict(carried.answers), carried.left) == ({"/data/c": Cell("x\ny")}, ())


@pytest.mark.parametrize(
    "changes",
    [
        (),
        (Change("renamed", ("/data/a",), ("/data/nowhere",)),),
        (Change("renamed", ("/data/a",), ("/data/b",)), Change("dropped", ("/data/a",))),
        (Change("dropped", ("/data/a",)),),
        (Change("split", ("/data/a",), ("/data/b",)),),
    ],
)
def test_a_map_that_leaves_something_out_is_refused(changes):
    with pytest.raises(Refused) as refused:
        check_changes(form("1", ("a", "string", "A")), form("2", ("b", "string", "B")), changes)
    assert {one.code for one in refused.value.problems} == {"COL-061"}


TYPES = st.sampled_from(["string", "int", "decimal", "date", "select1", "select"])
NAMES = st.sampled_from(["a", "b", "c", "d", "g/a", "g/e", "r/a", "r/f", "r/h"])
LABELS = st.sampled_from(["Seizures of objects", "Seizure of the objects", "Law in force", "Year 2021", "Year 2022", "x"])
VALUES = st.sampled_from(["1", "2.5", "a", "a b", "z", "2020-01-01", "some words", ""])


@st.composite
def forms(draw, version):
    questions = draw(st.dictionaries(NAMES, st.tuples(TYPES, LABELS), min_size=1))
    rows = [(path, *rest) for path, rest in questions.items()]
    return form(version, *rows, repeats=("r",) if any(path.startswith("r/") for path in questions) else ())


@st.composite
def replies(draw, of):
    repeats = {one.path for one in of.repeats()}
    cells = {}
    for path in asked(of):
        around = [one for one in repeats if path.startswith(one + "/")]
        for row in draw(st.sets(st.integers(1, 3))) if around else draw(st.sets(st.just(1))):
            cell = Cell(draw(VALUES), comment=draw(st.sampled_from(["", "word"])))
            cells[concrete(path, dict.fromkeys(around, row))] = cell
    return Answers(cells)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_nothing_is_ever_lost(data):
    before, after = data.draw(forms("1")), data.draw(forms("2"))
    changes = propose(before, after)
    check_changes(before, after, changes)
    again = changes_from(sources_of(before, after, changes), before, after)
    check_changes(before, after, again)
    assert followed(asked(before), asked(after), again) == followed(asked(before), asked(after), changes)
    answers = data.draw(replies(before))
    carried = carry(answers, before, after, changes)
    follow = followed(asked(before), asked(after), changes)
    listed = {one.path: one.cell for one in carried.left}
    for path, cell in answers.items():
        if cell.empty:
            continue
        plain = "".join(part.split("[")[0] + "/" for part in path.split("/")).rstrip("/")
        goals = follow[plain]
        arrived = [
            kept for place, kept in carried.answers.items()
            if "".join(p.split("[")[0] + "/" for p in place.split("/")).rstrip("/") in goals
            and (cell.value or "") in [*(kept.value or "").split("\n"), kept.value or ""]
        ]  # fmt: skip
        assert listed.get(path) == cell or arrived, path
    assert all(after.has("".join(p.split("[")[0] + "/" for p in place.split("/")).rstrip("/")) for place in carried.answers)
    identities = next_identities(first_identities(before), after, "2", changes)
    assert len(set(identities.values())) == len(identities)


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_a_version_that_changes_nothing_carries_everything(data):
    before = data.draw(forms("1"))
    assert propose(before, before) == ()
    answers = data.draw(replies(before))
    carried = carry(answers, before, before, ())
    fitting = {path for path, cell in answers.items() if not cell.empty} - {one.path for one in carried.left}
    assert {path: carried.answers[path] for path in fitting} == {path: answers[path] for path in fitting}
    assert {one.reason for one in carried.left} <= {"type", "choice"}
