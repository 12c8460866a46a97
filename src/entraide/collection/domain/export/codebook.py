"""The codebook: every column of every table, what it asks, what its codes mean; in any of the six languages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from .columns import Column, chosen, columns_of
from .schema import Edition, Schema, Table, Variable
from .wanted import Wanted
from .words import word

HEADINGS: Final = (
    "table", "column", "question_number", "question", "section", "type", "code", "meaning", "asked_in", "identity", "came_from",
)  # fmt: skip


def headings(wanted: Wanted) -> list[str]:
    """The first line."""
    if wanted.headings == "names":
        return list(HEADINGS)
    return [word(one, wanted.language) for one in HEADINGS]


def lines(schema: Schema, wanted: Wanted, several: str = "") -> Iterator[list[str]]:
    """A line for each column, then one for each of its codes."""
    for table in chosen(schema, wanted):
        for column in columns_of(table, wanted, several):
            yield from of_column(schema, table, column, column.name, wanted)


def of_column(schema: Schema, table: Table, column: Column, name: str, wanted: Wanted) -> Iterator[list[str]]:
    """The lines of one column, under the name that it has in the file."""
    variable = column.variable
    text, number, section, kind, asked, identity, before = column.label, "", "", str(column.sort), "", "", ""
    if variable is not None:
        number = variable.question.number
        section = " ".join(variable.section.shown_in(wanted.language).text.split())
        kind = variable.question.type if not column.aspect else column.aspect
        asked = ", ".join(variable.versions(schema.editions))
        identity = variable.identity
        before = ", ".join(_before(schema.editions, variable))
    yield [table.name, name, number, text, section, kind, "", "", asked, identity, before]
    for code, meaning in column.labels.items():
        yield [table.name, name, "", "", "", "", code, meaning, "", "", ""]


def _before(editions: tuple[Edition, ...], variable: Variable) -> Iterator[str]:
    """Where it stood in older versions, when elsewhere; and what a migration map says it was made of."""
    newest = next((variable.paths[one.key] for one in reversed(editions) if one.key in variable.paths), "")
    for edition in editions:
        path = variable.paths.get(edition.key)
        if path is not None and path != newest:
            yield f"{path} ({edition.version})"
        for change in edition.changes:
            after, before = change.get("after"), change.get("before")
            if isinstance(after, list) and isinstance(before, list) and path in after and before != after:
                yield f"{change.get('kind', '')}: {', '.join(map(str, before))} ({edition.version})"
