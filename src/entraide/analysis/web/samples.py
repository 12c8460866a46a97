"""Invented results for the gallery of pictures: every kind, with zeros, withheld cells and States without data. Nothing is real."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache
from hashlib import sha256
from typing import Any, Final

from entraide.kernel.audience import Audience
from entraide.kernel.text import Text
from entraide.reference.domain import entities

from ..domain.figures import Figure
from ..domain.pictures import Kind
from ..domain.pictures.voice import words
from ..domain.results import Dimension, Result, Row

_TYPES: Final[Mapping[str, Text]] = {
    "coins": Text.of(ar="العملات", en="Coins", es="Monedas", fr="Monnaies", ru="Монеты", zh="钱币"),
    "archaeology": Text.of(
        ar="القطع الأثرية", en="Archaeological objects", es="Objetos arqueológicos", fr="Objets archéologiques",
        ru="Археологические предметы", zh="考古文物",
    ),
    "paintings": Text.of(ar="اللوحات", en="Paintings", es="Pinturas", fr="Tableaux", ru="Картины", zh="绘画"),
    "books": Text.of(ar="المخطوطات", en="Manuscripts", es="Manuscritos", fr="Manuscrits", ru="Рукописи", zh="手稿"),
}  # fmt: skip
_FROM: Final = ("EGY", "IRQ", "SYR", "PER", "MLI", "KHM", "AFG", "ITA", "GRC", "YEM")
_BY: Final = ("", "ARE", "TUR", "LBN", "CHE", "THA")
_TO: Final = ("USA", "GBR", "FRA", "DEU", "JPN", "BEL", "CAN", "NLD", "AUS")


def _said(key: str) -> Text:
    return Text.of(None, **words()[key])


def _draw(*parts: object) -> float:
    """A number from 0 to 1 that hangs on its parts alone: the gallery looks the same every day."""
    return int.from_bytes(sha256(repr(parts).encode()).digest()[:4], "big") / 2**32


def _figure(value: float, held: bool = False, spread: float = 0) -> Figure:
    number = Decimal(int(value))
    low, high = (Decimal(int(value * (1 - spread))), Decimal(int(value * (1 + spread)))) if spread else (None, None)
    return Figure("invented", number, 0, (), "objects", low, high, 90 if spread else 0, None, "few" if held else "")


def _result(dimensions: Iterable[Dimension], rows: Iterable[tuple[tuple[str, ...], Figure]]) -> Result:
    made = tuple(Row(under, figure) for under, figure in rows)
    return Result("invented", "", Text(), "objects", Text(), tuple(dimensions), made, Audience.PUBLIC)


def _states() -> list[str]:
    return [each.code for each in entities.entities("state")]


@cache
def results() -> Mapping[Kind, tuple[Result, Mapping[str, Any]]]:
    """A result and options for each kind."""
    types = Dimension("type", "choice", _said("value"), _TYPES)
    year = Dimension("year", "year", _said("value"))
    state = Dimension("state", "entity", _said("origin"))
    ends = [Dimension(name, "entity", _said(name)) for name in ("origin", "transit", "destination")]
    series = [
        (
            (str(at), kind),
            _figure(40 + 300 * _draw(kind) + 90 * _draw(kind, at), _draw(kind, at, 2) < 0.06, 0.15 * (kind == "coins")),
        )
        for kind in _TYPES
        for at in range(2014, 2025)
    ]
    flows = [
        (path, _figure(2 + 60 * _draw(*path) ** 3, _draw(*path, "h") < 0.08))
        for path in ((a, b, c) for a in _FROM for b in _BY for c in _TO)
        if len(set(path)) == 3 and _draw(*path, "kept") < 0.12
    ]
    replies = {code: _class(_draw(code)) for code in _states()}
    values = [(code, _draw(code, "value")) for code in _states()]
    shaded = [((code, kind), _draw(code, kind)) for code in (*_FROM, *_TO) for kind in _TYPES]
    return {
        "bars": (_result([types], [((kind,), _figure(900 * _draw(kind) ** 2, kind == "books", 0.2)) for kind in _TYPES]), {}),
        "lines": (_result([year, types], series), {}),
        "multiples": (_result([year, types], series), {}),
        "heat": (_result([state, types], [(under, _figure(10 ** (3 * n) if n > 0.2 else 0, n > 0.95)) for under, n in shaded if n > 0.1]), {}),
        "response_map": (_result([state], [((code,), _figure(1)) for code in replies]), {"classes": replies}),
        "value_map": (
            _result([state], [((code,), _figure(10 ** (4 * n) if n > 0.35 else 0, n > 0.96)) for code, n in values if n > 0.25]), {},
        ),
        "flow_map": (_result(ends, flows), {"unconfirmed": [path for path, _figure_ in flows[::4]]}),
        "sankey": (_result(ends, flows), {"unconfirmed": [path for path, _figure_ in flows[::4]]}),
    }  # fmt: skip


def _class(share: float) -> str:
    return "replied" if share < 0.3 else "late" if share < 0.38 else "partly" if share < 0.44 else "silent"
