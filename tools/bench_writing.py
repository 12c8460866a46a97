"""What it costs to write one report of twenty pages: each format in Arabic, Chinese and English, beside pandoc and WeasyPrint.

`python tools/bench_writing.py` prints a table; each measure runs in a process of its own, so that its CPU time and its
peak of memory are its own. The report is invented from a fixed seed. pandoc and WeasyPrint are measured when they are
installed (`requirements/bench.lock`); they are only called here, never by the product.
"""

from __future__ import annotations

import importlib.util
import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).resolve().parents[1]
LANGUAGES = ("ar", "en", "zh")
FORMATS = ("docx", "pdf", "html", "akn")
LIMITS = {"docx": 0.3, "pdf": 0.3, "html": 0.1, "akn": 0.1}
CHINESE_PDF = 0.4
MEMORY = 250.0
"""Megabytes."""

_WORDS = {
    "ar": "الدول أفادت بأن السجل المشترك يساعد على حفظ المواد القديمة وتبادل المعلومات بين السلطات المختصة في كل عام",
    "en": "several States reported that the common register helps authorities keep older records and share what they know",
    "zh": "若干国家报告说共同登记册有助于主管机关保存旧档案并逐年交流信息和良好做法",
}
_MARKS = {"ar": ("أبجد", "، ", ". "), "en": ("abcd", ", ", ". "), "zh": ("abcd", "，", "。")}
_PARAGRAPHS = {"ar": 95, "en": 112, "zh": 160}
"""As many as fill twenty pages in each language."""

Measured = dict[str, Any]


