"""How far the coders agree, what they confirmed of what was proposed, and what is to be talked over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

from attrs import frozen

from entraide.foundation.accounts.queries import names
from entraide.kernel.actor import Actor

from .. import policies
from ..domain.words import agreement
from ..domain.words.codebook import codebook
from ..models import Passage
from .coding import PassageRow, PassageSetRow, live_codings, passage_row, passage_set
from .codings import Codings, Edition
from .themes import SHOWN


@frozen
class AgreementTable:
    """How far the coders agree: coders by name, each theme, all together, and what is to be talked over."""

    coders: Mapping[int, str]
    proposed: Mapping[str, Mapping[int, int]]
    """Per theme and coder, how often what they gave had been proposed to them: of the passages that two coded."""
    rows: tuple[agreement.ThemeAgreement, ...]
    overall: agreement.Agreement
    shared: int
    disputed: tuple[PassageRow, ...]
    disputed_count: int


def agreement_of(actor: Actor, set_id: int) -> AgreementTable:
    """For the secretariat. Disputed passages are shown to coders only after they have coded them themselves."""
    policies.access_frozen_set(actor, set_id)
    whole = passage_set(actor, set_id)
    codings = live_codings(whole)
    coders = names({coder for said in codings.said.values() for coder in said})
    open_to = [
        number for number in agreement.disagreements(codings.said, set(codings.agreed))
        if actor.person_id in codings.said[number] or actor.person_id not in coders
    ]  # fmt: skip
    shown = Passage.objects.filter(pk__in=open_to[:SHOWN])
    return AgreementTable(
        dict(sorted(coders.items())),
        _proposed(codings),
        *_agreement(codings.edition, whole),
        Counter(len(said) > 1 for said in codings.said.values())[True],
        tuple(passage_row(row) for row in shown),
        len(open_to),
    )


def _proposed(codings: Codings) -> Mapping[str, Mapping[int, int]]:
    found: dict[str, Counter[int]] = {}
    for passage, by_coder in codings.proposed.items():
        if len(codings.said[passage]) > 1:
            for coder, themes in by_coder.items():
                for theme in themes:
                    found.setdefault(theme, Counter())[coder] += 1
    return found


@lru_cache(maxsize=8)
def _agreement(_at: Edition, whole: PassageSetRow) -> tuple[tuple[agreement.ThemeAgreement, ...], agreement.Agreement]:
    said = live_codings(whole).said
    return agreement.by_theme(said, tuple(codebook().themes)), agreement.overall(said)
