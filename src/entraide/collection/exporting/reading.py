"""Replies read some at a time, each lot in a transaction of its own in which the walls are asked again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, Final

from entraide.foundation.db.context import acting_as
from entraide.kernel.actor import Actor
from entraide.kernel.languages import Language
from entraide.reference.domain import entities

from .. import policies
from ..domain.export.facts import Sent
from ..domain.lateness import is_late
from ..drafts import draft_of
from ..forms import form_of
from ..models import Round, Submission
from .choosing import Selection

LOT: Final = 100


def sents(actor: Actor, selection: Selection, language: Language) -> Iterator[Sent]:
    """Every reply of the selection as far as this person still sees it; names in `language`."""
    rounds = {round.pk: round for round in selection.rounds}
    regions = _regions(language)
    waiting = iter(selection.submissions)
    while lot := list(islice(waiting, LOT)):
        with acting_as(actor):
            made = _lot(actor, lot, rounds, regions, language)
        yield from made
    for reply_id in selection.drafts:
        with acting_as(actor):
            draft = _draft(actor, reply_id, regions, language)
        yield draft


def _regions(language: Language) -> dict[str, str]:
    return {code: group.name(language) for group in entities.groups() for code in group.members}


def _lot(
    actor: Actor, lot: Sequence[tuple[int, str]], rounds: dict[int, Round], regions: dict[str, str], language: Language
) -> list[Sent]:
    rows = {row.pk: row for row in Submission.objects.filter(pk__in=[key for key, _verdict in lot]).select_related("reply")}
    found = ((rows[key], verdict) for key, verdict in lot if key in rows)
    return [
        _sent(row, verdict, rounds[row.reply.round_id], regions, language)
        for row, verdict in found
        if actor.staff or row.entity == actor.entity
    ]


def _sent(row: Submission, verdict: str, round: Round, regions: dict[str, str], language: Language) -> Sent:
    facts: dict[str, Any] = {
        **_whose(row.entity, round, regions, language), "number": row.number, "state": verdict or "submitted",
        "submitted_at": row.submitted_at, "late": is_late(row.submitted_at, round.deadline, round.grace_days), "language": row.language,
        "channel": row.channel, "content_hash": row.content_hash,
    }  # fmt: skip
    more = {"declared": {"name": row.declared_name, "function": row.declared_function}}
    key = f"{round.code}/{row.entity}/{row.number}"
    return Sent(key, str(round.version_id), row.answers, facts, round.audience, more)


def _draft(actor: Actor, reply_id: int, regions: dict[str, str], language: Language) -> Sent:
    reply = policies.access_reply(actor, reply_id)
    policies.may_read_draft(actor, reply).enforce()
    round = reply.round
    answers = draft_of(reply, form_of(round.version_id)).to_json()
    facts = {**_whose(reply.entity, round, regions, language), "number": 0, "state": "draft", "language": reply.language}
    return Sent(f"{round.code}/{reply.entity}/draft", str(round.version_id), answers, facts, round.audience)


def _whose(entity: str, round: Round, regions: dict[str, str], language: Language) -> dict[str, Any]:
    return {
        "round": round.code, "questionnaire_version": round.version.version, "entity": entity,
        "entity_name": entities.name(entity, language), "region": regions.get(entity, ""),
    }  # fmt: skip
