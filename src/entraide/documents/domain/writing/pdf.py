"""PDF through Typst: the tree as plain data for `report.typ`, which holds everything that is a matter of looks."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

from entraide.documents.domain import tree as t
from entraide.kernel.languages import Language, direction

from .drawings import drawing, lettered, size_of
from .frame import Frame, safe_link
from .marks import paragraph_mark, point_mark, section_mark
from .typesetting import families, typeset
from .words import sourced

Json = dict[str, Any]


def write_pdf(frame: Frame) -> bytes:
    """The paper as tagged PDF, checked against PDF/UA-1 while it is made.

    Raises Refused (DOC-201, DOC-202) for a figure that has no words or cannot be drawn.
    """
    return typeset("report", {"document": json.dumps(_document(frame), ensure_ascii=False)}, "pdf", moment(frame))


def moment(frame: Frame) -> int:
    """The paper's own date in Unix seconds, 1970 when it has none: the same tree gives the same bytes."""
    try:
        day = date.fromisoformat(frame.masthead.date)
    except ValueError:
        return 0
    return max(0, int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()))


def _document(frame: Frame) -> Json:
    head, language = frame.masthead, frame.tree.language
    return {
        **_voice(language),
        "regular": language not in ("ar", "zh"),
        "title": head.title,
        "name": head.title or frame.symbol or head.body or frame.word("notes"),
        "body": head.body,
        "symbol": frame.symbol,
        "issue": {**_voice(frame.issue_language), "lines": list(frame.issue_lines())},
        "session": list(frame.session_lines()),
        "banner": head.banner,
        "job": head.job_number,
        "sections": [_section(frame, section) for section in frame.tree.sections],
        "annexes": [_annex(frame, annex) for annex in frame.tree.annexes],
        "notes": {number: _runs(frame, note.runs) for number, note in frame.notes.items()},
    }


def _voice(language: Language) -> Json:
    return {"lang": language, "dir": direction(language), "fonts": [name.lower() for name in families(language)]}


def _section(frame: Frame, section: t.Section) -> Json:
    return {
        "mark": section_mark(section.number, frame.tree.language),
        "heading": section.heading,
        "level": section.level,
        "blocks": [_block(frame, block) for block in section.blocks],
        "sections": [_section(frame, inner) for inner in section.sections],
    }


def _annex(frame: Frame, annex: t.Annex) -> Json:
    name = " ".join(part for part in (frame.word("annex"), annex.number) if part)
    return {
        "name": name,
        "heading": "" if annex.heading.startswith(frame.word("annex")) and not annex.number else annex.heading,
        "columns": [frame.word(key) for key in ("symbol", "agenda_item", "title")],
        "documents": [
            {"symbols": list(row.symbols), "items": list(row.agenda_items), "title": row.title}
            for row in annex.documents
        ],
        "blocks": [_block(frame, block) for block in annex.blocks],
    }


def _block(frame: Frame, block: t.Block) -> Json:
    if isinstance(block, t.Paragraph):
        mark = paragraph_mark(block.number, frame.tree.language)
        points = [_point(frame, point) for point in block.points]
        return {"kind": "paragraph", "mark": mark, "runs": _runs(frame, block.runs), "points": points}
    if isinstance(block, t.Table):
        return _table(frame, block)
    if isinstance(block, t.Figure):
        return _figure(frame, block)
    return {"kind": "listing", "items": [_piece(frame, item) for item in block.items]}


def _point(frame: Frame, point: t.Point) -> Json:
    return {
        "mark": point_mark(point.label, frame.tree.language),
        "runs": _runs(frame, point.runs),
        "points": [_point(frame, inner) for inner in point.points],
    }


def _weight(table: t.Table, column: int) -> int:
    """How wide a column wants to be beside the others: by its longest word in the head and its longest cell, within reason.

    Left to themselves, long heads over short figures would push the text columns off the page.
    """
    heads = [word for row in (table.header,) if column < len(row) for word in t.plain(row[column].runs).split()]
    cells = [t.plain(row[column].runs) for row in table.rows if column < len(row)]
    longest = max([*(len(word) for word in heads), *(min(len(cell), 22) for cell in cells)], default=0)
    return min(max(longest, 5), 19) + 3


def _table(frame: Frame, table: t.Table) -> Json:
    width = max((len(row) for row in (table.header, *table.rows)), default=0)

    def cells(row: tuple[t.Cell, ...]) -> list[Json]:
        full = (*row, *[t.Cell(())] * (width - len(row)))
        return [{**_piece(frame, cell.runs), "numeric": cell.numeric} for cell in full]

    return {
        "kind": "table",
        "caption": table.caption,
        "columns": width,
        "weights": [_weight(table, column) for column in range(width)],
        "header": cells(table.header) if table.header else [],
        "rows": [cells(row) for row in table.rows],
        "source": sourced(table.source, frame.language),
    }


def _figure(frame: Frame, figure: t.Figure) -> Json:
    root = drawing(figure)
    return {
        "kind": "figure",
        "caption": figure.caption,
        "alternative": figure.alternative,
        "source": sourced(figure.source, frame.language),
        "width": size_of(root)[0],
        "svg": lettered(root, families(frame.tree.language)),
    }


def _piece(frame: Frame, runs: t.Runs) -> Json:
    foreign = frame.foreign(runs)
    return {"runs": _runs(frame, runs), **({"voice": _voice(foreign)} if foreign else {})}


def _runs(frame: Frame, runs: t.Runs) -> list[Json]:
    return [_run(frame, run) for run in runs if run.text or run.note]


def _run(frame: Frame, run: t.Run) -> Json:
    spoken = frame.spoken(run)
    shown: Json = {"text": run.text, "emphasis": frame.emphasis(run), "note": run.note, "href": safe_link(run.href)}
    if not shown["href"].startswith(("http", "mailto")):
        shown["href"] = ""
    return {**shown, **({"voice": _voice(spoken)} if spoken != frame.tree.language else {})}
