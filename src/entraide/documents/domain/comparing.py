"""Two texts side by side, paragraph by paragraph: two languages, two editions of one language, or two papers.

Pieces are matched by their permanent identity, else by where they stand (number and order of points, order of headings).
Words are told apart by sign in Chinese, by word elsewhere; the work is bounded, so that long texts cost no more than a
page may: beyond the bound a paragraph is shown as changed whole.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from typing import Final, Literal

from attrs import define, field, frozen

from entraide.kernel.languages import Language

from . import filing
from . import tree as t

Kind = Literal["same", "changed", "added", "dropped"]
Key = tuple[str | int, ...]
ONE_COSTS: Final = 60_000
"""Pairs of equal words that one paragraph may have: difflib looks at each of them."""
ALL_COST: Final = 1_000_000
_SIGNS: Final = re.compile(r"[A-Za-z0-9]+|\s+|.", re.DOTALL)
_WORDS: Final = re.compile(r"\w+|\s+|[^\w\s]", re.UNICODE)


@frozen
class Stretch:
    """A heading, paragraph, point, table, note …: what is compared as one. `label` is how it is cited, "" if it is not."""

    key: Key
    guid: str
    label: str
    text: str
    heading: bool = False


@frozen
class Change:
    """A stretch of words that both have, or only the left (dropped), or only the right (added)."""

    kind: Literal["same", "added", "dropped"]
    text: str


@frozen
class Pair:
    """What stands in the same place on both sides; a side is None where it is missing."""

    left: Stretch | None
    right: Stretch | None
    kind: Kind
    changes: tuple[Change, ...] = ()


@frozen
class Comparison:
    """Every pair in reading order; `coarse` when some changes are shown by whole paragraphs only."""

    pairs: tuple[Pair, ...]
    coarse: bool = False

    @property
    def counts(self) -> Mapping[str, int]:
        """How many are the same, changed, added, dropped."""
        found = Counter(pair.kind for pair in self.pairs)
        return {kind: found[kind] for kind in ("same", "changed", "added", "dropped")}


@define
class _Budget:
    left: int = ALL_COST
    coarse: bool = field(default=False)

    def spend(self, cost: int) -> bool:
        if cost > min(ONE_COSTS, self.left):
            self.coarse = True
            return False
        self.left -= cost
        return True


def stretches(tree: t.Tree) -> Iterator[Stretch]:
    """The whole text in reading order."""
    yield Stretch(("title",), "", "", tree.masthead.title, heading=True)
    yield from _sections(tree.sections, ())
    for turn, annex in enumerate(tree.annexes):
        yield Stretch(("annex", turn), "", "", " ".join(filter(None, (annex.number, annex.heading))), heading=True)
        yield from _blocks(annex.blocks, ("annex", turn))
        yield from _sections(annex.sections, ("annex", turn))
        for at, row in enumerate(annex.documents):
            yield Stretch(("annex", turn, "row", at), "", " - ".join(row.symbols), row.title)
    for note in tree.notes:
        yield Stretch(("note", note.number), "", "", f"{note.number} {t.plain(note.runs)}")


def _sections(sections: tuple[t.Section, ...], above: Key) -> Iterator[Stretch]:
    for turn, section in enumerate(sections):
        here: Key = (*above, turn)
        words = " ".join(filter(None, (section.number, section.heading)))
        if words:
            yield Stretch(("heading", *here), "", "", words, heading=True)
        yield from _blocks(section.blocks, here)
        yield from _sections(section.sections, here)


def _blocks(blocks: Iterable[t.Block], above: Key) -> Iterator[Stretch]:
    for turn, block in enumerate(blocks):
        if not isinstance(block, t.Paragraph):
            yield Stretch(("block", *above, turn), "", "", _words_of(block))
            continue
        number = filing.bare_number(block.number)
        annexed = above[:1] == ("annex",)
        key: Key = ("number", number) if number and not annexed else ("block", *above, number or turn)
        yield Stretch(key, block.guid, number, block.text)
        yield from _points(block.points, key, number, "")


def _points(points: tuple[t.Point, ...], above: Key, number: str, path: str) -> Iterator[Stretch]:
    for turn, point in enumerate(points):
        inner = f"{path}.{point.label}" if path else point.label
        yield Stretch((*above, turn), point.guid, filing.shown_label(number, inner), t.plain(point.runs))
        yield from _points(point.points, (*above, turn), number, inner)


def _words_of(block: t.Block) -> str:
    if isinstance(block, t.Table):
        rows = (block.header, *block.rows)
        cells = "\n".join(" | ".join(t.plain(cell.runs) for cell in row) for row in rows)
        return "\n".join(filter(None, (block.caption, cells, block.source)))
    if isinstance(block, t.Figure):
        return " ".join(filter(None, (block.caption, block.alternative)))
    if isinstance(block, t.Listing):
        return "\n".join(t.plain(item) for item in block.items)
    return ""


def compare(left: t.Tree, right: t.Tree) -> Comparison:
    """Side by side. In one language words are told apart; in two, a piece is there or it is missing."""
    one_language = left.language == right.language
    budget = _Budget()
    pairs = tuple(_pair(*sides, left.language if one_language else None, budget) for sides in aligned(left, right))
    return Comparison(pairs, budget.coarse)


def aligned(left: t.Tree, right: t.Tree) -> Iterator[tuple[Stretch | None, Stretch | None]]:
    """Matched pieces in the order of the left, with what only the right has put after what it follows there."""
    here, there = _unique(stretches(left)), _unique(stretches(right))
    partner = _partners(here, there)
    found = {id(other): one for one, other in partner}
    after: dict[int, list[Stretch]] = {}
    last = 0
    for stretch in there:
        if id(stretch) in found:
            last = id(found[id(stretch)])
        else:
            after.setdefault(last, []).append(stretch)
    match = {id(one): other for one, other in partner}
    yield from ((None, extra) for extra in after.get(0, ()))
    for stretch in here:
        yield stretch, match.get(id(stretch))
        yield from ((None, extra) for extra in after.get(id(stretch), ()))


def _unique(rows: Iterable[Stretch]) -> list[Stretch]:
    """A number that comes again gets a key of its own, so that nothing is lost."""
    seen: Counter[Key] = Counter()
    found = []
    for row in rows:
        seen[row.key] += 1
        again = seen[row.key] - 1
        found.append(Stretch((*row.key, "again", again), row.guid, row.label, row.text, row.heading) if again else row)
    return found


def _partners(here: list[Stretch], there: list[Stretch]) -> list[tuple[Stretch, Stretch]]:
    by_guid = {row.guid: row for row in here if row.guid}
    pairs = [(by_guid[row.guid], row) for row in there if row.guid in by_guid]
    taken = {id(one) for pair in pairs for one in pair}
    by_key = {row.key: row for row in here if id(row) not in taken}
    pairs += [(by_key[row.key], row) for row in there if id(row) not in taken and row.key in by_key]
    return pairs


def _pair(left: Stretch | None, right: Stretch | None, language: Language | None, budget: _Budget) -> Pair:
    if left is None or right is None:
        return Pair(left, right, "added" if left is None else "dropped")
    if language is None or _even(left.text) == _even(right.text):
        return Pair(left, right, "same")
    return Pair(left, right, "changed", word_changes(left.text, right.text, language, budget))


def _even(text: str) -> str:
    return " ".join(text.split())


def word_changes(left: str, right: str, language: Language, budget: _Budget | None = None) -> tuple[Change, ...]:
    """What was dropped and added between two texts of one language."""
    shape = _SIGNS if language == "zh" else _WORDS
    before, after = shape.findall(_even(left)), shape.findall(_even(right))
    head = _common(before, after)
    tail = _common(before[head:][::-1], after[head:][::-1])
    ends = len(before) - tail, len(after) - tail
    first, second = before[head : ends[0]], after[head : ends[1]]
    middle = _between(first, second, budget or _Budget())
    parts = [("same", "".join(after[:head])), *middle, ("same", "".join(after[ends[1] :]))]
    return _merged(parts)


def _common(one: list[str], other: list[str]) -> int:
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count


def _between(first: list[str], second: list[str], budget: _Budget) -> list[tuple[str, str]]:
    """Words are compared without the blanks between them, which would match everywhere; a blank goes with its word."""
    old, new = _with_blanks(first), _with_blanks(second)
    there = Counter(core for core, _whole in new)
    if not budget.spend(sum(there[core] for core, _whole in old)):
        return [("dropped", "".join(first)), ("added", "".join(second))]
    matcher = SequenceMatcher(None, [core for core, _whole in old], [core for core, _whole in new], autojunk=False)
    parts = []
    for tag, start, end, other, stop in matcher.get_opcodes():
        if tag == "equal":
            parts.append(("same", "".join(whole for _core, whole in new[other:stop])))
            continue
        parts.append(("dropped", "".join(whole for _core, whole in old[start:end])))
        parts.append(("added", "".join(whole for _core, whole in new[other:stop])))
    return parts


def _with_blanks(tokens: list[str]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for token in tokens:
        if token.isspace() and found:
            found[-1] = (found[-1][0], found[-1][1] + token)
        else:
            found.append((token, token))
    return found


def _merged(parts: Iterable[tuple[str, str]]) -> tuple[Change, ...]:
    found: list[Change] = []
    for kind, text in parts:
        if not text:
            continue
        if found and found[-1].kind == kind:
            found[-1] = Change(found[-1].kind, found[-1].text + text)
        else:
            found.append(Change(kind, text))  # type: ignore[arg-type]
    return tuple(found)


@frozen
class AlignedRow:
    """One numbered piece of a set of languages: how each prints it, "" where it is missing."""

    labels: Mapping[Language, str]
    missing: tuple[Language, ...]


def alignment(trees: Mapping[Language, t.Tree]) -> tuple[AlignedRow, ...]:
    """Every numbered paragraph and point that any of the languages has, in the order of the fullest numbering."""
    there = {
        code: {piece.place: filing.shown_label(piece.number, piece.point) for piece in filing.series(tree)}
        for code, tree in trees.items()
    }
    places = sorted({place for one in there.values() for place in one}, key=_in_order)
    return tuple(
        AlignedRow(
            {code: one.get(place, "") for code, one in there.items()},
            tuple(code for code, one in there.items() if place not in one),
        )
        for place in places
    )


def _in_order(place: filing.Place) -> tuple[int, str, tuple[int, ...]]:
    number, path = place
    digits = re.match(r"\d+", number)
    return (int(digits[0]) if digits else 0, number, path)
