"""`entraide forms check|judge|xpath|workbook|read-workbook`: questionnaires, without a database."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from entraide.collection.domain.form import Form, Group, Item, Question, Repeat
from entraide.collection.domain.judge import Finding, judge_xml
from entraide.collection.domain.reading import check_form
from entraide.collection.domain.workbook import read_workbook, write_workbook
from entraide.collection.domain.xform import Reading
from entraide.collection.domain.xpath.cases import answer
from entraide.kernel.languages import LANGUAGES, as_language
from entraide.kernel.problems import Refused

from . import forms_export

SUITE_ZONE = "America/Phoenix"
"""The public conformance suite writes its dates for UTC-7; forms themselves are judged in UTC."""


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the commands."""
    room = commands.add_parser("forms", help="questionnaires: check, judge, workbooks")
    verbs = room.add_subparsers(dest="verb", required=True)
    check = _verb(verbs, "check", _check, "whether a form can be published")
    judge = _verb(verbs, "judge", _judge, "hold a submission against a form")
    judge.add_argument("submission", help="a submission as OpenRosa clients send it (.xml)")
    judge.add_argument("--today", type=date.fromisoformat, default=None, help="the day that today() means")
    for parser in (check, judge):
        parser.add_argument("--json", action="store_true", help="one JSON document")
        parser.add_argument("--language", choices=LANGUAGES, default="en", help="the language of messages")
    xpath = verbs.add_parser("xpath", help="evaluate the cases of a conformance suite, one JSON object a line")
    xpath.add_argument("--zone", default=SUITE_ZONE, type=_zone, help="the time zone in which dates are read")
    xpath.set_defaults(handler=_xpath, source="-")
    write = _verb(verbs, "workbook", _workbook, "write the offline workbook")
    write.add_argument("--language", choices=LANGUAGES, required=True)
    write.add_argument("--out", required=True, help="the file to write (.xlsx), - for standard output")
    write.add_argument("--sections", default="", help="only these sections, their names parted by commas")
    read = _verb(verbs, "read-workbook", _read_workbook, "read the answers back from a workbook")
    read.add_argument("workbook", help="the workbook (.xlsx)")
    read.add_argument("--json", action="store_true")
    read.add_argument("--language", choices=LANGUAGES, default="en")
    forms_export.add_to(verbs)


def _verb(verbs: Any, name: str, handler: Any, what: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = verbs.add_parser(name, help=what)
    parser.add_argument("source", metavar="FORM", help="an XLSForm (.xlsx) or an XForm (.xml)")
    parser.set_defaults(handler=handler)
    return parser


def _bytes(name: str) -> bytes:
    return sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()


def _form(args: argparse.Namespace) -> Form:
    return check_form(_bytes(args.source)).published()


def _print(document: Any) -> None:
    sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=2) + "\n")


def _check(args: argparse.Namespace) -> int:
    reading = check_form(_bytes(args.source))
    for problem in reading.problems:
        sys.stderr.write(problem.line_for(args.source, args.language) + "\n")
    if args.json:
        _print(_described(reading, args.language))
    elif reading.form is not None:
        form = reading.form
        count = len(form.questions())
        sys.stdout.write(f"{form.id} {form.version}: {len(form.sections)} sections, {count} questions\n")
    return 0 if reading.publishable else 1


def _described(reading: Reading, language: str) -> dict[str, Any]:
    tongue = as_language(language)
    form = reading.form
    problems = [{**problem.to_json(tongue), "path": problem.place} for problem in reading.problems]
    if form is None:
        return {"publishable": False, "sections": [], "questions": [], "languages": [], "problems": problems}
    return {
        "publishable": reading.publishable,
        "id": form.id,
        "version": form.version,
        "title": dict(form.title.versions),
        "languages": list(form.languages),
        "default_language": form.default_language,
        "sections": [
            {
                "name": section.name,
                "number": section.number,
                "label": dict(section.label.versions),
                "items": [_item(item) for item in section.items],
            }
            for section in form.sections
        ],
        "questions": [_question(question) for question in form.questions()],
        "problems": problems,
    }


