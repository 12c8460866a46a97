"""Who has cleared a draft: each clearance covers the blocks whose last change is somebody else's."""

from __future__ import annotations

from entraide.kernel.languages import LANGUAGES

from .domain.blocks.clearing import Covered, covered
from .models import Change, Report


def coverage_of(report: Report, block_ids: tuple[str, ...]) -> Covered:
    """Which blocks a second person has read as they stand, in every language."""
    last: dict[str, dict[str, int | None]] = {one: dict.fromkeys(LANGUAGES, report.composed_by) for one in block_ids}
    rows = Change.objects.filter(report=report).order_by("revision").values_list("patch", "block", "language", "by")
    for patch, block, language, by in rows:
        for one in {*patch.get("blocks", {}), *([block] if block else [])} & set(last):
            last[one] |= dict.fromkeys([language] if language else LANGUAGES, by)
    readers = tuple(report.clearances.filter(voided_at=None).values_list("by", flat=True))
    return covered({one: frozenset(whose.values()) for one, whose in last.items()}, readers)
