"""A restored backup is equal to the original, or nothing is restored at all."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path

import psycopg
import pyrage
import pytest
from django.conf import settings
from django.db import connections
from tests.cast import person
from tests.settings import CLUSTER

from entraide.foundation.db import launcher
from entraide.foundation.keeping import backup, stamps
from entraide.foundation.keeping.backup import access, envelope, making, measuring
from entraide.foundation.keeping.backup.access import Access
from entraide.kernel.problems import Refused
from entraide.portal.cli import main
from entraide.portal.setup import migrations_digest

pytestmark = [pytest.mark.xdist_group("backup"), pytest.mark.usefixtures("django_db_setup")]
SESSION = (
    "INSERT INTO accounts_session (session_key, session_data, expire_date, agent, began_at, seen_at)"
    " VALUES ('s', 'd', now(), '', now(), now())"
)
KEY = pyrage.x25519.Identity.generate()
TO = [KEY.to_public()]


def quiet(_sentence: str) -> None:
    pass


def way(name: str) -> Access:
    return Access(name, str(CLUSTER.socket))


def drop(*names: str) -> None:
    for name in names:
        launcher.psql(CLUSTER, "postgres", f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def names() -> set[str]:
    return set(launcher.psql(CLUSTER, "postgres", "SELECT datname FROM pg_database").split())


@pytest.fixture(scope="module")
def original(django_db_setup, django_db_blocker, worker_id):
    """A site with a few people, an account that sealed the ledger, a session and a count."""
    name = f"entraide_kept_{os.getpid()}_{worker_id}"
    drop(name)
    template = f"entraide_template_{migrations_digest()}"
    launcher.psql(CLUSTER, "postgres", f'CREATE DATABASE "{name}" TEMPLATE "{template}" OWNER {launcher.OWNER}')
    default = connections["default"]
    usual = default.settings_dict["NAME"]
    with django_db_blocker.unblock():
        default.close()
        default.settings_dict["NAME"] = name
        for who in ("nadia", "viktor"):
            person(who)
        default.close()
        default.settings_dict["NAME"] = usual
    launcher.psql(CLUSTER, name, SESSION)
    launcher.psql(CLUSTER, name, "INSERT INTO keeping_counter VALUES ('k', 1, now())")
    yield name
    drop(name)


@pytest.fixture(scope="module")
def made(original, tmp_path_factory):
    folder = tmp_path_factory.mktemp("backups")
    return backup.make(way(original), folder, TO, "digest", quiet)


@pytest.fixture
def empty(worker_id):
    name = f"entraide_back_{os.getpid()}_{worker_id}"
    yield name
    drop(name)


def everything(name: str) -> dict[str, object]:
    with way(name).connect() as session:
        kept, _left = measuring.kept_tables(session)
        return {"rows": measuring.contents(session, kept, quiet), "walls": measuring.walls(session)}


def code_of(refused: pytest.ExceptionInfo[Refused]) -> str:
    return refused.value.problems[0].code


def test_what_comes_back_is_what_was_kept(original, made, empty):
    proven = backup.restore(way(empty), made.file, [KEY], "digest", quiet)
    assert everything(empty) == everything(original)
    assert proven.entries >= 2
    assert proven.rows > 100
    with way(empty).connect() as session:
        assert session.execute("SELECT count(*) FROM accounts_person").fetchone() == (2,)
        assert session.execute("SELECT count(*) FROM accounts_session").fetchone() == (0,)
        assert session.execute("SELECT count(*) FROM keeping_counter").fetchone() == (0,)
        assert measuring.broken_ledger(session) is None
    with psycopg.connect(dbname=empty, host=str(CLUSTER.socket), user=launcher.APP) as stranger:
        assert stranger.execute("SELECT count(*) FROM audit_entry").fetchone() == (0,)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            stranger.execute("CREATE TABLE mine (a int)")


def test_the_file_tells_nothing_and_is_its_owners(made):
    content = made.file.read_bytes()
    assert content.startswith(b"age-encryption.org/v1")
    assert b"nadia@" not in content
    assert made.file.stat().st_mode & 0o077 == 0
    assert not list(made.file.parent.glob(".*.part"))


def test_another_key_opens_nothing(made, empty):
    with pytest.raises(Refused) as refused:
        backup.restore(way(empty), made.file, [pyrage.x25519.Identity.generate()], "digest", quiet)
    assert code_of(refused) == "OPS-004"
    assert empty not in names()


def damaged(file: Path, how: str) -> bytes:
    whole = file.read_bytes()
    middle = len(whole) // 2
    return {
        "cut short": whole[:-1000],
        "cut at a piece": whole[: 65552 + 216],
        "a byte": whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :],
        "the last byte": whole[:-1] + bytes([whole[-1] ^ 1]),
        "more behind it": whole + b"x",
        "nothing": b"",
        "another file": b"hello",
        "encrypted, but no backup": bytes(pyrage.encrypt(b"hello", TO)),
        "a part of the head": bytes(pyrage.encrypt(envelope.FIRST + b"\0\0\0\0\0\0\1\0", TO)),
    }[how]


@pytest.mark.parametrize(
    "how",
    ["cut short", "cut at a piece", "a byte", "the last byte", "more behind it", "nothing", "another file",
     "encrypted, but no backup", "a part of the head"],
)  # fmt: skip
def test_a_damaged_file_is_refused_before_anything_is_written(made, empty, tmp_path, how):
    file = tmp_path / "damaged.age"
    file.write_bytes(damaged(made.file, how))
    with pytest.raises(Refused) as refused:
        backup.restore(way(empty), file, [KEY], "digest", quiet)
    assert code_of(refused) == "OPS-005"
    assert empty not in names()


def test_the_tables_of_another_version_are_refused(made, empty):
    with pytest.raises(Refused) as refused:
        backup.restore(way(empty), made.file, [KEY], "of tomorrow", quiet)
    assert code_of(refused) == "OPS-006"
    assert empty not in names()


def test_a_database_that_holds_something_is_left_alone(made, original):
    before = everything(original)
    with pytest.raises(Refused) as refused:
        backup.restore(way(original), made.file, [KEY], "digest", quiet)
    assert code_of(refused) == "OPS-007"
    assert everything(original) == before


def forged(made: making.Made, tmp_path: Path, change) -> Path:
    """The same rows under a manifest that says something else."""
    parts: list[bytes] = []
    manifest = envelope.open_into(made.file, [KEY], envelope.Sink(lambda _m: None, parts.append))
    change(manifest)
    target = tmp_path / "forged.age"
    with target.open("wb") as file:
        stream = io.BytesIO(b"".join(parts))
        envelope.seal(envelope.Source(manifest, stream, lambda: None, lambda _n: None), file, TO)
    return target


@pytest.mark.parametrize("part", ["tables", "walls", "ledger"])
def test_what_does_not_agree_is_taken_away_again(made, empty, tmp_path, part):
    def change(manifest):
        name = next(iter(manifest[part]))
        manifest[part][name] = "something else"

    launcher.ensure_database(CLUSTER, empty)
    with pytest.raises(Refused) as refused:
        backup.restore(way(empty), forged(made, tmp_path, change), [KEY], "digest", quiet)
    assert code_of(refused) == "OPS-009"
    with way(empty).connect() as session:
        assert session.execute(
            "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace"
        ).fetchone() == (0,)
    if part == "ledger":
        backup.restore(way(empty), made.file, [KEY], "digest", quiet)


def test_a_dump_that_pg_restore_cannot_read_leaves_nothing(made, empty, tmp_path):
    parts: list[bytes] = []
    manifest = envelope.open_into(made.file, [KEY], envelope.Sink(lambda _m: None, parts.append))
    target = tmp_path / "half.age"
    half = b"".join(parts)
    with target.open("wb") as file:
        stream = io.BytesIO(half[: len(half) * 3 // 4])
        envelope.seal(envelope.Source(manifest, stream, lambda: None, lambda _n: None), file, TO)
    said: list[str] = []
    with pytest.raises(Refused) as refused:
        backup.restore(way(empty), target, [KEY], "digest", said.append)
    assert code_of(refused) == "OPS-008"
    assert empty not in names()


def test_no_backup_is_written_over_another_and_none_half(made, original, tmp_path, monkeypatch):
    with pytest.raises(Refused) as refused:
        backup.make(way(original), made.file, TO, "digest", quiet)
    assert code_of(refused) == "OPS-013"
    monkeypatch.setattr(making, "_arguments", lambda *_: ["--no-such-option"])
    with pytest.raises(Refused) as refused:
        backup.make(way(original), tmp_path / "half.age", TO, "digest", quiet)
    assert code_of(refused) == "OPS-008"
    assert not list(tmp_path.iterdir())


def test_a_role_that_reads_only_a_part_makes_no_backup(original, tmp_path):
    owner = Access(original, str(CLUSTER.socket), user=launcher.OWNER, own=False)
    with pytest.raises(Refused) as refused:
        backup.make(owner, tmp_path, TO, "digest", quiet)
    assert code_of(refused) == "OPS-012"


def test_on_a_server_the_owner_steps_into_the_keeper(original, empty, tmp_path):
    """As deploy/postgresql.sql makes the roles: the owner is no superuser and does not bypass the walls."""
    sql = (
        "DO $$ BEGIN CREATE ROLE entraide_keeper NOLOGIN BYPASSRLS; EXCEPTION WHEN duplicate_object THEN NULL; END $$;"
        "GRANT pg_read_all_data TO entraide_keeper; GRANT entraide_keeper TO entraide_owner;"
        "GRANT SET ON PARAMETER pg_trgm.similarity_threshold TO entraide_owner"
    )
    launcher.psql(CLUSTER, "postgres", sql)
    owner = Access(original, str(CLUSTER.socket), user=launcher.OWNER, role=access.KEEPER, own=False)
    made = backup.make(owner, tmp_path, TO, "digest", quiet)
    proven = backup.restore(owner.into(empty), made.file, [KEY], "digest", quiet)
    assert proven.entries >= 2
    assert everything(empty) == everything(original)


def said_by(capsys, *words: object) -> tuple[int, str, str]:
    """`entraide …` as an operator calls it."""
    status = main([str(word) for word in words])
    said = capsys.readouterr()
    return status, said.out, said.err


@pytest.mark.django_db
def test_the_commands_make_prove_and_note_it(original, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(access, "configured", lambda: way(original))
    key, file, keys = tmp_path / "key", tmp_path / "b.age", tmp_path / "keys.age"
    key.write_text(f"# created by age-keygen\n{KEY}\n")
    status, out, err = said_by(capsys, "backup", "--out", file, "--recipient", TO[0], "--with-keys", keys)
    assert (status, "b.age" in out) == (0, True), err
    assert json.loads(pyrage.decrypt(keys.read_bytes(), [KEY]))["ENTRAIDE_SECRET_KEY"] == settings.SECRET_KEY
    assert stamps.last(stamps.BACKUP).detail["bytes"] == file.stat().st_size
    before = names()
    status, out, err = said_by(capsys, "backup", "verify", file, "--identity", key)
    assert (status, "the chain holds" in out) == (0, True), err
    assert names() == before


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["backup"], "OPS-001"),
        (["backup", "--recipient", "age1nobody"], "OPS-002"),
        (["restore", "{file}", "--identity", "{file}", "--into", "x"], "OPS-003"),
        (["restore", "nowhere.age", "--identity", "{key}", "--into", "x"], "CLI-003"),
    ],
)
def test_the_commands_refuse_by_number(tmp_path, capsys, words, code):
    file, key = tmp_path / "file", tmp_path / "key"
    file.write_text("nothing")
    key.write_text(str(KEY))
    status, _out, err = said_by(capsys, *[word.format(file=file, key=key) for word in words])
    assert (status, code in err) == (1, True), err


def test_a_server_that_does_not_answer_is_a_problem_with_a_number(tmp_path):
    with pytest.raises(Refused) as refused:
        backup.make(Access("x", str(tmp_path)), tmp_path, TO, "digest", quiet)
    assert code_of(refused) == "OPS-040"
