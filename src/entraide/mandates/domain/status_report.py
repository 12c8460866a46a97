"""The report on the status of implementation of a body's recommendations, in each of the six languages.

    facts of the register ──compose──▶ Tree (one language)

It shows what the public may see: mandates in the register, and evidence that a second person has validated.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Final, Literal

import yaml
from attrs import frozen

from entraide.documents.domain.tree import Block, Cell, Masthead, Paragraph, Point, Run, Runs, Section, Table, Tree
from entraide.kernel.languages import LANGUAGES, Language
from entraide.kernel.text import Text

from .counting import chapter, cited, day, letter, middle, number, per_cent

Grouping = Literal["document", "addressee", "theme"]
COLUMNS: Final = ("paragraph", "asked", "what", "done", "missing", "resources")
LONGEST: Final = 1_200
"""Signs of a paragraph or a piece of evidence that a cell of the table gives."""
CUT: Final = "…"
_MARKS: Final = {True: {True: "\u200f", False: "\u200e"}, False: {True: "", False: ""}}


@frozen
class Asked:
    """One of those who are asked: the name by language, what they have done, and with what means."""

    name: Mapping[Language, str]
    implementation: str
    note: Text
    resources: str


@frozen
class Done:
    """A piece of evidence that was validated. `on` is an ISO date, "" when it is not known; `document` and `paragraph` are
    where it can be read, as printed, `href` an address.
    """

    kind: str
    text: Text
    on: str = ""
    document: str = ""
    paragraph: str = ""
    href: str = ""


@frozen
class Item:
    """A recommendation with what became of it."""

    document: str
    paragraph: str
    text: Text
    asked: tuple[Asked, ...]
    done: tuple[Done, ...]
    life: str
    themes: tuple[str, ...] = ()
    due_on: str = ""
    adopted_on: str = ""

    @property
    def acted_after(self) -> int | None:
        """Days from its adoption to the first action; None without the one or the other."""
        first = min((one.on for one in self.done if one.on), default="")
        if not first or not self.adopted_on:
            return None
        return max(0, (date.fromisoformat(first) - date.fromisoformat(self.adopted_on)).days)


@frozen
class Facts:
    """What the report is about. `body` is the name by language; `date` is ISO."""

    body: Text
    date: str
    items: tuple[Item, ...]
    symbol: str = ""
    invented: bool = False


@cache
def words() -> Mapping[str, Any]:
    """status_report.yml."""
    source = files("entraide.mandates.domain") / "status_report.yml"
    table: Mapping[str, Any] = yaml.safe_load(source.read_text(encoding="utf-8"))
    return table


def say(key: str, language: Language, **fill: str) -> str:
    """A text of the frame, its names filled."""
    text = str(words()[key][language])
    for name, value in fill.items():
        text = text.replace("{" + name + "}", value)
    return text


def compose(facts: Facts, language: Language, by: Grouping = "document") -> Tree:
    """The report in one language. Pure: the same facts give the same tree."""
    groups = _groups(facts.items, by, language)
    opening = _introduction(facts, language)
    sections = [Section(chapter(0, language), say("introduction", language), 1, _numbered(opening, 1))]
    for turn, (name, items) in enumerate(groups.items(), start=1):
        blocks = _numbered(_group(facts, name, items, by, language), len(opening) + turn)
        sections.append(Section(chapter(turn, language), name, 1, blocks))
    return Tree(language, _masthead(facts, language), tuple(sections))


def compose_all(facts: Facts, by: Grouping = "document") -> dict[Language, Tree]:
    """The report in all six languages."""
    return {language: compose(facts, language, by) for language in LANGUAGES}


def title(facts: Facts, language: Language) -> str:
    """What the report is called."""
    return say("title", language, body=facts.body.shown_in(language).text)


def _masthead(facts: Facts, language: Language) -> Masthead:
    return Masthead(
        symbols=(facts.symbol,) if facts.symbol else (), title=f"{title(facts, language)}\n{say('subtitle', language)}",
        body=facts.body.shown_in(language).text, distribution="General", date=facts.date,
        banner=say("banner", language) if facts.invented else "",
    )  # fmt: skip


def _groups(items: Sequence[Item], by: Grouping, language: Language) -> dict[str, list[Item]]:
    """By document and by addressee in their order; by theme in the order of the words, what has none at the end.

    The order is the same in every language, so that paragraphs keep their numbers.
    """
    groups: dict[str, list[Item]] = {}
    shown: dict[str, str] = {"": say("no_theme" if by == "theme" else "no_addressee", language)}
    for item in items:
        for key, name in _places(item, by, language).items():
            shown.setdefault(key, name)
            groups.setdefault(key, []).append(item)
    keys = sorted(groups) if by == "theme" else list(groups)
    return {shown[key]: groups[key] for key in sorted(keys, key=lambda key: not key)}


def _places(item: Item, by: Grouping, language: Language) -> dict[str, str]:
    """Where an item stands: what is the same in every language → how it reads."""
    if by == "document":
        return {item.document: item.document}
    if by == "theme":
        return {theme: theme for theme in item.themes} or {"": ""}
    return {one.name["en"]: one.name[language] for one in item.asked} or {"": ""}


def _introduction(facts: Facts, language: Language) -> tuple[Paragraph, ...]:
    return (
        _paragraph(say("purpose", language, date=day(facts.date, language))),
        _paragraph(say("counts", language), *_counts(facts.items, language), language=language),
        _paragraph(say("meaning", language)),
        _paragraph(say("words_own", language)),
    )


def _counts(items: Sequence[Item], language: Language) -> Iterable[str]:
    whole, acted = len(items), sum(bool(item.done) for item in items)
    spans = [days for item in items if (days := item.acted_after) is not None]
    states = [[one.implementation for one in item.asked] for item in items]
    finished = sum(bool(found) and set(found) <= {"implemented", "not_applicable"} for found in states)
    told = {
        "count_all": whole, "count_action": acted, "count_median": middle(spans), "count_done": finished,
        "count_resources": sum("needs_resources" in found for found in states), "count_none": whole - acted,
    }  # fmt: skip
    share = number(per_cent(acted, whole), language)
    stop = _separator(language).rstrip()
    last = "。" if language == "zh" else "."
    for turn, (key, value) in enumerate(told.items(), start=1):
        rests, said = (
            number(len(spans), language),
            say("too_few", language) if value is None else number(value, language),
        )
        yield say(key, language, n=said, share=share, rests=rests) + (last if turn == len(told) else stop)


def _paragraph(text: str, *points: str, language: Language = "en") -> Paragraph:
    lettered = tuple(Point(letter(turn, language), (Run(said),)) for turn, said in enumerate(points))
    return Paragraph("", (Run(text),), lettered)


def _numbered(blocks: Sequence[Block], start: int) -> tuple[Block, ...]:
    out: list[Block] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            out.append(Paragraph(str(start), block.runs, block.points))
            start += 1
        else:
            out.append(block)
    return tuple(out)


def _group(facts: Facts, name: str, items: Sequence[Item], by: Grouping, language: Language) -> tuple[Block, ...]:
    acted = sum(bool(item.done) for item in items)
    counted = {"n": number(len(items), language), "acted": number(acted, language)}
    opening = say(f"group_{by}", language, name=name, **counted)
    table = Table(
        say("caption", language, name=name),
        tuple(Cell((Run(say(f"head_{column}", language)),)) for column in COLUMNS),
        tuple(_row(item, by, language) for item in items),
        say("source", language, date=day(facts.date, language)),
    )
    return _paragraph(opening), table


def _row(item: Item, by: Grouping, language: Language) -> tuple[Cell, ...]:
    label = cited(item.paragraph, language)
    place = label if by == "document" else _at(item.document, item.paragraph, language)
    names = [one.name[language] for one in item.asked]
    return (
        Cell((Run(place),)),
        Cell((Run(_stopped(names, language) or "–"),)),
        Cell(_quoted(item.text, language)),
        Cell(_done(item, language)),
        Cell(_missing(item, language)),
        Cell((Run(_resources(item, language)),)),
    )


def _quoted(text: Text, language: Language) -> Runs:
    """A text in the language of the report, or marked as in another, without the mark it ends on within its paper."""
    shown = text.shown_in(language)
    whole = shown.text.rstrip(" \u00a0;؛；,،，")
    cut = whole if len(whole) <= LONGEST else whole[:LONGEST].rsplit(" ", 1)[0] + CUT
    if shown.language == language:
        return (Run(cut),)
    # A mark of direction keeps the stop at the end of the words it belongs to.
    turned = _MARKS["ar" in (shown.language, language)][shown.language == "ar"]
    return (Run(cut + turned, language=shown.language),)


def _at(document: str, paragraph: str, language: Language) -> str:
    """Where something can be read: `TEST/WG.1/2025/3, par. 23 a)`."""
    return say("at", language, document=document, paragraph=cited(paragraph, language)) if paragraph else document


def _done(item: Item, language: Language) -> Runs:
    if not item.done:
        return (Run(say("nothing_recorded", language), "italic"),)
    runs: list[Run] = []
    for one in item.done:
        kind = words()["evidence"].get(one.kind, words()["evidence"]["other"])[language]
        when = f"{_comma(language)}{day(one.on, language)}" if one.on else ""
        where = _at(one.document, one.paragraph, language) or one.href
        told = (Run(say("in_brackets", language, text=where)),) if where else ()
        runs += [Run(f"{kind}{when}{_colon(language)}"), *_quoted(one.text, language), *told, Run(_gap(language))]
    return tuple(runs[:-1])


def _missing(item: Item, language: Language) -> Runs:
    if item.life in words()["ended"]:
        return (Run(str(words()["ended"][item.life][language])),)
    told = [(one, str(words()["missing"].get(one.implementation, {}).get(language, "–"))) for one in item.asked]
    said = list(dict.fromkeys(text for _one, text in told))
    if len(said) > 1:
        said = [f"{one.name[language]}{_colon(language)}{text}" for one, text in told]
    parts = [(Run(text),) for text in said] + [_quoted(one.note, language) for one in item.asked if one.note]
    if item.due_on:
        parts.append((Run(say("due", language, date=day(item.due_on, language))),))
    gap = Run(_separator(language))
    return tuple(run for part in parts for run in (gap, *part))[1:] or (Run("–"),)


def _resources(item: Item, language: Language) -> str:
    named = [one for one in item.asked if one.resources]
    if len(item.asked) < 2:
        return named[0].resources if named else "–"
    return _stopped([f"{one.name[language]}{_colon(language)}{one.resources}" for one in named], language) or "–"


def _stopped(parts: Iterable[str], language: Language) -> str:
    """Parts one after the other, with the mark that separates them in the language."""
    return _separator(language).join(parts)


def _separator(language: Language) -> str:
    return {"ar": "؛ ", "fr": "\u00a0; ", "zh": "；"}.get(language, "; ")


def _comma(language: Language) -> str:
    return {"ar": "، ", "zh": "，"}.get(language, ", ")


def _colon(language: Language) -> str:
    return {"fr": "\u00a0: ", "zh": "："}.get(language, ": ")


def _gap(language: Language) -> str:
    return "" if language == "zh" else " "
