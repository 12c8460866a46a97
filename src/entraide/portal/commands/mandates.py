"""`entraide mandates …`: mandates read out of a paper, and the act of single paragraphs."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from entraide.documents.domain.reading import read
from entraide.kernel.languages import LANGUAGES
from entraide.kernel.problems import Problem, Refused
from entraide.mandates.domain.classify import classify
from entraide.mandates.domain.proposals import to_json
from entraide.mandates.domain.resolving import extract_aligned

from . import mandates_exchange, mandates_register


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the room's commands."""
    room = commands.add_parser("mandates", help="who asked whom to do what")
    verbs = room.add_subparsers(dest="verb", required=True, metavar="COMMAND")
    reading = verbs.add_parser("extract", help="propose the mandates of a paper")
    reading.add_argument("source", metavar="FILE", help="a .txt, .docx, .pdf or Akoma Ntoso .xml file, or -")
    reading.add_argument("--language", choices=LANGUAGES, help="the paper's language; found in the text when not given")
    reading.add_argument(
        "--beside", action="append", default=[], metavar="FILE",
        help="the same paper in another language, which decides what the words of the first leave open; may be repeated",
    )  # fmt: skip
    reading.add_argument("--json", action="store_true", help="one JSON document")
    reading.set_defaults(handler=_extract)
    acts = verbs.add_parser("classify", help="name the act of each paragraph; JSON lines in and out")
    acts.add_argument("source", metavar="FILE", nargs="?", default="-", help="JSON lines; standard input by default")
    acts.add_argument("--language", choices=LANGUAGES, required=True)
    acts.set_defaults(handler=_classify)
    mandates_register.add_to(verbs)
    mandates_exchange.add_to(verbs)


def _extract(args: argparse.Namespace) -> int:
    data = sys.stdin.buffer.read() if args.source == "-" else Path(args.source).read_bytes()
    tree = read(data, args.source, args.language)
    others = [read(Path(name).read_bytes(), name) for name in args.beside]
    found = extract_aligned({other.language: other for other in others} | {tree.language: tree}, tree.language)
    if args.json:
        _say(json.dumps([to_json(proposal) for proposal in found], ensure_ascii=False, indent=2))
        return 0
    for proposal in found:
        whom = ", ".join(addressee.text for addressee in proposal.addressees)
        _say(f"{proposal.paragraph} {proposal.point}\t{proposal.act}\t{whom}\t{proposal.deliverable[:80]}")
    return 0


def _classify(args: argparse.Namespace) -> int:
    if args.source == "-":
        return _classified(sys.stdin.buffer, args)
    with Path(args.source).open("rb") as lines:
        return _classified(lines, args)


def _classified(lines: IO[bytes], args: argparse.Namespace) -> int:
    for row in _rows(lines):
        found = classify(row["text"], args.language)
        shown: dict[str, Any] = {
            "id": row.get("id"),
            "lead": found.lead,
            "act": found.act,
            "group": found.group,
            "action": found.action,
            "ambiguous": found.ambiguous,
        }
        _say(json.dumps(shown, ensure_ascii=False))
    return 0


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")


def _rows(lines: IO[bytes]) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            row = None
        if not isinstance(row, dict) or not isinstance(row.get("text"), str):
            raise Refused(Problem("MAN-004", {"number": number}, f"line {number}", number))
        yield row
