from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable
from functools import wraps
from pathlib import Path
from typing import Any
from uuid import UUID

from entraide.collection import actions, policies, queries
from entraide.directory import queries as directory
from entraide.documents import queries as documents
from entraide.foundation.db.context import acting_as
from entraide.kernel.actor import Actor
from entraide.kernel.languages import LANGUAGES, Language, as_language
from entraide.kernel.problems import NotHere, Problem, refuse
from entraide.kernel.text import Text

from .who import actor_from

Command = Callable[[argparse.Namespace], int]


def _acting(command: Callable[[Actor, argparse.Namespace], None]) -> Command:
    """Run a command in one transaction, on behalf of the person named."""

    @wraps(command)
    def run(args: argparse.Namespace) -> int:
        actor = actor_from(args)
        with acting_as(actor):
            command(actor, args)
        return 0

    return run


def _content(place: str) -> bytes:
    return sys.stdin.buffer.read() if place == "-" else Path(place).read_bytes()


def _reply(actor: Actor, args: argparse.Namespace) -> Any:
    return policies.access_reply_of(actor, args.round, args.entity)


def _print(rows: Iterable[dict[str, Any]], as_json: bool) -> None:
    """One JSON document, or a line per row with its values parted by tabs."""
    rows = list(rows)
    if as_json:
        print(json.dumps(rows, ensure_ascii=False, default=str))
        return
    for row in rows:
        print(*("" if value is None else value for value in row.values()), sep="\t")


@_acting
def publish(actor: Actor, args: argparse.Namespace) -> None:
    """Publish a questionnaire."""
    made = actions.publish_questionnaire(actor, code=args.code, content=_content(args.source))
    print(f"{args.code} {made.version}")


@_acting
def opening(actor: Actor, args: argparse.Namespace) -> None:
    """Open a round."""
    version = queries.version_by_code(actor, args.questionnaire)
    if version is None:
        raise refuse("COL-326", name=args.questionnaire)
    made = actions.open_round(
        actor, code=args.round, version_id=version.version_id, title=_title(args.title), deadline=args.deadline,
        paragraph_guids=[_paragraph(actor, place) for place in args.paragraph], note_verbale=args.note_verbale,
        invented=args.invented,
    )  # fmt: skip
    print(made.code)


def _paragraph(actor: Actor, place: str) -> UUID:
    """`CTOC/COP/WG.2/2012/5:23:c`; the point may be left out."""
    symbol, _colon, rest = place.partition(":")
    number, _colon, point = rest.partition(":")
    found = documents.find_paragraph(actor, symbol, number, point)
    if found is None:
        raise refuse("COL-327", value=place)
    return found.guid


def _title(given: Iterable[str]) -> Text:
    """`fr:Questionnaire sur …`; without a language it is English."""
    versions: dict[Language, str] = {}
    for title in given:
        code, colon, rest = title.partition(":")
        named = bool(colon) and code in LANGUAGES
        versions[as_language(code) if named else "en"] = (rest if named else title).strip()
    return Text.of(next(iter(versions)), **versions)


@_acting
def invite(actor: Actor, args: argparse.Namespace) -> None:
    """Invite whom the directory holds and who has not been invited: the first contact point of each."""
    round = policies.access_round_by_code(actor, args.round)
    wanted = [code.strip().upper() for code in args.entities.split(",") if code.strip()] or None
    taken = {row.entity for row in queries.invited(actor, round.pk)} if wanted is None else set()
    chosen: dict[str, directory.ContactRow] = {}
    for contact in directory.contacts_for(actor, args.function, wanted):
        if contact.entity not in taken:
            chosen.setdefault(contact.entity, contact)
    for reply in actions.invite(actor, round, tuple(chosen.values())):
        print(reply.entity, reply.contact_email, reply.language, sep="\t")


@_acting
def send_again(actor: Actor, args: argparse.Namespace) -> None:
    """Send a personal link again."""
    actions.send_again(actor, _reply(actor, args))


@_acting
def listing(actor: Actor, args: argparse.Namespace) -> None:
    """Every round that this person may see."""
    rows = (
        {
            "code": row.code, "state": row.state, "deadline": row.deadline.isoformat(), "invited": row.invited,
            "arrived": row.arrived, "title": row.title.shown_in(actor.language).text,
        }
        for row in queries.rounds(actor)
    )  # fmt: skip
    _print(rows, args.json)


@_acting
def status(actor: Actor, args: argparse.Namespace) -> None:
    """The response board."""
    round = policies.access_round_by_code(actor, args.round)
    rows = (
        {
            "entity": row.entity, "state": row.state, "answered": row.progress.answered, "asked": row.progress.asked,
            "blocking": row.progress.blocking, "versions": row.versions, "last": row.last.isoformat(timespec="seconds"),
        }
        for row in queries.board(actor, round.pk, actor.language)
    )  # fmt: skip
    _print(rows, args.json)


@_acting
def workbook(actor: Actor, args: argparse.Namespace) -> None:
    """Write the offline workbook: with the draft for the State's own people, blank for the secretariat."""
    reply = _reply(actor, args)
    _name, content = queries.workbook_for(actor, reply.pk, as_language(args.language or reply.language))
    if args.out == "-":
        sys.stdout.buffer.write(content)
    else:
        Path(args.out).write_bytes(content)


@_acting
def answer(actor: Actor, args: argparse.Namespace) -> None:
    """Show what a workbook changes and keep it."""
    reply = _reply(actor, args)
    preview = actions.take_workbook(actor, reply, _content(args.source), args.source)
    _remark(preview.problems, args.source)
    rows = (
        {"path": one.path, "kind": one.kind, "before": one.before.value, "after": one.after.value}
        for one in preview.changes
    )
    _print(rows, args.json)
    if not args.preview:
        actions.apply_workbook(actor, reply, preview)


def _remark(problems: Iterable[Problem], source: str) -> None:
    for problem in problems:
        print(f"{problem.place}: {problem.line_for(source)}", file=sys.stderr)


@_acting
def submit(actor: Actor, args: argparse.Namespace) -> None:
    """Clear and submit."""
    made = actions.submit(
        actor, _reply(actor, args), declared_name=args.name, declared_function=args.function, channel="command"
    )
    print(f"version {made.number} {made.content_hash}")


@_acting
def accept(actor: Actor, args: argparse.Namespace) -> None:
    """Accept the newest version."""
    actions.accept(actor, policies.access_submission(actor, _newest(actor, args)))


@_acting
def ask_back(actor: Actor, args: argparse.Namespace) -> None:
    """Ask the newest version back."""
    actions.ask_back(actor, policies.access_submission(actor, _newest(actor, args)), args.reason)


def _newest(actor: Actor, args: argparse.Namespace) -> int:
    versions = queries.sent(actor, _reply(actor, args).pk)
    if not versions:
        raise NotHere
    return versions[-1].id
