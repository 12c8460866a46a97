import json
import subprocess
import sys

import pytest

from entraide.foundation.db.context import acting_as
from entraide.kernel.text import Text
from entraide.mandates import actions, policies, queries
from entraide.mandates.tests.filed import SYMBOL, file_report
from entraide.portal import cli, setup


@pytest.fixture(autouse=True)
def _database_is_there(monkeypatch):
    monkeypatch.setattr(setup, "ready", lambda: None)


@pytest.fixture
def paper(cast):
    return file_report(cast("nadia"))


@pytest.fixture
def run(capsys, cast):
    def command(*words):
        code = cli.main(["mandates", *words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return command


def test_reading_a_paper_does_without_django():
    told = "import sys; from entraide.portal import cli; cli.parser('mandates'); print('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True).stdout == "False\n"


def test_a_document_is_proposed_decided_and_listed(run, paper):
    assert run("propose", SYMBOL) == (0, "4\n", "")
    rows = {row["paragraph"]: row for row in json.loads(run("proposals", SYMBOL, "--json")[1])}
    assert run("confirm", str(rows["23 (a)"]["id"]), "--act", "urge", "--strength", "4")[0] == 0
    assert run("reject", str(rows["23 (b)"]["id"]), "--reason", "It repeats another.")[0] == 0
    assert run("reject", str(rows["24 (a)"]["id"]), "--reason", " ")[2].startswith("-:1: MAN-304 ")
    assert run("confirm-all", SYMBOL)[1] == "2\n"
    shown = json.loads(run("register", "--open", "--json")[1])
    assert [(row["paragraph"], row["act"]) for row in shown] == [
        ("23 (a)", "urge"),
        ("24 (a)", "request"),
        ("24 (b)", "encourage"),
    ]
    assert "23 (a)\tadopted\turges: Member States" in run("register")[1]


def test_commands_do_what_the_named_person_may_do(run, cast, paper):
    cast("samira")
    assert run("propose", SYMBOL, "--as", "samira@example.org")[2].startswith("-:1: MAN-301 ")
    assert run("propose", "NO/SUCH/1")[2].startswith("-:1: CLI-001 ")


def test_evidence_is_validated_by_a_named_second_person(run, cast, paper):
    run("propose", SYMBOL)
    run("confirm-all", SYMBOL)
    with acting_as(cast("nadia")):
        mandate = policies.access_mandate(cast("nadia"), queries.open_items(cast("nadia"))[0].id)
        laid = actions.add_evidence(cast("nadia"), mandate=mandate, kind="law", text=Text.of("en", en="A law."))
    assert run("evidence", str(mandate.pk))[1] == f"{laid.pk}\tlaw\twaits\tA law.\n"
    assert run("validate", str(laid.pk))[2].startswith("-:1: MAN-301 ")
    assert run("validate", str(laid.pk), "--as", "nadia@example.org")[2].startswith("-:1: MAN-302 ")
    cast("viktor")
    assert run("validate", str(laid.pk), "--as", "viktor@example.org")[0] == 0
    assert "validated" in run("evidence", str(mandate.pk))[1]
