"""The chain of a round from the command line: the same actions as the pages, the same refusals."""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps

from entraide.collection import actions, policies
from entraide.collection.domain.answers import Cell
from entraide.directory import persons
from entraide.directory.domain.entry import Contact
from entraide.foundation.db.context import acting_as
from entraide.kernel import clock
from entraide.kernel.actor import SYSTEM
from entraide.kernel.problems import NotHere, Refused
from entraide.kernel.text import Text
from entraide.portal import cli

FORM = Path(__file__).resolve().parents[2] / "data" / "questionnaires" / "cultural-property.xlsx"
COMPLETE = {
    "/data/respondent/authority": "Ministère de la justice",
    "/data/law/specific_offence": "no",
    "/data/institutions/specialised_unit": "no",
    "/data/institutions/stolen_objects_database": "yes",
    "/data/organized_crime/group_involved": "no",
    "/data/funds/funds_estimated": "no",
    "/data/assistance/needs": "none",
}


@pytest.fixture
def run(db, capsys):
    """`run("rounds list --json")`: what it printed. The database is there already, so only the handler runs."""

    def command(line: str, *more: str) -> str:
        args = cli.parser("rounds").parse_args([*line.split(), *more])
        names = {"open": "opening", "list": "listing"}
        function = getattr(
            import_module("entraide.portal.chain.rounds"), names.get(args.verb, args.verb.replace("-", "_"))
        )
        assert function(args) == 0
        return capsys.readouterr().out

    return command


@pytest.fixture
def papers(db):
    """An invented report with paragraph 23 (c), and France in the directory."""
    with acting_as(SYSTEM):
        document = apps.get_model("documents", "Document").objects.create(
            symbols=["CTOC/COP/WG.2/2012/5"], kind="report", invented=True, filed_at=clock.now()
        )
        apps.get_model("documents", "Paragraph").objects.create(document=document, number="23", point="c", position=1)
        authority = apps.get_model("directory", "Authority").objects.create(
            entity="FRA", name=Text.of("fr", fr="Office central").to_json(), kind="contact_point", state="confirmed",
            functions=[{"instrument": "", "article": "", "function": "cultural_property"}],
        )  # fmt: skip
        persons.add(authority, Contact("Luc", "luc@example.org", "fr"))


def test_from_publishing_to_acceptance(run, cast, papers, tmp_path):
    cast("luc")
    assert run(f"rounds publish {FORM} --code cultural-property").startswith("cultural-property")
    run(
        "rounds open heritage --paragraph CTOC/COP/WG.2/2012/5:23:c --questionnaire cultural-property"
        " --deadline 2099-01-01 --note-verbale CU2026/1 --title",
        "fr:Biens culturels",
    )
    assert "luc@example.org" in run("rounds invite heritage")
    assert json.loads(run("rounds list --json"))[0]["invited"] == 1
    book = tmp_path / "fr.xlsx"
    run(f"rounds workbook heritage FRA --as luc@example.org --out {book}")
    luc = cast("luc")
    with acting_as(luc):
        reply = policies.access_reply_of(luc, "heritage", "FRA")
        actions.save_cells(luc, reply, {path: Cell(value) for path, value in COMPLETE.items()})
    run(f"rounds answer heritage FRA {book} --preview --as luc@example.org")
    assert run("rounds submit heritage FRA --name Luc --function Chef --as luc@example.org").startswith("version 1 ")
    run("rounds ask-back heritage FRA --reason", "Précisez la question 6.")
    assert json.loads(run("rounds status heritage --json"))[0]["state"] == "asked_back"


def test_what_is_refused_is_refused_here_too(run, cast, papers):
    for line, code in (
        ("rounds open x --paragraph Z:1 --questionnaire none --deadline 2099-01-01 --title x", "COL-326"),
        (f"rounds publish {__file__} --code x", "COL-001"),
    ):
        with pytest.raises(Refused) as refusal:
            run(line)
        assert refusal.value.problems[0].code == code
    with pytest.raises(NotHere):
        run("rounds status nothing")
