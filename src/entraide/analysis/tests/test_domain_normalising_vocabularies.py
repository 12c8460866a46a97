"""The vocabularies people edit: complete in six languages, without words of two minds, and compiled as they stand."""

from collections import defaultdict

import pytest
from tools import build_vocabularies as build

from entraide.analysis.domain.linkage.normalising.letters import plain, stem
from entraide.analysis.domain.linkage.normalising.vocabulary import compiled
from entraide.kernel.languages import LANGUAGES
from entraide.reference.domain.roll import entity


def test_what_is_compiled_is_what_people_edit() -> None:
    stale = [
        name for name, text in build.written().items() if (build.TARGET / name).read_text(encoding="utf-8") != text
    ]
    assert not stale, "run tools/build_vocabularies.py"


@pytest.mark.parametrize(("concern", "least"), [("types", 90), ("materials", 60), ("cultures", 120)])
def test_every_term_has_words_in_six_languages(concern: str, least: int) -> None:
    rows = build.source(concern)
    assert len(rows) >= least
    bare = [
        (code, language) for code, row in rows.items() for language in LANGUAGES if not build.variants(row, language)
    ]
    assert not bare


def test_three_hundred_places_have_names_in_six_languages() -> None:
    rows = build.source("places")
    assert all(build.variants(row, "en") for row in rows.values())
    assert sum(all(build.variants(row, language) for language in LANGUAGES) for row in rows.values()) >= 300


def test_types_have_breadth() -> None:
    for language in LANGUAGES:
        counts = [len(build.variants(row, language)) for row in build.source("types").values()]
        assert sum(counts) / len(counts) >= 7, language


def test_types_have_a_group_and_places_a_state() -> None:
    groups = build.source("groups")
    assert {row["group"] for row in build.source("types").values()} <= set(groups)
    assert all(set(row) == set(LANGUAGES) for row in groups.values())
    assert all(entity(code.split("-")[0]) for code in build.source("places"))


def test_no_word_names_types_of_two_groups_unless_it_is_listed() -> None:
    """Nor two materials or two cultures; a listed word says which is meant first."""
    named: dict[tuple[str, str], set[str]] = defaultdict(set)
    for language, phrase, code in build.phrases():
        named[language, build.folded(phrase, language)].add(code.replace("?", ""))
    listed = build.source("ambiguous")
    wrong = {}
    for (language, word), codes in named.items():
        for kind in ("type", "material", "culture"):
            own = sorted(code for code in codes if code.startswith(f"{kind}:"))
            if len(own) > 1 and listed.get(language, {}).get(word) not in own:
                wrong[language, word] = own
    assert not wrong, "\n".join(f"{language} {word}: {' '.join(codes)}" for (language, word), codes in wrong.items())


def test_listed_words_exist() -> None:
    words = compiled("words")
    assert [
        (language, word)
        for language, rows in build.source("ambiguous").items()
        for word in rows
        if word not in words[language]["exact"]
    ] == []


def test_stems() -> None:
    pairs = {
        "en": ("amphoras", "amphora"), "fr": ("romaines", "romain"), "es": ("antiguas", "antiguo"),
        "ru": ("бронзовая", "бронзовый"), "ar": ("الرومانيه", "روماني"),
    }  # fmt: skip
    for language, (left, right) in pairs.items():
        assert stem(plain(left), language) == stem(plain(right), language), language


def test_currencies_that_ended_have_a_day() -> None:
    money = compiled("money")
    assert money["ended"]["DEM"] == "2001-12-31"
    assert not set(money["ended"]) & (set(money["rates"]) - {"HRK", "SLL"})
