"""The directory in and out on the command line: as on the pages."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.test import RequestFactory
from django.utils import translation

from entraide.directory.domain.entry import COLUMNS
from entraide.directory.domain.exchange.mapping import checked, guessed
from entraide.directory.domain.exchange.opening import open_sheet
from entraide.directory.domain.exchange.planning import Step
from entraide.directory.exchange import editions, leaving, receiving, taking
from entraide.directory.exchange.choosing import Filters
from entraide.directory.web import downloads
from entraide.directory.web.api import shape
from entraide.foundation.db.context import acting_as
from entraide.kernel.actor import ANONYMOUS, Actor
from entraide.kernel.languages import as_language
from entraide.kernel.problems import Refused, refuse

from . import directory
from .who import actor_from


def take_in(args: argparse.Namespace) -> int:
    """Take a table in, or say what it would do; a .csv with the fixed columns is read as it always was."""
    if not args.mapping and not args.preview and _fixed(args.source):
        return directory.take_in(args)
    actor, language = actor_from(args), as_language(args.language)
    with acting_as(actor):
        batch = receiving.receive(actor, Path(args.source).read_bytes(), Path(args.source).name, language)
        receiving.map_headings(actor, batch, _mapping(args.mapping), language)
        steps = receiving.steps(receiving.access(actor, batch))
        held = _told(args.source, steps)
        if args.preview or (held and not args.skip):
            receiving.drop(actor, batch)
            return 1 if held else 0
        counts = taking.take(actor, batch)
    print(f"import {batch}: {counts['new']} new, {counts['changed']} changed")
    return 0


def _fixed(source: str) -> bool:
    """Whether it is for the reader of fixed columns: it has them, or nothing that any other could make of it."""
    if source == "-":
        return True
    try:
        sheet = open_sheet(Path(source).read_bytes())
        checked(sheet.headings, guessed(sheet.headings))
    except Refused:
        return not source.lower().endswith(".xlsx")
    return set(filter(None, sheet.headings)) <= set(COLUMNS)


def _mapping(source: Path | None) -> dict[str, str]:
    if source is None:
        return {}
    try:
        found = yaml.safe_load(source.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise refuse("DIR-321", column=source.name) from error
    return {str(heading): str(target or "") for heading, target in found.items()} if isinstance(found, dict) else {}


def _told(source: str, steps: tuple[Step, ...]) -> int:
    """Say what changes, cell by cell; how many authorities are held back."""
    for step in steps:
        if step.kind != "same":
            print(step.kind, step.after.entity, step.after.name.shown_in("en").text or step.after.original_name, sep="\t")
        for column, (before, after) in step.cells.items():
            print("", column, before.replace("\n", " ¶ "), after.replace("\n", " ¶ "), sep="\t")
        for problem in step.problems:
            print(problem.line_for(source), file=sys.stderr)
    return sum(step.kind in ("faulty", "conflict", "doubtful") for step in steps)


def export(args: argparse.Namespace) -> int:
    """Write the directory."""
    actor: Actor = ANONYMOUS if args.public else actor_from(args)
    filters = Filters(entity=args.entity, function=args.function)
    with acting_as(actor), translation.override("zh-hans" if args.language == "zh" else args.language):
        made = _made(actor, args.to, args.language, filters)
    if args.out:
        args.out.write_bytes(made)
    else:
        sys.stdout.buffer.write(made)
    return 0


def _made(actor: Actor, form: str, language: str, filters: Filters) -> bytes:
    spoken = as_language(language)
    if form in editions.WRITERS:
        return editions.WRITERS[form](editions.read(editions.audience_of(actor), spoken))
    if form == "json":
        return json.dumps(_rows(actor, filters), ensure_ascii=False, indent=1).encode()
    return downloads.written(actor, form, spoken, filters)


def _rows(actor: Actor, filters: Filters) -> list[dict[str, Any]]:
    """The same rows as the API, with the addresses of this site."""
    host = settings.SITE_URL.partition("://")[2].rstrip("/")
    asked = RequestFactory().get("/api/directory/", SERVER_NAME=host.partition(":")[0], secure=settings.HTTPS)
    return [shape(asked, row) for row in leaving.entries(actor, "json", filters)]


def undo(args: argparse.Namespace) -> int:
    """Take an import back; how many entries."""
    print(taking.undo(actor_from(args), args.batch))
    return 0
