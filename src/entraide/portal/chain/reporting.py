from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from attrs import asdict

from entraide.analysis import queries as analysis
from entraide.collection import queries as rounds
from entraide.documents.domain.writing import SUFFIXES
from entraide.documents.domain.writing import write as written
from entraide.foundation.db.context import acting_as
from entraide.kernel.actor import Actor
from entraide.kernel.languages import LANGUAGES, as_language
from entraide.kernel.problems import NotHere, refuse
from entraide.reporting import actions, policies, queries

from .who import actor_from


def _say(args: argparse.Namespace, line: str, row: Any) -> None:
    print(json.dumps(row, ensure_ascii=False, default=str) if args.json else line)


def compose(args: argparse.Namespace) -> int:
    """A draft from the last set of a round."""
    actor = actor_from(args)
    with acting_as(actor):
        made = actions.compose(actor, _last_set(actor, args.source), symbol=args.symbol)
        _say(args, f"{made.symbol} {made.state}", {"id": made.pk, "symbol": made.symbol, "state": made.state})
    return 0


def _last_set(actor: Actor, code: str) -> int:
    found = next((row.id for row in rounds.rounds(actor) if row.code == code), None)
    if found is None:
        raise NotHere
    sets = analysis.sets_of(actor, found)
    if not sets:
        raise refuse("REP-007", round=code)
    return sets[-1].id


def _report(actor: Actor, args: argparse.Namespace) -> Any:
    return policies.access_report_by_symbol(actor, args.source)


def write(args: argparse.Namespace) -> int:
    """Files to a folder, from the stored trees; what the site keeps stays as it is."""
    actor = actor_from(args)
    folder = Path(args.out)
    languages = [as_language(args.language)] if args.language else LANGUAGES
    formats = [form.strip() for form in args.to.split(",")]
    if not set(formats) <= set(SUFFIXES):
        print("wrong --to: docx, pdf, html, akn", file=sys.stderr)
        return 2
    with acting_as(actor):
        report = _report(actor, args)
        folder.mkdir(parents=True, exist_ok=True)
        names = []
        for language in languages:
            tree = actions.tree_with_site(report, language)
            for form in formats:
                path = folder / f"{report.symbol.replace('/', '_')}.{language}{SUFFIXES[form]}"
                path.write_bytes(written(tree, form))
                names.append(str(path))
    _say(args, "\n".join(names), names)
    return 0


def clear(args: argparse.Namespace) -> int:
    """A draft cleared by somebody who did not write all of it: `--as` says who."""
    actor = actor_from(args)
    with acting_as(actor):
        report = _report(actor, args)
        made = actions.clear(actor, report)
        _say(args, f"{report.symbol} cleared", {"symbol": report.symbol, "revision": made.revision})
    return 0


def issue(args: argparse.Namespace) -> int:
    """From draft to issued."""
    actor = actor_from(args)
    with acting_as(actor):
        made = actions.issue(actor, _report(actor, args))
        _say(
            args,
            f"{made.symbol} {made.state}",
            {"symbol": made.symbol, "state": made.state, "document": made.document_id},
        )
    return 0


def verify(args: argparse.Namespace) -> int:
    """A line for each figure that differs; 1 when any does."""
    actor = actor_from(args)
    with acting_as(actor):
        report = _report(actor, args)
        found = queries.differences(actor, report.pk)
        count = report.figures.count()
    if args.json:
        print(json.dumps({"report": report.symbol, "figures": count, "differences": [asdict(one) for one in found]}))
    else:
        for one in found:
            print(f"{one.key or 'set'}\t{one.of}\tprinted {one.stood}\tnow {one.now}")
        if not found:
            print(f"{report.symbol}: {count} figures stand")
    return 1 if found else 0


def listing(args: argparse.Namespace) -> int:
    """Every report that may be seen."""
    actor = actor_from(args)
    with acting_as(actor):
        rows = queries.reports(actor)
    shown = [
        {"symbol": row.symbol, "state": row.state, "composed": row.composed_at, "issued": row.issued_at} for row in rows
    ]
    if args.json:
        print(json.dumps(shown, ensure_ascii=False, default=str))
    for row in [] if args.json else shown:
        print(row["symbol"], row["state"], row["issued"] or "", sep="\t")
    return 0
