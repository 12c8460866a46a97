"""Expressions as forms use them: a small table of our own, and the limits."""

import base64

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from entraide.collection.domain.xpath import arity, check, parse, walk
from entraide.collection.domain.xpath.cases import answer
from entraide.collection.domain.xpath.tree import Call
from entraide.kernel.problems import Refused

SEIZURES = """
<data>
  <year>2023</year>
  <blank/>
  <kinds>coin manuscript icon</kinds>
  <seizure><year>2021</year><objects>12</objects></seizure>
  <seizure><year>2022</year><objects>30</objects></seizure>
  <seizure><year>2023</year><objects/></seizure>
</data>"""

CASES = [
    ("1 + 2 * 3", "7"),
    ("7 mod -2", "1"),
    ("-7 mod 2", "-1"),
    ("2 div 0", "Infinity"),
    ("10 div 4 div 5", "0.5"),
    ("0.1 + 0.2", "0.30000000000000004"),
    ("0.0000001", "0.0000001"),
    ("count(/data/seizure)", "3"),
    ("sum(/data/seizure/objects[. != ''])", "42"),
    ("/data/seizure[objects > 20]/year", "2022"),
    ("/data/seizure[last()]/year", "2023"),
    ("/data/seizure[2]/preceding-sibling::seizure/objects", "12"),
    ("count(//year/ancestor::*)", "4"),
    ("count(//year | //objects)", "7"),
    ("/data/*[local-name() = 'year']", "2023"),
    ("position(/data/seizure[3])", "3"),
    ("indexed-repeat(/data/seizure/objects, /data/seizure, 2)", "30"),
    ("/data/seizure/year = 2022", "true"),
    ("/data/seizure/year != 2022", "true"),
    ("not(/data/seizure/year = 1999)", "true"),
    ("/data/blank = ''", "true"),
    ("/data/blank = 0", "false"),
    ("/data/blank >= 0", "false"),
    ("if(/data/year > 2020, 'late', explode())", "late"),
    ("true() or explode()", "true"),
    ("coalesce(/data/blank, /data/year)", "2023"),
    ("selected(/data/kinds, 'coin')", "true"),
    ("selected(/data/kinds, 'co')", "false"),
    ("selected-at(/data/kinds, 1)", "manuscript"),
    ("selected-at(/data/kinds, 9)", ""),
    ("count-selected(/data/kinds)", "3"),
    ("join(', ', /data/seizure/year)", "2021, 2022, 2023"),
    ("concat(/data/seizure/year)", "202120222023"),
    ("max(/data/seizure/year)", "2023"),
    ("min(4, 2, 9)", "2"),
    ("count-non-empty(/data/seizure/objects)", "2"),
    ("round(2.5)", "3"),
    ("round(-2.5)", "-3"),
    ("round(1.005, 2)", "1.01"),
    ("round(1234, -2)", "1200"),
    ("int(-3.9)", "-3"),
    ("pow(2, 10)", "1024"),
    ("regex('USD', '[A-Z]{3}')", "true"),
    ("regex('USDX', '[A-Z]{3}')", "false"),
    ("substr('convention', 0, 3)", "con"),
    ("substring('convention', 1, 3)", "con"),
    ("substring-after('CTOC/COP', '/')", "COP"),
    ("translate('a-b', '-', '_')", "a_b"),
    ("normalize-space('  a   b ')", "a b"),
    ("string-length('مفهوم')", "5"),
    ("date('2012-10-17') < date('2012-10-18')", "true"),
    ("format-date('2012-10-07', '%e/%n/%Y')", "7/10/2012"),
    ("decimal-date-time('1970-01-02T12:00:00Z')", "1.5"),
    ("date('2012-02-30')", "Invalid Date"),
    ("checklist(1, 2, /data/year > 2020, false(), true())", "true"),
    ("boolean-from-string('1')", "true"),
    ("digest('', 'MD5', 'hex')", "d41d8cd98f00b204e9800998ecf8427e"),
    ("distance('0 0;0 0')", "0"),
    ("geofence('1 1', '0 0;0 2;2 2;2 0;0 0')", "true"),
    ("randomize(/data/seizure/year, 42) = 2022", "true"),
    ("'1'div'2'", "0.5"),
    ("/data/year*2", "4046"),
    ("- - 3", "3"),
]


