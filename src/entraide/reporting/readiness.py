"""What keeps a draft from being issued."""

from __future__ import annotations

from entraide.kernel.problems import Problem

from .clearances import coverage_of
from .domain.blocks import structure
from .domain.blocks.translating import title_missing, unfinished
from .models import Composition, Remark, Report


def obstacles(report: Report) -> tuple[Problem, ...]:
    """Every reason, as problems; empty when the report may be issued. A draft older than blocks is cleared as a whole."""
    found = Composition.objects.filter(report=report).first()
    if found is None:
        return (Problem("REP-112"),)
    made = structure.from_json(found.structure)
    problems = []
    open_blocks = unfinished(made)
    for language in dict.fromkeys(one.language for one in open_blocks):
        count = sum(1 for one in open_blocks if one.language == language)
        problems.append(Problem("REP-108", {"language": language, "count": count}))
    problems += [Problem("REP-120", {"language": language}) for language in title_missing(made)]
    asked = Remark.objects.filter(report=report, thread=None, state="open").count()
    if asked:
        problems.append(Problem("REP-109", {"count": asked}))
    if not coverage_of(report, tuple(block.id for block in made.blocks)).cleared:
        problems.append(Problem("REP-106"))
    return tuple(problems)
