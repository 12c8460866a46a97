"""Whatever file a command is given, it answers with one line that names that file, and 1; never with a traceback."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pytest

from entraide.portal import cli, setup

FORM = str(Path(__file__).resolve().parents[4] / "data" / "questionnaires" / "cultural-property.xlsx")
DEEP = b'{"text":' * 100_000


@pytest.fixture(autouse=True)
def _database_is_there(monkeypatch):
    monkeypatch.setattr(setup, "ready", lambda: None)


@pytest.fixture
def run(capsys, monkeypatch):
    def command(*words: str, given: bytes = b"") -> tuple[int, list[str]]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given), encoding="utf-8"))
        code = cli.main(list(words))
        return code, capsys.readouterr().err.splitlines()

    return command


@pytest.mark.parametrize(
    "words",
    ["mandates extract {file}", "mandates classify --language en {file}", "forms check {file}",
     "forms judge FORM {file}", "forms read-workbook FORM {file}", "forms workbook {file} --language en --out x.xlsx",
     "forms workbook FORM --language en --out {file}"],
)  # fmt: skip
@pytest.mark.parametrize("kind", ["missing", "folder"])
def test_the_file_that_cannot_be_opened_is_named(run, tmp_path, words, kind):
    file = str(tmp_path / "no" / "such.xlsx" if kind == "missing" else tmp_path)
    code, (line,) = run(*(FORM if word == "FORM" else word.format(file=file) for word in words.split()))
    assert code == 1
    assert line.startswith(f"{file}:1: CLI-003 The file could not be opened: ")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "words",
    ["directory import {file}", "rounds publish {file} --code c", "documents file {file}"],
)
def test_the_same_behind_the_database(run, tmp_path, words):
    file = str(tmp_path / "nofile.csv")
    code, (line,) = run(*words.format(file=file).split())
    assert code == 1
    assert line.startswith(f"{file}:1: ")
    assert "No such file" in line


@pytest.mark.parametrize("given", [b"\xff\xfe\n", b'{"text": 1}', b'{"text": "x"', DEEP, b"[" * 100_000, b"3"])
def test_a_line_that_is_no_paragraph_is_named_by_its_number(run, given):
    code, (line,) = run("mandates", "classify", "--language", "en", given=b'{"text": "Requests"}\n' + given)
    assert code == 1
    assert line.startswith("-:2: MAN-004 ")


def test_half_a_letter_is_no_text():
    words = ["mandates", "classify", "--language", "en"]
    program = "import sys; from entraide.portal.cli import main; sys.exit(main(sys.argv[1:]))"
    done = subprocess.run(
        [sys.executable, "-c", program, *words],
        input=b'{"id": "\\ud800", "text": "x"}',
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.startswith(b"-:1: CLI-005 ")


@pytest.mark.parametrize("given", [DEEP, b"[" * 100_000])
def test_a_tree_that_is_nested_too_deeply(run, tmp_path, given):
    file = tmp_path / "deep.json"
    file.write_bytes(given)
    code, (line,) = run("documents", "write", str(file), "--to", "html", "--out", str(tmp_path))
    assert code == 1
    assert line.startswith(f"{file}:1: DOC-")


@pytest.mark.parametrize("given", [DEEP, b"\xff", b"{"])
def test_a_case_of_a_suite_that_cannot_be_read_is_answered(run, given):
    assert run("forms", "xpath", given=given)[0] == 0


@pytest.mark.parametrize(("error", "code"), [(RecursionError(), "CLI-004"), (UnicodeError(), "CLI-005")])
def test_no_command_ends_in_a_traceback(run, monkeypatch, error, code):
    def broken(*_given: object) -> int:
        raise error

    monkeypatch.setattr("entraide.portal.commands.mandates._extract", broken)
    status, (line,) = run("mandates", "extract", "paper.txt")
    assert (status, line.split()[:2]) == (1, ["paper.txt:1:", code])


def test_a_time_zone_that_does_not_exist_is_a_wrong_argument(run):
    with pytest.raises(SystemExit) as ended:
        run("forms", "xpath", "--zone", "Nowhere/Land")
    assert ended.value.code == 2
