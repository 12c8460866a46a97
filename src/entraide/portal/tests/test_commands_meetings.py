"""Meetings at the command line."""

import json

import pytest

from entraide.meetings.tests.recorded import meeting
from entraide.portal import cli, setup


@pytest.fixture(autouse=True)
def _database_is_there(monkeypatch):
    monkeypatch.setattr(setup, "ready", lambda: None)


@pytest.fixture
def held(cast):
    return str(meeting(cast("nadia")).pk)


@pytest.fixture
def run(capsys):
    def command(*words):
        code = cli.main(["meetings", *words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return command


def test_a_meeting_is_recorded_and_shown(run, held):
    hours = ("--starts", "2012-10-17T10:00", "--ends", "2012-10-17T13:00", "--zone", "Europe/Vienna")
    code, out, _err = run("sitting", held, *hours, "--room", "Room A", "--item", "1 (b)", "--item", "5")
    assert (code, out.split("\t")[1], out.split("\t")[5]) == (0, "2012-10-17T10:00:00+02:00", "1 (b) and 5")
    assert run("officer", held, "--role", "chair", "--name", "The Chair (invented)", "--entity", "PER")[0] == 0
    said = run("attendance", held, "Égypte, Turquie et Atlantide", "--capacity", "party", "--language", "fr")[1]
    assert said == "3 delegations, 3 new\nnot recognised: Atlantide\n"
    assert "cancelled" in run("sitting", held, "--number", "1", "--cancel")[1]
    assert "cancelled" not in run("sitting", held, "--number", "1", "--restore")[1]
    shown = json.loads(run("show", held, "--language", "fr", "--json")[1])
    assert shown["attendance"] == [{"capacity": "party", "names": "Égypte; Turquie; Atlantide"}]
    assert shown["programme"][0]["items"] == "1 b) et 5"
    assert shown["officers"][0]["entity"] == "PER"
    assert [row["label"] for row in shown["agenda"]] == ["1 b)", "4", "5"]
    assert "agenda\t1 (b)\tAgenda" in run("show", held)[1]


def test_the_list_can_be_of_one_body(run, held):
    assert json.loads(run("list", "--json")[1])[0]["body"] == "ARC/WG.1"
    assert run("list", "--body", "LIB")[1] == ""
    assert run("list", "--body", "ARC/WG.1")[1].startswith(held)


def test_what_is_wrong_is_numbered(run, held, cast):
    cast("samira")
    assert "MEE-028" in run("sitting", held, "--starts", "today", "--ends", "tomorrow")[2]
    assert run("sitting", held, "--number", "7", "--cancel")[0] != 0
    assert run("show", "99999")[0] != 0
    assert run("officer", held, "--role", "chair", "--name", "X", "--as", "samira@example.org")[0] != 0
    assert run("show", held, "--json", "--as", "samira@example.org")[0] == 0
