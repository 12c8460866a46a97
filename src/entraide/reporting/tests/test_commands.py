"""The same chain from the command line."""

from __future__ import annotations

import argparse
import json
from importlib import import_module

from attrs import evolve
from tests.cast import person

from entraide.reporting import figures

SYMBOL = "DEMO/2024/8"
as_living = figures.as_living


def tampered(row):
    """A stored figure, that of the replies with another number."""
    return evolve(as_living(row), value="9") if row.key == "coverage.replied" else as_living(row)


def run(verb: str, *arguments: str) -> int:
    """A command as its parser makes it, past the start of the database."""
    parser = argparse.ArgumentParser()
    import_module("entraide.portal.commands.reporting").add_to(parser.add_subparsers())
    args = parser.parse_args(["reporting", verb, *arguments])
    chain = import_module("entraide.portal.chain.reporting")
    return getattr(chain, {"list": "listing"}.get(verb, verb))(args)


def test_compose_write_issue_verify(frozen_set, tmp_path, capsys, monkeypatch):
    assert run("compose", "heritage", "--symbol", SYMBOL) == 0
    assert run("write", SYMBOL, "--out", str(tmp_path), "--language", "ar", "--to", "html,akn") == 0
    assert {path.name for path in tmp_path.iterdir()} == {"DEMO_2024_8.ar.html", "DEMO_2024_8.ar.xml"}
    assert run("write", SYMBOL, "--out", str(tmp_path), "--to", "odt") == 2
    person("viktor")
    assert run("clear", SYMBOL, "--as", "viktor@example.org") == 0
    assert run("issue", SYMBOL) == 0
    capsys.readouterr()
    assert run("verify", SYMBOL) == 0
    assert "figures stand" in capsys.readouterr().out
    # Nothing of an issued report can be changed here: as if its row said another number.
    monkeypatch.setattr(figures, "as_living", tampered)
    assert run("verify", SYMBOL) == 1
    assert capsys.readouterr().out == "coverage.replied\tvalue\tprinted 9\tnow 3\n"
    assert run("list", "--json") == 0
    assert json.loads(capsys.readouterr().out)[0]["state"] == "issued"
