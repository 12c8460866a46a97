"""The metadata of an Akoma Ntoso file: who made which work when, in which expression, under which names."""

from __future__ import annotations

import re
from datetime import date

from attrs import asdict, evolve, frozen

from entraide.documents.domain.tree import Tree
from entraide.kernel.languages import ISO_639_2, is_language

from .akn_xml import made, own
from .elements import Element
from .frame import Frame

_UNDATED = "0001-01-01"
_SOURCE = "#source"


@frozen
class Identity:
    """The parts of a work's name: /akn/un/debateReport/report/{actor}/{date}/{number}.

    `document`, `subtype` and `name` are the class of the paper by the guidelines, section 3.3.
    """

    actor: str
    date: str
    number: str
    language: str
    part: str = "main"
    document: str = "debateReport"
    subtype: str = "report"
    name: str = "meetingReport"

    @classmethod
    def of(cls, tree: Tree) -> Identity:
        """From the symbol and the last day of the meeting, else the day of issue."""
        symbol = next(iter(tree.masthead.symbols), "")
        dates = (*reversed(tree.meeting.dates), tree.masthead.date)
        day = next((found for found in dates if _is_day(found)), _UNDATED)
        return cls(_actor(symbol), day, _number(symbol), ISO_639_2[tree.language], "main", *_class(tree, symbol))

    def component(self, part: str) -> Identity:
        """The same work's annex."""
        return evolve(self, part=part)

    @property
    def work(self) -> str:
        """The name of the work, in whatever language."""
        return f"/akn/un/{self.document}/{self.subtype}/{self.actor}/{self.date}/{self.number}"

    @property
    def expression(self) -> str:
        """The name of this language version."""
        return f"{self.work}/{self.language}@{self.date}"


def write_meta(frame: Frame, identity: Identity, whole: bool = True) -> Element:
    """`meta` of the report, or (`whole` false) of one of its annexes."""
    identification = made(
        "identification", _work(frame, identity), _expression(frame, identity), _manifestation(identity), source=_SOURCE
    )
    meta = made("meta", identification)
    symbol = frame.symbol
    if whole and symbol and _is_day(frame.masthead.date):
        issued = {"date": frame.masthead.date, "name": "symbol", "showAs": symbol, "number": symbol}
        meta.append(made("publication", **issued))
    if whole:
        meta.append(_references(frame, identity))
        meta.append(_proprietary(frame.tree))
    return meta


def _core(uri: str, suffix: str, part: str, day: str, kind: str) -> list[Element]:
    return [
        made("FRBRthis", value=f"{uri}/!{part}{suffix}"),
        made("FRBRuri", value=f"{uri}{suffix}"),
        made("FRBRdate", date=day, name=kind),
        made("FRBRauthor", href="#body", as_="#author"),
    ]


def _work(frame: Frame, identity: Identity) -> Element:
    parts = _core(identity.work, "", identity.part, identity.date, "adoption")
    parts[2:2] = [made("FRBRalias", value=symbol, name="symbol") for symbol in frame.masthead.symbols]
    number = made("FRBRnumber", value=identity.number, showAs=frame.symbol or identity.number)
    tail = [made("FRBRcountry", value="un"), made("FRBRsubtype", value=identity.subtype), number]
    if frame.masthead.title:
        tail.append(made("FRBRname", value=frame.masthead.title))
    return made("FRBRWork", *parts, *tail, made("FRBRprescriptive", value="false"))


def _expression(frame: Frame, identity: Identity) -> Element:
    made_on = frame.masthead.date if _is_day(frame.masthead.date) else identity.date
    parts = _core(identity.expression, "", identity.part, made_on, "issue")
    parts.append(made("FRBRlanguage", language=identity.language))
    original = frame.masthead.original_language
    if is_language(original) and original != frame.tree.language:
        code = next(three for two, three in ISO_639_2.items() if two == original)
        href = f"{identity.work}/{code}@{identity.date}"
        parts.append(made("FRBRtranslation", href=href, fromLanguage=code, by="#body"))
    return made("FRBRExpression", *parts)


def _manifestation(identity: Identity) -> Element:
    parts = _core(identity.expression, ".xml", identity.part, identity.date, "markup")
    return made("FRBRManifestation", *parts, made("FRBRformat", value="application/akn+xml"))


def _references(frame: Frame, identity: Identity) -> Element:
    name = frame.masthead.body or identity.actor
    return made(
        "references",
        made("TLCOrganization", eId="body", href=f"/akn/ontology/organization/un/{identity.actor}", showAs=name),
        made("TLCOrganization", eId="source", href="/akn/ontology/organization/un/secretariat", showAs="Secretariat"),
        made("TLCRole", eId="author", href="/akn/ontology/role/un/author", showAs="Author"),
        source=_SOURCE,
    )


def _proprietary(tree: Tree) -> Element:
    head = {name: value for name, value in asdict(tree.masthead).items() if name not in ("symbols", "lines")}
    sittings = str(tree.meeting.sittings) if tree.meeting.sittings else ""
    meeting = own("meeting", *(own("day", date=day) for day in tree.meeting.dates), sittings=sittings)
    said = [own("symbol", symbol) for symbol in tree.masthead.symbols]
    rows = [own("masthead", *said, *(own("line", line) for line in tree.masthead.lines), **head), meeting]
    rows += [own("speaker", speaker.name, code=speaker.code) for speaker in tree.speakers]
    rows += [own("reference", **asdict(reference)) for reference in tree.references]
    return made("proprietary", *rows, source=_SOURCE)


def _class(tree: Tree, symbol: str) -> tuple[str, str, str]:
    """The class of a paper: what adopts a text is a statement, what tells of a meeting a report."""
    parts = symbol.split("/")
    if "DEC" in parts:
        return "statement", "deliberation", "decision"
    if "RES" in parts or any(section.kind == "preamble" for section in tree.sections):
        return "statement", "deliberation", "resolution"
    return "debateReport", "report", "meetingReport"


def _actor(symbol: str) -> str:
    """`CTOC/COP/WG.2/2012/4` → `un-ctoc-cop-wg.2`: the parts before the year or number."""
    parts = symbol.split("/")
    bodies = parts[: next((place for place, part in enumerate(parts) if part[:1].isdigit()), 1)]
    return "-".join(["un", *(re.sub(r"[^a-z0-9.]+", "-", part.lower()) for part in bodies if part)])


def _number(symbol: str) -> str:
    return symbol.replace("/", "-").replace(" ", "_") or "nn"


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return len(text) == 10
