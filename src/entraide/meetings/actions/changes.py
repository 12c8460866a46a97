"""What the actions of this room have in common: moving the counter of changes, and checking what is named."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.db.models import F, Max, QuerySet

from entraide.foundation.actions import Act, save
from entraide.kernel.problems import refuse
from entraide.meetings.domain.agenda import bare_label
from entraide.meetings.models import Meeting, Sitting
from entraide.reference.domain import entities


def save_change(act: Act, thing: Meeting | Sitting, *fields: str) -> None:
    """Write these fields, and tell calendars that something has changed."""
    thing.changed_at, thing.sequence = act.at, F("sequence") + 1  # type: ignore[assignment]
    save(thing, *fields, "changed_at", "sequence")
    thing.refresh_from_db(fields=["sequence"])


def next_position(rows: QuerySet) -> int:  # type: ignore[type-arg]
    """The place after the last."""
    return int(rows.aggregate(last=Max("position"))["last"] or 0) + 1


def known_labels(meeting: Meeting, labels: Sequence[str]) -> list[str]:
    """Labels of items of the agenda, in its order. Refused with MEE-016 for one that is not on it."""
    wanted = {bare_label(label) for label in labels if label.strip()}
    agenda = list(meeting.agenda.values_list("label", flat=True))
    for label in sorted(wanted - set(agenda)):
        raise refuse("MEE-016", label=label)
    return [label for label in agenda if label in wanted]


def known_entity(code: str) -> str:
    """The code of a State or organisation, or "" for none. Refused with MEE-017 when nobody has it."""
    try:
        return entities.entity(code.strip().upper()).code if code.strip() else ""
    except KeyError:
        raise refuse("MEE-017", named=code) from None


def one_of(value: str, known: Collection[str]) -> str:
    """Refused with MEE-018 for a word that is not in the vocabulary."""
    if value not in known:
        raise refuse("MEE-018", value=value, known=", ".join(word for word in known if word))
    return value


def in_range(value: int, least: int, most: int) -> int:
    """Refused with MEE-018 for a number out of bounds."""
    if not least <= value <= most:
        raise refuse("MEE-018", value=value, known=f"{least}–{most}")
    return value
