"""Who has cleared a draft: each clearance covers the blocks whose last change is somebody else's."""

from __future__ import annotations

from .domain.blocks.clearing import Covered, covered
from .models import Change, Report


def coverage_of(report: Report, block_ids: tuple[str, ...]) -> Covered:
    """Which blocks a second person has read as they stand."""
    authors: dict[str, int | None] = dict.fromkeys(block_ids, report.composed_by)
    rows = Change.objects.filter(report=report).order_by("revision").values_list("patch", "block", "by")
    for patch, block, by in rows:
        touched = [*patch.get("blocks", {}), *([block] if block else [])]
        authors |= {one: by for one in touched if one in authors}
    readers = tuple(report.clearances.filter(voided_at=None).values_list("by", flat=True))
    return covered(authors, readers)
