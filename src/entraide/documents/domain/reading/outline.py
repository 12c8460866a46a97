"""From lines to the outline: chapters, paragraphs, points, notes, annexes.

One line at a time, with what went before as evidence: a number counts when it is the next one, a letter when it follows
its neighbour.
"""

from __future__ import annotations

import re

from attrs import define, evolve, field

from entraide.documents.domain.tree import Table
from entraide.kernel.problems import Problem

from . import marks
from .draft import Draft, DraftAnnex, DraftNote, DraftParagraph, DraftSection, Passage
from .limits import Budget
from .lines import Line, finished, is_rule
from .points import PointStack

_LOWER = re.compile(r"[a-zà-ÿœа-яё]")
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_WIDEST_JUMP = 60
_LONGEST_HEADING = 400
_NEAR = 12
"""So many paragraphs and points may stand on a page above its notes."""
_SHORT_HEADING = 45
"""Before the first numbered heading, a longer one (in bytes) without number is the title."""


@define
class Outline:
    """The state of the reading. `text` is the passage that a line without a mark goes on, `note` an open footnote."""

    draft: Draft = field(factory=Draft)
    path: list[DraftSection] = field(factory=list)
    paragraph: DraftParagraph | None = None
    points: PointStack = field(factory=PointStack)
    text: Passage | None = None
    note: DraftNote | None = None
    number: int = 0
    rule: Line | None = None
    started: bool = False
    recent: list[Passage] = field(factory=list)
    """Paragraphs and points in reading order: where the calls of the notes below them stand."""

    def take(self, line: Line) -> None:
        """Read one line."""
        if line.table:
            self._table(line, line.table)
            return
        if is_rule(line):
            self._rule_as_break()
            self.rule = line
            return
        after_rule = evolve(line, rule=True) if self.rule else line
        if self._is_note(after_rule):
            self.rule = None
            return
        self._rule_as_break()
        taken = self._annex(after_rule) or self._in_annex(line) or self._heading(after_rule)
        if not (taken or self._paragraph(after_rule) or self._point(after_rule)):
            self._go_on(line)

    def _table(self, line: Line, table: Table) -> None:
        if self.draft.annexes:
            self.draft.annexes[-1].tables.append(table)
            return
        if not self.path:
            self._open(marks.Mark("", 0, ""), 1, Line(line.number, ""))
        self.path[-1].blocks.append(table)
        self.text = self.paragraph = self.note = None

    def close(self) -> Draft:
        """The draft, after the last line."""
        self._rule_as_break()
        return self.draft

    def _rule_as_break(self) -> None:
        if self.rule:
            self._problem("DOC-017", self.rule)
            self.draft.spent.append(self.rule.text)
        self.rule = None

    def _is_note(self, line: Line) -> bool:
        """Below a rule, right below a note, or with a number that a word above already calls."""
        mark = marks.note(line.text)
        if (
            not mark
            or not (self.started or line.hint == "note" or self._starred(mark))
            or (self.draft.annexes and not (line.rule or line.hint or line.text[0] in _RAISED))
        ):
            return False
        follows = mark.place == (self._last_note() + 1)
        called = follows and line.opens and self._called(mark.label)
        marked = line.hint == "note" or (line.text[0] in _RAISED) or (not self.started and self._starred(mark))
        if not (line.rule or (self.note and follows and not line.blank) or called or marked):
            return False
        self.note = DraftNote([mark.rest], line.number, line.number, mark.label, emphasis=[*line.emphasis])
        self.draft.notes.append(self.note)
        return True

    def _starred(self, mark: marks.Mark) -> bool:
        """A note to the head of the first page, where a line ends with the same stars."""
        return mark.label.startswith("*") and any(mark.label in line.text for line in self.draft.preface)

    def _last_note(self) -> int:
        return max((int(note.number) for note in self.draft.notes if note.number.isdigit()), default=0)

    def _called(self, label: str) -> bool:
        """Whether one of the texts just read ends a word with this number."""
        glued = re.compile(rf"(?:[^\W\d]|\d|[.,;:)»”。，；]){label}(?!\d)")
        near = (*self.recent[-_NEAR:], self.text, self.paragraph)
        return any(glued.search(" ".join(passage.lines)) for passage in near if passage)

    def _annex(self, line: Line) -> bool:
        mark = marks.annex(line.text) if self.started else None
        if not mark or not (line.opens or (mark.place and mark.place == self._last_annex() + 1 > 1)):
            return False
        self.draft.annexes.append(DraftAnnex([], line.number, line.number, mark.label))
        self.draft.spent.append(line.text)
        self.note = None
        return True

    def _last_annex(self) -> int:
        found = marks.annex(f"Annex {self.draft.annexes[-1].number}") if self.draft.annexes else None
        return found.place if found else 0

    def _in_annex(self, line: Line) -> bool:
        if not self.draft.annexes:
            return False
        self.draft.annexes[-1].body.append(line)
        return True

    def _heading(self, line: Line) -> bool:
        if line.hint.startswith("h") and line.hint[1:].isdigit():
            return self._hinted(line, int(line.hint[1:]))
        beside = isinstance(self.text, DraftSection) or self.note is not None
        if not (line.opens or beside) or len(line.text) > _LONGEST_HEADING:
            return False
        last_chapter, last_sub = self._last(1), self._last(2)
        chapter, sub = marks.chapter(line.text), marks.sub_chapter(line.text)
        if sub and self.path and sub.place == last_sub + 1 and not (chapter and chapter.place == last_chapter + 1):
            return self._open(sub, 2, line)
        if chapter and last_chapter < chapter.place <= last_chapter + 9:
            return self._jumped(chapter, last_chapter, line) and self._open(chapter, 1, line)
        if sub and not self.path and line.opens and not chapter and not finished(line.text):
            return self._jumped(sub, 0, line) and self._open(sub, 2, line)
        if sub and self.path and last_sub < sub.place <= last_sub + 5 and line.blank:
            return self._jumped(sub, last_sub, line) and self._open(sub, 2, line)
        return False

    def _hinted(self, line: Line, level: int) -> bool:
        """A heading by its style. Its number says its level better than the style, when it is the next one."""
        chapter, sub = marks.chapter(line.text), marks.sub_chapter(line.text)
        if not chapter and not sub and level < 3 and not self.started and len(line.text.encode()) > _SHORT_HEADING:
            return False
        if (
            sub
            and self.path
            and sub.place == self._last(2) + 1
            and not (chapter and chapter.place == self._last(1) + 1)
        ):
            return self._open(sub, 2, line)
        if chapter and (level == 1 or chapter.place == self._last(1) + 1):
            return self._open(chapter, 1, line)
        if sub and level < 3:
            return self._open(sub, 2, line)
        mark = marks.paragraph(line.text) if level > 2 else None
        return self._open(mark or marks.Mark("", 0, line.text), min(level, 3), line)

    def _jumped(self, mark: marks.Mark, last: int, line: Line) -> bool:
        if mark.place != last + 1 and last + mark.place > 1:
            self._problem("DOC-015", line, before=last, after=mark.label, heading=mark.rest)
        return True

    def _last(self, level: int) -> int:
        above = self.draft.sections if level == 1 else self.path[0].sections if self.path else []
        reader = marks.chapter if level == 1 else marks.sub_chapter
        found = (reader(f"{section.number}. x") for section in reversed(above) if section.number)
        return next((mark.place for mark in found if mark), 0)

    def _open(self, mark: marks.Mark, level: int, line: Line) -> bool:
        section = DraftSection([mark.rest], line.number, line.number, mark.label, level)
        self.path = [above for above in self.path if above.level < level]
        (self.path[-1].sections if self.path else self.draft.sections).append(section)
        self.path.append(section)
        self.paragraph, self.note, self.text = None, None, section
        self.points, self.started = PointStack(), True
        return True

    def _paragraph(self, line: Line) -> bool:
        mark = marks.paragraph(line.text)
        if not mark or not self._plausible(mark, line):
            return False
        repeated = " " in mark.label and mark.place == self.number
        if mark.place != self.number + 1 and not repeated:
            code = "DOC-010" if mark.place > self.number else "DOC-011"
            self._problem(code, line, before=self.number, after=mark.label, number=mark.label)
        self._add(_numbered(mark, line))
        self.number = max(self.number, mark.place)
        return True

    def _plausible(self, mark: marks.Mark, line: Line) -> bool:
        if " " in mark.label and mark.place == self.number:
            return line.opens
        if mark.place == self.number + 1:
            return (
                line.opens or self.text is None or bool(line.hint) or finished(self.text.text) or self._after_heading()
            )
        far = mark.place > self.number + _WIDEST_JUMP and bool(self.number)
        return line.blank and not far and mark.place > 0 and (mark.place > self.number or self._after_sentence())

    def _after_heading(self) -> bool:
        return isinstance(self.text, DraftSection)

    def _after_sentence(self) -> bool:
        return self.text is not None and finished(self.text.text) and not self.text.text.endswith((":", "："))

    def _add(self, paragraph: DraftParagraph) -> None:
        if not self.path:
            self._open(marks.Mark("", 0, ""), 1, Line(paragraph.place, ""))
        self.path[-1].blocks.append(paragraph)
        self.recent.append(paragraph)
        self.paragraph, self.text, self.note = paragraph, paragraph, None
        self.points, self.started = PointStack(), True

    def _point(self, line: Line) -> bool:
        mark = marks.point(line.text) if self.paragraph and self.text else None
        if not mark or not self.paragraph or not self.text:
            return False
        point, jump = self.points.take(self.paragraph, self.text, mark, line)
        if point is None:
            return False
        if jump:
            self._problem("DOC-027", line, before=jump, after=mark.label)
        self.recent.append(point)
        self.text, self.note = point, None
        return True

    def _go_on(self, line: Line) -> None:
        """A line without a mark: it belongs to an open note, to the text before it, or stands for itself."""
        if not self.started:
            if self.note and not line.opens:
                self.note.add(line)
            else:
                self.note = None
                self.draft.preface.append(line)
            return
        if self.note and not line.opens and not self._resumes(line):
            self.note.add(line)
            return
        if self.text and (not line.blank or self._resumes(line)):
            self.note = None
            self.text.add(line)
            return
        self._add(DraftParagraph([line.text], line.number, line.number, emphasis=[*line.emphasis]))
        self._problem("DOC-021", line, words=line.text[:80])

    def _resumes(self, line: Line) -> bool:
        """Whether the text that a page's end or a footnote cut off goes on here."""
        if self.text is None or isinstance(self.text, DraftSection) or line.hint:
            return False
        cut_off = not finished(self.text.text)
        if self.note and not line.opens:
            return cut_off and finished(self.note.text)
        return cut_off or bool(_LOWER.match(line.text))

    def _problem(self, code: str, line: Line, **params: object) -> None:
        place = self.paragraph.number if self.paragraph else ""
        self.draft.problems.append(Problem(code, params, place, line.number))


def _numbered(mark: marks.Mark, line: Line) -> DraftParagraph:
    words = [mark.rest] if mark.rest else []
    return DraftParagraph(words, line.number, line.number, mark.label, emphasis=[*line.emphasis])


def outline(lines: list[Line], budget: Budget) -> Draft:
    """The outline of a paper. Raises Refused (DOC-008) when the time is spent."""
    state = Outline()
    for turn, line in enumerate(lines):
        if turn % 500 == 0:
            budget.check()
        state.take(line)
    return state.close()
