"""Pieces of Vega-Lite specifications: layers over plain rows, at pixels or along scales. No expression is built from data."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from attrs import frozen

from .palette import GRID, INK, QUIET

Json = dict[str, Any]
FONTS: Final = "Noto Sans, Noto Sans Arabic, Noto Sans CJK SC, sans-serif"
SCHEMA: Final = "https://vega.github.io/schema/vega-lite/v6.json"
SIZE: Final = 13
"""Of letters, in CSS pixels; a picture as wide as WIDTH stands on paper at about six tenths of a point each."""
WIDTH: Final = 640
LINE: Final = 1.25


@frozen
class Box:
    """The room around the plot, in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def mirrored(self) -> Box:
        """Its left at the right."""
        return Box(self.right, self.top, self.left, self.bottom)


def chart(width: float, height: float, box: Box, layers: Sequence[Json], **more: Any) -> Json:
    """A whole specification: a plot of that size with that much room around it, everything in layers."""
    return {
        "$schema": SCHEMA,
        "width": round(width),
        "height": round(height),
        "padding": {
            "left": round(box.left),
            "top": round(box.top),
            "right": round(box.right),
            "bottom": round(box.bottom),
        },
        "autosize": "none",
        "background": None,
        "config": {
            "font": FONTS,
            "view": {"stroke": None},
            "text": {"fontSize": SIZE, "color": INK, "font": FONTS},
            "axis": {"gridColor": GRID, "domainColor": QUIET, "tickColor": QUIET, "labels": False, "title": None},
        },
        "layer": list(layers),
        **more,
    }


def layer(values: Sequence[Mapping[str, Any]], mark: Json, **encoding: Any) -> Json:
    """One layer over rows of its own. What is not told says nothing to those who hear the picture read."""
    told = mark.pop("told", False)
    spoken: Json = {"description": {"field": "said"}, "tooltip": {"field": "said"}} if told else {}
    return {
        "data": {"values": [dict(row) for row in values]},
        "mark": {**mark, **({} if told else {"aria": False})},
        "encoding": {**encoding, **spoken},
    }


def pixel(field: str) -> Json:
    """A place given in pixels of the plot."""
    return {"field": field, "type": "quantitative", "scale": None, "axis": None}


def asis(field: str) -> Json:
    """A colour, a width or a pattern given as it is drawn."""
    return {"field": field, "type": "nominal", "scale": None, "legend": None}


def texts(values: Sequence[Mapping[str, Any]], align: str = "left", **mark: Any) -> Json:
    """Words at `x`, `y`: `words` may hold several lines."""
    style: Json = {"type": "text", "align": align, "baseline": "middle", "lineBreak": "\n", **mark}
    return layer(values, style, x=pixel("x"), y=pixel("y"), text={"field": "words", "type": "nominal"})


def boxes(values: Sequence[Mapping[str, Any]], told: bool = False, **mark: Any) -> Json:
    """Rectangles from `x`, `y` to `x2`, `y2`, in colour `fill`."""
    return layer(
        values, {"type": "rect", "told": told, **mark},
        x=pixel("x"), x2={"field": "x2"}, y=pixel("y"), y2={"field": "y2"}, fill=asis("fill"),
    )  # fmt: skip


def rules(values: Sequence[Mapping[str, Any]], **mark: Any) -> Json:
    """Straight lines from `x`, `y` to `x2`, `y2`."""
    return layer(
        values,
        {"type": "rule", "color": INK, **mark},
        x=pixel("x"),
        x2={"field": "x2"},
        y=pixel("y"),
        y2={"field": "y2"},
    )


def canonical(specification: Json) -> str:
    """The specification as text: the same rows give the same letters."""
    return json.dumps(specification, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
