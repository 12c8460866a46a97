"""What mail servers say of the directory's addresses: offices and persons whom letters do not reach are marked, and unmarked."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import datetime

from entraide.foundation.actions import Act, WroteNothing, action
from entraide.foundation.mail.post import bounced_addresses

from .. import persons, policies
from ..models import Reach


@action("directory.bounces.marked")
def mark_bounces(act: Act) -> tuple[int, int]:
    """Bring the marks up to what is known of bounces: how many addresses are marked newly, and how many no longer.

    Of offices and of contact persons alike. Once a day, and when a mail server tells of a bounce.
    """
    policies.may_publish(act.actor).enforce()
    rows = list(Reach.objects.filter(kind="email").values_list("pk", "value", "bounced_at"))
    offices = _brought(
        act.at, {pk: value for pk, value, _at in rows}, {pk for pk, _value, at in rows if at is not None}, _mark_offices
    )
    people = _brought(act.at, persons.addresses(), persons.bounced(), persons.mark)
    marked, unmarked = offices[0] + people[0], offices[1] + people[1]
    act.about("directory.reach", marked=marked, unmarked=unmarked)
    return marked, unmarked


def _mark_offices(ids: Collection[int], at: datetime | None) -> int:
    return int(Reach.objects.filter(pk__in=ids).update(bounced_at=at))


def _brought(
    at: datetime, known: Mapping[int, str], marked: Collection[int], mark: Callable[[Collection[int], datetime | None], int]
) -> tuple[int, int]:
    folded = {pk: address.strip().lower() for pk, address in known.items()}
    out = bounced_addresses(set(folded.values()))
    unreached = {pk for pk, address in folded.items() if address in out}
    new, over = unreached - set(marked), set(marked) & folded.keys() - unreached
    if (mark(new, at), mark(over, None)) != (len(new), len(over)):
        raise WroteNothing("directory.bounces")
    return len(new), len(over)
