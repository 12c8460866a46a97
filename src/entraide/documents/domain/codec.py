"""The tree as JSON and back: the shape that the command line prints, plus what the writers need.

Where a paragraph, point, cell or note is plain text, `text` and `notes` say everything; `runs` is added when there is
emphasis, a link, a living figure or another language. `blocks` is added to a section that holds more than paragraphs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from attrs import asdict

from entraide.kernel.languages import Language, as_language
from entraide.kernel.problems import Problem

from . import tree as t

Json = dict[str, Any]
_KINDS: Mapping[Any, t.SectionKind] = {"preamble": "preamble", "conclusions": "conclusions"}


def to_json(tree: t.Tree, language: Language | None = None) -> Json:
    """One JSON document; messages of problems in `language`, the tree's own unless given."""
    spoken = language or tree.language
    head = tree.masthead
    return {
        "symbols": list(head.symbols),
        "language": tree.language,
        "title": head.title,
        "distribution": head.distribution,
        "date": head.date,
        "masthead": {**asdict(head), "symbols": list(head.symbols), "lines": list(head.lines)},
        "sections": [_section(section) for section in tree.sections],
        "annexes": [_annex(annex) for annex in tree.annexes],
        "notes": [{"number": note.number, **_runs(note.runs)} for note in tree.notes],
        "speakers": [asdict(speaker) for speaker in tree.speakers],
        "meeting": {"dates": list(tree.meeting.dates), "sittings": tree.meeting.sittings},
        "references": [_reference(reference) for reference in tree.references],
        "problems": [_problem(problem, spoken) for problem in tree.problems],
    }


def _problem(problem: Problem, spoken: Language) -> Json:
    """With what fills its words, so that it can be said in another language, and the line of the file where it is known."""
    return {**problem.to_json(spoken), "params": dict(problem.params), **({"line": problem.line} if problem.line else {})}


def _reference(reference: t.Reference) -> Json:
    """`place` is the paragraph the reference stands in, `cited` the paragraph of what is cited.

    `paragraph` says the latter where there is one and for articles, otherwise the former, as the command line promises.
    """
    shown = reference.paragraph or ("" if reference.kind == "article" else reference.place)
    row = {"kind": reference.kind, "label": reference.label, "paragraph": shown, "place": reference.place}
    return {**row, "cited": reference.paragraph}


def _to_reference(item: Mapping[str, Any]) -> t.Reference:
    cited = item.get("cited", item.get("paragraph")) or ""
    return t.Reference(item["kind"], item["label"], cited, item.get("place") or "")


def _runs(runs: t.Runs) -> Json:
    shown: Json = {"text": t.plain(runs), "notes": list(t.notes_of(runs))}
    if not shown["notes"]:
        del shown["notes"]
    simple = all(run == t.Run(run.text, note=run.note) for run in runs)
    called_inside = any(run.note for run in runs[:-1])
    if not simple or called_inside:
        shown["runs"] = [asdict(run, filter=lambda _field, value: value != "") for run in runs]
    return shown


def _point(point: t.Point) -> Json:
    shown: Json = {"number": point.label, **_runs(point.runs), "points": [_point(inner) for inner in point.points]}
    return {**shown, "guid": point.guid} if point.guid else shown


def _paragraph(paragraph: t.Paragraph) -> Json:
    shown: Json = {"number": paragraph.number, "notes": [], **_runs(paragraph.runs)}
    shown["points"] = [_point(point) for point in paragraph.points]
    return {**shown, "guid": paragraph.guid} if paragraph.guid else shown


def _cell(cell: t.Cell) -> Json:
    return {**_runs(cell.runs), **({"numeric": True} if cell.numeric else {})}


def _block(block: t.Block) -> Json:
    if isinstance(block, t.Paragraph):
        return {"kind": "paragraph", **_paragraph(block)}
    if isinstance(block, t.Table):
        return {
            "kind": "table",
            "caption": block.caption,
            "header": [_cell(cell) for cell in block.header],
            "rows": [[_cell(cell) for cell in row] for row in block.rows],
            "source": block.source,
        }
    if isinstance(block, t.Figure):
        return {"kind": "figure", **asdict(block)}
    return {"kind": "listing", "items": [_runs(item) for item in block.items]}


def _section(section: t.Section) -> Json:
    shown: Json = {
        "number": section.number,
        "heading": section.heading,
        "level": section.level,
        "sections": [_section(inner) for inner in section.sections],
        "paragraphs": [_paragraph(paragraph) for paragraph in section.paragraphs],
    }
    if len(section.paragraphs) != len(section.blocks):
        shown["blocks"] = [_block(block) for block in section.blocks]
    return {**shown, "kind": section.kind} if section.kind else shown


