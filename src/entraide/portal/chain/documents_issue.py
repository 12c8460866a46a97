"""The commands that file several languages together, issue a document again, compare and cite."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from entraide.documents import actions, policies, queries
from entraide.documents.actions.sets import leading_of
from entraide.documents.domain.comparing import Pair, compare
from entraide.documents.domain.prefill import found_in, original_of
from entraide.documents.web.citations import of_document, of_paragraph
from entraide.foundation.db.context import acting_as
from entraide.kernel.actor import Actor
from entraide.kernel.audience import Audience
from entraide.kernel.languages import Language, as_language
from entraide.kernel.problems import NotHere
from entraide.kernel.text import Text

from .documents import _content, _details, _row
from .who import actor_from

_SIGNS = {"changed": "~", "added": "+", "dropped": "-", "same": " "}


def _received(actor: Actor, sources: list[str]) -> list[Any]:
    return [actions.receive_file(actor, content=_content(source), name=Path(source).name) for source in sources]


def file_set(args: argparse.Namespace) -> int:
    """Read one paper in several languages and file them in one act; all of it or nothing."""
    actor = actor_from(args)
    with acting_as(actor):
        readings = _received(actor, args.sources)
        trees = {as_language(row.language): queries.reading_tree(actor, row.pk) for row in readings}
        statuses = {code: "original" if original_of(tree) == code else "official" for code, tree in trees.items()}
        first = leading_of(trees, statuses)
        document = actions.file_set(
            actor, readings, statuses=statuses, **_details(found_in(trees[first]), first),
            audience=Audience(args.audience), invented=args.invented,
        )  # fmt: skip
    print(document.pk, document, " ".join(sorted(trees)), sep="\t")
    return 0


def _document(actor: Actor, wanted: str) -> Any:
    return policies.access_document(actor, _row(actor, wanted).id)


def _reason(args: argparse.Namespace) -> Text:
    return Text().with_version(as_language(args.language), args.reason, "original") if args.reason else Text()


def issue(args: argparse.Namespace) -> int:
    """Issue a document again with the texts of files: a revision, a reissue; or an addendum to it."""
    actor = actor_from(args)
    with acting_as(actor):
        document, readings = _document(actor, args.to), _received(actor, args.sources)
        if args.kind == "add":
            symbol = str(actions.issue_addendum(actor, document, readings, symbol=args.symbol, dated=args.dated))
        else:
            symbol = actions.issue_readings(
                actor, document, readings, kind=args.kind, symbol=args.symbol, reason=_reason(args), dated=args.dated
            ).symbol
    print(document.pk, symbol, sep="\t")
    return 0


def corrigendum(args: argparse.Namespace) -> int:
    """Correct one paragraph in one language."""
    actor = actor_from(args)
    with acting_as(actor):
        document = _document(actor, args.symbol)
        found = _paragraph(actor, args.symbol, args.number, args.point)
        edition = actions.issue_corrigendum(
            actor, document, texts={as_language(args.language): {str(found.guid): args.text}}, reason=_reason(args),
            dated=args.dated,
        )  # fmt: skip
    print(document.pk, edition.symbol, sep="\t")
    return 0


def _paragraph(actor: Actor, symbol: str, number: str, point: str) -> queries.ParagraphRow:
    found = queries.find_paragraph(actor, symbol, number, point)
    if found is None:
        raise NotHere
    return found


def beside(args: argparse.Namespace) -> int:
    """Two texts of a document side by side: a language, or a language and an issue (`fr@0`)."""
    actor = actor_from(args)
    with acting_as(actor):
        row = _row(actor, args.symbol)
        trees = [_tree(actor, row.id, side) for side in (args.left, args.right)]
    found = compare(*trees)
    shown = [pair for pair in found.pairs if args.all or pair.kind != "same"]
    if args.json:
        rows = {"counts": dict(found.counts), "pairs": [_shape(pair) for pair in shown]}
        print(json.dumps(rows, ensure_ascii=False, indent=1))
    for pair in () if args.json else shown:
        print(_SIGNS[pair.kind], *_line(pair), sep="\t")
    return 0


def _tree(actor: Actor, document_id: int, side: str) -> Any:
    language, _at, number = side.partition("@")
    edition = int(number) if number.isascii() and number.isdecimal() and len(number) < 5 else None
    found = queries.tree(actor, document_id, language, edition) if bool(number) == (edition is not None) else None
    if found is None:
        raise NotHere
    return found


def _line(pair: Pair) -> tuple[str, str, str]:
    left, right = (side.text if side else "" for side in (pair.left, pair.right))
    either = pair.left or pair.right
    return either.label if either else "", left, right


def _shape(pair: Pair) -> dict[str, Any]:
    label, left, right = _line(pair)
    changes = [{"kind": change.kind, "text": change.text} for change in pair.changes]
    return {"kind": pair.kind, "label": label, "left": left, "right": right, "changes": changes}


def cite(args: argparse.Namespace) -> int:
    """How a document or a paragraph of it is cited."""
    actor = actor_from(args)
    language: Language = as_language(args.language)
    with acting_as(actor):
        row = _row(actor, args.symbol)
        if args.number:
            found = of_paragraph(actor, _paragraph(actor, args.symbol, args.number, args.point), language)
        else:
            found = of_document(actor, row, language)
    print({"words": f"{found.words}\t{found.link}", "bibtex": found.bibtex, "ris": found.ris}[args.format])
    return 0
