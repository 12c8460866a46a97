"""Reads an XLSForm: its sheets are read and our own kinds written out here, pyxform makes an XForm of them in a process of
its own (`converting.py`), and what it says against them becomes numbered problems with sheet and row.

A process of its own keeps time and memory bounded, and pyxform's pins on other libraries away from ours.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from attrs import evolve, frozen

from entraide.kernel.languages import LANGUAGES
from entraide.kernel.problems import Problem, Refused, refuse
from entraide.kernel.text import Text

from .expansion import Expanded, expand
from .form import Form
from .sheets import KNOWN, Book, Sheet, read_book
from .xform import Reading, check_xform

SECONDS: Final = 30
_ROW = re.compile(r"\[row : (\d+)\]\s*(.*)", re.DOTALL)
_QUOTED = re.compile(r"'([^'\n]{1,60})'")
_SHEET = re.compile(r"'?(survey|choices|settings|external_choices|entities|osm)'? (?:sheet|worksheet)")


@frozen
class Converted:
    """An XForm made of an XLSForm, and what pyxform remarked on the way."""

    xml: bytes
    remarks: tuple[Problem, ...]
    title: Text


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
    title = converted.title or reading.form.title
    form = evolve(reading.form, title=title)
    problems = [one for one in reading.problems if one.place != "title" or title.missing()]
    return Reading(form, (*problems, *converted.remarks))


def to_xform(data: bytes, seconds: int = SECONDS) -> Converted:
    """Convert. Refused with COL-001 and what `read_book` says, 016 (a wrong row), 018 (too slow), 045, 046."""
    book = read_book(data)
    expanded = expand(book)
    answer = _asked(expanded.book, seconds)
    if "error" in answer:
        raise Refused(_wrong(str(answer["error"]), expanded))
    remarks = (*_remarks([str(one) for one in answer["warnings"]], expanded), *_unused_lists(book))
    return Converted(str(answer["xform"]).encode(), remarks, _title(book["settings"]))


def title_in(data: bytes) -> Text:
    """The title in the languages of the columns `title_ar` … `title_zh` of the sheet `settings`; empty for none."""
    try:
        return _title(read_book(data)["settings"])
    except Refused:
        return Text()


def _asked(book: Book, seconds: int) -> dict[str, Any]:
    """What the process answers."""
    sheets: dict[str, Any] = {"sheet_names": list(book.names), "fallback_form_name": "data"}
    for name in KNOWN:
        if name in book.sheets:
            sheets[name] = [dict(line.cells) for line in book[name].lines]
            sheets[f"{name}_header"] = [dict.fromkeys(book[name].header)]
    command = [sys.executable, "-I", str(Path(__file__).with_name("converting.py")), str(seconds)]
    try:
        done = subprocess.run(
            command, input=json.dumps(sheets), capture_output=True, text=True, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired:
        raise refuse("COL-018", seconds=seconds) from None
    if done.returncode < 0:
        raise refuse("COL-018", seconds=seconds)
    if done.returncode:
        return {"error": done.stderr.strip().splitlines()[-1] if done.stderr.strip() else "survey"}
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def _wrong(said: str, expanded: Expanded) -> Problem:
    """Where the message of pyxform points: the sheet, the row, the names it quotes. Its own English words are not shown."""
    message = said.split("Error: ", 1)[-1].strip() or said.strip()
    row = _ROW.search(message)
    sheet = _SHEET.search(message)
    name = sheet.group(1) if sheet else "survey"
    quoted = [one for one in dict.fromkeys(_QUOTED.findall(message)) if one != name]
    number = int(row.group(1)) if row else 0
    if name == "survey":
        number = expanded.row(number) if row else _row_naming(quoted, expanded)
    elif name == "choices" and not row:
        name, number = "survey", _row_naming(["select_one", "select_multiple", "rank"], expanded)
    number = number or 1
    names = ", ".join(quoted[:6]) or name
    return Problem("COL-016", {"sheet": name, "row": number, "names": names}, f"{name}!{number}", number)


def _row_naming(names: list[str], expanded: Expanded) -> int:
    """The first row of the survey whose type or name holds one of these words; 0 for none."""
    lines = expanded.book["survey"].lines
    held = (line.row for line in lines if {*line["type"].split(), line["type"], line["name"]} & set(names))
    return next(held, 0)


def _remarks(said: list[str], expanded: Expanded) -> Iterator[Problem]:
    for text in said:
        row = _ROW.search(text)
        number = expanded.row(int(row.group(1))) if row else 0
        yield Problem("COL-017", {"detail": text.strip()[:300]}, f"survey!{number}" if number else "", number)


def _unused_lists(book: Book) -> Iterator[Problem]:
    """Lists of choices that no question names; those named inside an expression count as used."""
    said = " ".join(cell for line in book["survey"].lines for cell in line.cells.values())
    words = set(re.split(r"[^\w.\-]+", said))
    done: set[str] = set()
    for line in book["choices"].lines:
        name = line["list_name"] or line["list name"]
        if name and name not in words and name not in done:
            done.add(name)
            yield Problem("COL-052", {"name": name}, f"choices!{line.row}", line.row)


def _title(settings: Sheet) -> Text:
    if not settings.lines:
        return Text()
    row = settings.lines[0]
    kept = {language: row[f"title_{language}"] for language in LANGUAGES if row[f"title_{language}"]}
    original = next((language for language in LANGUAGES if kept.get(language) == row["form_title"]), None)
    return Text.of(original, **kept)
