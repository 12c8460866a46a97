"""Each thing that may be wrong is found, by number; and a site in order says so."""

from __future__ import annotations

import socket
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Thread

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.db import DatabaseError, connection

from entraide.foundation.db.context import acting_as
from entraide.foundation.keeping import duties, stamps, tables
from entraide.foundation.keeping.backup import access
from entraide.foundation.keeping.looking import CHECKS, database, look, outside, site, work
from entraide.foundation.keeping.models import DutyRun
from entraide.foundation.mail.post import post
from entraide.kernel import clock
from entraide.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db
NOW = datetime(2027, 3, 1, 9, tzinfo=UTC)


def found(check) -> dict[str, str]:
    return {one.problem.code if one.problem else "ok": one.grade for one in look({"x": check})}


@pytest.fixture
def real(settings, tmp_path):
    """A site as it should be."""
    settings.DEBUG = settings.DEMONSTRATION = False
    settings.HTTPS = settings.BEHIND_PROXY = settings.STAFF_NEED_TOTP = True
    settings.SITE_URL = "https://entraide.example.org"
    settings.ALLOWED_HOSTS = ["entraide.example.org"]
    settings.SECRET_KEY = "x" * 50
    settings.DATA_FOLDER = tmp_path
    return settings


def test_a_site_in_order(real):
    assert found(site.settings_) == found(site.people) == found(site.keys) == {"ok": "ok"}


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("DEBUG", True, {"OPS-031": "fail"}),
        ("HTTPS", False, {"OPS-032": "warn"}),
        ("ALLOWED_HOSTS", ["other.example.org"], {"OPS-033": "fail"}),
        ("DEMONSTRATION", True, {"OPS-034": "warn"}),
        ("BEHIND_PROXY", False, {"OPS-035": "warn"}),
        ("STAFF_NEED_TOTP", False, {"OPS-036": "warn"}),
        ("SECRET_KEY", "short", {"OPS-030": "fail"}),
        ("MASTER_KEYS", (), {"OPS-050": "fail"}),
    ],
)
def test_what_is_set_wrongly(real, name, value, expected):
    setattr(real, name, value)
    everything = found(site.settings_) | found(site.people) | found(site.keys)
    everything.pop("ok", None)
    assert everything == expected


def test_a_key_that_others_can_read(real, tmp_path):
    key = tmp_path / "secret-key"
    key.write_text("x")
    key.chmod(0o600)
    assert found(site.keys) == {"ok": "ok"}
    key.chmod(0o640)
    assert found(site.keys) == {"OPS-051": "fail"}


def test_the_database_of_these_stories():
    assert found(database.application) == found(database.walls) == found(database.tables) == {"ok": "ok"}
    assert found(database.clock_) == {"ok": "ok"}
    assert found(database.owner) == {"ok": "ok"}
    assert found(database.server) == {"OPS-046": "fail"}, "a forgetful cluster, for tests only"


def test_a_wall_that_is_down_and_a_table_that_is_missing(monkeypatch):
    walled = tables.walled()
    monkeypatch.setattr(
        tables, "walled", lambda: {**walled, "django_migrations": True, "not_there": True, "keeping_fact": True}
    )
    assert found(database.walls) == {"OPS-043": "fail"}
    (one,) = look({"x": database.walls})
    assert one.problem.params["tables"] == "django_migrations, keeping_fact"
    monkeypatch.setattr(tables, "wanted", lambda: frozenset({("portal", "0099_tomorrow")}))
    assert found(database.tables) == {"OPS-044": "fail"}


@pytest.mark.parametrize(
    ("answers", "check", "expected"),
    [
        ([("postgres", True)], database.application, {"OPS-041": "fail"}),
        ([("server_version", "14.9"), ("server_version_num", "140009"), *[(n, "on") for n in database._SAFE]],
         database.server, {"OPS-045": "fail"}),
        ([("server_version", "15.9"), ("server_version_num", "150009"), ("log_statement", "all"),
          *[(n, "on") for n in database._SAFE]], database.server, {"OPS-047": "warn"}),
        ([(datetime(2020, 1, 1, tzinfo=UTC),)], database.clock_, {"OPS-056": "warn"}),
    ],
)  # fmt: skip
def test_what_a_server_may_answer(monkeypatch, answers, check, expected):
    monkeypatch.setattr(database, "_asked", lambda _sql: answers)
    assert found(check) == expected


def test_a_database_that_does_not_answer_stops_no_other_check(monkeypatch):
    def gone(_sql):
        raise DatabaseError

    monkeypatch.setattr(database, "_asked", gone)
    assert found(database.application) == {"OPS-040": "fail"}
    assert found(database.walls) == {"OPS-069": "warn"}
    assert {one.topic for one in look(CHECKS)} == set(CHECKS)


def test_an_owner_out_of_reach_and_one_who_reads_a_part_only(monkeypatch, tmp_path):
    way = access.configured()
    monkeypatch.setattr(access, "configured", lambda: access.Access("x", str(tmp_path)))
    assert found(database.owner) == {"OPS-042": "note"}
    monkeypatch.setattr(access, "configured", lambda: access.Access(way.name, way.host, user="entraide_owner"))
    assert found(database.owner) == {"OPS-012": "warn"}


