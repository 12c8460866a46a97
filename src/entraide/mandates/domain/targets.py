"""The stretch behind an act in which its addressee stands, and where the deed begins."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from entraide.kernel.languages import Language

from .addressees import FAR, NEAR, Addressee, addressees, deed_begins, known, unhedged, unknown
from .asking import asking
from .vocabulary import vocabulary
from .words import Word, fold, words

CLOSE: Final = 5
"""How many words may belong to a name behind the noun that tells it, or before that."""
NEAR_BY: Final = 60
"""How many characters behind a verb its preposition may stand."""
REACH: Final = 400
"""How many characters an addressee may take."""


def target(
    rest: str, language: Language, somebody: bool = False, object_: tuple[str, ...] = ()
) -> tuple[tuple[Addressee, ...], str]:
    """Who is asked and what for, in what follows an act. `somebody`: there is an addressee, known or not. `object_`: the
    prepositions before it, which may also open a deed.
    """
    begin = _past_object(rest, language, object_) if object_ else 0
    link = deed_begins(rest[begin:REACH], language)
    if link is None:
        end = _series_end(rest[:REACH], language, NEAR if language == "zh" else FAR)
        return (addressees(rest[:end], language), rest[end:]) if end else ((), rest)
    before, behind = rest[: begin + link[0]], rest[begin + link[1] :]
    asked = addressees(before, language)
    if asked:
        return asked, behind
    if len(words(before)) > 1:
        return (unknown(before, language) if somebody else ()), behind
    # "recommended that the Conference consider": the addressee is the subject of what is to be done
    end = _series_end(behind[:REACH], language, CLOSE)
    return (addressees(behind[:end], language), behind[end:]) if end else ((), behind)


def _past_object(rest: str, language: Language, prepositions: tuple[str, ...]) -> int:
    """The place behind the preposition of the addressee: "طلب أيضا إلى"."""
    said = words(rest[:NEAR_BY])
    place = vocabulary(language).around.past(said, 0)
    return said[place].end if place < len(said) and said[place].form in map(fold, prepositions) else 0


def _series_end(rest: str, language: Language, far: int) -> int:
    """Where a series of known names ends, in a language (or a turn of phrase) without a linking word; 0 for none.

    The first stands within `far` words, in Chinese before any comma.
    """
    said = unhedged(rest, language) if language == "zh" else words(rest)
    end = 0
    for found, entity in known(rest, said, language):
        joints = list(asking(language).coordination.all(said, end, found.first))
        gap = found.first - (joints[-1].last if joints else end)
        if gap > (NEAR if end or not entity.key else far) or (found.first > end > 0 and not joints):
            break
        if found.first > end and not _beside(said, end, found.first, joints[-1].first if joints else end, language):
            break
        end = found.last
    return said[end - 1].end if end else 0


def _beside(said: Sequence[Word], end: int, place: int, joint: int, language: Language) -> bool:
    """Whether a name may belong to a series whose end no word shows: what is joined stands close by. Chinese marks no end of a
    noun: before what stands first there is no verb, unless in a clause in 的.
    """
    if end:
        return joint - end <= (1 if language == "zh" else CLOSE)
    before = [word.form for word in said[:place]]
    if language != "zh":
        return True
    if any(form in ",;:。" for form in before):
        return False
    return before[-1] == "的" or not any(form in asking(language).governing for form in before)
