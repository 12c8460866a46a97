"""An edition of a set for one audience: a set of its own in which nothing stands that this audience may not read.

Whoever explores an edition may filter and subtract as they like: there is nothing behind it. Answers kept for totals only
(`aggregate`) stand in no edition; totals over them are the reports' to print, where subtraction is guarded against.
Who was asked and who replied is public.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from entraide.kernel.audience import Audience

from ..sets.shapes import TABLES, Tables, whole

EDITIONS: Final = (Audience.PARTIES, Audience.MEMBERS, Audience.PUBLIC)
"""Those for whom an edition can be made, the narrowest first."""
_BY_WIDTH: Final = ("answers", "choices", "cases")
_NOT_FOR_OTHERS: Final = ("findings",)


def narrowed(tables: Tables, audience: Audience) -> dict[str, pa.Table]:
    """The tables as this audience may read them. ValueError for an audience that no edition is made for."""
    if audience not in EDITIONS:
        raise ValueError(f"no edition is made for {audience}")
    wide: dict[str, pa.Table] = {
        name: tables[name].filter(pc.greater_equal(tables[name]["width"], audience.width)) for name in _BY_WIDTH
    }
    wide["links"] = _between(tables["links"], wide["cases"])
    wide["replies"] = _without_hashes(tables["replies"])
    left: Mapping[str, pa.Table] = {name: tables[name] for name in TABLES if name not in _NOT_FOR_OTHERS}
    return whole({**left, **wide})


def kept_back(tables: Tables, audience: Audience) -> dict[str, int]:
    """How many rows of each table stand in the set and not in the edition: said on its page."""
    edition = narrowed(tables, audience)
    return {name: tables[name].num_rows - edition[name].num_rows for name in _BY_WIDTH}


def _between(links: pa.Table, cases: pa.Table) -> pa.Table:
    """Links whose two records are both there, without how they were judged."""
    both = pc.and_(
        pc.is_in(links["record_a"], value_set=cases["record"].combine_chunks()),
        pc.is_in(links["record_b"], value_set=cases["record"].combine_chunks()),
    )
    kept = links.filter(both)
    blank = pa.array([""] * kept.num_rows, pa.string())
    return kept.set_column(kept.schema.get_field_index("judged"), "judged", blank)


def _without_hashes(replies: pa.Table) -> pa.Table:
    """The hash of a whole reply would let a reader try what it holds."""
    blank = pa.array([""] * replies.num_rows, pa.string())
    return replies.set_column(replies.schema.get_field_index("content_hash"), "content_hash", blank)
