"""The command line of people: a note's nominee, replaced, checked, cut off."""

import json

import pytest
from tests.cast import person

from entraide.foundation.accounts import actions
from entraide.foundation.accounts.models import Invitation
from entraide.foundation.accounts.queries import actor_of
from entraide.foundation.db.context import acting_as
from entraide.foundation.mail.post import outbox
from entraide.kernel.actor import SYSTEM
from entraide.portal import cli, setup


@pytest.fixture(autouse=True)
def _database_is_there(monkeypatch):
    monkeypatch.setattr(setup, "ready", lambda: None)


@pytest.fixture
def run(capsys, cast):
    def command(*words):
        code = cli.main(["people", *words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return command


def test_a_nominee_replaces_somebody_by_command(run):
    samira = person("samira")
    wanted = ("nominate", "hala@example.org", "Hala", "focal_point", "Egypt", "NV 12")
    assert "ACC-021" in run(*wanted)[2]
    assert "ACC-026" in run(*wanted, "--leaves", "luc@example.org")[2]
    number = run(*wanted, "--leaves", "samira@example.org", "--title", "Judge")[1].strip()
    with acting_as(SYSTEM):
        assert [letter.to for letter in outbox()] == ["hala@example.org"]
        invited = Invitation.objects.get()
    assert run("waiting")[1].split("\t")[:4] == [number, "invited", "focal_point", "EGY"]
    hala = actions.accept_invitation(SYSTEM, invited, name="Hala", password="seven quiet ibises at noon")
    assert run("approve", number, "--as", "samira@example.org")[0] == 1
    assert run("approve", number)[0] == 0
    assert actor_of(hala).entity == "EGY"
    assert not actor_of(samira).roles
    assert "ACC-020" in run("approve", number)[2]


def test_who_left_is_cut_off_by_command(run, as_):
    browser = as_("luc")
    person("nadia")
    assert "ACC-024" in run("left", "luc@example.org", "--as", "nadia@example.org")[2]
    assert "CLI-002" in run("left", "nobody@example.org")[2]
    assert run("sign-out", "luc@example.org")[1] == "1\n"
    assert not browser.get("/").context["actor"].known
    assert run("left", "luc@example.org")[0] == 0
    rows = {row["email"]: row for row in json.loads(run("list", "--json")[1])}
    assert rows["luc@example.org"]["roles"] == []