def _annex(annex: t.Annex) -> Json:
    shown: Json = {
        "number": annex.number,
        "heading": annex.heading,
        "documents": [
            {"symbols": list(row.symbols), "agenda_items": list(row.agenda_items), "title": row.title}
            for row in annex.documents
        ],
        "blocks": [_block(block) for block in annex.blocks],
    }
    return {**shown, "sections": [_section(section) for section in annex.sections]} if annex.sections else shown


def from_json(data: Mapping[str, Any]) -> t.Tree:
    """The tree of one JSON document; keys that are missing are empty."""
    head = dict(data.get("masthead") or {})
    head.setdefault("symbols", data.get("symbols", ()))
    for key in ("title", "distribution", "date"):
        if not head.get(key):
            head[key] = data.get(key) or ""
    head["symbols"] = tuple(head["symbols"])
    head["lines"] = tuple(head.get("lines") or ())
    known = {name: head[name] for name in t.Masthead.__annotations__ if name in head}
    meeting = data.get("meeting") or {}
    return t.Tree(
        language=as_language(str(data.get("language") or "en")),
        masthead=t.Masthead(**known),
        sections=tuple(_to_section(item) for item in data.get("sections", ())),
        annexes=tuple(_to_annex(item) for item in data.get("annexes", ())),
        notes=tuple(t.Note(str(item["number"]), _to_runs(item)) for item in data.get("notes", ())),
        speakers=tuple(t.Speaker(item["name"], item.get("code", "")) for item in data.get("speakers", ())),
        meeting=t.Meeting(tuple(meeting.get("dates", ())), int(meeting.get("sittings") or 0)),
        references=tuple(_to_reference(item) for item in data.get("references", ())),
        problems=tuple(
            Problem(item["code"], item.get("params", {}), item.get("paragraph", ""), int(item.get("line") or 0))
            for item in data.get("problems", ())
        ),
    )


def _to_runs(item: Mapping[str, Any]) -> t.Runs:
    if item.get("runs"):
        return tuple(t.Run(**{"text": "", **run}) for run in item["runs"])
    calls: Sequence[str] = item.get("notes", ())
    text = str(item.get("text", ""))
    if not calls:
        return (t.Run(text),) if text else ()
    return (t.Run(text, note=str(calls[0])), *(t.Run("", note=str(call)) for call in calls[1:]))


def _to_points(items: Sequence[Mapping[str, Any]]) -> tuple[t.Point, ...]:
    return tuple(
        t.Point(str(item["number"]), _to_runs(item), _to_points(item.get("points", ())), item.get("guid", ""))
        for item in items
    )


def _to_paragraph(item: Mapping[str, Any]) -> t.Paragraph:
    return t.Paragraph(str(item["number"]), _to_runs(item), _to_points(item.get("points", ())), item.get("guid", ""))


def _to_cell(item: Mapping[str, Any]) -> t.Cell:
    return t.Cell(_to_runs(item), bool(item.get("numeric")))


def _to_block(item: Mapping[str, Any]) -> t.Block:
    kind = item.get("kind", "paragraph")
    if kind == "table":
        return t.Table(
            item.get("caption", ""),
            tuple(_to_cell(cell) for cell in item.get("header", ())),
            tuple(tuple(_to_cell(cell) for cell in row) for row in item.get("rows", ())),
            item.get("source", ""),
        )
    if kind == "figure":
        return t.Figure(item.get("caption", ""), item["svg"], item.get("alternative", ""), item.get("source", ""))
    if kind == "listing":
        return t.Listing(tuple(_to_runs(entry) for entry in item.get("items", ())))
    return _to_paragraph(item)


def _to_section(item: Mapping[str, Any]) -> t.Section:
    blocks = item.get("blocks") or item.get("paragraphs", ())
    return t.Section(
        str(item.get("number") or ""),
        str(item.get("heading") or ""),
        int(item.get("level") or 1),
        tuple(_to_block(block) for block in blocks),
        tuple(_to_section(inner) for inner in item.get("sections", ())),
        _KINDS.get(item.get("kind"), ""),
    )


def _to_annex(item: Mapping[str, Any]) -> t.Annex:
    rows = tuple(
        t.AnnexDocument(tuple(row["symbols"]), tuple(row.get("agenda_items", ())), row.get("title", ""))
        for row in item.get("documents", ())
    )
    return t.Annex(
        str(item.get("heading") or ""),
        rows,
        tuple(_to_block(block) for block in item.get("blocks", ())),
        str(item.get("number") or ""),
        tuple(_to_section(inner) for inner in item.get("sections", ())),
    )