@pytest.mark.parametrize(("expression", "expected"), CASES)
def test_expression(expression, expected):
    assert answer({"xml": SEIZURES, "ctx": "/", "expr": expression, "kind": "StringValue"}) == {"value": expected}


def codes(source):
    with pytest.raises(Refused) as refusal:
        check(parse(source), arity)
    return [problem.code for problem in refusal.value.problems]


@pytest.mark.parametrize("source", ["1 +", "a[", "f(", "'open", "a b", "#", "", "..a", "child::", "/data/[1]"])
def test_what_is_no_expression_says_where(source):
    assert codes(source) == ["COL-002"]


def test_an_unknown_function_is_found_before_it_is_needed():
    assert codes("if(true(), 1, frobnicate(2))") == ["COL-003"]
    assert codes("$who") == ["COL-003"]


def test_the_number_of_arguments_is_checked():
    assert codes("if(true(), 1)") == ["COL-006"]


def test_depth_and_length_are_bounded():
    assert codes("(" * 500 + "1" + ")" * 500) == ["COL-004"]
    assert codes("1" + " + 1" * 20_000) == ["COL-004"]


def test_hostile_patterns_are_not_run():
    case = {"xml": "<a/>", "ctx": "/", "expr": "regex('aaaaaaaaaaaaaaaaaaaaaaaa!', '(a+)+b')", "kind": "BooleanValue"}
    assert answer(case) == {"value": False}
    assert "COL-009" in answer({**case, "expr": "regex('a', '(?=a)(a|aa)+')"})["error"]


def test_an_endless_walk_is_stopped():
    wide = "<a>" + "<b/>" * 4000 + "</a>"
    case = {"xml": wide, "ctx": "/", "expr": "count(//b[count(//b[count(//b) > 1]) > 1])", "kind": "NumberValue"}
    assert "COL-005" in answer(case)["error"]


def test_entities_are_not_expanded():
    bomb = '<!DOCTYPE a [<!ENTITY x "boom"><!ENTITY y SYSTEM "file:///etc/hostname">]><a>&x;&y;</a>'
    assert answer({"xml": bomb, "ctx": "/", "expr": "string(/a)", "kind": "StringValue"}) != {"value": "boom"}


def test_the_tree_can_be_walked_by_other_back_ends():
    names = {
        tree.name for tree in walk(parse("if(count(a[selected(b, 'c')]) > 1, now(), 2)").tree) if isinstance(tree, Call)
    }
    assert names == {"if", "count", "selected", "now"}


ODK = (
    "abs acos area asin atan atan2 base64-decode boolean boolean-from-string checklist coalesce concat contains cos count"
    " count-non-empty count-selected current date date-time decimal-date-time decimal-time digest distance enclosed-area ends-with exp"
    " exp10 extract-signed false format-date format-date-time geofence if indexed-repeat instance int intersects is-selected"
    " join jr:choice-name jr:itext log log10 max min normalize-space not now number once pi position pow pulldata random randomize"
    " regex round selected selected-at sin sqrt starts-with string string-length substr substring-after substring-before sum"
    " tan today translate true uuid version weighted-checklist"
)
"""The functions of docs.getodk.org/form-operators-functions, and those that JavaRosa has besides."""


@pytest.mark.parametrize("name", ODK.split())
def test_every_function_of_odk_exists(name):
    assert arity(name) is not None


def signed(text):
    key = Ed25519PrivateKey.generate()
    both = (key.sign(text) + text, key.public_key().public_bytes_raw())
    return tuple(base64.b64encode(one).decode() for one in both)


def test_what_was_signed_is_believed_only_with_the_right_key():
    (given, key), (_, other) = signed(b"Article 34"), signed(b"")
    for own, wanted in ((key, "Article 34"), (other, ""), ("no key", "")):
        case = {"xml": "<a/>", "ctx": "/", "expr": f"extract-signed('{given}', '{own}')", "kind": "StringValue"}
        assert answer(case) == {"value": wanted}


@pytest.mark.parametrize(
    ("line", "crosses"),
    [
        ("0 0;1 1;1 0;0 1", True),
        ("0 0;0 1;1 1;1 0;0 0", False),
        ("0 0;2 0;1 0;1 1", True),
        ("0 0;1 1", False),
        ("", False),
    ],
)
def test_a_line_crosses_itself(line, crosses):
    assert answer({"xml": "<a/>", "ctx": "/", "expr": f"intersects('{line}')", "kind": "BooleanValue"}) == {
        "value": crosses
    }
