"""Keys, heads and bounces at the command line."""

from __future__ import annotations

import json

import pytest

from entraide.foundation.audit.ledger import append
from entraide.foundation.crypto import keyring
from entraide.foundation.crypto.fields import NoLongerReadable, open_, seal
from entraide.foundation.crypto.masters import read
from entraide.foundation.crypto.models import DataKey
from entraide.foundation.db.context import acting_as
from entraide.foundation.mail.post import post
from entraide.foundation.mail.tests.test_bounces import NOTICE
from entraide.kernel import clock
from entraide.kernel.actor import SYSTEM
from entraide.portal import setup
from entraide.portal.cli import main

PLACE = ("EGY", "table", "row", "field")


@pytest.fixture
def run(db, capsys, monkeypatch):
    """A command as it is typed, in the database of the test: its status and what it printed."""
    monkeypatch.setattr(setup, "ready", lambda: None)
    keyring.forget()

    def typed(*words):
        code = main([str(word) for word in words])
        said = capsys.readouterr()
        return code, said.out, said.err

    yield typed
    keyring.forget()


def test_keys_are_turned_kept_apart_and_destroyed(run, tmp_path, cast):
    sealed = seal(*PLACE, "Samira")
    assert run("keys", "status")[1].split("\t")[:4] == ["EGY", "seal", "1", "current"]
    assert run("keys", "rotate", "--entity", "EGY")[:2] == (0, "EGY\t0\n")
    assert [(row["version"], row["state"]) for row in json.loads(run("keys", "status", "--json")[1])] == [
        (1, "retired"), (2, "current")
    ]  # fmt: skip
    assert run("keys", "rotate", "--resume")[1] == "EGY\t0\n"
    assert run("keys", "rewrap")[1] == "0\n"
    assert len(read((run("keys", "new")[1].strip(),))) == 1
    kept = tmp_path / "keys"
    assert run("keys", "save", kept)[0] == 0
    assert kept.stat().st_mode & 0o077 == 0
    assert "SEC-041" in run("keys", "shred", "--entity", "EGY", "--reason", " ")[2]
    code, out, err = run("keys", "shred", "--entity", "EGY", "--reason", "asked for")
    assert (code, out) == (0, "2\n")
    assert "Backups" in err
    with pytest.raises(NoLongerReadable):
        open_(*PLACE, sealed)
    assert run("keys", "load", kept)[1] == "0\n", "what was shredded here is not brought back by a file"
    with acting_as(SYSTEM):
        DataKey.objects.all().delete()
    assert run("keys", "load", kept)[1] == "2\n"
    assert open_(*PLACE, sealed) == "Samira"
    kept.write_text("{}\n")
    assert "SEC-047" in run("keys", "load", kept)[2]
    cast("samira")
    for words in (["rotate"], ["rewrap"], ["save", kept], ["load", kept], ["shred", "--entity", "EGY", "--reason", "x"]):
        code, out, err = run("keys", *words, "--as", "samira@example.org")
        assert (code, out) == ((0, "") if words == ["rotate"] else (1, "")) or "SEC-040" in err
    assert run("keys", "status", "--as", "samira@example.org")[1].count("EGY") == 2


def test_a_key_under_an_unknown_master_is_told(run, settings):
    seal(*PLACE, "Samira")
    settings.MASTER_KEYS = (run("keys", "new")[1].strip(),)
    code, out, _err = run("keys", "status")
    assert (code, "(unknown)" in out) == (1, True)


def test_a_head_is_kept_elsewhere_and_held_against(run):
    with acting_as(SYSTEM):
        append(SYSTEM, "test.thing.done", clock.wall(), "test.thing", "1")
    head = run("audit", "head")[1].strip()
    assert run("audit", "verify", "--head", head)[:2] == (0, "1 entries; the chain holds\n")
    number, _colon, digest = head.partition(":")
    code, _out, err = run("audit", "verify", "--head", f"{int(number) + 5}:{digest}")
    assert (code, "SEC-050" in err) == (1, True)
    assert "SEC-048" in run("audit", "verify", "--head", f"{number}:{'0' * 64}")[2]
    assert "SEC-051" in run("audit", "verify", "--head", "nonsense")[2]
    assert run("audit", "sightings")[:2] == (0, "")


def test_a_letter_that_came_back_is_taken_in(run, tmp_path, cast):
    post("test", to="samira@example.org", subject="S", body="B", language="en")
    file = tmp_path / "notice.eml"
    file.write_text(NOTICE)
    assert run("mail", "bounce", file)[1] == "samira@example.org\n"
    assert run("mail", "settle", "samira@example.org")[1] == "1\n"
    cast("pilar")
    assert run("mail", "bounce", file, "--as", "pilar@example.org")[:2] == (0, ""), "she sees no letter, so none came back"
    file.write_text("nothing")
    assert "SEC-045" in run("mail", "bounce", file)[2]
