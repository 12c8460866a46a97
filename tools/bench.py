"""`make bench`: measures what was promised and writes docs/reference/performance.md with the command that measured it.

Each measure runs in a process of its own, so that its memory and its CPU time are its own.
"""

from __future__ import annotations

import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).resolve().parents[1]
PAGE = REPOSITORY / "docs" / "reference" / "performance.md"
XLSFORM = REPOSITORY / "data" / "questionnaires" / "cultural-property.xlsx"

Measured = dict[str, Any]


def report_file() -> Path:
    """The 2012 report where it is at hand, else our own fixture in the same form."""
    shared = Path(os.environ.get("ENTRAIDE_SHARED", REPOSITORY.parent / "shared"))
    real = shared / "data" / "reports" / "2012-wg2-report.fr.txt"
    return real if real.exists() else REPOSITORY / "data" / "fixtures" / "reports" / "report.fr.txt"


def _median_ms(work: Callable[[], object], times: int) -> float:
    work()
    taken = []
    for _time in range(times):
        start = time.perf_counter()
        work()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def read_report() -> Measured:
    """Reading a report of 24 paragraphs out of its text."""
    from entraide.documents.domain.reading import read  # noqa: PLC0415 - what is imported is part of what is measured

    path = report_file()
    data = path.read_bytes()
    return {"value": _median_ms(lambda: read(data, path.name, None), 20), "unit": "ms", "file": path.name}


def workbook() -> Measured:
    """Reading a filled workbook back."""
    from entraide.collection.domain.reading import check_form  # noqa: PLC0415
    from entraide.collection.domain.workbook import read_workbook, write_workbook  # noqa: PLC0415

    form = check_form(XLSFORM.read_bytes()).published()
    data = write_workbook(form, "fr", round_code="bench", version="1", reply_code="bench-1")
    given = {"round_code": "bench", "version": "1", "reply_code": "bench-1"}
    return {"value": _median_ms(lambda: read_workbook(form, data, **given), 20), "unit": "ms"}


def write_reports() -> Measured:
    """Composing and writing the example's report: six languages, four formats, CPU seconds of this process."""
    from bench_example import example_set, facts  # noqa: PLC0415

    from entraide.documents.domain.writing import write  # noqa: PLC0415
    from entraide.reporting.domain.compose import compose_all  # noqa: PLC0415

    made, form = example_set()
    known = facts(made)
    start = time.process_time()
    size = 0
    for tree in compose_all(made, form, known).values():
        size += sum(len(write(tree, format_)) for format_ in ("docx", "pdf", "html", "akn"))
    return {"value": time.process_time() - start, "unit": "s CPU", "peak_mb": _peak_mb(), "bytes": size}


def pages() -> Measured:
    """Median time of pages of the example's site, answered in this process with its database."""
    from django.conf import settings  # noqa: PLC0415

    from entraide.portal.setup import ready  # noqa: PLC0415

    os.environ["ENTRAIDE_DEMONSTRATION"] = "yes"
    ready()
    from bench_example import visits  # noqa: PLC0415

    from entraide.portal import example  # noqa: PLC0415

    settings.ALLOWED_HOSTS = ["*"]
    example.load(lambda _sentence: None)
    found = {name: _median_ms(visit, 15) for name, visit in visits().items()}
    return {"value": max(found.values()), "unit": "ms (slowest page’s median)", "pages": found}


MEASURES: dict[str, Callable[[], Measured]] = {
    "read": read_report,
    "write": write_reports,
    "workbook": workbook,
    "pages": pages,
}


@dataclass(frozen=True)
class Row:
    """A line of the table: what `script name` measured, at `key` of its answer, and the mark it has to keep."""

    script: str
    name: str
    what: str
    mark: float | None
    key: str = "value"
    at_least: bool = False
    unit: str = ""

    def kept(self, value: float) -> bool:
        """Whether the figure keeps its mark; what others' tools need has none."""
        if self.mark is None:
            return True
        return value >= self.mark if self.at_least else value <= self.mark


