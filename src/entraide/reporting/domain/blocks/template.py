"""The template: a new report starts full. What the house always says of a round becomes blocks that an officer may change.

Sections of the questionnaire feed chapters by the table below; what it does not name goes to the annex.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from attrs import define, evolve, field

from entraide.collection.domain.form import Form, Question
from entraide.kernel.languages import LANGUAGES, Language

from ..frame import Frame
from ..letters import cited
from .material import Material
from .structure import Block, Kind, Source, Structure, Version
from .words import plural

FEEDS: Final[Mapping[str, str]] = {
    "law": "chapter_law",
    "institutions": "chapter_law",
    "figures": "chapter_figures",
    "organized_crime": "chapter_crime",
    "funds": "chapter_crime",
    "difficulties": "chapter_practice",
    "practices": "chapter_practice",
    "assistance": "chapter_needs",
}
"""Section of the questionnaire → chapter of the report."""

LADDER: Final = "cases.cases."
"""The ladders of all case reports together, by year."""
PICTURES: Final[tuple[tuple[Kind, str, str], ...]] = (
    ("chart", "flows.origin_destination", "sankey"),
    ("map", "flows.origin", "value_map"),
    ("chart", "cases.type", "bars"),
    ("chart", "cases.offence", "bars"),
)
"""What a report with case reports is drawn with: kind of block, indicator, kind of picture."""
MOST_BARS: Final = 30
"""A chart of more bars is left to whoever wants it."""

AMOUNT_ROW = {"year": "{@year}", "sum": "{@n}", "currency": "{@currency}", "n": "{@amounts}"}
CHOICE_ROW = {"label": "{@label}", "n": "{@n}", "base": "{@base}", "share": "{@share}"}
GROUP_ROW = {"group": "{@label}", "n": "{@n}", "base": "{@base}"}


def write(form: Form, material: Material, language: Language = "en") -> Structure:
    """The blocks of a new report, in six languages, written in `language`."""
    writer = _Writer(form, material, language)
    for chapter in (
        writer.introduction, writer.response, writer.law, writer.figures, writer.cases, writer.crime, writer.practice,
        writer.needs, writer.reading, writer.annex,
    ):  # fmt: skip
        chapter()
    return Structure(language, _said("title"), tuple(writer.blocks))


Say = Callable[[Frame], str]


def _each(say: Say) -> dict[Language, str]:
    return {language: say(Frame(language)) for language in LANGUAGES}


def _said(key: str, **fill: str) -> dict[Language, str]:
    return _each(lambda frame: frame.say(key, **fill))


def cleared(block: Block, language: Language) -> Block:
    """The block with words of the house in every language: nothing to translate."""
    of = block.fingerprint(language)
    return evolve(block, versions={code: Version("cleared", of) for code in LANGUAGES}) if block.words else block


@define
class _Writer:
    """Blocks as they are written, one after the other."""

    form: Form
    material: Material
    language: Language
    blocks: list[Block] = field(factory=list)

    def add(self, kind: Kind, words: Mapping[Language, str], point: Mapping[Language, str] | None = None,
            level: int = 0, annex: bool = False, **source: str) -> None:  # fmt: skip
        """A block with the next id."""
        params: dict[str, str] = {name: source.pop(name) for name in ("series", "table") if name in source}
        one = Block(
            f"b{len(self.blocks) + 1}", kind, words, point or {}, level, annex,
            Source(source.get("indicator", ""), params, "", source.get("view", "")),
        )  # fmt: skip
        self.blocks.append(cleared(one, self.language))

    def heading(self, key: str, level: int = 1, annex: bool = False) -> None:
        """A heading of the frame."""
        self.add("heading", _said(key), level=level, annex=annex)

    def text(self, key: str, **fill: str) -> None:
        """A paragraph of the frame."""
        self.add("paragraph", _said(key, **fill))

    def introduction(self) -> None:
        """By which paragraphs the report was asked for, and how States were asked."""
        self.heading("chapter_introduction")
        facts = self.material.facts
        if facts.asked_labels:
            self.add("paragraph", _each(self._asked_by))
        self.text("how_asked", deadline="{@deadline}")

    def _asked_by(self, frame: Frame) -> str:
        facts = self.material.facts
        labels = frame.join([cited(label, frame.language) for label in facts.asked_labels])
        asked = frame.count("paragraph_list", len(facts.asked_labels), list=labels)
        return frame.say("asked_by", paragraphs=asked, symbols=", ".join(facts.asked_symbols))

    def response(self) -> None:
        """Who replied, how many of whom, by language and regional group."""
        self.heading("chapter_response")
        self.heading("sub_states", 2)
        self.add("states", _said("states_replied", list="{@list}"), view="replied")
        self.add("states", _said("organizations_replied", list="{@list}"), view="organisations")
        self.heading("sub_coverage", 2)
        self.add("paragraph", _each(_covered))
        row = _said("chart_alternative", **GROUP_ROW)
        self.add("paragraph", _said("languages_intro"), row, indicator="coverage.language")
        self.add("paragraph", _said("chart_intro"), row, indicator="coverage.group")
        self.add("chart", _said("chart_caption"), indicator="coverage.group", view="bars", table="no")
        self._drawn(("map", "coverage.response", "response_map"))

    def cases(self) -> None:
        """Case reports, where the set has any: reports and distinct cases, the ladder of the busiest year, flows, places, types."""
        if not self._counted("cases.reports"):
            return
        self.heading("chapter_cases")
        self.text("cases_intro")
        for name in ("cases.reports", "cases.distinct"):
            if self._counted(name):
                self.add("table", dict(self.material.results[name].label.versions), indicator=name)
        busiest = max(self.material.results["cases.reports"].rows, key=lambda row: (row.figure.value, row.under))
        if (name := LADDER + busiest.under[0]) in self.material.climbable:
            self.add("ladder", _said("ladder_caption"), indicator=name)
        self._drawn(*PICTURES)

    def _drawn(self, *pictures: tuple[Kind, str, str]) -> None:
        """Those of these pictures that the set has figures for, under the indicator's own words."""
        for kind, name, view in pictures:
            if self._counted(name) and (view != "bars" or self._short(name)):
                self.add(kind, dict(self.material.results[name].label.versions), indicator=name, view=view)

    def _counted(self, name: str) -> bool:
        result = self.material.results.get(name)
        return result is not None and any(not row.figure.held for row in result.rows)

    def _short(self, name: str) -> bool:
        return len(self.material.results[name].rows) <= MOST_BARS

    def law(self) -> None:
        """Legislation and institutions."""
        self._questions("chapter_law")

    def practice(self) -> None:
        """Good practices and obstacles."""
        self._questions("chapter_practice")

    def needs(self) -> None:
        """Needs for assistance."""
        self._questions("chapter_needs")

    def _questions(self, chapter: str) -> None:
        """The closed questions of a chapter, then what was said in words."""
        self.heading(chapter)
        asked = self._of(chapter)
        if not self._closed(asked) + self._quoted(asked):
            self.text("nothing_asked")

    def figures(self) -> None:
        """The table of yearly figures; why something in it is not shown."""
        self.heading("chapter_figures")
        asked = self._of("chapter_figures")
        series = self.material.series
        if series:
            self.text("table_intro")
            self.add("table", _said("table_caption"), view="yearly", series=",".join(series))
            self.add("method", {}, view="held")
        else:
            self.text("no_figures")
        self._closed(asked)
        self._quoted(asked)

    def crime(self) -> None:
        """Links with crime; amounts of money of any section stand here, side by side."""
        self.heading("chapter_crime")
        asked = self._of("chapter_crime")
        self._closed(asked)
        self._quoted(asked)
        amounts = self.material.amounts
        if not amounts:
            self.text("money_none")
            return
        self.text("money_intro")
        for name in amounts:
            label = self.material.results[name].label
            number = self.material.numbers.get(name, "")
            words = _each(
                lambda frame, label=label, number=number: frame.say(  # type: ignore[misc]
                    "question_named", number=number, label=label.shown_in(frame.language).text
                )
            )
            self.add("paragraph", words, _said("money_row", **AMOUNT_ROW), indicator=name)

    def reading(self) -> None:
        """How to read the figures, and by what fingerprint to check them."""
        self.heading("chapter_reading")
        self.text("reading_counts")
        self.add("method", {}, view="scale")
        self.add("method", {}, view="trace")
        self.text("names_note")

    def annex(self) -> None:
        """Closed questions of sections that feed no chapter."""
        fed = {one.name for chapter in set(FEEDS.values()) for one in self._of(chapter)}
        rest = [question for question in self.form.questions() if question.name not in fed]
        if any(self._is_closed(question) for question in rest):
            self.heading("annex_heading", annex=True)
            self._closed(rest)

    def _of(self, chapter: str) -> list[Question]:
        """The questions of the sections that feed a chapter, in the order of the paper."""
        fed = (section for section in self.form.sections if FEEDS.get(section.name) == chapter)
        return [question for section in fed for question in section.questions()]

    def _is_closed(self, question: Question) -> bool:
        return question.type in ("select_one", "select_multiple") and question.name in self.material.results

    def _closed(self, questions: Iterable[Question]) -> int:
        found = [question for question in questions if self._is_closed(question)]
        for question in found:
            self.blocks.append(closed(question, f"b{len(self.blocks) + 1}", self.language))
        return len(found)

    def _quoted(self, questions: Iterable[Question]) -> int:
        found = [question for question in questions if question.name in self.material.asked]
        for question in found:
            self.blocks.append(quoted(question.name, f"b{len(self.blocks) + 1}", self.language))
        return len(found)


