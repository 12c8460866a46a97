"""Exchange rates at the command line: the demonstration's own, marked as invented, and a file with a wrong line."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from entraide.analysis.models import ExchangeRate
from entraide.foundation.db.context import acting_as
from entraide.kernel import clock
from entraide.kernel.actor import SYSTEM
from entraide.portal import setup
from entraide.portal.cli import main
from entraide.portal.demonstration.replies import DATA


@pytest.fixture
def run(db, capsys, monkeypatch):
    """A command as it is typed: its status and what it printed."""
    monkeypatch.setattr(setup, "ready", lambda: None)

    def typed(*words):
        code = main([str(word) for word in words])
        told = capsys.readouterr()
        return code, told.out, told.err

    return typed


def test_the_rates_of_the_demonstration_can_all_be_taken_and_are_marked(run):
    with clock.at(datetime(2026, 6, 9, tzinfo=UTC)):
        code, out, _err = run("analysis", "rates", DATA / "rates.csv", "--invented")
        again = run("analysis", "rates", DATA / "rates.csv", "--invented")[1]
    assert (code, out.split()[0]) == (0, str(len((DATA / "rates.csv").read_text().splitlines()) - 1))
    with acting_as(SYSTEM):
        assert ExchangeRate.objects.values("currency").distinct().count() >= 25
        assert not ExchangeRate.objects.filter(invented=False).exists()
    assert "0 added" in again


def test_a_wrong_line_is_told_with_its_place(run, tmp_path):
    file = tmp_path / "rates.csv"
    file.write_text("currency,date,per_usd,source\nEUR,2022-01-01,0.9,Invented\nEUR,2022-02-01,-1,Invented\n")
    code, out, err = run("analysis", "rates", file)
    assert (code, out.strip()) == (1, "1 added, 0 known, 1 left out")
    assert "rates.csv:3" in err