def _item(item: Item) -> dict[str, Any]:
    if isinstance(item, Question):
        return {"question": item.path, "number": item.number}
    row: dict[str, Any] = {type(item).__name__.lower(): item.path}
    if isinstance(item, Group | Repeat):
        row["label"] = dict(item.label.versions)
        row["kind"] = getattr(item, "kind", "")
        row["items"] = [_item(inner) for inner in item.items]
    return row


def _question(question: Question) -> dict[str, Any]:
    return {
        "number": question.number,
        "path": question.path,
        "type": question.type,
        "kind": question.kind,
        "label": dict(question.label.versions),
        "required": str(question.required or ""),
        "relevant": str(question.relevant or ""),
        "constraint": str(question.constraint or ""),
        "calculation": str(question.calculation or ""),
        "choices": [{"value": choice.value, "label": dict(choice.label.versions)} for choice in question.choices],
        "repeat": question.repeat,
    }


def _judge(args: argparse.Namespace) -> int:
    form = _form(args)
    args.source = args.submission
    today = args.today or datetime.now(UTC).date()
    judgement = judge_xml(form, _bytes(args.submission), today)
    found = [_found(finding, args.language) for finding in judgement.problems]
    if args.json:
        complete = {name: {"asked": one.asked, "answered": one.answered} for name, one in judgement.complete.items()}
        values = dict(judgement.values)
        _print({"valid": judgement.valid, "problems": found, "values": values, "complete": complete})
    else:
        sys.stdout.writelines(f"{row['path']}: {row['severity']} {row['code']} {row['message']}\n" for row in found)
    return 0


def _found(finding: Finding, language: str) -> Mapping[str, str]:
    message = finding.message(as_language(language))
    row = {"path": finding.path, "severity": finding.severity, "code": finding.code, "message": message}
    return {**row, "number": finding.problem.code}


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise argparse.ArgumentTypeError(f"no time zone is called {name}") from error


def _xpath(args: argparse.Namespace) -> int:
    for line in sys.stdin.buffer:
        if line.strip():
            sys.stdout.write(json.dumps(_answered(line, args.zone), ensure_ascii=False) + "\n")
    return 0


def _answered(line: bytes, zone: ZoneInfo) -> dict[str, Any]:
    try:
        case = json.loads(line)
    except (ValueError, RecursionError):
        return {"error": "the line is no case in JSON"}
    return answer(case, zone) if isinstance(case, dict) and "expr" in case else {"error": "no `expr` in the case"}


def _workbook(args: argparse.Namespace) -> int:
    form, names = _form(args), [name for name in args.sections.split(",") if name]
    if set(names) - {section.name for section in form.sections}:
        sys.stderr.write(f"sections of this form: {', '.join(section.name for section in form.sections)}\n")
        return 2
    content = write_workbook(form, as_language(args.language), sections=names or None)
    if args.out == "-":
        sys.stdout.buffer.write(content)
        return 0
    Path(args.out).write_bytes(content)
    sys.stderr.write(f"{args.out}\n")
    return 0


def _read_workbook(args: argparse.Namespace) -> int:
    form = _form(args)
    args.source = args.workbook
    workbook = read_workbook(form, _bytes(args.workbook))
    tongue = as_language(args.language)
    problems = tuple(getattr(workbook, "problems", ()))
    if args.json:
        told = [{**problem.to_json(tongue), "path": problem.place} for problem in problems]
        _print({"answers": workbook.answers.to_json(), "problems": told})
    else:
        for path, cell in workbook.answers.to_json().items():
            sys.stdout.write(f"{path}: {cell.get('value', cell.get('missing', ''))}\n")
        for problem in problems:
            sys.stderr.write(problem.line_for(args.workbook, tongue) + "\n")
    if any(problem.severity == "stop" for problem in problems):
        raise Refused(*(problem for problem in problems if problem.severity == "stop"))
    return 0