ROWS = (
    Row("bench", "read", "reading the 2012 report", 50),
    Row("bench", "write", "composing and writing a report, 6 languages × 4 formats", 3),
    Row("bench_report", "write", "a report with tables, charts and maps, 6 languages × 4 formats", 15),
    Row("bench_report", "verify", "… every figure counted again", 10),
    Row("bench", "workbook", "reading a workbook", 50),
    Row("bench_workbook", "write", "writing the workbook of 150 questions (invented), all answered", 0.5),
    Row("bench_workbook", "read", "reading it back", 20),
    Row("bench", "pages", "a page of the site, median", 60),
    Row(
        "bench_indicators",
        "round",
        "all indicators of a round with 193 replies, 20,000 case records",
        1,
        key="wall",
        unit="s",
    ),
    Row("bench_indicators", "round", "… CPU seconds", None, unit="s CPU"),
    Row("bench_indicators", "records", "ten aggregations over 10,000,000 case records", 5, unit="s"),
    Row("bench_indicators", "records", "… CPU seconds of two threads", None, key="cpu", unit="s CPU"),
    Row("bench_indicators", "records", "… peak memory", 1000, key="peak", unit="MB"),
    Row("bench_documents", "read_akn", "reading Akoma Ntoso resolutions of 31 KB", 200, at_least=True),
    Row("bench_documents", "read_akn", "… memory after 2,000 files", 250, key="peak_2000_mb", unit="MB"),
    Row("bench_documents", "read_text", "reading report text", 2, at_least=True),
    Row("bench_documents", "database", "importing 2,000 resolutions, index included", 60, key="import.value", unit="s"),
    Row("bench_documents", "database", "a search over them, median", 50, key="search.value", unit="ms"),
    Row("bench_documents", "database", "… 99 of 100", 200, key="search.p99", unit="ms"),
    *(
        Row("bench_writing", f"{form}-{language}", f"writing a 20-page report, {form}, {language}", mark)
        for form, mark in (("docx", 0.3), ("pdf", 0.3), ("html", 0.1), ("akn", 0.1))
        for language, mark in (("ar", mark), ("en", mark), ("zh", 0.4 if form == "pdf" else mark))
    ),
    Row("bench_writing", "pandoc-docx-en", "… pandoc, docx, en", None),
    Row("bench_writing", "weasyprint-pdf-en", "… WeasyPrint, pdf, en", None),
    Row(
        "bench_mandates",
        "accuracy",
        "reading the act of a paragraph: right groups, lowest of six languages, held out by resolution",
        0.93,
        at_least=True,
        unit=" ",
    ),
    *(
        Row("bench_mandates", "accuracy", f"… {what}", mark, key=f"lowest.{name}", at_least=True, unit=" ")
        for name, what, mark in (
            ("precision", "precision of “calls for action”", 0.985),
            ("recall", "recall of “calls for action”", 0.985),
            ("lead", "leads found", 0.95),
        )
    ),
    Row(
        "bench_mandates", "classify", "classifying paragraphs, slowest language", 50_000, at_least=True, unit="/s/core"
    ),
    Row("bench_mandates", "extract", "extracting mandates, slowest language", 2_000, at_least=True, unit="/s/core"),
    Row(
        "bench_register",
        "register",
        "a page of the register, 100,000 mandates and 1,000,000 pieces of evidence (synthetic), slowest median",
        100,
        unit="ms",
    ),
    Row(
        "bench_directory",
        "look",
        "looking up as one types, 5,000 authorities (synthetic), slowest reader’s median",
        30,
        unit="ms",
    ),
    Row("bench_directory", "look", "… 99 of 100", 100, key="p99", unit="ms"),
    Row(
        "bench_directory", "finder", "the finder, 5,000 authorities (synthetic), slowest reader’s median", 80, unit="ms"
    ),
    Row(
        "bench_directory",
        "coverage",
        "the map of coverage, 195 States × 15 functions, slowest reader’s median",
        300,
        unit="ms",
    ),
    Row("bench_directory", "findings", "the page of findings, 5,000 authorities (synthetic), median", 300, unit="ms"),
    *(
        row
        for language in ("en", "ar")
        for row in (
            Row(
                "bench_directory_exchange",
                f"printing-{language}",
                f"printing the directory as PDF, 5,000 authorities, {language}",
                10,
                unit="s CPU",
            ),
            Row(
                "bench_directory_exchange",
                f"printing-{language}",
                f"… memory, {language}, in a process that ends with it",
                600,
                key="peak",
                unit="MB",
            ),
        )
    ),
    Row(
        "bench_directory_exchange",
        "import",
        "importing 5,000 authorities: upload, plan, take, ours and PostgreSQL’s",
        30,
        unit="s CPU",
    ),
    Row("bench_directory_exchange", "offline", "the directory as one file for offline use", None, unit="s CPU"),
    Row("bench_forms", "judge", "judging a reply to 150 questions in 6 languages, form known", 5),
    Row("bench_forms", "recompute", "… one answer changes, the slowest question", 2),
    Row("bench_forms", "page", "… the whole reply worked out by the page’s interpreter", 16),
    Row("bench_forms", "page", "… its scripts, compressed", 20_000, key="bytes", unit="bytes"),
    Row("bench_forms", "publish", "… from XLSForm to published, pyxform included", 1),
    Row("bench_forms", "section", "its first section in headless chromium, until it answers to typing", 1_000),
    Row("bench_forms", "section", "… our JavaScript, compressed", 60_000, key="script_bytes", unit="bytes"),
    Row("bench_forms", "section", "… one recompute there, page included", 16, key="typing_ms", unit="ms"),
    Row("bench_exports", "csv", "taking 100,000 replies × 293 columns out, CSV", 15),
    Row("bench_exports", "csv", "… memory, CSV", 150, key="peak", unit="MB"),
    Row("bench_exports", "floor", "… Python’s csv.writer with the same cells prepared", None),
    Row("bench_exports", "csv-json", "… CSV, each reply read from its JSON", None),
    Row("bench_exports", "xlsx", "… XLSX", 150),
    Row("bench_exports", "xlsx", "… memory, XLSX", 150, key="peak", unit="MB"),
    *(
        Row("bench_exports", form, f"… {name}", None)
        for form, name in (("jsonl", "JSON lines"), ("sqlite", "SQLite"), ("sav", "SPSS"))
    ),
    Row(
        "bench_ingest",
        "ingest",
        "a submission over OpenRosa, 10 fields judged and committed, ours and PostgreSQL’s",
        5,
        unit="ms CPU",
    ),
    Row(
        "bench_ingest",
        "ingest",
        "… how many, 16 connections, sender on the same two cores",
        300,
        key="per_second",
        at_least=True,
        unit="/s",
    ),
    Row("bench_ingest", "ingest", "… 95 of 100 answered within", 100, key="p95_ms", unit="ms"),
    Row("bench_linkage", "small", "linking 10,000 case records (generated, unseen seed): pair F1, no labels", 0.84, at_least=True),
    Row("bench_linkage", "small", "… with 1,000 labels", 0.89, key="with.pair_f1", at_least=True),
    Row("bench_linkage", "small", "… recall at 99 % precision with them", 0.75, key="with.recall_99", at_least=True),
    Row("bench_linkage", "brackets", "… the bracket of distinct cases holds the truth", 9, at_least=True),
    Row("bench_linkage", "brackets", "… its width, as a share of the truth", None, key="width", unit=" "),
    Row("bench_linkage", "splink", "… Splink with its own training, our columns: pair F1", None),
    Row("bench_linkage", "recordlinkage", "… recordlinkage with 1,000 labels, our columns: pair F1", None),
    Row("bench_linkage", "hundred", "linking 100,000: cluster F1", 0.85, at_least=True),
    Row("bench_linkage", "hundred", "… from raw columns", 30, key="cpu", unit="s CPU"),
    Row("bench_linkage", "hundred", "… memory", 1000, key="peak", unit="MB"),
    Row("bench_linkage", "million", "linking 1,000,000: cluster F1", 0.80, at_least=True),
    Row("bench_linkage", "million", "… from raw columns, 1,000,000", 250, key="cpu", unit="s CPU"),
    Row("bench_linkage", "million", "… memory, 1,000,000", 4000, key="peak", unit="MB"),
    Row("bench_linkage", "one", "one new report against 1,000,000, median", 100, unit="ms"),
    Row("bench_linkage", "one", "… a true twin among the first ten", 0.85, key="first_ten", at_least=True, unit=" "),
)


