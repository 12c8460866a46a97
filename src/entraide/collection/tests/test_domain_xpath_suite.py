"""The public conformance suite, where its cases are at hand beside the repository."""

import json
import math
import os
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from entraide.collection.domain.xpath.cases import answer

SHARED = Path(os.environ.get("ENTRAIDE_SHARED") or Path(__file__).parents[5] / "shared")
CASES = SHARED / "data" / "xforms" / "xpath_cases.dev.jsonl"
PASSING = 1186
"""Of 1193. The other seven are explained at the end of docs/reference/xforms-differences.md."""


def number(value):
    return math.nan if value == "" else float(value)


def agrees(case, value):
    expected = case["expected"]
    if case["kind"] == "StringLength":
        return len(value) == expected
    if case["kind"] == "NumberRounded":
        return round(number(value) * case["extra"]) == round(number(expected) * case["extra"])
    if case["kind"] == "NumberValue":
        found, wanted = number(value), number(expected)
        return found == wanted or (math.isnan(found) and math.isnan(wanted))
    return value == expected


@pytest.mark.skipif(not CASES.is_file(), reason="the conformance cases are not beside this repository")
def test_no_case_is_lost():
    zone = ZoneInfo("America/Phoenix")
    cases = [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]
    passed = sum(agrees(case, told["value"]) for case in cases if "value" in (told := answer(case, zone)))
    assert passed >= PASSING
