"""Italic and bold words of a file, found again in the text that was made of its lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from attrs import evolve

from entraide.documents.domain import tree as t

from .lines import Emphasised


def emphasised(runs: t.Runs, marks: Sequence[Emphasised]) -> t.Runs:
    """The runs, divided where the type changes. Words that are not found stay as they are."""
    if not marks:
        return runs
    text = t.plain(runs)
    kinds: list[t.Emphasis] = [""] * len(text)
    for mark in marks:
        start = _found(text, mark)
        if start >= 0:
            kinds[start : start + len(mark.words)] = [mark.kind] * len(mark.words)
    out: list[t.Run] = []
    begin = 0
    for run in runs:
        out.extend(_divided(run, kinds[begin : begin + len(run.text)]))
        begin += len(run.text)
    return tuple(out)


def _found(text: str, mark: Emphasised) -> int:
    """Where the words stand, as many times after the beginning as they did in the file; else where they stand first."""
    start = -1
    for _turn in range(min(mark.before, 50) + 1):
        start = text.find(mark.words, start + 1)
        if start < 0:
            return text.find(mark.words)
    return start


def _divided(run: t.Run, kinds: Sequence[t.Emphasis]) -> Iterator[t.Run]:
    """A call of a note stays behind the last piece."""
    pieces: list[t.Run] = []
    begin = 0
    for kind, group in groupby(kinds):
        end = begin + len(list(group))
        pieces.append(t.Run(run.text[begin:end], kind))
        begin = end
    if not pieces:
        yield run
        return
    yield from pieces[:-1]
    yield evolve(run, text=pieces[-1].text, emphasis=pieces[-1].emphasis)
