"""The yearly confirmation: asked for by mail, given by a focal point on the page or by a personal link."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from entraide.foundation.accounts import queries as accounts
from entraide.foundation.actions import Act, action
from entraide.foundation.db.context import acting_as
from entraide.kernel.actor import Actor, Role
from entraide.kernel.problems import NotHere, refuse

from .. import policies
from ..domain.life import GRACE, LIFE, YEAR, asking
from ..models import Authority, ConfirmationLink, Reminder
from . import keeping
from .letters import send_asking, send_lapsed


@action("directory.authority.confirmed")
def confirm_entry(act: Act, authority: Authority) -> None:
    """Say that an entry is still right. Refused with DIR-204 where no act of designation is on record.

    Of many who confirm what they saw at once, one does it; the others are told (DIR-209).
    """
    policies.may_keep(act.actor, authority.entity).enforce()
    if not authority.designations.filter(effect="designation").exists():
        raise refuse("DIR-204")
    seen, authority.version = authority.version, authority.version + 1
    authority.state, authority.confirmed_on = LIFE.after(authority.state, "confirm"), act.at.date()
    values = {"state": authority.state, "confirmed_on": authority.confirmed_on, "version": authority.version}
    if Authority.objects.filter(pk=authority.pk, version=seen).update(**values) != 1:
        raise refuse("DIR-209")
    keeping.remember(act, authority)
    act.about(authority, version=authority.version)


def confirm_by_link(token: str, authority_id: int) -> Actor:
    """Confirm as the focal point to whom the link was sent; who that is. NotHere where the link does not hold any more."""
    actor, link = policies.access_link(token)
    if authority_id not in link.authorities:
        raise NotHere
    with acting_as(actor):
        authority = policies.access_authority_to_keep(actor, authority_id)
    confirm_entry(actor, authority)
    return actor


@action("directory.confirmations.asked")
def ask_for_confirmation(act: Act, today: date) -> int:
    """Ask the focal points of every State that has an entry to confirm, each by one letter; how many letters.

    Once at each stage of the grace (domain/life.ASKED_AFTER) and once when it is over: a duty that runs twice a day asks once.
    """
    policies.may_publish(act.actor).enforce()
    due = _newly_due(act, today)
    focal_points = accounts.holders_of(Role.FOCAL_POINT, due)
    for person in focal_points:
        _ask(act, person, due[person.entity], today)
    act.about("directory.authority", entries=sum(map(len, due.values())), letters=len(focal_points))
    return len(focal_points)


def _newly_due(act: Act, today: date) -> Mapping[str, Sequence[tuple[Authority, int]]]:
    """The entries at a stage that has not been asked at yet, by State, with the stage."""
    rows = Authority.objects.filter(
        state="confirmed", confirmed_on__lt=today - YEAR, designations__effect="designation"
    ).distinct()
    staged = [(row, stage) for row in rows if (stage := asking(row.confirmed_on, today)) is not None]
    asked = set(
        Reminder.objects.filter(authority__in=[row for row, _stage in staged]).values_list(
            "authority_id", "confirmed_on", "stage"
        )
    )
    fresh = [(row, stage) for row, stage in staged if (row.pk, row.confirmed_on, stage) not in asked]
    Reminder.objects.bulk_create(
        Reminder(authority=row, entity=row.entity, confirmed_on=row.confirmed_on, stage=stage, at=act.at) for row, stage in fresh
    )  # fmt: skip
    due: dict[str, list[tuple[Authority, int]]] = {}
    for row, stage in fresh:
        due.setdefault(row.entity, []).append((row, stage))
    return due


def _ask(act: Act, person: accounts.Holder, entries: Sequence[tuple[Authority, int]], today: date) -> None:
    token = secrets.token_urlsafe(32)
    last = max(row.confirmed_on + YEAR + GRACE for row, _stage in entries if row.confirmed_on)
    ConfirmationLink.objects.create(
        entity=person.entity, person_id=person.id, authorities=[row.pk for row, _stage in entries],
        token_hash=accounts.token_hash(token), asked_at=act.at, expires_at=_end_of(max(last, today + timedelta(days=30))),
    )  # fmt: skip
    if last < today:
        send_lapsed(person, len(entries), token)
    else:
        send_asking(person, len(entries), last, token)


def _end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.max))
