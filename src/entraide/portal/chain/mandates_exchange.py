"""The register out to a spreadsheet and back in, and its figures, on the command line: as on the pages."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from entraide.foundation.db.context import acting_as
from entraide.kernel.problems import refuse
from entraide.mandates import figures
from entraide.mandates.domain.exchange import write_csv, write_xlsx
from entraide.mandates.domain.figures import AXES, to_json
from entraide.mandates.exchange import rows, taking

from .who import actor_from


def export(args: argparse.Namespace) -> int:
    """Write the register, or a part of it, to a file; how many rows."""
    actor, target = actor_from(args), Path(args.to)
    if target.suffix.lower() not in (".xlsx", ".csv"):
        raise refuse("MAN-400")
    filters = {name: getattr(args, name) for name in ("act", "body", "kind", "life", "implementation", "topic")}
    with acting_as(actor):
        ids = rows.identified(rows.chosen(**filters))
        if target.suffix.lower() == ".csv":
            number = rows.count(ids)
            with target.open("w", encoding="utf-8", newline="") as out:
                lines = rows.rows(actor, ids, args.language)
                out.writelines(write_csv(lines, args.language, number, secretariat=actor.staff))
        else:
            found = rows.limited(actor, ids, args.language)
            number = len(found)
            target.write_bytes(write_xlsx(found, args.language, secretariat=actor.staff))
    print(number)
    return 0


def bring_back(args: argparse.Namespace) -> int:
    """Print what the file changes, one cell a line; change the register with `--apply`, and print the import's number."""
    actor = actor_from(args)
    with acting_as(actor):
        content = Path(args.source).read_bytes()
        shown = taking.differences(actor, content)
        for one in shown.found.free:
            print(*one.key, one.column, one.before.replace("\n", " "), one.after.replace("\n", " "), sep="\t")
        for clash in shown.found.conflicts:
            print(
                *clash.key,
                clash.column,
                f"register: {clash.register}",
                f"file: {clash.file}",
                sep="\t",
                file=sys.stderr,
            )
        for problem in shown.found.problems:
            print(problem.line_for(f"{args.source}:{problem.place}"), file=sys.stderr)
        for note in shown.found.notes:
            print(note.line_for(args.source), file=sys.stderr)
        told = shown.found
        print(
            f"{len(told.free)} changes, {told.unchanged} rows unchanged, {told.missing} missing, {told.doubled} doubled",
            file=sys.stderr,
        )
        if args.apply:
            file = taking.take(actor, content, Path(args.source).name)
            print(taking.apply(actor, file, shown.seen, skip=args.skip))
    return 1 if shown.found.problems and not args.skip else 0


def undo(args: argparse.Namespace) -> int:
    """Take an import back; how many values."""
    actor = actor_from(args)
    with acting_as(actor):
        print(taking.undo(actor, args.record))
    return 0


def count(args: argparse.Namespace) -> int:
    """Print the figures of the register: as a whole, and by one axis or by all of them."""
    actor = actor_from(args)
    axes = [axis for axis in AXES if args.by in ("", axis)]
    with acting_as(actor):
        told = {"all": to_json(figures.overall(actor))}
        found = {axis: figures.by(actor, axis) for axis in axes}
    if args.json:
        told |= {axis: [to_json(one) for one in lines] for axis, lines in found.items()}  # type: ignore[dict-item]
        print(json.dumps(told, ensure_ascii=False, indent=2))
        return 0
    for axis, lines in found.items():
        for one in lines:
            print(axis, one.key, one.count, one.acted, f"{one.share}%", one.median or "", one.rests_on, sep="\t")
    return 0
