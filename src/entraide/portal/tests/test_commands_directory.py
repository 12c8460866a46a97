import json
from datetime import timedelta

import pytest

from entraide.kernel import clock
from entraide.portal import cli, setup

HEAD = "entity,name_en,name_fr,kind,function,mailbox,contact_name,contact_email,language,note_verbale,dated,invented\n"
EGYPT = "EGY,Museums Police,Police des musées,police,cultural_property,m@example.org,Amal,amal@example.org,ar,NV 1,2012-10-17,yes\n"
GERMANY = "DEU,Customs Office,Douane,customs,cultural_property,c@example.org,,,en,,,yes\n"


@pytest.fixture(autouse=True)
def _database_is_there(monkeypatch):
    monkeypatch.setattr(setup, "ready", lambda: None)


@pytest.fixture
def run(capsys, cast):
    def command(*words):
        code = cli.main(["directory", *words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return command


def test_a_table_is_imported_and_listed(run, tmp_path):
    table = tmp_path / "directory.csv"
    table.write_text(HEAD + EGYPT + GERMANY, encoding="utf-8")
    assert run("import", str(table))[1] == "2 authorities\n"
    shown = json.loads(run("list", "--function", "cultural_property", "--json")[1])
    assert [(row["entity"], row["standing"]) for row in shown] == [("EGY", "confirmed"), ("DEU", "not_confirmed")]
    assert shown[0]["contact_points"][0]["email"] == "amal@example.org"
    assert [line.split("\t")[1] for line in run("list", "--language", "fr")[1].splitlines()] == ["Allemagne", "Égypte"]
    assert run("list", "--function", "firearms")[1] == ""


def test_faults_are_told_line_by_line(run, tmp_path):
    table = tmp_path / "directory.csv"
    table.write_text(
        HEAD + EGYPT.replace("police,cult", "circus,cult") + GERMANY.replace("DEU", "XXX"), encoding="utf-8"
    )
    code, _out, said = run("import", str(table))
    assert (code, [line.split(" ")[:2] for line in said.splitlines()]) == (
        1, [[f"{table}:2:", "DIR-103"], [f"{table}:3:", "DIR-101"]],
    )  # fmt: skip
    assert run("list")[1] == ""


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe\x00\x01", b"entity;kind;function\nEGY;police;firearms\n", b'a,"b\n']
)
def test_what_is_no_table_is_refused(run, tmp_path, content):
    table = tmp_path / "directory.csv"
    table.write_bytes(content)
    assert "DIR-109" in run("import", str(table))[2]


def test_only_the_secretariat_imports(run, cast, tmp_path):
    cast("samira")
    table = tmp_path / "directory.csv"
    table.write_text(HEAD + EGYPT, encoding="utf-8")
    assert "DIR-203" in run("import", str(table), "--as", "samira@example.org")[2]


def test_confirmations_are_asked_for_from_the_command_line(run, tmp_path, cast):
    cast("samira")
    table = tmp_path / "directory.csv"
    table.write_text(HEAD + EGYPT, encoding="utf-8")
    run("import", str(table))
    assert run("ask")[1] == "0 letters\n"
    later = (clock.now().date() + timedelta(days=370)).isoformat()
    assert [run("ask", "--on", later)[1] for _time in range(2)] == ["1 letters\n", "0 letters\n"]