def closed(question: Question, block_id: str, language: Language) -> Block:
    """A closed question: N that replied to it, then each choice as a point."""

    def intro(frame: Frame) -> str:
        label = question.label.shown_in(frame.language).text
        replied = f"{{{question.name}.replied}}"
        return frame.say("question_intro", number=question.number, label=label, base=replied)

    point = _said("question_choice", **CHOICE_ROW)
    return cleared(Block(block_id, "paragraph", _each(intro), point, source=Source(question.name)), language)


def quoted(name: str, block_id: str, language: Language) -> Block:
    """What was said to an open question."""
    words = _said("quotes_intro", number="{@number}", label="{@label}")
    return cleared(Block(block_id, "quotation", words, source=Source(name)), language)


def _covered(frame: Frame) -> str:
    """How many of those invited replied, in the form that their number asks for, and how many late."""
    fill = {"asked": "{coverage.asked}", "n": "{coverage.replied}", "share": "{coverage.replied|share}"}
    replied = {name: _filled(text, fill) for name, text in frame.forms("replied").items()}
    late = {name: _filled(text, {"n": "{coverage.late}"}) for name, text in frame.forms("late").items()}
    return plural("coverage.replied", replied) + frame.space + plural("coverage.late", late)


def _filled(text: str, fill: Mapping[str, str]) -> str:
    for name, value in fill.items():
        text = text.replace(f"{{{name}}}", value)
    return text