def test_room_on_the_disk(monkeypatch, real):
    sizes = {"roomy": (100, 50), "little": (1000, 50), "hardly": (1000, 0.1)}
    expected = {"roomy": {"ok": "ok"}, "little": {"OPS-055": "warn"}, "hardly": {"OPS-055": "fail"}}
    for name, (total, free) in sizes.items():
        amounts = (int(total * outside.GIGABYTE), 0, int(free * outside.GIGABYTE))
        monkeypatch.setattr(outside.shutil, "disk_usage", lambda _folder, amounts=amounts: amounts)
        assert found(outside.disk) == expected[name]


def served(answers: bytes) -> tuple[socket.socket, int]:
    """A mail server of one connection, on this machine."""
    listening = socket.create_server(("127.0.0.1", 0))

    def talk() -> None:
        caller, _address = listening.accept()
        with caller:
            caller.sendall(answers)
            while said := caller.recv(1000):
                caller.sendall(b"221 bye\r\n" if said.startswith(b"QUIT") else b"250 ok\r\n")

    Thread(target=talk, daemon=True).start()
    return listening, listening.getsockname()[1]


def test_the_mail_server(settings):
    settings.MAIL_TO_OUTBOX_ONLY = True
    assert found(outside.mail) == {"OPS-052": "note"}
    settings.MAIL_TO_OUTBOX_ONLY, settings.EMAIL_HOST, settings.EMAIL_USE_TLS = False, "127.0.0.1", False
    listening, settings.EMAIL_PORT = served(b"220 here\r\n")
    assert found(outside.mail) == {"ok": "ok"}
    listening.close()
    assert found(outside.mail) == {"OPS-053": "fail"}


def certificate(tmp_path: Path, days: int) -> str:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "entraide.example.org")])
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = builder.serial_number(1).not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
    ends = clock.wall() + timedelta(days=days, hours=1)
    made = builder.not_valid_after(ends).sign(key, hashes.SHA256())
    file = tmp_path / "site.pem"
    file.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    return str(file)


@pytest.mark.parametrize(("days", "expected"), [(60, "ok"), (20, "warn"), (2, "fail"), (-3, "fail")])
def test_days_of_a_certificate(settings, tmp_path, days, expected):
    settings.HTTPS = False
    settings.CERTIFICATE = certificate(tmp_path, days)
    assert list(found(outside.certificate).values()) == [expected]


def test_a_certificate_that_cannot_be_looked_at(settings, tmp_path):
    settings.HTTPS, settings.SITE_URL = True, "https://127.0.0.1:1"
    settings.CERTIFICATE = str(tmp_path / "nowhere.pem")
    problems = [one.problem for one in look({"x": outside.certificate})]
    assert [one.code for one in problems] == ["OPS-058", "OPS-058"]
    assert [one.params["name"] for one in problems] == ["127.0.0.1:1", "nowhere.pem"]


def test_jobs_and_their_worker():
    assert found(work.jobs) == {"OPS-062": "fail"}
    with acting_as(SYSTEM), connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers DEFAULT VALUES")
    assert found(work.jobs) == {"ok": "ok"}
    post("test", to="x@example.org", subject="S", body="B", language="en")
    assert found(work.jobs) == {"ok": "ok"}
    with acting_as(SYSTEM), connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_events SET at = now() - interval '1 hour'")
        cursor.execute("INSERT INTO procrastinate_jobs (queue_name, task_name, status) VALUES ('q', 't', 'failed')")
    assert found(work.jobs) == {"OPS-060": "warn", "OPS-061": "warn"}


def test_letters_that_do_not_leave():
    assert found(work.letters) == {"ok": "ok"}
    with clock.at(clock.wall() - timedelta(hours=5)):
        post("test", to="x@example.org", subject="S", body="B", language="en")
    assert found(work.letters) == {"OPS-054": "warn"}


def test_duties_the_ledger_and_the_backup(monkeypatch):
    monkeypatch.setattr(duties, "_DUTIES", {"room.remind": lambda _day: None})
    assert found(work.duties) == {"OPS-063": "warn"}
    duties.run_due()
    assert found(work.duties) == {"ok": "ok"}
    with acting_as(SYSTEM):
        DutyRun.objects.update(failed="ValueError")
    assert found(work.duties) == {"OPS-063": "warn"}
    assert found(work.ledger) == {"OPS-064": "warn"}
    stamps.stamp(stamps.LEDGER, entries=3, broken=None)
    assert found(work.ledger) == {"ok": "ok"}
    stamps.stamp(stamps.LEDGER, entries=3, broken=2)
    assert found(work.ledger) == {"OPS-065": "fail"}
    assert found(work.backup) == {"OPS-067": "warn"}
    for days, expected in ((0, {"ok": "ok"}), (3, {"OPS-068": "warn"}), (9, {"OPS-068": "fail"})):
        with clock.at(clock.wall() - timedelta(days=days)):
            stamps.stamp(stamps.BACKUP, bytes=1)
        assert found(work.backup) == expected