def report(language: str) -> Any:
    """The invented report: six chapters, points, thirty notes, six tables, emphasis, an annex of documents."""
    from entraide.documents.domain import tree as t  # noqa: PLC0415 - imports are no part of what is measured

    chance = random.Random(f"entraide-{language}")
    join = "" if language == "zh" else " "
    words = list(_WORDS[language]) if language == "zh" else _WORDS[language].split()
    letters, comma, stop = _MARKS[language]

    def clause() -> str:
        return join.join(chance.choice(words) for _ in range(22 if language == "zh" else 11))

    def sentence() -> str:
        return clause() + comma + clause() + stop

    blocks: list[Any] = []
    for number in range(1, _PARAGRAPHS[language] + 1):
        note = str(number // 4) if number % 4 == 0 else ""
        runs = (t.Run(sentence()), t.Run(clause(), "italic"), t.Run(stop + sentence(), note=note))
        points = tuple(t.Point(letter, (t.Run(sentence()),)) for letter in letters) if number % 9 == 0 else ()
        blocks.append(t.Paragraph(str(number), runs, points))
        if number % 20 == 0:
            rows = tuple((t.Cell((t.Run(clause()),)), t.Cell((t.Run(str(row)),), True)) for row in range(12))
            blocks.append(t.Table(clause(), (t.Cell((t.Run(clause()),)), t.Cell((t.Run("n"),), True)), rows))
    share = len(blocks) // 6 + 1
    chapters = [blocks[start : start + share] for start in range(0, len(blocks), share)]
    sections = tuple(
        t.Section(mark, clause(), 1, tuple(part))
        for mark, part in zip(("I", "II", "III", "IV", "V", "VI"), chapters, strict=False)
    )
    rows = tuple(t.AnnexDocument((f"ARC/2031/{row}",), (f"{row % 9 + 1}",), clause()) for row in range(1, 13))
    notes = tuple(t.Note(str(number), (t.Run(sentence()),)) for number in range(1, _PARAGRAPHS[language] // 4 + 1))
    head = t.Masthead(symbols=("ARC/2031/4",), title=clause(), body=clause(), distribution="general", date="2031-05-01")
    return t.Tree(language, head, sections, (t.Annex(clause(), rows),), notes)  # type: ignore[arg-type]


def _peak_mb(who: int = resource.RUSAGE_SELF) -> float:
    return resource.getrusage(who).ru_maxrss / 1024


def _children_s() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def ours(format_: str, language: str) -> Measured:
    """Our writer, its first file in a fresh process: fonts are opened on the way."""
    from entraide.documents.domain.writing import write  # noqa: PLC0415

    tree = report(language)
    start = time.process_time()
    made = write(tree, format_)  # type: ignore[arg-type]
    taken = time.process_time() - start
    return {
        "value": round(taken, 3),
        "unit": "s CPU",
        "peak_mb": round(_peak_mb()),
        "bytes": len(made),
        **_pages(format_, made),
    }


def _pages(format_: str, made: bytes) -> Measured:
    if format_ != "pdf":
        return {}
    import pypdfium2  # noqa: PLC0415

    return {"pages": len(pypdfium2.PdfDocument(made))}


def pandoc_docx(language: str) -> Measured:
    """pandoc, from the same words as Markdown; direction and language given as it wants them."""
    import pypandoc  # noqa: PLC0415

    source = markdown(report(language))
    start, before = time.process_time(), _children_s()
    target = REPOSITORY / "build" / f"bench-{language}.docx"
    target.parent.mkdir(exist_ok=True)
    command = [pypandoc.get_pandoc_path(), "-f", "markdown", "-t", "docx", "-o", str(target)]
    direction = ["-M", "dir=rtl"] if language == "ar" else []
    subprocess.run([*command, "-M", f"lang={language}", *direction], input=source.encode(), check=True)
    taken = time.process_time() - start + _children_s() - before
    size = target.stat().st_size
    target.unlink()
    return {
        "value": round(taken, 3),
        "unit": "s CPU",
        "peak_mb": round(_peak_mb(resource.RUSAGE_CHILDREN)),
        "bytes": size,
    }


def weasyprint_pdf(language: str) -> Measured:
    """WeasyPrint, from the page that our own HTML writer makes, tagged as PDF/UA-1 is."""
    import weasyprint  # noqa: PLC0415

    from entraide.documents.domain.writing import write  # noqa: PLC0415

    page = write(report(language), "html").decode()
    start = time.process_time()
    made = weasyprint.HTML(string=page).write_pdf(pdf_variant="pdf/ua-1")
    taken = time.process_time() - start
    return {
        "value": round(taken, 3),
        "unit": "s CPU",
        "peak_mb": round(_peak_mb()),
        "bytes": len(made),
        **_pages("pdf", made),
    }


def markdown(tree: Any) -> str:
    """The report as pandoc's Markdown: headings, numbered paragraphs, lettered points, notes, tables."""
    from entraide.documents.domain import tree as t  # noqa: PLC0415

    lines = [f"---\ntitle: {tree.masthead.title}\n---\n"]
    for section in tree.sections:
        lines.append(f"# {section.number}. {section.heading}\n")
        for block in section.blocks:
            lines.append(_listed(block) if isinstance(block, t.Paragraph) else _tabled(block))
    lines += [f"[^{note.number}]: {t.plain(note.runs)}\n" for note in tree.notes]
    return "\n".join(lines)


def _listed(paragraph: Any) -> str:
    words = "".join(
        (f"*{run.text}*" if run.emphasis else run.text) + (f"[^{run.note}]" if run.note else "")
        for run in paragraph.runs
    )
    points = "".join(f"\n    {chr(97 + place)}) {point.runs[0].text}\n" for place, point in enumerate(paragraph.points))
    return f"{paragraph.number}.  {words}\n{points}"


def _tabled(table: Any) -> str:
    rows = ["| " + " | ".join(cell.runs[0].text for cell in row) + " |" for row in (table.header, *table.rows)]
    return "\n".join([rows[0], "|---|--:|", *rows[1:], "", f": {table.caption}", ""])


def installed(name: str) -> bool:
    """Whether a package of the bench is there."""
    return importlib.util.find_spec(name) is not None


def measures() -> dict[str, Callable[[], Measured]]:
    """Every measure by its name: `docx-en`, `pandoc-docx-ar` …"""
    found: dict[str, Callable[[], Measured]] = {}
    for format_ in FORMATS:
        for language in LANGUAGES:
            found[f"{format_}-{language}"] = partial(ours, format_, language)
    others = {"pandoc-docx": ("pypandoc", pandoc_docx), "weasyprint-pdf": ("weasyprint", weasyprint_pdf)}
    for name, (package, work) in others.items():
        if installed(package):
            found |= {f"{name}-{language}": partial(work, language) for language in LANGUAGES}
    return found


def limit(name: str) -> float | None:
    """The CPU seconds allowed; None for the tools of others."""
    format_, _, language = name.partition("-")
    return CHINESE_PDF if name == "pdf-zh" else LIMITS.get(format_) if language in LANGUAGES else None


def run(name: str) -> Measured:
    """One measure in a process of its own."""
    done = subprocess.run([sys.executable, __file__, name], capture_output=True, text=True, check=True, cwd=REPOSITORY)
    found: Measured = json.loads(done.stdout.splitlines()[-1])
    return found


def main() -> int:
    """Measure all, or one."""
    if len(sys.argv) > 1:
        print(json.dumps(measures()[sys.argv[1]]()))
        return 0
    missed = 0
    for name in measures():
        found, allowed = run(name), limit(name)
        met = allowed is None or (found["value"] <= allowed and found["peak_mb"] <= MEMORY)
        missed += not met
        verdict = "" if allowed is None else f"≤ {allowed:g} {'met' if met else 'MISSED'}"
        print(
            f"{name:20} {found['value']:7.3f} {found['unit']}  {found['peak_mb']:4} MB  {found.get('pages', ''):>3}  {verdict}"
        )
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
