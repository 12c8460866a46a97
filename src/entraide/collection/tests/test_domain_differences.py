"""Every line of docs/reference/xforms-differences.md, put to our judge, and to JavaRosa where there is a Java."""

import re
from datetime import date
from pathlib import Path

import pytest

from entraide.collection.domain.evaluation import worked_out
from entraide.collection.domain.submission import read_submission
from entraide.collection.domain.xform import check_xform, read_xform
from entraide.collection.domain.xpath import parse, text_of

from . import oracles
from .forms import xform
from .random_forms import random_form

PAGE = Path(__file__).parents[4] / "docs" / "reference" / "xforms-differences.md"
ROW = re.compile(r"\| `(.+?)` \| (?:`([^`]*)`|(nothing)) \| (?:`([^`]*)`|(nothing|refuses)) \| .+ \|")
CASES = [
    (expression, here or "", theirs or "", word == "refuses")
    for expression, here, _, theirs, word in ROW.findall(PAGE.read_text(encoding="utf-8"))
]
TYPES = {"n": "int", "d": "decimal", "s": "string", "day": "date", "none": "int"}
FORM = xform(
    '<data id="t" version="3"><n/><d/><s/><day/><none/></data>',
    "".join(f'<bind nodeset="/data/{name}" type="{kind}"/>' for name, kind in TYPES.items()),
    "".join(f'<input ref="/data/{name}"><label>?</label></input>' for name in TYPES),
)
REPLY = '<data id="t" version="3"><n>7</n><d>2.50</d><s>café</s><day>2020-02-29</day><none/></data>'.encode()
TODAY = date(2026, 11, 30)
with_java = pytest.mark.skipif(bool(oracles.why_no_javarosa()), reason=oracles.why_no_javarosa() or "java")


@pytest.fixture(scope="module")
def javarosa():
    engine = oracles.JavaRosa()
    yield engine
    engine.close()


def test_the_page_is_read_whole():
    lines = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    assert len(CASES) == len(lines) > 35


@pytest.mark.parametrize(("expression", "here"), [case[:2] for case in CASES])
def test_ours(expression, here):
    form = read_xform(FORM)
    evaluation = worked_out(form, read_submission(form, REPLY).answers, TODAY)
    root = evaluation.instance.document.children[0]
    assert text_of(evaluation.value(parse(expression), root)) == here


@with_java
def test_javarosas(javarosa):
    said = javarosa.ask(FORM, REPLY, [case[0] for case in CASES]).expressions
    found = [(case[0], text) for case, text in zip(CASES, said, strict=True) if case[3] is not text.startswith("!")]
    found += [(case[0], text) for case, text in zip(CASES, said, strict=True) if not case[3] and text != case[2]]
    assert not found


@with_java
def test_random_replies_are_judged_as_javarosa_judges_them(javarosa):
    """A sample of `make hunt`. rxeval is asked too; where it alone says otherwise, JavaRosa is followed."""
    found, judged, alone = [], 0, 0
    for seed in range(2_000, 2_040):
        made = random_form(seed)
        reading = check_xform(made.xml)
        for reply in [made.reply()] * reading.publishable:
            theirs = javarosa.ask(made.xml, reply)
            if theirs.refused:
                continue
            mine = oracles.ours(reading.published(), reply, TODAY)
            found += [(seed, line) for line in oracles.differences(mine, theirs)]
            judged += 1
            other = oracles.ask_rxeval(made.xml, reply, TODAY)
            alone += 0 if other.refused else len(oracles.rxeval_differences(mine, other))
    assert not found, found[:5]
    assert judged > 25


@with_java
def test_what_javarosa_refuses_as_a_circle_we_refuse(javarosa):
    form = xform(
        '<data id="t" version="1"><g><a/></g></data>', '<bind nodeset="/data/g" relevant="/data/g/a = 1"/>',
        '<group ref="/data/g"><label>g</label><input ref="/data/g/a"><label>a</label></input></group>',
    )  # fmt: skip
    assert "ycle" in javarosa.ask(form).refused
    assert [one.code for one in check_xform(form).problems if one.severity == "stop"] == ["COL-013"]


def test_the_program_that_asks_javarosa_is_the_one_whose_source_stands_beside_it():
    """The class is kept, since a runtime without compiler must do; `tools/hunt_forms.py --compile` makes it anew."""
    assert oracles.compiled_from() == oracles.source_mark()
