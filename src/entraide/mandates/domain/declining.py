"""Russian names in every case: Кения, Кении, Кению, Кенией. Names of States are few, and their endings regular."""

from __future__ import annotations

from typing import Final

_ENDINGS: Final[tuple[tuple[str, tuple[str, str, str, str, str]], ...]] = (
    # of an ending: genitive, dative, accusative, instrumental, prepositional
    ("ская", ("ской", "ской", "скую", "ской", "ской")),
    ("ная", ("ной", "ной", "ную", "ной", "ной")),
    ("ый", ("ого", "ому", "ый", "ым", "ом")),
    ("ий", ("ого", "ому", "ий", "им", "ом")),
    ("ое", ("ого", "ому", "ое", "ым", "ом")),
    ("ие", ("их", "им", "ие", "ими", "их")),
    ("ые", ("ых", "ым", "ые", "ыми", "ых")),
    ("ия", ("ии", "ии", "ию", "ией", "ии")),
    ("ея", ("еи", "ее", "ею", "еей", "ее")),
    ("ка", ("ки", "ке", "ку", "кой", "ке")),
    ("га", ("ги", "ге", "гу", "гой", "ге")),
    ("а", ("ы", "е", "у", "ой", "е")),
    ("ство", ("ства", "ству", "ство", "ством", "стве")),
    ("ты", ("тов", "там", "ты", "тами", "тах")),
    ("ды", ("дов", "дам", "ды", "дами", "дах")),
    ("ва", ("вов", "вам", "ва", "вами", "вах")),
    ("иль", ("иля", "илю", "иль", "илем", "иле")),
    ("ипет", ("ипта", "ипту", "ипет", "иптом", "ипте")),
    ("ь", ("и", "и", "ь", "ью", "и")),
    ("й", ("я", "ю", "й", "ем", "е")),
)
_CONSONANTS: Final = "бвгджзклмнпрстфхцчшщ"
_MASCULINE: Final = ("а", "у", "", "ом", "е")
_FIRST_WORDS: Final = 3
"""How many words of a long name may be declined: what follows stands in the genitive already ("Соединенные Штаты Америки")."""


def cases(name: str) -> tuple[str, ...]:
    """A name and its other five cases; words that do not change stay."""
    parts = name.split()
    declined = [_declined(part) for part in parts[:_FIRST_WORDS]]
    found = [name]
    for count in range(1, len(declined) + 1):
        found += [" ".join([*(word[case] for word in declined[:count]), *parts[count:]]) for case in range(5)]
    return tuple(dict.fromkeys(found))


def _declined(word: str) -> tuple[str, ...]:
    for ending, others in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return tuple(word.removesuffix(ending) + other for other in others)
    if word[-1].lower() in _CONSONANTS and not word.isupper():
        return tuple(word + other for other in _MASCULINE)
    return (word,) * 5
