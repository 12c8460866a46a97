"""Typst with the fonts of the house: pages out of our own templates, nothing fetched, the same bytes every time.

Fonts are looked for in the folders of ENTRAIDE_FONTS (separated as PATH is), else in the system's.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Literal

import typst

from entraide.kernel.languages import Language

SYSTEM_FONTS = "/usr/share/fonts"
_SERIF = "Noto Serif"
_ARABIC = "Noto Naskh Arabic"
_HAN = ("Noto Serif CJK SC", "Noto Sans CJK SC")


def families(language: Language) -> tuple[str, ...]:
    """Font families in the order they are tried: the Latin one first, so that digits look alike everywhere."""
    if language == "zh":
        return (_SERIF, *_HAN, _ARABIC)
    return (_SERIF, _ARABIC, *_HAN)


@cache
def fonts(folders: str) -> typst.Fonts:
    """The fonts of these folders, only listed: Typst opens the few it uses. Typst's own are the last resort."""
    present = [folder for folder in folders.split(os.pathsep) if Path(folder).is_dir()]
    return typst.Fonts(include_system_fonts=not present, include_embedded_fonts=True, font_paths=present)


def typeset(
    template: str | bytes, inputs: Mapping[str, str], target: Literal["pdf", "png"], moment: int = 0, ppi: float = 200
) -> bytes:
    """One file out of `{template}.typ`, or out of the text of another room's template.

    `moment`: the date the file says it was made, in Unix seconds.

    A PDF is tagged and checked against PDF/UA-1 while it is made. Raises typst.TypstError for a fault of the template.
    """
    source = (files(__package__) / f"{template}.typ").read_bytes() if isinstance(template, str) else template
    made = typst.compile(
        source,
        font_paths=fonts(os.environ.get("ENTRAIDE_FONTS") or SYSTEM_FONTS),
        ignore_system_fonts=True,
        format=target,
        ppi=ppi,
        sys_inputs=dict(inputs),
        pdf_standards=["ua-1"] if target == "pdf" else [],
        timestamp=moment,
    )
    return made[0] if isinstance(made, list) else bytes(made or b"")
