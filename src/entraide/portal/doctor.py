"""The whole look around: the checks of the house, and those that need a room's knowledge."""

from __future__ import annotations

import os
from collections.abc import Iterator

from entraide.documents.domain.writing.compiling import fonts
from entraide.documents.domain.writing.typesetting import SYSTEM_FONTS, families
from entraide.foundation.keeping.looking import CHECKS, Finding, look
from entraide.kernel.languages import LANGUAGES
from entraide.kernel.problems import Problem

_SCRIPTS = {"ar": ("Arabic",), "zh": ("CJK", "Han")}


def pdf_fonts() -> Iterator[Problem | str]:
    """A font of our own choice for each language of PDF files, not a last resort that lacks letters."""
    here = set(fonts(os.environ.get("ENTRAIDE_FONTS") or SYSTEM_FONTS).families())
    lacking = [code for code in LANGUAGES if not _has(code, here)]
    if lacking:
        yield Problem("OPS-066", {"languages": ", ".join(lacking)})
    yield str(len(here))


def _has(language: str, here: set[str]) -> bool:
    marks = _SCRIPTS.get(language)
    chosen = families(language)  # type: ignore[arg-type]
    own = [name for name in chosen if any(mark in name for mark in marks)] if marks else [chosen[0]]
    return any(name in here for name in own)


def examine() -> tuple[Finding, ...]:
    """Everything that was found."""
    return look({**CHECKS, "fonts": pdf_fonts})
