"""Who writes for a State or an organisation, who speaks for it, who may only read."""

from __future__ import annotations

from entraide.kernel.actor import Actor, Role

_WRITERS = frozenset({Role.FOCAL_POINT, Role.EXPERT})


def answers_for(actor: Actor, entity: str) -> bool:
    """Whether this person drafts the replies of that State or organisation; an expert only what was delegated to them."""
    return bool(entity) and actor.entity == entity and bool(actor.roles & _WRITERS)


def speaks_for(actor: Actor, entity: str) -> bool:
    """Whether this person is the focal point: delegates, clears, signs and submits."""
    return bool(entity) and actor.entity == entity and actor.has(Role.FOCAL_POINT)


def reads_for(actor: Actor, entity: str) -> bool:
    """Whether the whole reply is theirs to read: the focal point's, and an observer's of the State, such as its mission."""
    return speaks_for(actor, entity) or (bool(entity) and actor.entity == entity and actor.has(Role.OBSERVER))


def belongs_to(actor: Actor, entity: str) -> bool:
    """Whether this person is of that State's or organisation's own, in any role."""
    return answers_for(actor, entity) or reads_for(actor, entity)
