"""The page's interpreter says what the judge says: over the conformance cases, and over random forms and replies."""

import json
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from entraide.collection.domain.answers import Answers, Cell
from entraide.collection.domain.judge import judge
from entraide.collection.domain.logic_json import SERVER_ONLY, logic_bytes, logic_json, tree_json
from entraide.collection.domain.submission import read_submission
from entraide.collection.domain.xform import check_xform, read_xform
from entraide.collection.domain.xpath import parse
from entraide.collection.domain.xpath.cases import answer

from .forms import SEIZURES, xform
from .page_logic import NODE, Page, apart, case_request, reply_request
from .random_forms import random_form
from .test_domain_xpath import CASES as OWN
from .test_domain_xpath import SEIZURES as DOCUMENT
from .test_domain_xpath_suite import CASES, agrees

TODAY = date(2026, 11, 30)
with_node = pytest.mark.skipif(NODE is None, reason="there is no node to run the page's scripts")


@pytest.fixture(scope="module")
def page():
    page = Page()
    yield page
    page.close()


def cases():
    own = [{"xml": DOCUMENT, "ctx": "/", "expr": expr, "kind": "StringValue", "expected": value} for expr, value in OWN]
    given = CASES.read_text(encoding="utf-8").splitlines() if CASES.is_file() else ()
    return [*own, *(json.loads(line) for line in given)]


@with_node
def test_the_page_and_the_judge_give_one_answer_to_every_case(page):
    zone, apart_on, left = ZoneInfo("America/Phoenix"), [], 0
    for case in cases():
        ours, theirs = answer(case, zone), page.ask(case_request(case, zone))
        if theirs.get("elsewhere"):
            left += 1
            assert any(name in case["expr"] for name in SERVER_ONLY) or "error" in ours, (case["expr"], theirs)
        elif ("value" in ours and agrees(case, ours["value"])) != agrees(case, theirs.get("value")):
            apart_on.append((case["expr"], ours, theirs))
    assert not apart_on, apart_on[:5]
    assert left < 20


@with_node
def test_random_forms_are_judged_alike(page):
    found, places = [], 0
    for seed in range(500, 560):
        made = random_form(seed)
        reading = check_xform(made.xml)
        if not reading.publishable:
            continue
        form = reading.published()
        for _ in range(2):
            submission = read_submission(form, made.reply())
            told = page.ask(reply_request(form, submission.answers, TODAY, submission.counts))["told"]
            places += len(told)
            found += apart(told, judge(form, submission.answers, TODAY, None, submission.counts), form)
    assert not found, found[:5]
    assert places > 1_000


@with_node
def test_choices_open_as_the_judge_opens_them(page):
    form = read_xform(SEIZURES)
    for year, wanted in (("2021", ["site"]), ("2022", ["site", "museum"]), ("", [])):
        answers = Answers({"/data/seizures[1]/year": Cell(year), "/data/seizures[1]/objects": Cell("1")})
        told = page.ask(reply_request(form, answers, TODAY))["told"]
        assert told["/data/seizures[1]/origin"]["open"] == wanted


@with_node
def test_what_the_page_cannot_know_is_left_to_the_server(page):
    form = read_xform(
        xform(
            '<data id="t" version="1"><a/><b/><c/><d/><e/></data>',
            """<bind nodeset="/data/b" calculate="digest(/data/a, 'MD5')"/><bind nodeset="/data/c" relevant="/data/b != ''"/>
               <bind nodeset="/data/d" constraint="regex(., '(?i)x')"/><bind nodeset="/data/e" relevant="/data/a = '1'"/>""",
            "".join(f'<input ref="/data/{name}"><label>{name}</label></input>' for name in "acde"),
        )
    )
    told = page.ask(reply_request(form, Answers({"/data/a": Cell("1")}), TODAY))["told"]
    assert {"/data/b", "/data/c"}.isdisjoint(told)
    assert told["/data/e"]["asked"]
    told = page.ask(reply_request(form, Answers(), TODAY, unknown=["/data/a"]))["told"]
    assert {"/data/a", "/data/c", "/data/e"}.isdisjoint(told)
    assert "/data/d" in told


def test_trees_are_arrays_and_nothing_of_them_is_a_program():
    tree = tree_json(parse("if(../a > 3 and //b[2]/@c = 'x', -1, concat('a', current()/..))").tree)
    assert tree[:2] == ["f", "if"]
    assert tree[2] == ["and", [">", ["p", 0, [], "..", "a"], 3.0], ["=", tree[2][2][1], "x"]]
    assert tree[4] == ["f", "concat", "a", ["p", ["f", "current"], [], ".."]]
    form = read_xform(SEIZURES)
    made = logic_json(form, "fr")
    assert json.loads(logic_bytes(form, "fr")) == json.loads(json.dumps(made))
    assert next(row for row in made["work"] if row.get("q") == "/data/law/penalty")["cm"] == "Au plus 99 ans."
