"""Words of a block and the figures of a set made runs: numbers as the language writes them, each leading to its replies.

A figure that is held prints that it is not shown, and why; one that the set does not know prints that its question was
dropped. Neither is ever a zero.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from attrs import field, frozen

from entraide.analysis.domain.figures import Figure
from entraide.documents.domain.tree import Run, Runs
from entraide.kernel.languages import Language

from ..frame import Frame, joined
from . import scale
from .material import Material
from .words import Piece, Place, Plural, parse

Own = Mapping[str, "str | Run | Runs"]
NONE = "–"


@frozen
class Filler:
    """One report being printed in one language. `draft` marks pinned figures; `held` gathers why something is not shown."""

    material: Material
    frame: Frame
    draft: bool = False
    held: dict[str, None] = field(factory=dict)

    @property
    def language(self) -> Language:
        """That of the report."""
        return self.frame.language

    def runs(self, text: str, own: Own | None = None) -> Runs:
        """A text with its placeholders filled; `own` are the names with @ that the block itself knows."""
        return joined(list(self._all(parse(text), own or {})))

    def _all(self, pieces: tuple[Piece, ...], own: Own) -> Runs:
        return tuple(run for piece in pieces for run in self._piece(piece, own))

    def _piece(self, piece: Piece, own: Own) -> Runs:
        if isinstance(piece, str):
            return (Run(piece),)
        if isinstance(piece, Plural):
            return self._all(self._form(piece, own), own)
        if piece.key.startswith("@"):
            return self._own(piece, own)
        return self.figure(piece.key, piece.form)

    def _own(self, place: Place, own: Own) -> Runs:
        name = place.key[1:] if place.form == "value" else f"{place.key[1:]}|{place.form}"
        found = own.get(name)
        if found is None:
            found = self.fact(place.key[1:])
        if isinstance(found, str):
            return (Run(found),)
        return (found,) if isinstance(found, Run) else found

    def fact(self, name: str) -> str:
        """What the set or the report knows of itself."""
        facts, frame = self.material.facts, self.frame
        return {
            "deadline": frame.day(self.material.deadline) if self.material.deadline else "",
            "round": self.material.round,
            "set": frame.number(facts.set_number),
            "hash": facts.content_hash,
            "symbol": facts.symbol,
        }.get(name, "")

    def _form(self, plural: Plural, own: Own) -> tuple[Piece, ...]:
        figure = self.material.figure(plural.key)
        said = own.get(f"{plural.key[1:]}|number") if plural.key.startswith("@") else None
        number = (
            Decimal(str(said)) if isinstance(said, str) else figure.value if figure and not figure.held else Decimal(0)
        )
        category = self.frame.category(int(number))
        return plural.forms.get(category) or plural.forms.get("other") or next(iter(plural.forms.values()))

    def figure(self, key: str, form: str = "value") -> Runs:
        """A figure in one of its forms."""
        found = self.material.figure(key)
        if found is None:
            return self.not_shown("dropped")
        return self.printed(found, form)

    def printed(self, figure: Figure, form: str = "value") -> Runs:
        """The same, of a figure in hand."""
        if figure.held:
            return self.not_shown(figure.held)
        text = self._text(figure, form)
        if not text:
            return (Run(NONE),)
        run = self.led(figure.key, text)
        return (run, self._pin()) if self.draft and figure.key in self.material.pinned else (run,)

    def led(self, key: str, text: str) -> Run:
        """A run that leads to what was counted."""
        return Run(text, figure=key, href=f"{self.material.facts.figure_base}{key}")

    def _pin(self) -> Run:
        return Run(f" [{self.frame.say('pinned')}]", emphasis="italic")

    def not_shown(self, reason: str, short: bool = False) -> Runs:
        """What stands in place of a figure; in a table without the reason, which stands under it."""
        if reason == "empty":
            return (Run(NONE),)
        self.held[reason] = None
        said = self.frame.say("not_shown")
        return (Run(said if short else self.frame.say("not_shown_because", reason=self.frame.held(reason))),)

    def _text(self, figure: Figure, form: str) -> str:
        """Empty where the figure has no such form."""
        number = self.frame.number
        if form == "value":
            return number(figure.value)
        if form in ("share", "percent", "words", "counted", "base"):
            return self._of_base(figure, form)
        if form == "interval":
            both = figure.low is not None and figure.high is not None
            return f"{self._maybe(figure.low)}–{self._maybe(figure.high)}" if both else ""
        return self._maybe({"low": figure.low, "high": figure.high, "largest": figure.largest}[form])

    def _of_base(self, figure: Figure, form: str) -> str:
        """What needs an N: nothing without one."""
        frame, share = self.frame, figure.share
        if share is None:
            return ""
        if form == "base":
            return frame.number(figure.base)
        of = frame.say("of", n=frame.number(figure.value), base=frame.number(figure.base))
        if form == "counted":
            return of
        short = frame.number(short_share(share))
        if form == "share":
            return short
        if form == "percent":
            return frame.say("in_brackets", text=frame.say("per_cent", share=short), of=of)
        phrase = scale.phrase(figure, self.language)
        return frame.say("in_brackets", text=phrase, of=of) if phrase else of

    def _maybe(self, value: Decimal | None) -> str:
        return "" if value is None else self.frame.number(value)


def short_share(share: Decimal) -> Decimal:
    """Without a decimal that says nothing: 75.0 is 75."""
    return share.quantize(Decimal(1)) if share == share.to_integral_value() else share
