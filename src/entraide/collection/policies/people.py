"""Who writes for a State or an organisation."""

from __future__ import annotations

from entraide.kernel.actor import Actor, Role

_WRITERS = frozenset({Role.FOCAL_POINT, Role.EXPERT})


def answers_for(actor: Actor, entity: str) -> bool:
    """Whether this person drafts the replies of that State or organisation."""
    return bool(entity) and actor.entity == entity and bool(actor.roles & _WRITERS)
