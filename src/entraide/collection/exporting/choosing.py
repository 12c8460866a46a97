"""Which rounds, versions and submissions an export is of, as far as this person sees them. Only ids are held."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from attrs import frozen

from entraide.kernel.actor import Actor
from entraide.kernel.problems import NotHere, refuse
from entraide.reference.domain import entities

from .. import policies
from ..domain.export.filters import Chosen
from ..domain.export.schema import Edition, Schema, merge
from ..domain.verdicts import ACCEPTED, WITHDRAWN
from ..forms import form_of
from ..models import Reply, Round, Submission
from ..queries.drafts import identities_of
from ..queries.rounds import _verdicts


@frozen
class Selection:
    """Submissions with what was said of them, in the order of rounds, States and numbers; then replies whose drafts are taken."""

    rounds: tuple[Round, ...]
    submissions: tuple[tuple[int, str], ...]
    drafts: tuple[int, ...]

    @property
    def count(self) -> int:
        """How many replies."""
        return len(self.submissions) + len(self.drafts)


def select(actor: Actor, round_id: int, chosen: Chosen) -> Selection:
    """What these filters take. NotHere for a round that is not the person's, COL-482 for who may not take replies out.

    COL-483 when the first day is after the last one.
    """
    round = policies.access_round(actor, round_id)
    policies.may_export(actor).enforce()
    if chosen.since and chosen.until and chosen.since > chosen.until:
        raise refuse("COL-483", since=chosen.since, until=chosen.until)
    rounds = _rounds(actor, round) if chosen.earlier else (round,)
    wanted = _entities(actor, chosen)
    sent: list[tuple[int, str]] = []
    if chosen.which != "draft":
        for one in rounds:
            sent += _submissions(one, chosen, wanted)
    return Selection(rounds, tuple(sent), _drafts(actor, rounds, chosen))


def schema_of(rounds: Iterable[Round]) -> Schema:
    """The tables of the versions that these rounds asked, the newest last."""
    versions = {round.version_id: round.version for round in rounds}
    return merge(
        [
            Edition(str(key), version.version, form_of(key), identities_of(key), tuple(version.changes))
            for key, version in sorted(versions.items())
        ]
    )


def _rounds(actor: Actor, round: Round) -> tuple[Round, ...]:
    """The round and those before it, the oldest first, as far as the person was asked in them."""
    found = [round]
    while found[-1].previous_id and found[-1].previous_id not in {one.pk for one in found}:
        try:
            found.append(policies.access_round(actor, found[-1].previous_id))
        except NotHere:
            break
    return tuple(reversed(found))


def _entities(actor: Actor, chosen: Chosen) -> frozenset[str] | None:
    """The codes wanted, None for all; a State's own alone for its people, whatever they ask for."""
    if not actor.staff:
        return frozenset({actor.entity})
    wanted = {code.upper() for code in chosen.entities}
    if not chosen.group:
        return frozenset(wanted) if wanted else None
    members = next((frozenset(one.members) for one in entities.groups() if one.code == chosen.group), frozenset())
    return members & wanted if wanted else members


def _submissions(round: Round, chosen: Chosen, wanted: frozenset[str] | None) -> list[tuple[int, str]]:
    """Ids and verdicts of one round, by State and number.

    What stands is said by the rule of `queries.submissions_to_freeze`, on which a test holds it.
    """
    verdicts = _verdicts(round, None)
    rows = Submission.objects.filter(reply__round=round).order_by("entity", "reply_id", "number")
    if wanted is not None:
        rows = rows.filter(entity__in=wanted)
    if chosen.which == "standing":
        rows = rows.exclude(reply__state=WITHDRAWN)
    standing: dict[int, int] = {}
    found: dict[int, tuple[int, str, date]] = {}
    for key, reply, sent_at in rows.values_list("id", "reply_id", "submitted_at").iterator(chunk_size=2000):
        verdict = verdicts.get(key) or ""
        kept = standing.get(reply)
        if verdict == ACCEPTED or (not verdict and (kept is None or verdicts.get(kept) != ACCEPTED)):
            standing[reply] = key
        found[key] = (reply, verdict, sent_at.date())
    return [
        (key, verdict)
        for key, (reply, verdict, day) in found.items()
        if (chosen.which != "standing" or standing.get(reply) == key)
        and (chosen.which != "accepted" or verdict == ACCEPTED)
        and (not chosen.states or (verdict or "submitted") in chosen.states)
        and (chosen.since is None or day >= chosen.since)
        and (chosen.until is None or day <= chosen.until)
    ]


def _drafts(actor: Actor, rounds: tuple[Round, ...], chosen: Chosen) -> tuple[int, ...]:
    """The State's own drafts, for its focal point who wants them; never for the secretariat."""
    if actor.staff or chosen.which not in ("draft", "all") or (chosen.states and "draft" not in chosen.states):
        return ()
    rows = Reply.objects.filter(round__in=[one.pk for one in rounds], entity=actor.entity).order_by("id")
    return tuple(reply.pk for reply in rows if policies.may_read_draft(actor, reply))
