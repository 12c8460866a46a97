import json
from pathlib import Path

import pytest

from entraide.directory.domain.exchange.opening import open_sheet
from entraide.directory.tests.test_exchange_taking import FRANCE, HEAD, PERU, book
from entraide.portal import cli, setup

FORMS = ("csv", "xlsx", "vcf", "json", "pdf", "docx", "html")


@pytest.fixture(autouse=True)
def _database_is_there(monkeypatch):
    monkeypatch.setattr(setup, "ready", lambda: None)


@pytest.fixture
def run(capsysbinary, cast):
    def command(*words):
        code = cli.main(["directory", *words])
        said = capsysbinary.readouterr()
        return code, said.out, said.err.decode()

    return command


def test_a_table_is_shown_taken_written_out_in_every_form_and_undone(run, tmp_path):
    table, mapping = tmp_path / "t.xlsx", tmp_path / "m.yml"
    table.write_bytes(book((*HEAD, "Bureau"), (*FRANCE, "BE")))
    mapping.write_text("Bureau: acronym\n", encoding="utf-8")
    code, out, _err = run("import", str(table), "--language", "fr", "--preview", "--mapping", str(mapping))
    assert (code, out.decode().split("\t")[:2]) == (0, ["new", "FRA"])
    assert run("list")[1] == b""
    code, out, _err = run("import", str(table), "--language", "fr", "--mapping", str(mapping))
    number = out.decode().splitlines()[-1].split(":")[0].removeprefix("import ")
    assert out.decode().splitlines()[-1].endswith("1 new, 0 changed")
    for form in FORMS:
        target = tmp_path / f"out.{form}"
        assert run("export", "--to", form, "--language", "fr", "--out", str(target))[0] == 0
        assert target.stat().st_size > 300, form
    assert json.loads((tmp_path / "out.json").read_text())[0]["acronym"] == "BE"
    assert open_sheet((tmp_path / "out.xlsx").read_bytes()).headings[0] == "Entrée no"
    assert b"luc.b@example.org" in run("export", "--to", "csv")[1]
    assert b"bureau@example.org" not in run("export", "--to", "csv", "--public")[1]
    assert run("undo", number)[1] == b"1\n"
    assert "withdrawn" in run("list")[1].decode()


def test_rows_with_a_problem_hold_the_rest_back_unless_they_are_skipped(run, cast, tmp_path):
    table = tmp_path / "t.xlsx"
    table.write_bytes(book(HEAD, FRANCE, PERU))
    code, _out, said = run("import", str(table), "--language", "fr")
    assert (code, "DIR-305" in said, run("list")[1]) == (1, True, b"")
    assert run("import", str(table), "--language", "fr", "--skip")[0] == 0
    assert run("list")[1].count(b"\n") == 1
    cast("samira")
    assert "DIR-203" in run("import", str(table), "--as", "samira@example.org")[2]


def test_what_is_no_mapping_is_refused(run, tmp_path):
    table, mapping = tmp_path / "t.xlsx", Path(tmp_path / "m.yml")
    table.write_bytes(book(HEAD, FRANCE))
    mapping.write_text("Type: nothing_of_the_kind\n")
    assert "DIR-321" in run("import", str(table), "--mapping", str(mapping))[2]
