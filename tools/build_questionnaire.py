"""Compile a questionnaire written as text into an XLSForm.

    python tools/build_questionnaire.py                 every folder of data/questionnaires
    python tools/build_questionnaire.py FOLDER OUT.xlsx one folder

The folder holds `settings.yml`, `choices.yml` and `survey.yml`; the XLSForm has the same words in columns.
Equal sources give equal bytes.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter
import yaml

from entraide.kernel.languages import LANGUAGES, OWN_NAMES

Row = dict[str, str]

PLAIN = (
    "type",
    "name",
    "default",
    "required",
    "relevant",
    "constraint",
    "calculation",
    "appearance",
    "bind::entraide:kind",
    "bind::entraide:audience",
    "bind::entraide:severity",
    "parameters",
)
LATER = ("bind::entraide:severity", "parameters")
"""Columns that a questionnaire has only when it uses them."""
TEXTS = {"label": "label", "hint": "hint", "guidance": "guidance_hint", "constraint_message": "constraint_message"}
ATTRIBUTES = {
    "kind": "bind::entraide:kind", "audience": "bind::entraide:audience", "severity": "bind::entraide:severity",
}  # fmt: skip
CREATED = datetime(2024, 1, 1)  # noqa: DTZ001  (the file format has no time zones)


def column(text: str, language: str) -> str:
    """`label`, `fr` → `label::Français (fr)`."""
    return f"{text}::{OWN_NAMES[language]} ({language})"  # type: ignore[index]


def texts(item: Mapping[str, Any], year: str = "") -> Row:
    """The translated cells of one row; a language that is missing is an error of the source."""
    cells = {}
    for key, name in TEXTS.items():
        if key in item:
            for language in LANGUAGES:
                cells[column(name, language)] = item[key][language].replace("{year}", year)
    return cells


def question(item: Mapping[str, Any], year: str = "") -> Row:
    """One row of the survey sheet."""
    row = {key: str(item[key]).replace("{year}", year) if year else str(item[key]) for key in PLAIN if key in item}
    row |= {name: item[key] for key, name in ATTRIBUTES.items() if key in item}
    if "required" in item:
        row["required"] = "yes" if item["required"] is True else item["required"]
    if item.get("multiline"):
        row["appearance"] = "multiline"
    return row | texts(item, year)


def rows(items: list[Mapping[str, Any]]) -> Iterator[Row]:
    """The rows of a section or a repeat."""
    for item in items:
        if "repeat" in item:
            yield {"type": "begin repeat", "name": item["repeat"]} | texts(item)
            yield from rows(item["questions"])
            yield {"type": "end repeat", "name": item["repeat"]}
        else:
            yield from (question(item, str(year)) for year in item.get("years", [""]))


def survey(sections: list[Mapping[str, Any]]) -> Iterator[Row]:
    """The whole survey sheet: each section is a group."""
    for section in sections:
        yield {"type": "begin group", "name": section["name"]} | texts(section)
        yield from rows(section["questions"])
        yield {"type": "end group", "name": section["name"]}


def choices(lists: Mapping[str, Mapping[str, Mapping[str, str]]]) -> Iterator[Row]:
    """The choices sheet."""
    for list_name, entries in lists.items():
        for name, labels in entries.items():
            yield {"list_name": list_name, "name": name} | texts({"label": labels})


def settings(data: Mapping[str, Any]) -> Row:
    """The one row of the settings sheet."""
    default = data["default_language"]
    return {
        "form_title": data["title"][default],
        "form_id": data["form_id"],
        "version": data["version"],
        "default_language": f"{OWN_NAMES[default]} ({default})",  # type: ignore[index]
        "namespaces": data["namespaces"],
    } | {f"title_{code}": data["title"][code] for code in LANGUAGES}


def columns(kind: str) -> list[str]:
    """The columns of a sheet, in the order in which people read them."""
    if kind == "survey":
        return [*PLAIN[:2], *(column(name, code) for name in TEXTS.values() for code in LANGUAGES), *PLAIN[2:]]
    return ["list_name", "name", *(column("label", code) for code in LANGUAGES)]


def sheets(folder: Path) -> dict[str, list[list[str]]]:
    """The three sheets as tables of text, the headings first."""
    source = {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in folder.glob("*.yml")}
    settings_row = settings(source["settings"])
    asked = list(survey(source["survey"]))
    used = {key for row in asked for key in row}
    tables = {
        "survey": ([key for key in columns("survey") if key in used or key not in LATER], asked),
        "choices": (columns("choices"), list(choices(source["choices"]))),
        "settings": (list(settings_row), [settings_row]),
    }
    return {
        name: [head, *([row.get(key, "") for key in head] for row in body)] for name, (head, body) in tables.items()
    }


def build(folder: Path, out: Path) -> None:
    """Write the XLSForm of `folder` to `out`."""
    with xlsxwriter.Workbook(str(out), {"strings_to_numbers": False, "strings_to_formulas": False}) as workbook:
        workbook.set_properties({"created": CREATED})
        bold = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
        for name, table in sheets(folder).items():
            sheet = workbook.add_worksheet(name)
            sheet.freeze_panes(1, 2)
            sheet.set_column(0, len(table[0]) - 1, 28, wrapped)
            for number, line in enumerate(table):
                for place, text in enumerate(line):
                    if text:
                        sheet.write_string(number, place, text, bold if number == 0 else wrapped)


def main(arguments: list[str]) -> None:
    """The command line."""
    home = Path(__file__).resolve().parent.parent / "data" / "questionnaires"
    if len(arguments) == 2:
        jobs = [(Path(arguments[0]), Path(arguments[1]))]
    else:
        jobs = [(path.parent, path.parent.with_suffix(".xlsx")) for path in sorted(home.glob("*/survey.yml"))]
    for folder, out in jobs:
        build(folder, out)
        print(f"{folder} -> {out}")


if __name__ == "__main__":
    main(sys.argv[1:])
