"""How wide the columns of a table are beside each other, in every format that has to be told."""

from __future__ import annotations

from entraide.documents.domain import tree as t

BOLD = 1.3
"""Heads are set bold: a word of them that is broken in two reads badly."""


def weight(table: t.Table, column: int) -> int:
    """How wide a column wants to be beside the others: by its longest word in the head and its longest cell, within reason.

    Left to themselves, long heads over short figures would push the text columns off the page.
    """
    heads = [word for row in (table.header,) if column < len(row) for word in t.plain(row[column].runs).split()]
    cells = [t.plain(row[column].runs) for row in table.rows if column < len(row)]
    longest = max([*(round(len(word) * BOLD) for word in heads), *(min(len(cell), 22) for cell in cells)], default=0)
    return min(max(longest, 5), 19) + 3