def run(script: str, name: str) -> Measured | None:
    """One measure in a process of its own; None, and why, when what it needs is not here."""
    path = Path(__file__).with_name(f"{script}.py")
    done = subprocess.run([sys.executable, path, name], capture_output=True, text=True, check=False, cwd=REPOSITORY)
    if done.returncode:
        print(f"{script} {name}: {done.stderr.strip().splitlines()[-1:]}", file=sys.stderr)
        return None
    measured: Measured = json.loads(done.stdout.splitlines()[-1])
    return measured


def at(found: Measured, key: str) -> float:
    """The figure at `search.p99` of an answer."""
    value: Any = found
    for part in key.split("."):
        value = value[part]
    return float(value)


def line(row: Row, found: Measured | None) -> str:
    """The row as Markdown, with what was measured beside it."""
    mark = "–" if row.mark is None else f"{'≥' if row.at_least else '≤'} {row.mark:,g}"
    if found is None:
        return f"| {row.what} | not measured here | {mark} | – | what it needs is missing |"
    value = at(found, row.key)
    more = [f"peak {found['peak_mb']:.0f} MB (mark 250)"] if row.key == "value" and "peak_mb" in found else []
    more += [f"{page} {took:.0f}" for page, took in found.get("pages", {}).items()] if row.script == "bench" else []
    verdict = "–" if row.mark is None else "kept" if row.kept(value) else "**missed**"
    shown = f"{value:.3f}" if value < 10 else f"{value:,.1f}"
    return (
        f"| {row.what} | {shown} {row.unit or found.get('unit', '')} | {mark} | {verdict} | {'; '.join(more) or '–'} |"
    )


