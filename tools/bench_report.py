"""What it costs to write one full report: 40 living figures, 6 tables, 6 charts, 2 maps, six languages, four formats.

`python tools/bench_report.py write|verify` prints one line of JSON. The figures are those of the example's closed round; the
report is the template with the tables and pictures put in from the palette, as an officer would.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from typing import Any

from attrs import evolve
from bench_example import example_set, facts

from entraide.analysis.domain import sets
from entraide.analysis.domain.engine import run
from entraide.analysis.domain.indicators import catalogue, derived
from entraide.analysis.domain.results import Result
from entraide.documents.domain import codec
from entraide.documents.domain.tree import Figure, Table
from entraide.documents.domain.writing import write
from entraide.kernel.audience import Audience
from entraide.kernel.languages import LANGUAGES
from entraide.reporting.domain import living, stored
from entraide.reporting.domain.blocks import changing, palette, template
from entraide.reporting.domain.blocks.material import Material
from entraide.reporting.domain.blocks.rendering import render
from entraide.reporting.domain.blocks.structure import Structure
from entraide.reporting.domain.seams.counting import material
from entraide.reporting.domain.seams.protecting import protected

FORMATS = ("docx", "pdf", "html", "akn")
MORE = (
    "table::needs", "table::obstacles", "table::coverage.group", "table::coverage.group_standing", "table::figures.total",
    "chart:bars:needs", "chart:bars:obstacles", "chart:bars:coverage.language", "chart:lines:offences.total",
    "chart:lines:seizures.total", "map:response_map:coverage.response", "map:value_map:coverage.missing",
)  # fmt: skip
"""What is put in beside the template's one table and one chart."""
FEWEST_FIGURES = 40

Measured = dict[str, Any]


def filled() -> tuple[Structure, Material, dict[str, Result]]:
    """The report as blocks, and what it is filled from."""
    made, form = example_set()
    tables = sets.tables(made, form)
    asked = [one for one in (*derived(form), *catalogue().values()) if not one.on_request]
    seen, whole = (run(tables, asked, reader=reader) for reader in (Audience.PUBLIC, Audience.SECRETARIAT))
    found = material(made, form, facts(made), seen)
    structure = template.write(form, found)
    offers = {one.code: one for one in palette.offers(found)}
    for code in MORE:
        block = palette.made(offers[code], structure.next_id(), found, "en")
        if block.kind in ("chart", "map"):
            block = evolve(block, source=evolve(block.source, params={"table": "no"}))
        structure = changing.inserted(structure, block, structure.blocks[-1].id)
    return structure, protected(found, structure, whole), whole


def write_all() -> Measured:
    """Six trees and 24 files; CPU seconds of this process and its children."""
    structure, found, _whole = filled()
    start, before = time.process_time(), resource.getrusage(resource.RUSAGE_CHILDREN)
    size = 0
    trees = {language: render(structure, found, language) for language in LANGUAGES}
    drawn = time.process_time() - start
    for tree in trees.values():
        size += sum(len(write(tree, form)) for form in FORMATS)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = time.process_time() - start + after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    blocks = [block for section in trees["en"].all_sections() for block in section.blocks]
    blocks += [block for annex in trees["en"].annexes for block in annex.blocks]
    figures = set(stored.figure_keys(codec.to_json(trees["en"])))
    if len(figures) < FEWEST_FIGURES:
        raise AssertionError(f"{len(figures)} living figures")
    return {
        "value": spent, "unit": "s CPU", "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "bytes": size,
        "figures": len(figures), "tables": sum(isinstance(one, Table) for one in blocks),
        "pictures": sum(isinstance(one, Figure) for one in blocks), "drawing": drawn,
    }  # fmt: skip


def verify() -> Measured:
    """Every figure of the same report counted again from its set."""
    structure, found, whole = filled()
    made, form = example_set()
    keys = stored.figure_keys(codec.to_json(render(structure, found, "en")))
    figures = {row.figure.key: row.figure for result in whole.values() for row in result.rows}
    stood = living.living(figures, made, form, keys)
    start = time.process_time()
    asked = [one for one in (*derived(form), *catalogue().values()) if not one.on_request]
    again = run(sets.tables(made, form), asked)
    now = {row.figure.key: row.figure for result in again.values() for row in result.rows}
    if living.differences(stood, now):
        raise AssertionError("figures differ")
    return {"value": time.process_time() - start, "unit": "s CPU", "figures": len(stood)}


MEASURES: dict[str, Callable[[], Measured]] = {"write": write_all, "verify": verify}


if __name__ == "__main__":
    print(json.dumps(MEASURES[sys.argv[1] if len(sys.argv) > 1 else "write"]()))
