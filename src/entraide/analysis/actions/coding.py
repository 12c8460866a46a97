"""Cutting answers into passages, coding them, agreeing, taking back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import asdict

from entraide.foundation.actions import Act, action
from entraide.kernel.problems import refuse

from .. import policies
from ..domain.words.codebook import codebook
from ..domain.words.passages import Prepared
from ..domain.words.proposing import confirmed, propose
from ..domain.words.terms import terms
from ..models import Coding, Passage, PassageSet

AGREED = 0
"""The hand of what the coders agreed upon."""
MOST_THEMES = 12


@action("analysis.passages.cut")
def cut_passages(act: Act, set_id: int, prepared: Prepared) -> PassageSet:
    """Store the passages of a set as `domain.words.passages.prepare` gives them; those of replies known already stay.

    Cut twice, it answers with what is there. Refused with ANA-506 when nobody answered an open question.
    """
    policies.may_code(act.actor).enforce()
    row = policies.access_frozen_set(act.actor, set_id)
    found = PassageSet.objects.filter(frozen_set=row).first()
    if found is None:
        if not prepared.passages:
            raise refuse("ANA-506")
        known = set(
            Passage.objects.filter(submission__in=prepared.submissions).values_list("submission", flat=True).distinct()
        )
        new = [one for one in prepared.passages if one.submission not in known]
        Passage.objects.bulk_create([Passage(**_columns(one)) for one in new], batch_size=1000)
        found = PassageSet.objects.create(
            frozen_set=row, title=row.round.title, invented=row.round.invented, replied=len(prepared.submissions),
            submissions=list(prepared.submissions), questions=list(prepared.questions), codebook=_edition(),
            terms=terms().version, made_at=act.at, made_by=act.actor.person_id,
        )  # fmt: skip
    act.about(found, passages=len(prepared.passages))
    return found


def _columns(one: object) -> dict[str, object]:
    row = asdict(one)  # type: ignore[arg-type]
    return {**row, "audience": row["audience"].value, "concepts": list(row["concepts"])}


def _edition() -> str:
    book = codebook()
    return f"{book.code} {book.version}"


@action("analysis.passage.coded")
def code(act: Act, set_id: int, passage_id: int, themes: Iterable[str]) -> Coding:
    """All that this coder says of a passage; no theme at all is an answer too. What they said before no longer counts.

    Which of the themes had been proposed to them is kept beside them.
    """
    policies.may_code(act.actor).enforce()
    _whole, passage = policies.access_passage(act.actor, set_id, passage_id)
    given = list(themes)
    offered = propose(passage.concepts, passage.question, codebook())
    return _write(act, passage, int(act.actor.person_id or 0), given, confirmed(given, offered))


@action("analysis.passage.uncoded")
def uncode(act: Act, set_id: int, passage_id: int) -> Coding:
    """Take back what this coder said of a passage. Refused with ANA-505 when there is nothing to take back."""
    policies.may_code(act.actor).enforce()
    _whole, passage = policies.access_passage(act.actor, set_id, passage_id)
    return _take_back(act, passage, int(act.actor.person_id or 0))


@action("analysis.passage.agreed")
def agree(act: Act, set_id: int, passage_id: int, themes: Iterable[str]) -> Coding:
    """What the coders agreed upon after talking a passage over. Refused with ANA-508 before two have coded it."""
    policies.may_code(act.actor).enforce()
    _whole, passage = policies.access_passage(act.actor, set_id, passage_id)
    if len([hand for hand in live_hands(passage) if hand != AGREED]) < 2:
        raise refuse("ANA-508")
    return _write(act, passage, AGREED, themes)


@action("analysis.passage.disagreed")
def disagree(act: Act, set_id: int, passage_id: int) -> Coding:
    """Take back what was agreed upon: each coder's own word stands again."""
    policies.may_code(act.actor).enforce()
    _whole, passage = policies.access_passage(act.actor, set_id, passage_id)
    return _take_back(act, passage, AGREED)


def live_hands(passage: Passage) -> set[int]:
    """The hands whose last row of a passage stands."""
    last = Coding.objects.filter(passage=passage).order_by("hand", "-id").distinct("hand")
    return {row.hand for row in last if row.deed == "coded"}


def _write(
    act: Act, passage: Passage, hand: int, themes: Iterable[str], proposed: Mapping[str, list[str]] | None = None
) -> Coding:
    asked = list(dict.fromkeys(themes))[: MOST_THEMES + 1]
    known = codebook().known(asked)
    if len(known) != len(asked) or len(known) > MOST_THEMES:
        raise refuse("ANA-502", most=MOST_THEMES)
    row = Coding.objects.create(
        passage=passage, hand=hand, coder=act.actor.person_id, themes=list(known), proposed=dict(proposed or {}),
        codebook=_edition(), at=act.at,
    )  # fmt: skip
    act.about(row, passage=passage.pk, themes=len(known))
    return row


def _take_back(act: Act, passage: Passage, hand: int) -> Coding:
    if hand not in live_hands(passage):
        raise refuse("ANA-505")
    row = Coding.objects.create(
        passage=passage, hand=hand, coder=act.actor.person_id, deed="undone", codebook=_edition(), at=act.at
    )
    act.about(row, passage=passage.pk)
    return row
