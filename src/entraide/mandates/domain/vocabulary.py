"""The lexicon of one language, ready to be looked up. It is data: `lexicon/*.yml`, edited by people."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Literal, cast

import yaml
from attrs import frozen

from entraide.kernel.languages import Language

from .paradigms import Kind, forms
from .trie import Trie

Group = Literal["decide", "request", "urge", "recommend", "encourage", "record"]
Act = Literal[
    "decide", "approve", "authorize", "demand", "request", "urge", "call", "appeal", "recommend", "invite",
    "encourage", "note", "welcome", "stress", "condemn",
]  # fmt: skip


@frozen
class Verb:
    """An operative verb or phrase: its lemma, its act, the other acts it may render, where its addressee stands.

    `silent` last words of its phrase are no part of a lead as it is printed ("Appeals" in "Appeals to"); a `feeling` may follow it
    ("expresses its deep concern").
    """

    lemma: str
    act: Act
    also: tuple[Act, ...] = ()
    in_reports: Act | None = None
    strength: int = 0
    object: tuple[str, ...] = ()
    link: tuple[str, ...] = ()
    silent: int = 0
    feeling: bool = False


@frozen
class Sense:
    """A form in the lexicon: the verb and the kind of form."""

    verb: Verb
    kind: Kind


@frozen
class Vocabulary:
    """What one language offers: verbs with all their forms, what may stand around them, and who reiterates.

    `trailing`: whether adverbs may stand behind the verb. `manner` may follow a verb that records ("with appreciation").
    """

    verbs: Trie[Sense]
    around: Trie[str]
    iterators: Trie[str]
    conjunctions: Trie[str]
    manner: Trie[str]
    feelings: Trie[str]
    trailing: bool


@cache
def table(name: str) -> Mapping[str, Any]:
    """One of the lexicon's files, as it is written."""
    source = files("entraide.mandates.domain") / "lexicon" / f"{name}.yml"
    return cast(Mapping[str, Any], _read(source.read_text(encoding="utf-8")))


@cache
def _read(text: str) -> Any:
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - both are the safe one


@cache
def strength_of(act: Act) -> int:
    """0 to 5, as the table of acts has it."""
    return int(table("acts")[act]["strength"])


@cache
def group_of(act: Act) -> Group:
    """The coarse class of an act."""
    return cast(Group, table("acts")[act]["group"])


@cache
def vocabulary(language: Language) -> Vocabulary:
    """The lexicon of a language; built once."""
    book = table(language)
    around: Trie[str] = Trie()
    for kind in ("iterators", "intensifiers", "adverbs"):
        for phrase in book[kind]:
            around.add(phrase, kind)
    verbs: Trie[Sense] = Trie(around)
    for row in book["verbs"]:
        verb = _verb(row)
        for kind, form in forms(language, row, book):
            # what others are asked to do is no act of the body: "invites States to designate", not "to designate"
            if kind == "finite" or not row.get("deed"):
                _store(verbs, Sense(verb, kind), form, book)
    return Vocabulary(
        verbs, around, _plain(book["reiterating"]), _plain(book["conjunctions"]), _slots(book["manner"]),
        _slots(book["feelings"]), book.get("trailing", True),
    )  # fmt: skip


def _store(verbs: Trie[Sense], sense: Sense, form: str, book: Mapping[str, Any]) -> None:
    if sense.kind != "noun":
        verbs.add(form, sense)
        return
    for head in book["reiterating"]:
        verbs.add(f"{head} ~ {form}", Sense(sense.verb, "finite"))


def _slots(patterns: list[list[Any]]) -> Trie[str]:
    """Phrases written slot by slot: each a text, or the texts that may stand there ("" for none)."""
    found: Trie[str] = Trie()
    for pattern in patterns:
        found.add_slots(([slot] if isinstance(slot, str) else slot for slot in pattern), "")
    return found


def _plain(phrases: list[str]) -> Trie[str]:
    found: Trie[str] = Trie()
    for phrase in phrases:
        found.add(phrase, phrase)
    return found


def _verb(row: Mapping[str, Any]) -> Verb:
    return Verb(
        row["lemma"],
        row["act"],
        tuple(row.get("also", ())),
        row.get("in_reports"),
        int(row.get("strength", 0)),
        tuple(row.get("object", ())),
        tuple(row.get("link", ())),
        int(row.get("silent", 0)),
        bool(row.get("feeling", False)),
    )
