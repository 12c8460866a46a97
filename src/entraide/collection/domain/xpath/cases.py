"""Runs one case of a conformance suite: some XML, the place in it, an expression, the kind of value wanted."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import UTC, datetime, tzinfo
from typing import Any

from entraide.kernel.problems import Refused

from .context import NAMESPACES, XFORMS, Context, Surroundings
from .evaluator import evaluate
from .nodes import Node, read
from .parser import parse
from .values import Value, number_of, text_of, truth_of

_STEP = re.compile(r"([^\[/]+)\[(\d+)\]")


def answer(case: Mapping[str, Any], zone: tzinfo = UTC) -> dict[str, Any]:
    """`{"value": …}` or `{"error": …}` for a case with `xml`, `ctx` (a path with positions), `expr` and `kind`."""
    try:
        document = read(str(case.get("xml") or "<root/>"))
        context = context_for(document, str(case.get("ctx") or "/"), zone)
        return {"value": as_kind(evaluate(parse(str(case["expr"])), context), str(case.get("kind", "")), zone)}
    except Refused as refused:
        return {"error": " ".join(f"{problem.code} {problem.what()}" for problem in refused.problems)}


def as_kind(value: Value, kind: str, zone: tzinfo) -> bool | float | str:
    """The value as the suite asks for it; numbers that JSON cannot write are the texts `NaN`, `Infinity`."""
    if kind == "BooleanValue":
        return truth_of(value)
    if kind.startswith("Number"):
        number = float(number_of(value, zone))
        return number if math.isfinite(number) else text_of(number)
    return text_of(value)


def context_for(document: Node, path: str, zone: tzinfo) -> Context:
    """The context at a path. Inside the primary instance of an XForm, absolute paths start at that instance."""
    node = _at(document, path)
    model = _model(document)
    instances = model.elements("instance") if model else []
    inside = bool({id(one) for one in (node, *node.ancestors())} & {id(one) for one in instances})
    root = instances[0] if inside else document
    declared = {prefix: uri for prefix, uri in _root(document).namespaces.items() if prefix}
    around = Surroundings(
        root=root,
        now=datetime.now(zone),
        namespaces={**NAMESPACES, **declared},
        default_namespaces=frozenset({"", XFORMS}),
        instance=lambda name: next((one for one in instances if one.attribute("id") == name), None),
        itext=lambda name: _itext(model, name),
    )
    return Context(node, around)


def _root(document: Node) -> Node:
    return document.elements()[0]


def _at(document: Node, path: str) -> Node:
    node = document
    for name, position in _STEP.findall(path):
        node = [child for child in node.elements() if child.name == name][int(position) - 1]
    return node


def _model(document: Node) -> Node | None:
    root = _root(document)
    if root.local != "html":
        return None
    return next((model for head in root.elements("head") for model in head.elements("model")), None)


def _itext(model: Node | None, name: str) -> str:
    translations = [
        one for itext in (model.elements("itext") if model else []) for one in itext.elements("translation")
    ]
    marked = [one for one in translations if any(attribute.name == "default" for attribute in one.attributes)]
    for translation in (marked or translations)[:1]:
        for text in translation.elements("text"):
            if text.attribute("id") == name:
                return next((value.text for value in text.elements("value") if not value.attribute("form")), "")
    return ""
