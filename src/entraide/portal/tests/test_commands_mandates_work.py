import json

import pytest
import yaml

from entraide.foundation.db.context import acting_as
from entraide.mandates import queries
from entraide.mandates.models import Assignment, Change, Relation
from entraide.mandates.tests.filed import SYMBOL, file_report
from entraide.portal import cli, setup


@pytest.fixture(autouse=True)
def _database_is_there(monkeypatch, cast):
    monkeypatch.setattr(setup, "ready", lambda: None)
    with acting_as(cast("nadia")):
        yield


@pytest.fixture
def run(capsys, cast):
    cast("viktor")

    def command(*words):
        code = cli.main(["mandates", *map(str, words)])
        said = capsys.readouterr()
        return code, said.out, said.err

    return command


@pytest.fixture
def rows(run, cast):
    """The proposals of the report, by `23 (a)`."""
    file_report(cast("nadia"))
    run("propose", SYMBOL)
    return {row["paragraph"]: row for row in json.loads(run("proposals", SYMBOL, "--json")[1])}


NADIA, VIKTOR = ("--as", "nadia@example.org"), ("--as", "viktor@example.org")


def test_evidence_is_added_from_a_paragraph_or_a_file(run, rows, tmp_path):
    run("confirm-all", SYMBOL, *NADIA)
    number = rows["23 (b)"]["id"]
    code, out, _err = run(
        "evidence", number, "--add", "document", "--text", "So.", "--symbol", SYMBOL, "--paragraph", "24 (a)", *NADIA
    )
    assert code == 0
    paper = tmp_path / "minutes.txt"
    paper.write_text("Invented minutes.", encoding="utf-8")
    second = run(
        "evidence", number, "--add", "file", "--text", "Minutes.", "--file", paper, "--on", "2024-05-01", *NADIA
    )
    assert run("evidence", number)[1].splitlines() == [
        f"{out.strip()}\tdocument\twaits\tSo.", f"{second[1].strip()}\tfile\twaits\tMinutes.",
    ]  # fmt: skip
    assert run("turn-down", out.strip(), "--reason", "No.", *VIKTOR)[0] == 0
    assert run("validate", second[1].strip(), *VIKTOR)[0] == 0
    assert run("withdraw", second[1].strip(), "--reason", "A mistake.", *NADIA)[0] == 0
    assert [line.split("\t")[2] for line in run("evidence", number)[1].splitlines()] == ["turned_down", "withdrawn"]
    wrong = run("evidence", number, "--add", "document", "--text", "So.", "--symbol", SYMBOL, "--paragraph", "99")
    assert wrong[2].startswith("-:1: MAN-333 ")


def test_relations_work_and_undoing(run, rows, cast):
    run("confirm-all", SYMBOL, *NADIA)
    first, second = rows["23 (a)"]["id"], rows["23 (b)"]["id"]
    made = run("relate", first, "supersedes", SYMBOL, "23 (b)", "--note", "Later.", *NADIA)[1].strip()
    assert queries.mandate(cast("nadia"), second).life == "superseded"
    assert run("unrelate", made, *NADIA)[0] == 0
    assert queries.mandate(cast("nadia"), second).life == "adopted"
    assert run("undo", Change.objects.latest("id").turn, *NADIA)[1] == "2\n"
    assert Relation.objects.get().note == "Later."
    assert run("undo", "nonsense", *NADIA)[2].startswith("-:1: CLI-001 ")
    assert run("assign", first, "viktor@example.org", "--task", "Ask.", "--remind", "2020-01-01", *NADIA)[0] == 0
    assert run("remind")[1] == "1\n"
    assert Assignment.objects.get().reminded_at is not None
    assert run("assign", first, "nobody@example.org")[2].startswith("-:1: MAN-324 ")
    assert run("due", "--by", "2030-01-01") == (0, "", "")


def test_what_people_corrected_becomes_cases_for_the_reader(run, rows):
    run("confirm", rows["23 (a)"]["id"], "--act", "urge", "--strength", "4", *NADIA)
    (case,) = yaml.safe_load(run("cases", "--language", "en")[1])
    assert case["text"].startswith("Invites Member States")
    assert case["asks"][0]["act"] == "urge"
    assert case["asks"][0]["whom"][0]["kind"] == "states"
    assert case["read"]["act"] == "invite"
    assert yaml.safe_load(run("cases", "--language", "fr")[1]) == []


def test_strangers_do_nothing_by_command(run, rows, cast):
    cast("samira")
    run("confirm-all", SYMBOL, *NADIA)
    samira, number = ("--as", "samira@example.org"), rows["23 (a)"]["id"]
    for words in (
        ("relate", number, "cites", SYMBOL, "23 (b)"), ("assign", number, "viktor@example.org"), ("due",), ("cases",),
        ("undo", Change.objects.latest("id").turn), ("remind",), ("evidence", number, "--add", "law", "--text", "So."),
    ):  # fmt: skip
        assert run(*words, *samira)[0] != 0, words
