"""The first chapters: who asked for the report, who replied, how many of whom."""

from __future__ import annotations

from entraide.analysis.domain.figures import Figure, coverage
from entraide.documents.domain.tree import Block, Run, Runs
from entraide.documents.domain.tree import Figure as Chart
from entraide.kernel.languages import as_language
from entraide.reference.domain import entities

from .chart import Bars, draw
from .frame import words
from .kit import Kit, paragraph
from .letters import cited


def introduction(kit: Kit) -> tuple[Block, ...]:
    """By which paragraphs the report was asked for, and how States were asked."""
    frame, facts = kit.frame, kit.facts
    blocks = []
    if facts.asked_labels:
        labels = frame.join([cited(label, kit.language) for label in facts.asked_labels])
        asked = frame.count("paragraph_list", len(facts.asked_labels), list=labels)
        blocks.append(paragraph(*frame.runs("asked_by", paragraphs=asked, symbols=", ".join(facts.asked_symbols))))
    return (*blocks, paragraph(*frame.runs("how_asked", deadline=frame.day(kit.made.deadline))))


def respondents(kit: Kit) -> tuple[Block, ...]:
    """States that replied in the order of the language, organisations apart."""
    heard = [reply.entity for reply in kit.made.replies]
    organizations = [code for code in heard if entities.entity(code).kind == "organisation"]
    states = [code for code in heard if code not in organizations]
    key = "states_replied" if states else "no_state_replied"
    blocks = [paragraph(*kit.frame.runs(key, list=_listed(kit, states)))]
    if organizations:
        blocks.append(paragraph(*kit.frame.runs("organizations_replied", list=_listed(kit, organizations))))
    return tuple(blocks)


def _listed(kit: Kit, codes: list[str]) -> str:
    names = [entities.name(code, kit.language) for code in entities.ordered(codes, kit.language)]
    return entities.join_names(names, kit.language)


def covered(kit: Kit) -> tuple[Block, ...]:
    """How many of those invited replied, how many late, in which languages, by regional group."""
    asked, replied, share = kit.value("coverage.asked"), kit.value("coverage.replied"), kit.share("coverage.replied")
    frame = kit.frame
    return (
        paragraph(
            *frame.runs("replied", kit.count("coverage.replied"), asked=asked, n=replied, share=share),
            Run(frame.space),
            *frame.runs("late", kit.count("coverage.late"), n=kit.value("coverage.late")),
        ),
        paragraph(*frame.runs("languages_intro"), points=_languages(kit), language=kit.language),
        paragraph(*frame.runs("chart_intro"), points=_groups(kit), language=kit.language),
        _chart(kit),
    )


def _languages(kit: Kit) -> list[Runs]:
    spoken = words()["quote_language"][kit.language]
    rows = coverage(kit.made).languages
    return [
        _share_of(kit, _capital(str(spoken[as_language(code)])), figure, "coverage.replied") for code, figure in rows
    ]


def _groups(kit: Kit) -> list[Runs]:
    """What the chart shows, in words."""
    rows = coverage(kit.made).groups
    return [_share_of(kit, _group_name(kit, code), figure, figure.key) for code, figure in rows]


def _group_name(kit: Kit, code: str) -> str:
    return entities.group(code).name(kit.language) if code else kit.frame.say("organizations")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _share_of(kit: Kit, group: str, figure: Figure, base_key: str) -> Runs:
    base = kit.counted(base_key, kit.frame.number(figure.base))
    return kit.frame.runs("chart_alternative", group=group, n=kit.value(figure.key), base=base)


def _chart(kit: Kit) -> Chart:
    frame = kit.frame
    rows = [_bars(kit, code, figure) for code, figure in coverage(kit.made).groups]
    told = [frame.say("chart_alternative", group=row.label, n=row.replied_text, base=row.invited_text) for row in rows]
    return Chart(
        frame.say("chart_caption"),
        draw(rows, frame.say("invited"), frame.say("answered"), kit.language),
        f"{frame.say('chart_caption')}. {'; '.join(told)}",
        kit.source(),
    )


def _bars(kit: Kit, code: str, figure: Figure) -> Bars:
    number = kit.frame.number
    return Bars(_group_name(kit, code), figure.base, int(figure.value), number(figure.base), number(figure.value))
