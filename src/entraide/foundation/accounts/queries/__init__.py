"""Who a signed-in person is, as the rules see them; who is invited; who is here; what waits."""

from .holders import Holder, actor_by_id, holders_of
from .invitations import InvitationRow, access_invitation_by_token, invitation_row, invitations_for, token_hash
from .nominations import NominationRow, nomination_row, nominations, nominations_of, waiting_count
from .people import (
    MembershipRow,
    Names,
    PersonRow,
    SessionRow,
    names,
    page_of_people,
    people,
    person_by_email,
    person_ids_of,
    person_row,
    secretariat,
    sessions_of,
)
from .powers import OpenPower, open_powers
from .who import Hat, actor_of, has_second_factor, hats_of

__all__ = [
    "Hat",
    "Holder",
    "InvitationRow",
    "MembershipRow",
    "Names",
    "NominationRow",
    "OpenPower",
    "PersonRow",
    "SessionRow",
    "access_invitation_by_token",
    "actor_by_id",
    "actor_of",
    "has_second_factor",
    "hats_of",
    "holders_of",
    "invitation_row",
    "invitations_for",
    "names",
    "nomination_row",
    "nominations",
    "nominations_of",
    "open_powers",
    "page_of_people",
    "people",
    "person_by_email",
    "person_ids_of",
    "person_row",
    "secretariat",
    "sessions_of",
    "token_hash",
    "waiting_count",
]
