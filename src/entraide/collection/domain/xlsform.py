"""Reads an XLSForm: pyxform makes an XForm of it in a process of its own, whose messages become numbered problems.

A process of its own keeps its time bounded, and a broken workbook from taking the server with it.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Final
from zipfile import BadZipFile, ZipFile

from attrs import evolve, frozen
from python_calamine import CalamineError, CalamineWorkbook

from entraide.kernel.languages import LANGUAGES
from entraide.kernel.problems import Problem, Refused, refuse
from entraide.kernel.text import Text

from .form import Form
from .xform import Reading, check_xform

SECONDS: Final = 30
MAX_BYTES: Final = 10_000_000
MAX_UNPACKED: Final = 100_000_000
_ROW = re.compile(r"\[row : (\d+)\]\s*(.*)", re.DOTALL)
_QUOTED = re.compile(r"'([^'\n]{1,60})'")
_SHEET = re.compile(r"'?(survey|choices|settings|external_choices|entities|osm)'? (?:sheet|worksheet)")


@frozen
class Converted:
    """An XForm made of an XLSForm, and what pyxform remarked on the way."""

    xml: bytes
    remarks: tuple[Problem, ...]


def read_xlsform(data: bytes) -> Form:
    """The form in an XLSForm. Refused with every problem that forbids its publication."""
    return check_xlsform(data).published()


def check_xlsform(data: bytes) -> Reading:
    """The form and its problems, missing translations among them. Titles come from `title_xx` in `settings`."""
    try:
        converted = to_xform(data)
    except Refused as refused:
        return Reading(None, refused.problems)
    reading = check_xform(converted.xml)
    if reading.form is None:
        return Reading(None, (*converted.remarks, *reading.problems))
    title = title_in(data) or reading.form.title
    form = evolve(reading.form, title=title)
    problems = [one for one in reading.problems if one.place != "title" or title.missing()]
    return Reading(form, (*problems, *converted.remarks))


def to_xform(data: bytes, seconds: int = SECONDS) -> Converted:
    """Convert. Refused with COL-001 (no workbook), COL-016 (a wrong row) or COL-018 (too slow)."""
    _check_size(data)
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "form.xlsx"), Path(folder, "form.xml")
        source.write_bytes(data)
        done = _run([sys.executable, "-m", "pyxform.xls2xform", str(source), str(target), "--skip_validate"], seconds)
        said = [line for line in (done.stdout + done.stderr).splitlines() if line.strip()]
        if not target.is_file():
            raise Refused(_wrong("\n".join(said)))
        return Converted(target.read_bytes(), tuple(_remarks(said)))


def _check_size(data: bytes) -> None:
    try:
        with ZipFile(BytesIO(data)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except BadZipFile:
        raise refuse("COL-001") from None
    if len(data) > MAX_BYTES or unpacked > MAX_UNPACKED:
        raise refuse("COL-008", limit=MAX_BYTES)


def _run(command: list[str], seconds: int) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(command, capture_output=True, text=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired:
        raise refuse("COL-018", seconds=seconds) from None


def _wrong(said: str) -> Problem:
    """Where the last message of pyxform points: the sheet, the row, the names it quotes. Its own English words are not shown."""
    lines = [line for line in said.splitlines() if line.strip()]
    start = next((at for at, line in enumerate(lines) if "PyXFormError" in line or "Error:" in line), len(lines) - 1)
    message = "\n".join(lines[max(0, start) :]).split("Error: ", 1)[-1].strip() or said.strip()
    row = _ROW.search(message)
    sheet = _SHEET.search(message)
    number = int(row.group(1)) if row else 1
    name = sheet.group(1) if sheet else "survey"
    quoted = [one for one in dict.fromkeys(_QUOTED.findall(message)) if one != name]
    names = ", ".join(quoted[:6]) or name
    return Problem("COL-016", {"sheet": name, "row": number, "names": names}, f"{name}!{number}", number)


def _remarks(said: list[str]) -> Iterator[Problem]:
    for line in said:
        text = line.strip()
        if text and not text.startswith(("Conversion complete", "Warnings:", "Some warnings")):
            row = _ROW.search(text)
            yield Problem("COL-017", {"detail": text[:300]}, "", int(row.group(1)) if row else 0)


def title_in(data: bytes) -> Text:
    """The title in the languages of the columns `title_ar` … `title_zh` of the sheet `settings`; empty for none."""
    try:
        rows = CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_name("settings").to_python()
    except (CalamineError, ValueError, KeyError):
        return Text()
    if len(rows) < 2:
        return Text()
    row = {str(head).strip(): str(cell).strip() for head, cell in zip(rows[0], rows[1], strict=False)}
    kept = {language: row[f"title_{language}"] for language in LANGUAGES if row.get(f"title_{language}")}
    original = next((language for language in LANGUAGES if kept.get(language) == row.get("form_title")), None)
    return Text.of(original, **kept)
