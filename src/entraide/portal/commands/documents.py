"""`entraide documents read FILE --json`, `entraide documents write FILE --to docx,pdf,html,akn --out DIR`.

The commands that touch filed documents stand in `documents_filed`; they load Django only when they run.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from entraide.documents.domain.codec import from_json, to_json
from entraide.documents.domain.reading import MAX_BYTES, read
from entraide.documents.domain.tree import Section, Tree
from entraide.kernel.languages import LANGUAGES
from entraide.kernel.problems import refuse

from . import documents_filed, documents_import, documents_issue

_FORMATS = ("docx", "pdf", "html", "akn")


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the commands."""
    room = commands.add_parser("documents", help="read, write and file papers")
    verbs = room.add_subparsers(dest="verb", required=True, metavar="VERB")
    reading = verbs.add_parser("read", help="print the tree of a .txt, .docx, .pdf or Akoma Ntoso file")
    reading.add_argument("source", metavar="FILE", help="a file, or - for standard input")
    reading.add_argument("--language", choices=LANGUAGES, help="detected unless given")
    reading.add_argument("--json", action="store_true", help="the whole tree as one JSON document")
    reading.set_defaults(handler=_read)
    writing = verbs.add_parser("write", help="write a tree (JSON or Akoma Ntoso) in other formats")
    writing.add_argument("source", metavar="FILE", help="a file, or - for standard input")
    writing.add_argument("--to", required=True, type=_formats, metavar="FORMATS", help=f"some of {','.join(_FORMATS)}")
    writing.add_argument("--language", choices=LANGUAGES, help="of the fixed words; the tree's own unless given")
    writing.add_argument("--out", required=True, type=Path, metavar="DIR", help="made when absent")
    writing.set_defaults(handler=_write)
    documents_filed.add_to(verbs)
    documents_import.add_to(verbs)
    documents_issue.add_to(verbs)


def _formats(text: str) -> list[str]:
    wanted = [part.strip() for part in text.split(",") if part.strip()]
    unknown = [part for part in wanted if part not in _FORMATS]
    if unknown or not wanted:
        raise argparse.ArgumentTypeError(f"not {', '.join(unknown) or 'empty'}: give some of {', '.join(_FORMATS)}")
    return list(dict.fromkeys(wanted))


def _bytes(source: str) -> bytes:
    """The file, or as much of it as is enough to see that it is too big."""
    if source == "-":
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    try:
        with Path(source).open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise refuse("DOC-035", reason=error.strerror or "?") from None


def _say(line: str) -> None:
    sys.stderr.write(line + "\n")


def _show(data: Any) -> None:
    sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=1) + "\n")


def _read(args: argparse.Namespace) -> int:
    tree = read(_bytes(args.source), args.source, args.language)
    for problem in tree.problems:
        _say(problem.line_for(args.source))
    if args.json:
        _show(to_json(tree))
    else:
        sys.stdout.write("\n".join(_outline(tree)) + "\n")
    return 0


def _outline(tree: Tree) -> list[str]:
    """The headings with their paragraphs, for a look without JSON."""
    lines = [" ".join(filter(None, (*tree.masthead.symbols, tree.masthead.title, f"[{tree.language}]")))]
    lines += [line for section in tree.sections for line in _section(section)]
    return [*lines, *(f"{annex.heading}: {len(annex.documents)}" for annex in tree.annexes)]


def _section(section: Section) -> list[str]:
    numbers = " ".join(paragraph.number or "·" for paragraph in section.paragraphs)
    line = f"{'  ' * (section.level - 1)}{section.number} {section.heading}  {numbers}".rstrip()
    return [line, *(below for inner in section.sections for below in _section(inner))]


def _write(args: argparse.Namespace) -> int:
    from entraide.documents.domain.writing import SUFFIXES, write  # noqa: PLC0415 - the PDF engine; reading needs none

    tree = _tree(_bytes(args.source), args.source)
    args.out.mkdir(parents=True, exist_ok=True)
    stem = Path(args.source).stem if args.source != "-" else "document"
    files = [(args.out / f"{stem}{SUFFIXES[form]}", write(tree, form, args.language)) for form in args.to]
    for path, data in files:
        path.write_bytes(data)
        sys.stdout.write(f"{path}\n")
    return 0


def _tree(data: bytes, name: str) -> Tree:
    if not data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{"):
        return read(data, name)
    try:
        return from_json(json.loads(data))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise refuse("DOC-034", reason=f"{type(error).__name__} {error}"[:120]) from None
