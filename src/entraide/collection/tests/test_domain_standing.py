"""A reply while it is written: what is computed anew after one answer is what a whole judgement would say."""

import random
from datetime import date

import pytest

from entraide.collection.domain.answers import Answers, Cell
from entraide.collection.domain.judge import judge
from entraide.collection.domain.standing import Standing
from entraide.collection.domain.submission import read_submission
from entraide.collection.domain.xform import check_xform, read_xform

from .forms import SEIZURES, xform
from .random_forms import random_form

TODAY = date(2026, 11, 30)
SEEDS = range(40)


def same(one, other):
    assert (one.values, one.relevant, one.complete, one.valid) == (
        other.values,
        other.relevant,
        other.complete,
        other.valid,
    )
    assert sorted(one.problems, key=str) == sorted(other.problems, key=str)


def changes(form, made, answers):
    """Twenty answers put, changed and taken away, also in rows that do not exist yet."""
    chance = random.Random(7)
    paths = list(answers) or [question.path for question in form.questions() if not question.repeat]
    values = ("", "1", "5", "coin", "map icon", "2020-02-29", "many", "2.5")
    for _ in range(20):
        path = chance.choice(paths)
        if chance.random() < 0.2:
            path = path.replace("[1]", f"[{chance.randint(1, 4)}]", 1)
        yield path, Cell(chance.choice(values), comment=chance.choice(("", "", "why")))


@pytest.mark.parametrize("seed", SEEDS)
def test_step_by_step_is_the_same_as_at_once(seed):
    made = random_form(seed)
    reading = check_xform(made.xml)
    if not reading.publishable:
        pytest.skip("this seed makes a form with a circle")
    form = reading.published()
    submission = read_submission(form, made.reply())
    standing = Standing(form, submission.answers, TODAY)
    same(standing.judgement, judge(form, submission.answers, TODAY))
    before = standing.judgement
    for path, cell in changes(form, made, submission.answers):
        change = standing.changed(path, cell)
        now = standing.judgement
        same(now, judge(form, standing.answers, TODAY))
        moved = {
            one for one in {**before.values, **now.values} if before.values.get(one, "") != now.values.get(one, "")
        }
        assert moved <= set(change.values)
        assert before.relevant ^ now.relevant <= set(change.relevant)
        told = {one for one in {f.path for f in (*before.problems, *now.problems)} if before.at(one) != now.at(one)}
        assert {one for one in told if form.has(one.split("[")[0]) or "[" in one} <= set(change.findings) | {path}
        before = now


def test_an_answer_says_what_it_brought_about():
    standing = Standing(read_xform(SEIZURES), Answers({"/data/law/offence": Cell("no")}), TODAY)
    change = standing.changed("/data/law/offence", Cell("yes"))
    assert change.relevant == {"/data/law/penalty": True}
    change = standing.changed("/data/law/penalty", Cell("120"))
    assert change.values == {"/data/law/penalty": "120", "/data/law/serious": "yes"}
    assert [finding.code for finding in change.findings["/data/law/penalty"]] == ["constraint"]
    change = standing.changed("/data/seizures[1]/value", Cell("5"))
    assert change.relevant["/data/seizures[1]/currency"] and change.required["/data/seizures[1]/currency"]
    assert standing.changed("/data/law/penalty", Cell("120")) == type(change)()


def test_the_number_of_rows_follows_the_answer_that_counts_them():
    form = read_xform(
        xform(
            '<data id="rows" version="1"><n/><r jr:template=""><q/></r></data>',
            '<bind nodeset="/data/n" type="int"/><bind nodeset="/data/r/q" required="true()"/>',
            '<input ref="/data/n"><label>n</label></input><group ref="/data/r"><label>r</label>'
            '<repeat nodeset="/data/r" jr:count="/data/n"><input ref="/data/r/q"><label>q</label></input></repeat></group>',
        )
    )
    standing = Standing(form, Answers({"/data/n": Cell("1")}), TODAY)
    change = standing.changed("/data/n", Cell("3"))
    assert {path for path, asked in change.relevant.items() if asked} == {"/data/r[2]/q", "/data/r[3]/q"}
    assert standing.changed("/data/n", Cell("2")).relevant == {"/data/r[3]/q": False}
    same(standing.judgement, judge(form, standing.answers, TODAY))
