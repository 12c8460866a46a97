"""How long the directory takes to be printed, imported and taken along: 5,000 invented authorities of 200 States.

python tools/bench_directory_exchange.py [--authorities 5000] [--out FOLDER]
python tools/bench_directory_exchange.py printing-en|printing-ar|import|offline   one measure as JSON, for `make bench`

Measures are seconds of the processors: of this process, of those it starts and of PostgreSQL's; beside them the seconds on the clock.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import resource
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from attrs import evolve

from entraide.directory.domain.exchange.listed import Act, Listed
from entraide.directory.domain.exchange.sheets import write_csv, write_xlsx
from entraide.directory.domain.offline import write_html
from entraide.directory.domain.printed import book
from entraide.directory.domain.printed_pdf import write_pdf
from entraide.directory.domain.record import Function, Hours, Procedure, Reach, Record
from entraide.directory.domain.vcard import write_cards
from entraide.directory.domain.vocabulary import FUNCTIONS, KINDS
from entraide.kernel.languages import LANGUAGES
from entraide.kernel.text import Text
from entraide.reference.domain.entities import entities, name, ordered

WORDS = {
    "ar": ("مكتب التعاون القضائي الدولي", "إدارة المساعدة القانونية"),
    "en": ("Office of International Judicial Cooperation", "Department of Legal Assistance"),
    "es": ("Oficina de Cooperación Judicial Internacional", "Departamento de Asistencia Judicial"),
    "fr": ("Bureau de la coopération judiciaire internationale", "Service de l’entraide judiciaire"),
    "ru": ("Управление международного правового сотрудничества", "Отдел правовой помощи"),
    "zh": ("国际司法合作办公室", "司法协助处"),
}  # fmt: skip


def invented(count: int) -> list[Listed]:
    """Entries of every State of the roll, marked as invented; the same ones every time."""
    dice, states = random.Random(7), [one.code for one in entities("state")][:200]
    per, made = -(-count // len(states)), []
    for code in states:
        for turn in range(per):
            if len(made) < count:
                made.append(_entry(len(made) + 1, code, turn, dice))
    return made


def _entry(number: int, code: str, turn: int, dice: random.Random) -> Listed:
    called = {language: f"{said[turn % 2]} {number}" for language, said in WORDS.items()}
    codes = dice.sample(sorted(FUNCTIONS), dice.randint(1, 3))
    week = ((("09:00", "12:30"), ("13:30", "17:00")),) * 5 + ((), ())
    record = Record(
        code, Text.of("en", **called), dice.choice(KINDS),
        tuple(Function(one, *FUNCTIONS[one], exclusive=turn == 0) for one in codes), ("en", "fr"),
        original_name=f"{called['ru']}", original_language="ru", acronym=f"AU{number}", networks=("CARIN",),
        reaches=(
            Reach("phone", f"+43 1 5{number:07}"), Reach("phone", f"+43 1 6{number:07}", "urgent", note="night desk"),
            Reach("email", f"office{number}@example.org", "requests"), Reach("website", f"https://example.org/{number}", public=True),
            Reach("post", f"{number} Example Street\nCapital", city="Capital", country=code, public=True),
        ),
        procedure=Procedure(Hours("Europe/Vienna", week, (), code), ("direct", "diplomatic"), ("email", "scanned"),
                            information=Text.of("en", en="Facts, legal provisions, what is asked and why."),
                            urgent=Text.of("en", en="Call the night desk, then send the request by electronic mail.")),
        invented=True,
    )  # fmt: skip
    day = date(2026, 3, 1)
    acts = (Act("note_verbale", f"NV {number}/2026", day),) if turn % 5 else ()
    standing = "confirmed" if acts else "not_confirmed"
    return Listed(number, record, standing, day if acts else None, 1, None, acts, (), addresses=True)


def timed(what: str, call: Callable[[], Any]) -> Any:
    """Run it; say how long it took, how long this process worked for it, and how large it was at most."""
    start, used = time.perf_counter(), time.process_time()
    made = call()
    spent, used = time.perf_counter() - start, time.process_time() - used
    size = len(made) if isinstance(made, bytes) else 0
    packed = f", gzip {len(gzip.compress(made)) / 2**20:.2f} MB" if size else ""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{what}: {spent:.2f} s ({used:.2f} s of this process), {size / 2**20:.2f} MB{packed}, peak {peak} MB", flush=True)
    return made


def _processor(backend: int = 0) -> float:
    """Seconds of this process, of the children that have ended and of a backend of PostgreSQL."""
    ours = sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    stat = Path(f"/proc/{backend}/stat")
    if not backend or not stat.exists():
        return ours
    told = stat.read_text().rpartition(")")[2].split()
    return ours + (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


def measured(call: Callable[[], Any], backend: int = 0) -> dict[str, Any]:
    """Seconds of the processors as `value`, on the clock as `wall`, and megabytes of the largest process as `peak`."""
    start, used = time.perf_counter(), _processor(backend)
    call()
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) // 1024
    value, wall = _processor(backend) - used, time.perf_counter() - start
    return {"value": round(value, 2), "unit": "s CPU", "wall": round(wall, 2), "peak": peak, "synthetic": True}


def _ordered(entries: list[Listed], language: str) -> list[Listed]:
    places = {code: at for at, code in enumerate(ordered({one.record.entity for one in entries}, language))}
    return sorted(entries, key=lambda one: (places[one.record.entity], one.id))


def _printed(language: str) -> dict[str, Any]:
    entries = _ordered(invented(5_000), language)
    return measured(lambda: write_pdf(book(entries, language, date(2026, 11, 30), members=True)))


def _offline() -> dict[str, Any]:
    entries = invented(5_000)
    return measured(lambda: write_html(entries, "en", whom="FRA", made=datetime(2026, 11, 30, tzinfo=UTC), members=True))


def _imported() -> dict[str, Any]:
    """Upload, plan and take of a workbook of all of them in an empty directory."""
    from bench_documents import scratch_database  # noqa: PLC0415 - needs no database before

    content = write_xlsx(invented(5_000), "en", addresses=True, persons=False)
    with scratch_database():
        from django.db import connection  # noqa: PLC0415 - after Django is ready

        from entraide.directory.exchange import receiving, taking  # noqa: PLC0415
        from entraide.foundation.db.context import acting_as  # noqa: PLC0415
        from entraide.kernel.actor import SYSTEM  # noqa: PLC0415

        def brought() -> None:
            with acting_as(SYSTEM):
                batch = receiving.receive(SYSTEM, content, "bench.xlsx", "en")
                receiving.map_columns(SYSTEM, batch, receiving.columns(SYSTEM, batch).mapping, "en")
                taking.take(SYSTEM, batch)

        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            backend = cursor.fetchone()[0]
        return measured(brought, backend)


MEASURES: dict[str, Callable[[], dict[str, Any]]] = {
    "printing-en": lambda: _printed("en"), "printing-ar": lambda: _printed("ar"), "import": _imported, "offline": _offline,
}  # fmt: skip


def printing(entries: list[Listed], languages: list[str], out: Path | None) -> None:
    """The book in some languages."""
    for language in languages:
        rows = _ordered(entries, language)
        made = timed(f"book {language}", lambda rows=rows, language=language: book(rows, language, date(2026, 11, 30), members=True))
        pdf = timed(f"pdf {language}", lambda made=made: write_pdf(made))
        if out:
            (out / f"directory-{language}.pdf").write_bytes(pdf)


def offline(entries: list[Listed], out: Path | None) -> None:
    """The one file that finds."""
    made = timed("offline html", lambda: write_html(entries, "en", whom="FRA", made=datetime(2026, 11, 30, tzinfo=UTC), members=True))
    if out:
        (out / "directory.html").write_bytes(made)


def imported(entries: list[Listed]) -> None:
    """A workbook of all of them into an empty database, out again, changed, in again, undone: with the walls on."""
    from bench_documents import scratch_database  # noqa: PLC0415 - needs no database before

    content = write_xlsx(entries, "en", addresses=True, persons=False)
    with scratch_database():
        from entraide.directory.exchange import leaving, receiving, taking  # noqa: PLC0415 - after Django is ready
        from entraide.foundation.db.context import acting_as  # noqa: PLC0415
        from entraide.kernel.actor import SYSTEM  # noqa: PLC0415

        def brought(table: bytes) -> int:
            with acting_as(SYSTEM):
                batch = timed("upload", lambda: receiving.receive(SYSTEM, table, "bench.xlsx", "en"))
                mapping = receiving.columns(SYSTEM, batch).mapping
                timed("plan", lambda: receiving.map_columns(SYSTEM, batch, mapping, "en"))
                print(receiving.access(SYSTEM, batch).counts)
                timed("take: rows, history, search, ledger", lambda: taking.take(SYSTEM, batch))
            return batch

        brought(content)
        with acting_as(SYSTEM):
            rows = timed("read all", lambda: leaving.entries(SYSTEM, "bench", language="en"))
        changed = [evolve(row, record=evolve(row.record, acronym=f"NEW{row.id}")) for row in rows]
        batch = brought(write_xlsx(changed, "en", addresses=True, persons=False, kept=True))
        with acting_as(SYSTEM):
            timed("undo", lambda: taking.undo(SYSTEM, batch))


def tables(entries: list[Listed]) -> None:
    """Sheets and cards."""
    timed("xlsx", lambda: write_xlsx(entries, "fr", addresses=True, persons=False))
    timed("csv", lambda: "".join(write_csv(entries, addresses=True, persons=False)).encode())
    timed("vcf", lambda: "".join(write_cards(entries, "en", "https://example.org/directory/")).encode())


def main() -> int:
    """Measure."""
    if sys.argv[1:] and sys.argv[1] in MEASURES:
        print(json.dumps(MEASURES[sys.argv[1]]()))
        return 0
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--authorities", type=int, default=5_000)
    parser.add_argument("--languages", nargs="*", default=["en"], choices=LANGUAGES)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--only-import", action="store_true", help="needs a database, which is made and thrown away")
    args = parser.parse_args()
    entries = invented(args.authorities)
    if args.only_import:
        imported(entries)
        return 0
    print(f"{len(entries)} authorities of {len({one.record.entity for one in entries})} States, {name('EGY', 'fr')} among them")
    printing(entries, args.languages, args.out)
    tables(entries)
    offline(entries, args.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
