"""PDF through Typst: the tree as plain data for `report.typ`, which holds everything that is a matter of looks."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

from entraide.documents.domain import tree as t
from entraide.kernel.languages import Language, direction

from .columns import weight
from .drawings import drawing, lettered, size_of
from .frame import Frame, safe_link
from .marks import Names, paragraph_mark, point_mark, section_mark
from .spacing import spaced
from .typesetting import families, typeset
from .words import sourced

Json = dict[str, Any]


def write_pdf(frame: Frame) -> bytes:
    """The paper as tagged PDF, checked against PDF/UA-1 while it is made.

    Raises Refused (DOC-201, DOC-202) for a figure that has no words or cannot be drawn.
    """
    shown = json.dumps(_Sheet(frame).document(), ensure_ascii=False)
    return typeset("report", {"document": shown}, "pdf", moment(frame))


def moment(frame: Frame) -> int:
    """The paper's own date in Unix seconds, 1970 when it has none: the same tree gives the same bytes."""
    try:
        day = date.fromisoformat(frame.masthead.date)
    except ValueError:
        return 0
    return max(0, int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()))


def _voice(language: Language) -> Json:
    return {"lang": language, "dir": direction(language), "fonts": [name.lower() for name in families(language)]}


class _Sheet:
    """One paper being prepared; knows the names of its parts and which of them the text leads to."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.language = frame.tree.language
        self.names = Names()
        self.wanted: set[str] = set()
        self.called: set[str] = set()

    def document(self) -> Json:
        """Everything that the template prints."""
        frame, head = self.frame, self.frame.masthead
        shown = {
            **_voice(self.language),
            "resolution": frame.resolution,
            "title": self._fast(head.title),
            "name": head.title or frame.symbol or head.body or frame.word("notes"),
            "body": self._fast(head.body),
            "symbol": frame.symbol,
            "issue": {**_voice(frame.issue_language), "lines": list(frame.issue_lines())},
            "session": [self._fast(line) for line in frame.session_lines()],
            "lines": [self._fast(line) for line in head.lines],
            "banner": head.banner,
            "job": head.job_number,
            "sections": [self._section(section) for section in frame.tree.sections],
            "annexes": [self._annex(annex) for annex in frame.tree.annexes],
            "notes": {number: self._runs(note.runs) for number, note in frame.notes.items()},
        }
        return {**shown, "linked": sorted(name for name in self.wanted if name in self.names)}

    def _fast(self, words: str) -> str:
        return spaced(words, self.language)

    def _section(self, section: t.Section) -> Json:
        return {
            "name": self.names.take("sec", section.number),
            "mark": section_mark(section.number, self.language),
            "heading": self._fast(section.heading),
            "kind": section.kind,
            "blocks": [self._block(block) for block in section.blocks],
            "sections": [self._section(inner) for inner in section.sections],
        }

    def _annex(self, annex: t.Annex) -> Json:
        label = self.frame.word("annex")
        alone = annex.heading.startswith(label) and not annex.number
        return {
            "name": self.names.take("annex", annex.number or "1"),
            "label": annex.heading if alone else " ".join(part for part in (label, annex.number) if part),
            "heading": "" if alone else self._fast(annex.heading),
            "columns": [self.frame.word(key) for key in ("symbol", "agenda_item", "title")],
            "documents": [
                {"symbols": list(row.symbols), "items": list(row.agenda_items), "title": self._fast(row.title)}
                for row in annex.documents
            ],
            "blocks": [self._block(block) for block in annex.blocks],
            "sections": [self._section(section) for section in annex.sections],
        }

    def _block(self, block: t.Block) -> Json:
        if isinstance(block, t.Paragraph):
            name = self.names.take("para", block.number)
            mark = paragraph_mark(block.number, self.language)
            points = [self._point(point, name) for point in block.points]
            return {"kind": "paragraph", "name": name, "mark": mark, "runs": self._runs(block.runs), "points": points}
        if isinstance(block, t.Table):
            return self._table(block)
        if isinstance(block, t.Figure):
            return self._figure(block)
        return {"kind": "listing", "items": [self._runs(item) for item in block.items]}

    def _point(self, point: t.Point, above: str) -> Json:
        name = self.names.take(above, point.label)
        return {
            "name": name,
            "mark": point_mark(point.label, self.language),
            "runs": self._runs(point.runs),
            "points": [self._point(inner, name) for inner in point.points],
        }

    def _table(self, table: t.Table) -> Json:
        width = max((len(row) for row in (table.header, *table.rows)), default=0)

        def cells(row: tuple[t.Cell, ...]) -> list[Json]:
            full = (*row, *[t.Cell(())] * (width - len(row)))
            return [{**self._piece(cell.runs), "numeric": cell.numeric} for cell in full]

        return {
            "kind": "table",
            "caption": self._fast(table.caption),
            "columns": width,
            "weights": [weight(table, column) for column in range(width)],
            "header": cells(table.header) if table.header else [],
            "rows": [cells(row) for row in table.rows],
            "source": self._fast(sourced(table.source, self.frame.language)),
        }

    def _figure(self, figure: t.Figure) -> Json:
        root = drawing(figure)
        return {
            "kind": "figure",
            "caption": self._fast(figure.caption),
            "alternative": figure.alternative,
            "source": self._fast(sourced(figure.source, self.frame.language)),
            "width": size_of(root)[0],
            "svg": lettered(root, families(self.language)),
        }

    def _piece(self, runs: t.Runs) -> Json:
        foreign = self.frame.foreign(runs)
        return {"runs": self._runs(runs), **({"voice": _voice(foreign)} if foreign else {})}

    def _runs(self, runs: t.Runs) -> list[Json]:
        return [self._run(run) for run in runs if run.text or run.note]

    def _run(self, run: t.Run) -> Json:
        spoken, href = self.frame.spoken(run), safe_link(run.href)
        if href.startswith("#"):
            self.wanted.add(href[1:])
        shown: Json = {"text": spaced(run.text, spoken), "emphasis": self.frame.emphasis(run), "note": run.note}
        shown["first"] = run.note not in self.called
        self.called.add(run.note)
        shown["href"] = href if href.startswith(("http", "mailto", "#")) else ""
        return {**shown, **({"voice": _voice(spoken)} if spoken != self.language else {})}
