"""The agenda by hand: items added, renamed, moved, taken away."""

from __future__ import annotations

from entraide.foundation.actions import Act, action, save
from entraide.kernel.problems import refuse
from entraide.kernel.text import Text
from entraide.meetings import policies
from entraide.meetings.domain.agenda import bare_label, inserted, is_label, moved
from entraide.meetings.models import AgendaItem, Meeting, Sitting, Statement


def _label(meeting: Meeting, printed: str, but: AgendaItem | None = None) -> str:
    """A bare label that is free. Refused: MEE-021 it stands on the agenda already, MEE-022 it is no label."""
    label = bare_label(printed)
    if not is_label(label):
        raise refuse("MEE-022", label=printed)
    if meeting.agenda.filter(label=label).exclude(pk=but.pk if but else None).exists():
        raise refuse("MEE-021", label=label)
    return label


def _renumber(meeting: Meeting, labels: tuple[str, ...]) -> None:
    places = {label: place for place, label in enumerate(labels, start=1)}
    for item in meeting.agenda.all():
        if item.position != places[item.label]:
            item.position = places[item.label]
            save(item, "position")


@action("meetings.item.added")
def add_item(act: Act, meeting: Meeting, *, label: str, title: Text) -> AgendaItem:
    """Add an item where its label belongs. Refused: MEE-001, MEE-021 it is there, MEE-022 no label."""
    policies.may_record(act.actor).enforce()
    bare = _label(meeting, label)
    order = inserted(tuple(meeting.agenda.values_list("label", flat=True)), [bare])
    item = AgendaItem.objects.create(meeting=meeting, label=bare, title=title.to_json(), position=len(order))
    _renumber(meeting, order)
    act.about(item, meeting=meeting.pk, label=bare)
    return item


@action("meetings.item.renamed")
def rename_item(act: Act, item: AgendaItem, *, label: str, title: Text) -> None:
    """Say anew what an item is called. Sittings and statements that name its label follow. Refused as `add_item`."""
    policies.may_record(act.actor).enforce()
    old, item.label = item.label, _label(item.meeting, label, item)
    item.title = title.to_json()
    save(item, "label", "title")
    if old != item.label:
        _follow(item.meeting, old, item.label)
    act.about(item, meeting=item.meeting_id, label=item.label, before=old)


def _follow(meeting: Meeting, old: str, new: str) -> None:
    for model in (Sitting, Statement):
        for row in model.objects.filter(meeting=meeting, agenda_items__contains=[old]):
            row.agenda_items = [new if label == old else label for label in row.agenda_items]
            save(row, "agenda_items")


@action("meetings.item.moved")
def move_item(act: Act, item: AgendaItem, up: bool) -> None:
    """Put an item a place higher or lower."""
    policies.may_record(act.actor).enforce()
    _renumber(item.meeting, moved(tuple(item.meeting.agenda.values_list("label", flat=True)), item.label, up))
    act.about(item, meeting=item.meeting_id, up=up)


@action("meetings.item.removed")
def remove_item(act: Act, item: AgendaItem) -> None:
    """Take away an item recorded by mistake. Refused with MEE-023 while sittings or statements name it."""
    policies.may_record(act.actor).enforce()
    for model in (Sitting, Statement):
        if model.objects.filter(meeting=item.meeting_id, agenda_items__contains=[item.label]).exists():
            raise refuse("MEE-023", label=item.label)
    act.about(item, meeting=item.meeting_id, label=item.label)
    item.delete()
