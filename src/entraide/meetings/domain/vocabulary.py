"""The words that rows may hold: roles of officers, capacities, the acts that create a body."""

from __future__ import annotations

from typing import Final, Literal

Role = Literal["chair", "co_chair", "vice_chair", "rapporteur"]
Capacity = Literal["party", "signatory", "observer_state", "organisation", "entity"]
Speaking = Literal["state", "group", "organisation"]
ActKind = Literal["", "decision", "resolution", "document"]

ROLES: Final[tuple[Role, ...]] = ("chair", "co_chair", "vice_chair", "rapporteur")
"""In the order in which they are printed."""
CAPACITIES: Final[tuple[Capacity, ...]] = ("party", "signatory", "observer_state", "organisation", "entity")
"""As what a delegation attends, in the order in which reports name them."""
SPEAKING: Final[tuple[Speaking, ...]] = ("state", "group", "organisation")
"""For whom somebody speaks, in the order in which reports name them."""
ACT_KINDS: Final[tuple[ActKind, ...]] = ("", "decision", "resolution", "document")
"""What created a body; empty when it is not said."""
