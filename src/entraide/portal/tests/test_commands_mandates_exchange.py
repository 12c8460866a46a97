import json

import pytest

from entraide.foundation.db.context import acting_as
from entraide.mandates import actions, queries
from entraide.mandates.tests.filed import file_report
from entraide.portal import cli, setup


@pytest.fixture
def run(monkeypatch, capsys, cast):
    monkeypatch.setattr(setup, "ready", lambda: None)
    nadia = cast("nadia")
    paper = file_report(nadia)
    with acting_as(nadia):
        actions.propose(nadia, paper.pk)
        actions.confirm_all(nadia, paper.pk)

    def command(*words):
        code = cli.main(["mandates", *words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return command


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_register_goes_out_and_comes_back(run, tmp_path, form):
    file = tmp_path / f"register.{form}"
    assert run("export", "--to", str(file), "--language", "ru") == (0, "5\n", "")
    assert run("import", str(file)) == (0, "", "0 changes, 5 rows unchanged, 0 missing, 0 doubled\n")
    assert run("export", "--to", str(file), "--act", "invite")[1] == "1\n"
    assert run("export", "--to", str(tmp_path / "register.ods"))[2].startswith("-:1: MAN-400 ")


def test_a_sheet_changes_the_register_by_command(run, tmp_path, cast, anybody):
    file = tmp_path / "register.csv"
    run("export", "--to", str(file), "--act", "invite")
    file.write_text(file.read_text().replace("not_started", "implemented"), encoding="utf-8")
    shown = run("import", str(file))
    assert shown[1].split("\t")[2:] == ["implementation", "not_started", "implemented\n"]
    assert not queries.register(cast("jo"), implementation="implemented")
    record = run("import", str(file), "--apply")[1].splitlines()[-1]
    assert len(queries.register(cast("jo"), implementation="implemented")) == 1
    assert run("undo-import", record)[1] == "1\n"
    assert not queries.register(cast("jo"), implementation="implemented")
    cast("samira")
    assert "MAN-301" in run("import", str(file), "--as", "samira@example.org")[2]


def test_the_register_is_counted_by_command(run):
    told = json.loads(run("figures", "--json")[1])
    assert (told["all"]["recommendations"], told["all"]["with_action"], told["all"]["median_days"]) == (4, 0, None)
    assert {one["key"]: one["recommendations"] for one in told["addressee"]}["states/states-parties"] == 1
    assert run("figures", "--by", "year")[1].count("\n") == 1
