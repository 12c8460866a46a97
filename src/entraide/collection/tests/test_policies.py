"""The table of who may do what with a reply, state by state; and the life cycles as the documentation draws them."""

from __future__ import annotations

from pathlib import Path

import pytest

from entraide.collection import policies
from entraide.collection.domain.life import OPEN_TO_EDITS, REPLY, ROUND, THREAD
from entraide.collection.models import Reply, Round

README = Path(__file__).resolve().parents[1] / "README.md"

EXPECTED = {
    ("samira", "edit"): {"invited", "drafting", "asked_back"},
    ("tarek", "edit"): set(),  # until something is delegated to him: test_delegation
    ("nadia", "edit"): set(),
    ("pilar", "edit"): set(),
    ("grace", "edit"): set(),
    ("jo", "edit"): set(),
    ("samira", "submit"): {"drafting", "asked_back"},
    ("tarek", "submit"): set(),
    ("viktor", "submit"): set(),
    ("samira", "correct"): {"submitted", "accepted"},
    ("tarek", "correct"): set(),
    ("nadia", "decide"): {"submitted"},
    ("viktor", "decide"): {"submitted"},
    ("samira", "decide"): set(),
    ("nadia", "enter"): {"invited", "drafting", "submitted", "accepted", "asked_back"},
    ("samira", "enter"): set(),
    ("samira", "confirm"): {"submitted", "accepted"},
    ("tarek", "confirm"): set(),
    ("nadia", "confirm"): set(),
}


@pytest.mark.parametrize(("name", "deed"), EXPECTED)
def test_who_may_do_what_when(cast, name, deed):
    rule = getattr(policies, f"may_{deed}")
    allowed = {
        state for state in REPLY.states if rule(cast(name), Reply(entity="EGY", state=state, round=Round(state="open")))
    }
    assert allowed == EXPECTED[name, deed]


@pytest.mark.parametrize("name", ["samira", "tarek", "nadia", "viktor"])
@pytest.mark.parametrize("deed", ["edit", "submit", "correct", "decide"])
def test_a_closed_round_allows_nothing(cast, name, deed):
    for state in REPLY.states:
        reply = Reply(entity="EGY", state=state, round=Round(state="closed"))
        assert not getattr(policies, f"may_{deed}")(cast(name), reply)


def test_only_the_secretariat_runs_rounds(cast):
    assert {
        name for name in ("nadia", "viktor", "samira", "grace", "jo") if policies.may_manage_rounds(cast(name))
    } == {
        "nadia",
        "viktor",
    }


def test_nothing_leads_back_out_of_a_closed_round():
    assert ROUND.table["closed"] == {}
    assert set(REPLY.states) - OPEN_TO_EDITS == {"submitted", "accepted", "withdrawn"}


def test_the_readme_draws_these_tables():
    text = README.read_text(encoding="utf-8")
    assert REPLY.diagram() in text
    assert ROUND.diagram() in text
    assert THREAD.diagram() in text
