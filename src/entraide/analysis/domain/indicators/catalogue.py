"""The shipped indicators: `data/indicators/*.yml`, compiled into the package by `tools/build_indicators.py`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from entraide.kernel.problems import Problem, Refused

from .grammar import read
from .indicator import Indicator


@cache
def catalogue() -> Mapping[str, Indicator]:
    """Every shipped indicator by name. Raises Refused when one of them cannot be read."""
    rows = json.loads(files(__package__).joinpath("catalogue.json").read_text(encoding="utf-8"))
    found = {name: read(name, body) for name, body in rows.items()}
    wrong = [one for one in found.values() if isinstance(one, Problem)]
    if wrong:
        raise Refused(*wrong)
    return {name: one for name, one in found.items() if isinstance(one, Indicator)}
