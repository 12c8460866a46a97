"""An officer files three languages by one command, compares, corrects, issues again and cites; strangers may not."""

import json
from pathlib import Path

import pytest

from entraide.portal import cli, setup

FIXTURES = Path(__file__).parents[4] / "data" / "fixtures" / "reports"
FILES = [FIXTURES / f"desk.{code}.txt" for code in ("en", "fr", "ar")]
SYMBOL = "XTST/COP/WG.1/2031/4"


@pytest.fixture(autouse=True)
def _database_is_there(monkeypatch):
    monkeypatch.setattr(setup, "ready", lambda: None)


@pytest.fixture
def run(capsys, cast):
    cast("nadia"), cast("grace")

    def command(*words):
        code = cli.main(["documents", *map(str, words)])
        said = capsys.readouterr()
        return code, said.out, said.err

    return command


@pytest.fixture
def filed(run):
    code, out, err = run("file-set", *FILES, "--as", "nadia@example.org", "--invented")
    assert code == 0, err
    assert out.endswith(f"{SYMBOL}\tar en fr\n")
    return run


def test_a_set_is_filed_compared_corrected_and_cited(filed):
    code, out, err = filed(
        "corrigendum", SYMBOL, "--number", "5", "--point", "b", "--language", "fr", "--text", "De le communiquer ;",
        "--reason", "Erreur", "--as", "nadia@example.org",
    )  # fmt: skip
    assert (code, out.split("\t")[1]) == (0, f"{SYMBOL}/Corr.1\n"), err
    code, out, _err = filed("compare", SYMBOL, "--left", "fr@0", "--right", "fr")
    assert (code, out.count("\n"), out[:8]) == (0, 1, "~\t5 (b)\t")
    assert json.loads(filed("compare", SYMBOL, "--left", "en", "--right", "ar", "--json")[1])["counts"]["dropped"] == 0
    _code, out, _err = filed("cite", SYMBOL, "--number", "5", "--point", "b", "--language", "fr")
    assert out.startswith(f"{SYMBOL}, par. 5 b)\thttp")
    assert filed("cite", SYMBOL, "--format", "bibtex")[1].startswith("@techreport{")


def test_a_revision_and_an_addendum_by_command(filed):
    assert filed("issue", FILES[0], "--to", SYMBOL, "--kind", "rev")[1].endswith(f"{SYMBOL}/Rev.1\n")
    assert filed("issue", FILES[1], "--to", SYMBOL, "--kind", "add")[1].endswith(f"{SYMBOL}/Add.1\n")


def test_what_is_wrong_is_told_on_a_line(filed):
    for words in (
        ("show", "²"),
        ("compare", SYMBOL, "--left", "fr@²", "--right", "fr"),
        ("compare", SYMBOL, "--left", "zh", "--right", "fr"),
        ("cite", SYMBOL, "--number", "99"),
    ):
        code, _out, err = filed(*words)
        assert (code, err.count("\n")) == (1, 1), words
        assert "CLI-001" in err
    code, _out, err = filed("file-set", *FILES)
    assert code == 1
    assert "DOC-302" in err
    code, _out, err = filed("issue", FILES[0], "--to", SYMBOL, "--kind", "rev", "--as", "grace@example.org")
    assert code == 1
    assert "DOC-306" in err


def test_writing_where_one_may_not_is_a_line_too(run, tmp_path):
    tree = tmp_path / "deep.json"
    tree.write_text('{"a":' * 50_000, encoding="utf-8")
    code, _out, err = run("write", tree, "--to", "html", "--out", tmp_path)
    assert (code, err.count("\n")) == (1, 1)
    code, _out, err = run("write", FILES[0], "--to", "html", "--out", "/proc/x")
    assert (code, err.count("\n")) == (1, 1)
