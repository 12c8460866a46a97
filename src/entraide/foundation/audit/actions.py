"""Having the ledger verified."""

from __future__ import annotations

from entraide.foundation.accounts.policies import may_read_ledger
from entraide.foundation.actions import Act, action, save
from entraide.foundation.jobs.door import enqueue
from entraide.kernel import clock

from . import verifying
from .ledger import GENESIS, Break
from .models import Verification


@action("audit.verification.asked")
def ask_verification(act: Act) -> int:
    """Queue a walk along the whole chain, up to what is its head now."""
    may_read_ledger(act.actor).enforce()
    row = Verification.objects.create(
        asked_at=clock.wall(), asked_by=act.actor.name, expected=verifying.head().entry, head=GENESIS
    )
    enqueue("audit.verify", verification_id=row.pk)
    act.about(row)
    return int(row.pk)


def advance(verification_id: int) -> Break | bool | None:
    """Walk one piece and keep how far it went: progress, not an act. True when more waits; else a break, or None."""
    row = Verification.objects.get(pk=verification_id)
    piece = verifying.walk(row.upto, row.head, row.expected)
    row.entries, row.upto, row.head = row.entries + piece.entries, piece.upto, piece.head
    save(row, "entries", "upto", "head")
    if piece.broken:
        return piece.broken
    if piece.entries:
        return True
    return verifying.against((*verifying.kept_heads(), verifying.Head(row.upto, row.head)))


@action("audit.verification.finished")
def finish(act: Act, verification_id: int, broken: Break | None) -> None:
    """Keep the result. A chain that holds makes its head an anchor of later verifications."""
    row = Verification.objects.get(pk=verification_id)
    row.finished_at = clock.wall()
    row.broken, row.reason = (broken.entry, broken.reason) if broken else (None, "")
    save(row, "finished_at", "broken", "reason")
    act.about(row, entries=row.entries, upto=row.upto, broken=row.broken)
