"""Currencies that are no longer legal tender."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from importlib.resources import files
from typing import Final

import yaml
from attrs import frozen


@frozen
class Withdrawn:
    """`last` the last day of legal tender; `successor` what came in its place; `per` how many of it made one of the successor."""

    code: str
    last: date
    successor: str
    per: Decimal


def _read() -> dict[str, Withdrawn]:
    rows = yaml.safe_load((files("entraide.analysis.domain.money") / "withdrawn.yml").read_text(encoding="utf-8"))
    return {code: Withdrawn(code, row["last"], row["successor"], Decimal(row["per"])) for code, row in rows.items()}


WITHDRAWN: Final[Mapping[str, Withdrawn]] = _read()
