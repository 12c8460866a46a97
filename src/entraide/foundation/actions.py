"""The door for writing: one function, one use case, one transaction, one entry in the ledger.

    @action("mandates.proposal.confirmed")
    def confirm(act: Act, mandate: Mandate) -> None:
        mandate.life = LIFE.after(mandate.life, "adopt")
        save(mandate, "life")
        act.about(mandate, life=mandate.life)

Callers pass the person: `confirm(actor, mandate)`. Pages, API, command line and jobs call the same function.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from attrs import define, field
from django.db import models

from entraide.kernel import clock
from entraide.kernel.actor import Actor

from .audit.ledger import append
from .db.context import acting_as

P = ParamSpec("P")
R = TypeVar("R")

REGISTRY: dict[str, str] = {}
"""Every verb and where it is written, for the documentation and its test."""


@define
class Act:
    """One action while it happens: who, when, about what. `detail` holds ids, states and digests, never content."""

    actor: Actor
    verb: str
    at: datetime
    object_type: str = ""
    object_id: str = ""
    entity: str = ""
    detail: dict[str, Any] = field(factory=dict)

    def about(self, thing: models.Model | str, entity: str = "", **detail: Any) -> None:
        """Say what the entry is about. Exactly one thing; more facts go into `detail`."""
        if isinstance(thing, models.Model):
            self.object_type, self.object_id = thing._meta.label_lower, str(thing.pk)
            entity = entity or str(getattr(thing, "entity", "") or "")
        else:
            self.object_type = thing
        self.entity = entity
        self.detail.update(detail)


class ActionSaidNothing(Exception):
    """An action ended without `act.about(...)`: a mistake of ours, found by the first test that runs it."""


class WroteNothing(Exception):
    """A row was to be changed and none was: row-level security forbids silently, so we count."""


def action(verb: str) -> Callable[[Callable[Concatenate[Act, P], R]], Callable[Concatenate[Actor, P], R]]:
    """Make a function an action under this verb (`room.noun.past participle`)."""

    def decorate(function: Callable[Concatenate[Act, P], R]) -> Callable[Concatenate[Actor, P], R]:
        REGISTRY[verb] = f"{function.__module__}.{function.__name__}"

        @wraps(function)
        def perform(actor: Actor, *args: P.args, **kwargs: P.kwargs) -> R:
            act = Act(actor, verb, clock.now())
            with acting_as(actor):
                result = function(act, *args, **kwargs)
                if not act.object_type:
                    raise ActionSaidNothing(verb)
                append(act.actor, act.verb, clock.wall(), act.object_type, act.object_id, act.entity, act.detail)
            return result

        return perform  # type: ignore[return-value]

    return decorate


def save(thing: models.Model, *fields: str) -> None:
    """Update these fields of a row that exists, and make sure that the row was really written."""
    values = {name: getattr(thing, name) for name in fields}
    if type(thing)._base_manager.filter(pk=thing.pk).update(**values) != 1:
        raise WroteNothing(f"{thing._meta.label} {thing.pk}")
