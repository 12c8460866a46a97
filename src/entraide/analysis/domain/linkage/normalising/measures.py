"""Numbers and units as people write them; money at rough rates, for comparison only."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from .letters import plain
from .vocabulary import compiled

_UNITS: Final = {
    plain(name): factor
    for factor, names in (
        (
            1.0,
            "cm cms centimetre centimetres centimeter centimeters centimetro centimetros см сантиметр سم سنتيمتر سنتمتر 厘米 公分",
        ),
        (
            0.1,
            "mm millimetre millimetres millimeter millimeters milimetro milimetros мм миллиметр مم ملم مليمتر ميليمتر 毫米",
        ),
        (10.0, "dm decimetre decimeter дм دسم 分米"),
        (100.0, "m metre metres meter meters metro metros mt mts м метр م متر 米 公尺"),
        (
            2.54,
            "in inch inches ins \" ″ '' pouce pouces po pulgada pulgadas pulg дюйм дюйма дюймов بوصة بوصه انش إنش 英寸 吋",
        ),
        (30.48, "ft foot feet ' ′ pied pieds pi pie pies фут фута футов قدم 英尺 呎"),
    )
    for name in names.split(" ")
}
_UNITS[""] = 1.0
_NUMBER: Final = re.compile(r"[+-]?\d[\d.,\u00a0\u202f ']*")
ABSURD: Final = 100_000.0
"""Centimetres, or the unit told: a dimension above is an error and is not kept."""
_EASTERN: Final = str.maketrans({"٫": ".", "٬": "", "，": ",", "−": "-"})


@lru_cache(maxsize=10_000)
def unit(text: str) -> float:
    """Centimetres in one unit so named; 1 for none, 0 for one nobody knows."""
    written = plain(text.strip())
    return _UNITS.get(written) or _UNITS.get(written.strip(" .()[]"), 0.0)


def number(text: str) -> float | None:
    """The first number in a text, with the decimal comma or point and the groups of six languages; None for none."""
    found = _NUMBER.search(plain(text[:60].translate(_EASTERN)))
    if not found:
        return None
    written = re.sub(r"[\s'\u00a0\u202f]", "", found[0]).rstrip(".,")
    try:
        return float(_pointed(written))
    except ValueError:
        return None


def _pointed(written: str) -> str:
    """With the one sign that stands for the decimals as a point, groups taken out."""
    comma, point = written.rfind(","), written.rfind(".")
    if comma >= 0 and point >= 0:
        group = "," if point > comma else "."
        return written.replace(group, "").replace(",", ".")
    sign = "," if comma >= 0 else "."
    if written.count(sign) > 1 or (sign == "," and re.fullmatch(r"[+-]?[1-9]\d{0,2},\d{3}", written)):
        return written.replace(sign, "")
    return written.replace(",", ".")


@lru_cache(maxsize=10_000)
def currency(text: str) -> str:
    """The ISO 4217 code meant: a code, a sign or a name in six languages; empty when nobody knows it."""
    written = text.strip().upper()
    table = compiled("money")
    if written in table["rates"] or written in table["ended"]:
        return written
    return str(table["names"].get(plain(text).strip(" ."), ""))


def rate(code: str) -> float | None:
    """Rough US dollars for one unit, averages of 2020: for comparison only. None for one that nobody rated."""
    found = compiled("money")["rates"].get(code)
    return float(found) if found else None


def ended(code: str) -> str:
    """The last day on which a currency was money, as an ISO date; empty for one that still is."""
    return str(compiled("money")["ended"].get(code, ""))
