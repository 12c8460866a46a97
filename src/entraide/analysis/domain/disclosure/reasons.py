"""Why a figure is not shown, in words: one table, whoever shows that it is not shown."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

import yaml

from entraide.kernel.text import Text

OTHER: Final = "other"


@cache
def reasons() -> Mapping[str, Text]:
    """Every reason in a few words, by its code."""
    read = yaml.safe_load((files(__package__) / "reasons.yml").read_text(encoding="utf-8"))
    return {code: Text.of("en", **said) for code, said in read.items()}


def reason(code: str) -> Text:
    """Why a figure with this code in `held` is not shown; for a code that the table does not know, that it may not be."""
    return reasons().get(code) or reasons()[OTHER]
