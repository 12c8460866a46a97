"""Passages chosen to be quoted: translated language by language, cleared by a second person, withdrawn."""

from __future__ import annotations

from entraide.foundation.actions import Act, action, save
from entraide.kernel.languages import Language
from entraide.kernel.problems import refuse
from entraide.kernel.text import Status, Text

from .. import policies
from ..domain.words.cutting import clean, part_of
from ..models import Quotation

LONGEST = 6_000
"""Signs of a translation: three times the longest passage."""


def _about(act: Act, quotation: Quotation, **detail: object) -> None:
    """Said without the State's name: a quotation that is not cleared is the secretariat's alone."""
    act.about(quotation, passage=quotation.passage_id, **detail)
    act.entity = ""


@action("analysis.quotation.chosen")
def choose_quotation(act: Act, set_id: int, passage_id: int) -> Quotation:
    """Choose a passage to be quoted; one that was withdrawn is chosen anew. Its audience goes with it."""
    policies.may_code(act.actor).enforce()
    _whole, passage = policies.access_passage(act.actor, set_id, passage_id)
    policies.may_quote(act.actor, passage).enforce()
    row, made = Quotation.objects.get_or_create(
        passage=passage,
        defaults={
            "entity": passage.entity, "audience": passage.audience, "chosen_by": act.actor.person_id, "chosen_at": act.at
        },
    )  # fmt: skip
    if not made and row.state == "withdrawn":
        row.state, row.chosen_by, row.chosen_at = "chosen", act.actor.person_id, act.at
        save(row, "state", "chosen_by", "chosen_at")
    _about(act, row, state=row.state)
    return row


@action("analysis.quotation.cut")
def cut_quotation(act: Act, set_id: int, passage_id: int, words: str) -> Quotation:
    """Quote a part of the passage: `words` as they stand in it, in one piece; the whole passage or nothing for all of it.

    What was cleared has to be cleared again. Refused with ANA-509 when they do not stand in it.
    """
    row = policies.access_quotation(act.actor, set_id, passage_id)
    policies.may_quote(act.actor, row.passage).enforce()
    found = part_of(row.passage.text, clean(words))
    if found is None:
        raise refuse("ANA-509")
    row.begins, row.ends = found
    row.state = "chosen" if row.state == "cleared" else row.state
    save(row, "begins", "ends", "state")
    _about(act, row, begins=row.begins, ends=row.ends)
    return row


@action("analysis.quotation.translated")
def translate_quotation(
    act: Act, set_id: int, passage_id: int, language: Language, text: str, status: Status = "courtesy"
) -> Quotation:
    """One language of a quotation; empty words take it away. What was cleared has to be cleared again.

    Refused with ANA-507 in the language of the passage itself, or past LONGEST.
    """
    row = policies.access_quotation(act.actor, set_id, passage_id)
    policies.may_quote(act.actor, row.passage).enforce()
    said = clean(text).strip()
    if language == row.passage.language or len(said) > LONGEST:
        raise refuse("ANA-507", longest=LONGEST)
    row.translations = Text.from_json({**row.translations, language: {"text": said, "status": status}}).to_json()
    row.state = "chosen" if row.state == "cleared" else row.state
    save(row, "translations", "state")
    _about(act, row, language=language)
    return row


@action("analysis.quotation.cleared")
def clear_quotation(act: Act, set_id: int, passage_id: int) -> Quotation:
    """A second person has read the quotation against its source and its translations. Refused with ANA-504 to the first."""
    row = policies.access_quotation(act.actor, set_id, passage_id)
    policies.may_clear(act.actor, row).enforce()
    row.state, row.cleared_by, row.cleared_at = "cleared", act.actor.person_id, act.at
    save(row, "state", "cleared_by", "cleared_at")
    _about(act, row, state=row.state)
    return row


@action("analysis.quotation.withdrawn")
def withdraw_quotation(act: Act, set_id: int, passage_id: int) -> Quotation:
    """No longer to be quoted."""
    row = policies.access_quotation(act.actor, set_id, passage_id)
    policies.may_code(act.actor).enforce()
    row.state = "withdrawn"
    save(row, "state")
    _about(act, row, state=row.state)
    return row
