"""What the tests give to the page's interpreter, and how they hold its answers against the judge's."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Mapping
from datetime import date, datetime, tzinfo
from pathlib import Path
from typing import Any

from entraide.collection.domain.answers import Answers, without_positions
from entraide.collection.domain.form import Form
from entraide.collection.domain.judge import Judgement
from entraide.collection.domain.logic_json import logic_json, node_json, tree_json
from entraide.collection.domain.xpath.cases import context_for
from entraide.collection.domain.xpath.nodes import Node, read
from entraide.collection.domain.xpath.parser import parse

STATIC = Path(__file__).parents[1] / "static" / "collection"
SCRIPT = Path(__file__).with_name("page_logic.mjs")
NODE = shutil.which("node")


class Page:
    """A node process that answers line by line."""

    def __init__(self) -> None:
        command = [str(NODE), str(SCRIPT), STATIC.as_uri()]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )

    def ask(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """One answer."""
        assert self.process.stdin and self.process.stdout
        self.process.stdin.write(json.dumps(request, ensure_ascii=False) + "\n")
        self.process.stdin.flush()
        answer: dict[str, Any] = json.loads(self.process.stdout.readline())
        return answer

    def close(self) -> None:
        """End the process."""
        self.process.communicate()


def case_request(case: Mapping[str, Any], zone: tzinfo) -> dict[str, Any]:
    """A case of the conformance suite, for the page's interpreter."""
    document = read(str(case.get("xml") or "<root/>"))
    context = context_for(document, str(case.get("ctx") or "/"), zone)
    around = context.around
    now = datetime.now(zone)
    offset = now.utcoffset()
    assert offset is not None
    held = [child for one in document.descendants() if one.local == "model" for child in one.elements("instance")]
    instances = {one.attribute("id"): _steps(one) for one in reversed(held)}
    names = {one.attribute("id") for one in document.descendants() if one.local == "text" and one.sort == "element"}
    return {
        "document": [node_json(one, spaces=True) for one in document.children],
        "node": _steps(context.node),
        "root": _steps(around.root),
        "instances": instances,
        "itext": {name: around.itext(name) for name in names},
        "tree": tree_json(parse(str(case["expr"])).tree, around.namespaces),
        "kind": str(case.get("kind", "")),
        "zone": offset.total_seconds() / 60,
        "now": now.timestamp() * 1000,
        "defaults": sorted(around.default_namespaces),
    }


def _steps(node: Node) -> list[int]:
    steps: list[int] = []
    while node.parent is not None:
        steps.insert(0, next(at for at, one in enumerate(node.parent.children) if one is node))
        node = node.parent
    return steps


def reply_request(
    form: Form, answers: Answers, today: date, counts: Mapping[str, int] | None = None, **more: Any
) -> dict[str, Any]:
    """A reply, for the page's interpreter."""
    cells = {path: cell.value or "" for path, cell in answers.items()}
    given = {"id": id(form), "form": logic_json(form, "en"), "cells": cells, "counts": dict(counts or {})}
    return {**given, "today": today.isoformat(), **more}


def apart(told: Mapping[str, Mapping[str, Any]], judged: Judgement, form: Form) -> list[str]:
    """Where the page says other things than the judge, in words."""
    found = []
    ours: dict[str, list[str]] = {one.path: [] for one in judged.problems}
    for finding in judged.problems:
        if finding.code not in ("irrelevant", "unknown"):
            ours[finding.path].append(finding.code)
    for path, place in told.items():
        if not form.has(without_positions(path)):
            continue  # a group, a row, a note
        if place["asked"] is not (path in judged.relevant):
            found.append(f"{path}: asked {place['asked']}")
        if place["asked"] and place["value"] != judged.values.get(path, ""):
            found.append(f"{path}: {place['value']!r}, {judged.values.get(path, '')!r}")
        if place["findings"] is not None and [one["code"] for one in place["findings"]] != ours.get(path, []):
            found.append(f"{path}: {place['findings']}, {ours.get(path, [])}")
    return found
