"""Personal links, as their bearer and the secretariat see them."""

from __future__ import annotations

import hashlib
from datetime import datetime

from attrs import frozen

from entraide.foundation.db.context import acting_as
from entraide.kernel.actor import SYSTEM
from entraide.kernel.problems import refuse

from ..models import Invitation


@frozen
class InvitationRow:
    """What the bearer of a link and the secretariat see of an invitation."""

    id: int
    email: str
    name: str
    role: str
    entity: str
    language: str
    purpose: str
    expires_at: datetime
    times_sent: int
    used_at: datetime | None
    used_by: int | None


def invitation_row(invitation: Invitation) -> InvitationRow:
    """Plain facts of one invitation."""
    return InvitationRow(
        invitation.pk, invitation.email, invitation.name, invitation.role, invitation.entity, invitation.language,
        invitation.purpose, invitation.expires_at, invitation.times_sent, invitation.used_at, invitation.used_by_id,
    )  # fmt: skip


def token_hash(token: str) -> str:
    """What is kept of a link's secret."""
    return hashlib.sha256(token.encode()).hexdigest()


def access_invitation_by_token(token: str) -> Invitation:
    """The invitation of a link. Refused with ACC-001 when the link is nobody's: a wrong and an old link look alike."""
    with acting_as(SYSTEM):
        rows = Invitation.objects.select_related("nomination")
        invitation = rows.filter(token_hash=token_hash(token)).first()
    if invitation is None:
        raise refuse("ACC-001")
    return invitation


def invitations_for(purpose: str) -> tuple[InvitationRow, ...]:
    """Everybody invited for one purpose."""
    return tuple(invitation_row(row) for row in Invitation.objects.filter(purpose=purpose).order_by("id"))
