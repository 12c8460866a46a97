"""The directory's commands for finding."""

from __future__ import annotations

import argparse
import json
from datetime import datetime
from typing import Any

from django.utils import translation

from entraide.directory import finding, searching, sentences, wording
from entraide.directory.domain.finding import Answer, Need
from entraide.foundation.db.context import acting_as
from entraide.kernel import clock
from entraide.kernel.actor import Actor
from entraide.kernel.languages import as_language
from entraide.kernel.problems import refuse
from entraide.reference.domain.entities import entity

from .who import actor_from


def find(args: argparse.Namespace) -> int:
    """Whom to ask, in order, with what speaks for each."""
    actor = actor_from(args)
    language = as_language(next(iter(args.language), "en"))
    need = _need(args)
    with acting_as(actor), translation.override(language):
        found = finding.find(actor, need)
        if args.json:
            print(json.dumps(_shape(found, language), ensure_ascii=False))
            return 0
        for line in sentences.treaty_lines(found):
            print(line.says)
        for place, answer in enumerate(found.answers, 1):
            print(f"\n{place}. {_name(answer, language)}")
            for head, lines in _said(answer, found, language):
                print(f"   {head}: {' '.join(lines)}")
    return 0


def _need(args: argparse.Namespace) -> Need:
    for code in filter(None, (args.asking, args.asked)):
        try:
            entity(code)
        except KeyError as error:
            raise refuse("DIR-101", entity=code) from error
    return Need(
        args.asked, args.function, _moment(args), args.asking, tuple(args.language), args.urgent, args.territory
    )


def _moment(args: argparse.Namespace) -> datetime:
    try:
        return finding.moment(args.at, finding.clock_of(args.asking), clock.now())
    except ValueError as error:
        raise refuse("DIR-260", time=args.at) from error


def _name(answer: Answer, language: str) -> str:
    if not answer.candidate:
        return sentences.title(answer)
    record = answer.candidate.record
    return record.name.shown_in(as_language(language)).text or record.original_name


def _said(answer: Answer, found: finding.Found, language: str) -> list[tuple[str, list[str]]]:
    return [
        (
            part.head,
            [
                " ".join(filter(None, (line.says, line.text.shown_in(as_language(language)).text if line.text else "")))
                for line in part.lines
            ],
        )
        for part in sentences.parts(answer, found)
    ]


def _shape(found: finding.Found, language: str) -> dict[str, Any]:
    need = found.need
    return {
        "from": need.asking, "to": need.asked, "function": need.function, "at": need.at.isoformat(), "urgent": need.urgent,
        "competent": found.competent, "treaties": [line.says for line in sentences.treaty_lines(found)],
        "instruments": [{"code": one.instrument, "article": one.article, "both": one.both, "verify": one.verify} for one in found.bonds],
        "answers": [_answer(answer, above, found, language) for above, answer in zip((None, *found.answers), found.answers, strict=False)],
    }  # fmt: skip


def _answer(answer: Answer, above: Answer | None, found: finding.Found, language: str) -> dict[str, Any]:
    one, state = answer.candidate, answer.opening
    return {
        "role": answer.role, "id": one.id if one else None, "name": _name(answer, language),
        "kind": one.record.kind if one else "", "standing": wording.standing_label(one.standing) if one else "",
        "reaches": [reach.to_json() for reach in one.record.reaches] if one else [],
        "languages": list(answer.tongue.accepted), "channels": list(answer.channels), "networks": list(answer.networks),
        "open": state.open if state else None, "opens": state.opens.isoformat() if state and state.opens else None,
        "minutes": state.minutes if state else None, "says": dict(_said(answer, found, language)),
        "below": sentences.why_below(above, answer) if above and one else "",
    }  # fmt: skip


def look(args: argparse.Namespace) -> int:
    """Authorities that the words find, the likeliest first."""
    actor = actor_from(args)
    with acting_as(actor), translation.override(args.language):
        for hit in searching.look(actor, args.words, 20).hits:
            print(hit.id, wording.entity_name(hit.entity), hit.name.shown_in(as_language(args.language)).text, sep="\t")
    return 0


def index(args: argparse.Namespace) -> int:
    """File every authority anew under the keys it is sought by."""
    actor: Actor = actor_from(args)
    print(f"{searching.file_all(actor)} authorities")
    return 0
