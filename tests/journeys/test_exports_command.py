"""Replies taken out on the command line: the same file, the same walls and the same ledger as on the page."""

from __future__ import annotations

import csv
import zipfile

import pytest

from entraide.collection import actions, policies
from entraide.collection.domain.answers import Cell
from entraide.foundation.audit.models import Entry
from entraide.foundation.db.context import acting_as
from entraide.kernel.actor import SYSTEM
from entraide.kernel.problems import NotHere, Refused
from entraide.portal import cli
from entraide.portal.chain import exports

from .test_rounds_commands import COMPLETE, FORM, papers, run

__all__ = ["papers", "run"]


def taken(person: str, out: object, *more: str) -> int:
    line = ["forms", "export", "heritage", "--as", f"{person}@example.org", "--format", "csv", "--which", "all", "--out", str(out)]
    return exports.export(cli.parser("forms").parse_args([*line, *more]))


def test_a_focal_point_takes_the_own_reply_out_and_no_others(run, cast, papers, tmp_path, capsys):
    luc = cast("luc")
    run(f"rounds publish {FORM} --code cultural-property")
    run(
        "rounds open heritage --paragraph CTOC/COP/WG.2/2012/5:23:c --questionnaire cultural-property"
        " --deadline 2099-01-01 --title",
        "fr:Biens culturels",
    )
    run("rounds invite heritage")
    with acting_as(luc):
        reply = policies.access_reply_of(luc, "heritage", "FRA")
    actions.save_cells(luc, reply, {path: Cell(value) for path, value in COMPLETE.items()})
    assert taken("luc", tmp_path / "ours.zip", "--language", "fr") == 0
    assert "replies\t1" in capsys.readouterr().err
    with zipfile.ZipFile(tmp_path / "ours.zip") as archive:
        (row,) = csv.DictReader(archive.read("replies.csv").decode("utf-8-sig").splitlines())
    assert (row["entity"], row["state"], row["law.specific_offence"]) == ("FRA", "Projet", "Non")
    with acting_as(SYSTEM):
        assert Entry.objects.get(verb="collection.export.taken").detail["rows"] == 1
    with pytest.raises(Refused) as refusal:
        taken("luc", tmp_path / "x", "--tables", "nowhere")
    assert refusal.value.problems[0].code == "COL-484"
    cast("pilar")
    with pytest.raises(NotHere):
        taken("pilar", tmp_path / "x")
