"""Words made to keep the parser of placeholders busy for ever."""

from __future__ import annotations

import time

from entraide.reporting.domain.blocks.words import parse


def test_plurals_within_plurals_that_never_close_cost_little():
    text = "x"
    for _turn in range(400):
        text = "{coverage.late|plural one{" + text + "} Z}"
    start = time.perf_counter()
    assert "".join(str(one) for one in parse(text))
    assert time.perf_counter() - start < 5


def test_plurals_within_plurals_that_close_do_not_end_the_stack():
    text = "x"
    for _turn in range(700):
        text = "{coverage.late|plural one{" + text + "} other{y}}"
    assert parse(text)
