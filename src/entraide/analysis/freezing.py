"""What a set holds beside the replies of its round: the one place where other parts of the room lay rows into it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import pyarrow as pa

from entraide.kernel.actor import Actor

from . import exchange
from .casework import freezing as cases
from .domain.sets import Beside


def rates_to_freeze(actor: Actor, at: datetime) -> Sequence[Mapping[str, Any]]:
    """Exchange rates as they stood at a moment: rows of the table `rates` (`domain/sets/shapes.py`)."""
    return exchange.rows_to_freeze(at)


def case_tables_to_freeze(actor: Actor, round_id: int, at: datetime) -> tuple[pa.Table | None, pa.Table | None]:
    """The tables `cases` and `links` of the round's States as they stood at a moment; None for none."""
    return cases.case_tables_to_freeze(actor, round_id, at)


def beside(actor: Actor, round_id: int, at: datetime) -> Beside:
    """All of it."""
    laid, links = case_tables_to_freeze(actor, round_id, at)
    return Beside(rates_to_freeze(actor, at), laid, links)


def linkage(actor: Actor, at: datetime) -> Mapping[str, str]:
    """What the linking in force at a moment said of itself; empty when there was none."""
    return cases.linkage_to_freeze(actor, at)
