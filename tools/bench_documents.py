"""Measures of the room `documents`: reading, importing and searching 2,000 invented resolutions.

The resolutions are made by a seeded generator in the form of the Akoma Ntoso files of the United Nations, about 30 KB each,
out of words of our own: no sentence of them was ever adopted by anybody. Each measure is a function that gives
`{"value": …, "unit": …}`, run by `tools/bench.py` in a process of its own; alone: `python tools/bench_documents.py NAME`.
"""

from __future__ import annotations

import json
import os
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Measured = dict[str, Any]
NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_VOCABULARY = (
    "archive archives register registers statue statues museum museums harbour customs officer officers "
    "treaty treaties request requests assistance authority authorities evidence witness witnesses seizure "
    "seizures return returns export exports import licence licences inventory inventories catalogue "
    "photograph photographs heritage collection collections dealer dealers auction provenance excavation "
    "excavations site sites training manual manuals expert experts network networks exchange information "
    "database databases report reports session sessions secretariat member members group groups practice "
    "practices measure measures capacity request court courts judge judges prosecutor prosecutors police "
    "border borders island islands river mountain desert manuscript manuscripts painting paintings coin coins "
    "textile textiles ceramic ceramics bronze marble ivory library libraries temple temples cathedral "
    "fortress garden gardens lantern lanterns compass anchor ledger ledgers"
)
WORDS = _VOCABULARY.split()
JOINTS = ["of", "the", "and", "for", "in", "by", "to", "with", "on", "under", "from", "between", "among", "within"]
PARTICIPLES = ("Recalling", "Noting", "Bearing in mind", "Welcoming", "Aware of", "Reaffirming", "Mindful of")
VERBS = ("Requests", "Urges", "Invites", "Encourages", "Decides", "Recommends", "Calls upon", "Takes note of")
STATES = ("Egypt", "Peru", "France", "Kenya", "Japan", "Chile", "Norway", "Ghana", "India", "Mexico")
PARAGRAPHS = 40


def _sentence(chance: random.Random, words: int) -> str:
    said = []
    for turn in range(words):
        if turn % 3 == 2:
            said.append(chance.choice(JOINTS))
        elif chance.random() < 0.012:
            said.append(chance.choice(STATES))
        else:
            # Few words are everywhere, most are rare, as in any language.
            said.append(WORDS[min(int(chance.paretovariate(0.7)) - 1, len(WORDS) - 1)])
    return " ".join(said)


