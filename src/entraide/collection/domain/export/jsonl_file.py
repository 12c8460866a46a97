"""JSON lines: one reply a line, nested as the questionnaire is, with everything that is known of each answer.

An answer is an object as it is stored, its value a number where it is one, and `label` (or `labels`) in the language chosen.
Texts are as they were given. A group is an object, a repeat a list whose rows say their `_position`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from entraide.kernel.audience import Audience

from . import safe
from .columns import chosen, labels_of
from .dialect import as_number
from .facts import HEAD, Facts, Sent
from .schema import Edition, Schema, Variable
from .tally import Tally
from .wanted import Wanted

_BATCH: Final = 64
_STEP: Final = re.compile(r"(.*)\[(\d{1,9})\]")
_POSITION: Final = re.compile(r"\[\d{1,9}\]")
_LEVELS: Final = {one.value: one.width for one in Audience}
_WRITE: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=str).encode
Said = Callable[[dict[str, Any]], None]


def write(schema: Schema, wanted: Wanted, sents: Iterable[Sent], facts: Facts, tally: Tally) -> Iterator[bytes]:
    """The bytes of the file, as they come."""
    tables = {table.identity for table in chosen(schema, wanted)}
    nests = {edition.key: _Nest(edition, schema, wanted, tables) for edition in schema.editions}
    batch: list[str] = []
    main = schema.tables[0].name
    tally.rows[main] = 0
    for sent in sents:
        tally.rows[main] += 1
        batch.append(_WRITE(nests[sent.edition].of(sent)))
        if len(batch) == _BATCH:
            yield _lines(batch)
            batch.clear()
    yield _lines(batch)


def _lines(batch: list[str]) -> bytes:
    return "".join(f"{line}\n" for line in batch).encode("utf-8", safe.ESCAPED)


class _Nest:
    """Replies to one version of the questionnaire as objects."""

    def __init__(self, edition: Edition, schema: Schema, wanted: Wanted, tables: set[str]) -> None:
        self._least = wanted.audience.width
        self._root = edition.form.root
        self._own: dict[str, str] = {}
        self._said: dict[str, Said] = {}
        self._left: set[str] = set()
        for table in schema.tables:
            for variable in table.variables:
                path = variable.paths.get(edition.key)
                if path is not None:
                    self._own[path] = edition.form.question(path).attributes.get("audience", "")
                    self._said[path] = _said(variable, labels_of(variable.choices, wanted.language))
                    if table.identity not in tables:
                        self._left.add(path)
        self._steps: dict[str, tuple[tuple[str, int], ...]] = {}

    def of(self, sent: Sent) -> dict[str, Any]:
        """The object of one reply."""
        made: dict[str, Any] = {"reply": sent.key}
        for name, _sort in HEAD[1:]:
            value: Any = sent.facts.get(name)
            made[name] = value.isoformat() if hasattr(value, "isoformat") else value
        made |= sent.more
        answers: dict[str, Any] = {}
        rest: dict[str, Any] = {}
        for path, cell in sent.answers.items():
            self._put(answers, rest, path, cell, sent.default)
        made["answers"] = answers
        if rest and not self._least:
            made["left_over"] = rest
        return made

    def _put(self, answers: dict[str, Any], rest: dict[str, Any], path: str, cell: Any, default: str) -> None:
        plain = path if "[" not in path else _POSITION.sub("", path)
        said = self._said.get(plain)
        if said is None or not isinstance(cell, Mapping):
            rest[path] = cell
            return
        if plain in self._left:
            return
        if self._least and _LEVELS.get(cell.get("audience") or self._own[plain] or default, 0) < self._least:
            return
        steps = self._steps.get(path)
        if steps is None:
            steps = _steps(path, self._root)
            if len(self._steps) < 100_000:
                self._steps[path] = steps
        around: dict[str, Any] = answers
        for name, position in steps[:-1]:
            inner: Any = around.setdefault(name, {} if position < 0 else [])
            around = inner if position < 0 else _row(inner, position)
        own = dict(cell)
        said(own)
        around[steps[-1][0]] = own


def _row(rows: list[dict[str, Any]], position: int) -> dict[str, Any]:
    for row in reversed(rows):
        if row["_position"] == position:
            return row  # type: ignore[no-any-return]
    made: dict[str, Any] = {"_position": position}
    rows.append(made)
    return made


def _steps(path: str, root: str) -> tuple[tuple[str, int], ...]:
    inner = path.removeprefix(f"{root}/").split("/")
    found = []
    for step in inner:
        match = _STEP.fullmatch(step)
        found.append((match[1], int(match[2])) if match else (step, -1))
    return tuple(found)


def _said(variable: Variable, labels: Mapping[str, str]) -> Said:
    """Adds to a cell what its value means."""
    if variable.several:

        def several(cell: dict[str, Any]) -> None:
            if cell.get("value"):
                cell["labels"] = [labels.get(code, code) for code in str(cell["value"]).split()]

        return several
    if labels:

        def one(cell: dict[str, Any]) -> None:
            if cell.get("value") in labels:
                cell["label"] = labels[cell["value"]]

        return one
    return _numbered if variable.sort == "number" else _as_is


def _numbered(cell: dict[str, Any]) -> None:
    value = cell.get("value")
    number = as_number(value) if isinstance(value, str) and value else None
    if number is not None:
        cell["value"] = number


def _as_is(cell: dict[str, Any]) -> None:
    """A text is what it is."""
