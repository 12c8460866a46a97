"""An officer imports a folder, is stopped, goes on; every file that does not fit is told on a line."""

import io
import json

import pytest
from django.db import DatabaseError

from entraide.documents import actions
from entraide.documents.models import Document, Version
from entraide.documents.tests.akn_papers import resolution
from entraide.foundation.db.context import acting_as
from entraide.kernel.actor import SYSTEM
from entraide.portal import cli, setup
from entraide.portal.chain import documents_import
from entraide.portal.chain.documents_progress import Progress


@pytest.fixture(autouse=True)
def _database_is_there(monkeypatch):
    monkeypatch.setattr(setup, "ready", lambda: None)


@pytest.fixture
def run(capsys, cast):
    cast("nadia")

    def command(*words):
        code = cli.main(["documents", *map(str, words)])
        said = capsys.readouterr()
        return code, said.out, said.err

    return command


@pytest.fixture
def folder(tmp_path):
    for number in range(5):
        (tmp_path / "en").mkdir(exist_ok=True)
        (tmp_path / "en" / f"{number}.xml").write_bytes(resolution(f"X/RES/1/{number}"))
    return tmp_path


def count():
    with acting_as(SYSTEM):
        return Document.objects.count(), Version.objects.count()


def test_a_folder_is_imported_and_again_nothing_is_done(run, folder):
    code, out, err = run("import", folder, "--as", "nadia@example.org")
    assert (code, out) == (0, "5\timported\t0\tthere already\t0\trefused\n")
    assert "100 %" in err
    assert count() == (5, 5)
    assert run("import", folder)[:2] == (0, "0\timported\t5\tthere already\t0\trefused\n")
    (folder / "fr").mkdir()
    (folder / "fr" / "new.xml").write_bytes(resolution("X/RES/1/3", language="fr"))
    code, out, _err = run("import", folder, "--json")
    said = json.loads(out)
    assert (code, said["imported"], said["known"], said["refused"]) == (0, 1, 5, [])
    assert count() == (5, 6)


def test_what_does_not_fit_is_told_with_its_file_and_the_run_goes_on(run, folder):
    (folder / "a_broken.xml").write_bytes(b"<akomaNtoso>\xff\xfe</wrong>")
    (folder / "b_empty.txt").write_bytes(b"")
    (folder / "y_other.xml").write_bytes(resolution("X/RES/1/1", title="Another"))
    (folder / "z_unlike.xml").write_bytes(resolution("X/RES/1/2", language="fr", numbers=("1",)))
    (folder / "e_ignored.jpg").write_bytes(b"x")
    code, out, err = run("import", folder)
    assert code == 1
    assert "4\trefused" in out
    lines = [line for line in err.splitlines() if "DOC-" in line]
    assert [line.split(": ")[0] for line in sorted(lines)] == [
        "a_broken.xml", "b_empty.txt", "y_other.xml", "z_unlike.xml",
    ]  # fmt: skip
    assert any("DOC-303" in line and "− 2, − 3" in line for line in lines)
    assert count() == (5, 5)


def test_stopped_half_way_it_keeps_what_is_done_and_goes_on(run, folder, monkeypatch):
    monkeypatch.setattr(documents_import, "BATCH", 2)
    turns = iter([None, KeyboardInterrupt()])

    def show(_self, done):
        if done >= 2:
            error = next(turns, None)
            if error:
                raise error

    monkeypatch.setattr(Progress, "show", show)
    code, _out, _err = run("import", folder)
    assert code == 130
    before = count()[0]
    assert before in (2, 4)
    monkeypatch.undo()
    monkeypatch.setattr(setup, "ready", lambda: None)
    assert run("import", folder)[1].startswith(f"{5 - before}\timported\t{before}\t")
    assert count() == (5, 5)


def test_one_paper_that_the_database_refuses_does_not_keep_out_the_others(run, folder, monkeypatch):
    take = actions.import_papers

    def refuse_one(actor, batch, **how):
        if any(paper.symbols == ("X/RES/1/2",) for paper in batch):
            raise DatabaseError
        return take(actor, batch, **how)

    monkeypatch.setattr(actions, "import_papers", refuse_one)
    (folder / "long.xml").write_bytes(resolution("X/RES/" + "A" * 90 + "1"))
    code, out, err = run("import", folder)
    assert (code, out.split("\t")[0]) == (1, "4")
    assert "en/2.xml: DOC-403" in err
    assert "long.xml: DOC-403" in err


@pytest.mark.parametrize(("where", "code"), [("nowhere", "DOC-402"), ("empty", "DOC-404"), ("file", "DOC-402")])
def test_a_folder_that_is_none_is_told(run, tmp_path, where, code):
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").write_bytes(b"x")
    assert code in run("import", tmp_path / where)[2]


def test_the_index_is_written_anew(run, folder):
    run("import", folder)
    assert run("index") == (0, "20\tpassages\n", "")


def test_who_may_not_file_imports_nothing(run, folder, cast):
    cast("samira")
    assert "DOC-306" in run("import", folder, "--as", "samira@example.org")[2]
    assert count() == (0, 0)


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_the_bar_is_drawn_on_a_terminal():
    out = Terminal()
    bar = Progress(10, out)
    bar._drawn -= 1
    bar.show(5)
    bar.end(10)
    assert "5/10" in out.getvalue()
    assert "█" * 30 in out.getvalue()
    assert out.getvalue().endswith("\n")