def resolution(number: int) -> bytes:
    """One invented resolution, always the same for the same number."""
    chance = random.Random(number)
    symbol = f"X/RES/{70 + number // 250}/{number % 250 + 1}"
    day = f"{2015 + number // 250}-{number % 12 + 1:02}-{number % 28 + 1:02}"
    title = _sentence(chance, 8).capitalize()
    iri = f"/akn/un/statement/resolution/unx/{day}/{symbol.replace('/', '-')}"
    preamble = "".join(
        f'<container name="preambularParagraph" eId="pre_{turn}"><p class="SingleTxt" eId="pre_{turn}__p"><i>'
        f"{chance.choice(PARTICIPLES)}</i> {_sentence(chance, 45)},</p></container>"
        for turn in range(10)
    )
    body = "".join(_paragraph(chance, turn) for turn in range(1, PARAGRAPHS + 1))
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<akomaNtoso xmlns="{NAMESPACE}"><statement name="resolution" contains="originalVersion"><meta>
<identification source="#invented"><FRBRWork><FRBRthis value="{iri}/!main"/><FRBRuri value="{iri}"/>
<FRBRdate date="{day}" name="adoption"/><FRBRauthor href="#unx" as="#author"/><FRBRcountry value="un"/>
<FRBRnumber value="{symbol}" showAs="{symbol}"/></FRBRWork>
<FRBRExpression><FRBRthis value="{iri}/eng@{day}/!main"/><FRBRuri value="{iri}/eng@{day}"/>
<FRBRdate date="{day}" name="adoption"/><FRBRauthor href="#unx" as="#author"/><FRBRlanguage language="eng"/></FRBRExpression>
<FRBRManifestation><FRBRthis value="{iri}/eng@{day}/!main.xml"/><FRBRuri value="{iri}/eng@{day}.xml"/>
<FRBRdate date="{day}" name="adoption"/><FRBRauthor href="#unx" as="#author"/></FRBRManifestation></identification>
<references source="#invented"><TLCOrganization eId="unx" href="/ontology/organization/unx" showAs="Invented Assembly"/>
</references></meta>
<coverPage><p><docAuthority>Invented Assembly</docAuthority> <docNumber>{symbol}</docNumber></p>
<p><docStatus>General</docStatus> <docDate date="{day}">{day}</docDate></p></coverPage>
<preface><p><docTitle>{title}</docTitle></p></preface>
<preamble><formula name="enactingFormula"><p><i>The Invented Assembly</i>,</p></formula>{preamble}</preamble>
<mainBody>{body}</mainBody></statement></akomaNtoso>
""".encode()


def _paragraph(chance: random.Random, number: int) -> str:
    text = _sentence(chance, 70)
    note = ""
    if number % 5 == 0:
        cited = f"X/RES/{70 + chance.randrange(8)}/{chance.randrange(1, 250)}"
        note = (
            f'<authorialNote marker="{number // 5}" placement="bottom" eId="note_{number}"><p>See <ref href="https://'
            f'example.org/{cited}">{cited}</ref>.</p></authorialNote>'
        )
    return (
        f'<paragraph eId="para_{number + 11}"><num>{number}.</num><content><p class="SingleTxt" eId="para_{number + 11}__p">'
        f"<i>{chance.choice(VERBS)}</i> {text}{note};</p></content></paragraph>"
    )


def make(folder: Path, count: int) -> None:
    """Write `count` resolutions."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        (folder / f"{number:05}.xml").write_bytes(resolution(number))


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def read_akn() -> Measured:
    """Akoma Ntoso resolutions read to trees, files a second on one core; memory after 200 and after 2,000 files."""
    from entraide.documents.domain.reading import read  # noqa: PLC0415 - what is imported is part of what is measured

    some = [resolution(number) for number in range(100)]
    for data in some[:10]:
        read(data, "x.xml", None)
    start = time.process_time()
    peaks = {}
    for turn in range(1, 2001):
        read(some[turn % len(some)], "x.xml", None)
        if turn in (200, 2000):
            peaks[turn] = _peak_mb()
    speed = 2000 / (time.process_time() - start)
    size = sum(map(len, some)) // len(some) // 1024
    return {
        "value": speed,
        "unit": "files/s/core",
        "peak_200_mb": peaks[200],
        "peak_2000_mb": peaks[2000],
        "file_kb": size,
    }


def report_text(megabytes: float = 1.0) -> bytes:
    """A report of some thousand numbered paragraphs as plain text with wrapped lines; not longer than the reader takes."""
    chance = random.Random(1)
    lines, size, number = ["I. Introduction", ""], 0, 0
    while size < megabytes * 1e6:
        number += 1
        if number % 60 == 0:
            lines += [f"{'IVX'[number // 60 % 3]}. {_sentence(chance, 5).capitalize()}", ""]
        words = f"{number}. {_sentence(chance, 90).capitalize()}.".split()
        for at in range(0, len(words), 14):
            lines.append(" ".join(words[at : at + 14]))
        lines.append("")
        size += sum(map(len, words)) + len(words)
    return "\n".join(lines).encode()


def read_text() -> Measured:
    """Report text read to a tree, megabytes a second: a long report of 300 KB, read again and again."""
    from entraide.documents.domain.reading import read  # noqa: PLC0415

    data = report_text(0.3)
    read(data, "report.txt", "en")
    start, times = time.process_time(), 5
    for _turn in range(times):
        read(data, "report.txt", "en")
    return {"value": times * len(data) / 1e6 / (time.process_time() - start), "unit": "MB/s", "peak_mb": _peak_mb()}


def _ready() -> None:
    from entraide.portal.setup import ready  # noqa: PLC0415

    ready()


def import_2000() -> Measured:
    """2,000 resolutions into the database with the index of the search; then the searches of `search`."""
    return _imported()["import"]


def search() -> Measured:
    """A search over 2,000 resolutions, as the page makes it: median; `p99` beside it, both in milliseconds."""
    return _imported()["search"]