def machine() -> str:
    """What the figures were measured on, and what else it had to do."""
    load = f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"
    return (
        f"{datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} cores, load {load} at the start,"
        f" Python {platform.python_version()}, {platform.system()}.\n\n"
    )


def written() -> dict[str, str]:
    """The lines of the table as it stands, by what they measure."""
    lines = PAGE.read_text(encoding="utf-8").splitlines() if PAGE.exists() else []
    return {each.split(" | ")[0].removeprefix("| "): each for each in lines if each.startswith("| ")}


def main() -> int:
    """Measure all, or one; or, with `--only SCRIPT …`, the rows of some scripts, the others staying as they were written."""
    only, stands = sys.argv[2:] if sys.argv[1:2] == ["--only"] else [], written()
    if len(sys.argv) > 1 and not only:
        print(json.dumps(MEASURES[sys.argv[1]]()))
        return 0
    state, rows = machine(), []
    known: dict[tuple[str, str], Measured | None] = {}
    for row in ROWS:
        key = (row.script, row.name)
        if only and row.script not in only and row.what in stands:
            rows.append(stands[row.what])
            continue
        if key not in known:
            known[key] = run(*key)
        rows.append(line(row, known[key]))
        print(rows[-1], flush=True)
    kept = PAGE.read_text(encoding="utf-8").split("<!-- by hand -->")[1] if PAGE.exists() else "\n"
    head = "# Performance\n\nMeasured by `make bench` (`tools/bench*.py`), each row in a process of its own.\n\n"
    table = "| what | measured | mark | | detail |\n|---|---|---|---|---|\n" + "\n".join(rows) + "\n\n<!-- by hand -->"
    PAGE.write_text(head + state + table + kept, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.path.insert(0, str(REPOSITORY / "tools"))
    raise SystemExit(main())
