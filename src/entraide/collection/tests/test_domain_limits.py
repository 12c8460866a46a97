"""What is too much is refused by its number, soon; nothing hangs and nothing is silently false."""

import random
import re
import time
from datetime import date

import pytest

from entraide.collection.domain.answers import Answers, Cell
from entraide.collection.domain.judge import judge, judge_xml
from entraide.collection.domain.standing import Standing
from entraide.collection.domain.xform import check_xform, read_xform
from entraide.collection.domain.xpath import parse, patterns
from entraide.kernel.problems import Refused

from .forms import xform

TODAY = date(2026, 11, 30)


def codes(work, *given):
    with pytest.raises(Refused) as refusal:
        work(*given)
    return [problem.code for problem in refusal.value.problems]


def asking(bind, body=""):
    return xform(
        '<data id="t" version="1"><a/><rows jr:template=""><n/><all/></rows></data>', bind,
        f'<input ref="/data/a"><label>a</label></input>{body}<group ref="/data/rows"><label>r</label>'
        '<repeat nodeset="/data/rows"><input ref="/data/rows/n"><label>n</label></input></repeat></group>',
    )  # fmt: skip


@pytest.mark.parametrize(
    ("bind", "code"),
    [
        ('calculate="frobnicate(1)"', "COL-003"),
        ('relevant="true() or frobnicate(1)"', "COL-003"),
        ('constraint="if(true(), true(), frobnicate())"', "COL-003"),
        ('required="$who"', "COL-003"),
        ('calculate="round()"', "COL-006"),
        ('calculate="1 +"', "COL-002"),
        (f'calculate="{"(" * 200}1{")" * 200}"', "COL-004"),
        (f'calculate="{" + ".join("1" * 5_000)}"', "COL-004"),
        ("constraint=\"regex(., '(((')\"", "COL-009"),
        ("constraint=\"regex(., '(?=x)(a+)+')\"", "COL-009"),
        ("constraint=\"regex(., '((a{0,100}){0,100}){0,100}')\"", "COL-009"),
        ('relevant="/data/nowhere = 1"', "COL-012"),
        ("calculate=\"instance('nothing')/root/item\"", "COL-010"),
    ],
)
def test_what_cannot_be_computed_stops_publication_with_its_place(bind, code):
    reading = check_xform(asking(f'<bind nodeset="/data/a" {bind}/>'))
    assert not reading.publishable
    assert [(one.code, one.place) for one in reading.problems if one.severity == "stop"] == [(code, "/data/a")]


def test_a_group_whose_condition_reads_itself_is_a_circle():
    form = xform(
        '<data id="t" version="1"><g><a/></g></data>', '<bind nodeset="/data/g" relevant="/data/g/a = 1"/>',
        '<group ref="/data/g"><label>g</label><input ref="/data/g/a"><label>a</label></input></group>',
    )  # fmt: skip
    assert [one.code for one in check_xform(form).problems if one.severity == "stop"] == ["COL-013"]


def test_places_in_rows_are_no_circle():
    bind = '<bind nodeset="/data/rows/n" calculate="position(..)"/><bind nodeset="/data/rows/all" calculate="count(/data/rows)"/>'
    assert check_xform(asking(bind)).publishable


def test_ten_thousand_rows_are_too_many_and_two_thousand_are_not():
    form = read_xform(asking('<bind nodeset="/data/rows/n" type="int" constraint=". &lt; /data/a" required="true()"/>'))

    def rows(count):
        return f'<data id="t" version="1"><a>5</a>{"<rows><n>7</n></rows>" * count}</data>'.encode()

    started = time.process_time()
    assert codes(judge_xml, form, rows(10_000), TODAY) == ["COL-008"]
    judgement = judge_xml(form, rows(2_000), TODAY)
    assert len(judgement.problems) == 2_000
    standing = Standing(form, Answers({"/data/a": Cell("5"), "/data/rows[2000]/n": Cell("1")}), TODAY)
    assert standing.changed("/data/a", Cell("0")).findings
    assert codes(standing.changed, "/data/rows[2001]/n", Cell("1")) == ["COL-008"]
    assert time.process_time() - started < 5


def test_rows_that_each_look_at_all_rows_are_stopped_in_time():
    form = read_xform(asking('<bind nodeset="/data/rows/all" calculate="count(/data/rows[n &gt; 1][n &lt; 9])"/>'))
    answers = Answers({f"/data/rows[{at}]/n": Cell("5") for at in range(1, 2_001)})
    started = time.process_time()
    assert codes(judge, form, answers, TODAY) == ["COL-005"]
    assert time.process_time() - started < 15


def test_a_deep_reply_and_a_deep_form_are_refused():
    form = read_xform(asking(""))
    deep = f'<data id="t" version="1">{"<a>" * 5_000}{"</a>" * 5_000}</data>'.encode()
    assert set(codes(judge_xml, form, deep, TODAY)) <= {"COL-007", "COL-008"}
    names = "".join(f"<g{at}>" for at in range(300)) + "<q/>" + "".join(f"</g{at}>" for at in reversed(range(300)))
    assert {one.code for one in check_xform(xform(f'<data id="d" version="1">{names}</data>', "", "")).problems} <= {
        "COL-007",
        "COL-008",
    }


@pytest.mark.parametrize(
    ("pattern", "text"),
    [("(a+)+b", "a" * 40), ("(a|a)*b", "a" * 40), ("(a|aa)+", "a" * 60 + "!"), (".*.*.*.*.*.*x", "a" * 5_000),
     ("(a*)*" * 20, "b" * 5_000), ("([a-z]+)*@", "abc" * 3_000), ("(x+x+)+y", "x" * 10_000)],
)  # fmt: skip
def test_no_pattern_runs_away(pattern, text):
    started = time.process_time()
    try:
        assert patterns.matches(pattern, text) is False
    except Refused as refused:
        assert [one.code for one in refused.problems] == ["COL-009"]
    assert time.process_time() - started < 5


def test_both_machines_match_alike():
    chance = random.Random(3)
    parts = [
        "a",
        "b",
        "[ab]",
        "(a|b)",
        "(ab|a)",
        "a*",
        "b+",
        "(a|ba)*",
        "(b?a)+",
        "a{1,2}",
        ".",
        "\\d",
        "[^a]",
        "(?:1|)",
    ]
    for _ in range(1_500):
        pattern = "".join(chance.choice(parts) for _ in range(chance.randint(1, 4)))
        text = "".join(chance.choice("ab1") for _ in range(chance.randint(0, 6)))
        made = patterns._simulated(patterns._machine(pattern), text, pattern)
        assert made is bool(re.compile(pattern, re.ASCII).fullmatch(text)), (pattern, text)


def test_a_pattern_that_the_reply_itself_brings_is_bounded_too():
    form = read_xform(asking('<bind nodeset="/data/a" constraint="regex(\'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\', .)"/>'))
    judgement = judge(form, Answers({"/data/a": Cell("(a+)+b")}), TODAY)
    assert [one.code for one in judgement.problems] == ["constraint"]
    assert parse("1").source == "1"