def _imported(count: int = 2000) -> dict[str, Measured]:
    """Both measures, in a database that is thrown away."""
    with scratch_database():
        return {"import": _measure_import(count), "search": _measure_search()}


def scratch_database() -> Any:
    """Our own PostgreSQL in a folder that is removed afterwards; Django is set up on it."""
    from contextlib import contextmanager  # noqa: PLC0415

    from entraide.foundation.db import launcher  # noqa: PLC0415

    @contextmanager
    def scratch() -> Iterator[None]:
        home = Path("/var/tmp") if os.geteuid() == 0 else None
        with tempfile.TemporaryDirectory(prefix="entraide-bench-", dir=home) as folder:
            Path(folder).chmod(0o755)
            cluster = launcher.Cluster(Path(folder) / "postgresql")
            launcher.start(cluster)
            try:
                launcher.ensure_database(cluster, "entraide")
                for name in ("DATABASE_URL", "DATABASE_OWNER_URL"):
                    os.environ.pop(name, None)
                os.environ["ENTRAIDE_SOCKET"], os.environ["ENTRAIDE_DATABASE"] = str(cluster.socket), "entraide"
                _ready()
                yield
            finally:
                launcher.stop(cluster)

    return scratch()


def _measure_import(count: int) -> Measured:
    from entraide.kernel.actor import SYSTEM  # noqa: PLC0415
    from entraide.kernel.audience import Audience  # noqa: PLC0415
    from entraide.portal.chain import documents_import  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        make(Path(folder), count)
        paths, tally = documents_import.files_below(Path(folder)), documents_import.Tally(count)
        start, peaks = time.perf_counter(), {}
        for _turn in documents_import.import_files(SYSTEM, Path(folder), paths, tally, Audience.PUBLIC, True):
            if tally.done == count // 10:
                peaks["early"] = _peak_mb()
        taken = time.perf_counter() - start
    assert tally.taken == count, tally.refused[:3]
    return {"value": taken, "unit": "s", "peak_early_mb": peaks.get("early"), "peak_mb": _peak_mb()}


QUESTIONS = (
    "lantern", "statue museum", '"statues museum"', "X/RES/72/17", "X/RES/73", "archives", "archive register museum",
    "Egypt", "treat*", "ivory -marble", "harbour customs officer", "the", "provenance excavation", "request assistance",
    "ledgers", "compass anchor", "seizure of", "nowhere", "Peru heritage", "library",
)  # fmt: skip


def _measure_search() -> Measured:
    from entraide.documents import searches  # noqa: PLC0415
    from entraide.documents.catalogue import Filters  # noqa: PLC0415
    from entraide.foundation.db.context import acting_as  # noqa: PLC0415
    from entraide.kernel.actor import ANONYMOUS  # noqa: PLC0415

    filters = (Filters(), Filters(), Filters(state="EGY"), Filters(body="X/RES", year=2017), Filters(kind="resolution"))
    taken: dict[str, list[float]] = {}
    for turn in range(20):
        for at, question in enumerate(QUESTIONS):
            start = time.perf_counter()
            with acting_as(ANONYMOUS):
                searches.search(ANONYMOUS, question, filters[(turn + at) % len(filters)])
            taken.setdefault(question, []).append((time.perf_counter() - start) * 1000)
    every = sorted(one for times in taken.values() for one in times)
    slowest = max(taken, key=lambda question: statistics.median(taken[question]))
    return {
        "value": statistics.median(every), "unit": "ms", "p99": every[int(len(every) * 0.99)], "searches": len(every),
        "slowest": {slowest: statistics.median(taken[slowest])},
    }  # fmt: skip


MEASURES = {"read_akn": read_akn, "read_text": read_text, "import_2000": import_2000, "search": search}
MARKS = {"read_akn": 200, "read_text": 2, "import_2000": 60, "search": 50}
AT_LEAST = frozenset({"read_akn", "read_text"})
"""Of these more is better; of the others less."""


if __name__ == "__main__":
    for chosen in sys.argv[1:] or ["read_akn", "read_text"]:
        print(json.dumps(_imported() if chosen == "database" else MEASURES[chosen]()))
