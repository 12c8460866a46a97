"""Words with living figures, the scale of quantities, changes that can be taken back, translations that keep every figure."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from functools import cache

import pytest
from attrs import evolve

from entraide.analysis.domain import estimates
from entraide.analysis.domain.figures import Figure
from entraide.documents.domain import codec
from entraide.documents.domain.tree import Table, plain
from entraide.kernel.languages import LANGUAGES
from entraide.reporting.domain.blocks import (
    changing,
    clearing,
    palette,
    scale,
    structure,
    tables,
    template,
    translating,
    updating,
)
from entraide.reporting.domain.blocks.filling import Filler
from entraide.reporting.domain.blocks.material import Material
from entraide.reporting.domain.blocks.rendering import render
from entraide.reporting.domain.blocks.structure import Block, Pin, Source, Structure
from entraide.reporting.domain.blocks.words import Place, keys, parse, places, strayed
from entraide.reporting.domain.frame import Frame
from entraide.reporting.domain.letters import chapter, part
from entraide.reporting.domain.seams import laddering
from entraide.reporting.domain.seams.counting import material
from entraide.reporting.domain.stored import figure_keys

from . import invented


@cache
def given() -> Material:
    return material(invented.made(), invented.form(), invented.facts())


@cache
def full() -> Structure:
    return template.write(invented.form(), given())


def said(text: str, language: str = "en", over: Material | None = None) -> str:
    return plain(Filler(over or given(), Frame(language)).runs(text))


def with_figure(figure: Figure) -> Material:
    return evolve(given(), figures={**given().figures, figure.key: figure})


def test_words_are_read_as_figures_and_everything_else_stays_as_it_is():
    text = "Of {coverage.asked}, {coverage.replied|words}: {not a figure} {coverage.replied|what} {}"
    assert [piece for piece in parse(text) if isinstance(piece, Place)] == [
        Place("coverage.asked", "value"), Place("coverage.replied", "words"),
    ]  # fmt: skip
    assert parse(text)[-1] == ": {not a figure} {coverage.replied|what} {}"
    assert keys("{@list} {needs.none|share} {coverage.late|plural one{x} other{y}}") == ("needs.none", "coverage.late")


@pytest.mark.parametrize("text", ["{", "}", "{coverage.late|plural one{", "{coverage.late|plural one{x}", "{{{a}}}"])
def test_no_text_breaks_the_reader(text):
    assert "".join(map(str, parse(text))).count("{") == text.count("{")


FORMS = "{coverage.late|plural " + " ".join(
    f"{name}{{{name}: {{coverage.late}}}}" for name in ("one", "few", "many", "other")
) + "}"  # fmt: skip


@pytest.mark.parametrize(
    ("value", "language", "form"),
    [(1, "ru", "one"), (3, "ru", "few"), (5, "ru", "many"), (21, "ru", "one"), (1, "zh", "other"), (11, "ar", "many"),
     (4, "ar", "few"), (2, "en", "other")],
)  # fmt: skip
def test_the_number_decides_the_form_of_a_sentence_in_every_language(value, language, form):
    over = with_figure(Figure("coverage.late", Decimal(value), 30))
    assert said(FORMS, language, over).startswith(f"{form}: ")


def test_figures_stand_in_the_numbers_of_each_language_with_their_count():
    over = with_figure(Figure("x", Decimal(1234), 2000, low=Decimal(1000), high=Decimal(1500)))
    assert said("{x} {x|percent} {x|interval}", "en", over) == "1,234 61.7 per cent (1,234 of 2,000) 1,000–1,500"
    assert said("{x|percent}", "ru", over) == "61,7 % (1\u00a0234 из 2\u00a0000)"
    assert said("{x|words}", "fr", over).startswith("la plupart des déclarants (1")


@pytest.mark.parametrize(
    ("value", "base", "word"),
    [(0, 10, "none"), (1, 10, "one"), (1, 1, "one"), (2, 20, "few"), (3, 20, "several"), (5, 20, "several"),
     (6, 20, "many"), (10, 20, "many"), (11, 20, "most"), (20, 20, "all"), (5, 0, ""), (21, 20, ""), (-1, 20, "")],
)  # fmt: skip
def test_the_scale_of_quantities(value, base, word):
    assert scale.step(Decimal(value), base) == word


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_scale_is_printed_with_its_thresholds(language):
    note = scale.note(language)
    assert "{" not in note
    assert all(number in note for number in ("10", "25", "50"))
    assert note in [one.text for one in render(full(), given(), language).paragraphs()]
    for noun in scale.scale()["nouns"].values():
        assert set(noun[language]) == {"none", "one", "few", "several", "many", "most", "all"}


def test_a_figure_that_is_held_is_never_printed_and_says_why():
    over = with_figure(Figure("x", Decimal(4711), 9000, held="few"))
    for form in ("value", "share", "words", "percent", "base", "interval", "largest", "counted"):
        text = said(f"{{x|{form}}}" if form != "value" else "{x}", "en", over)
        assert text == "not shown (too few respondents)", form
    assert "question is not in the questionnaire" in said("{no.such.figure}")
    assert said("{x|share}", "en", with_figure(Figure("x", Decimal(0), 0))) == "–"


def test_a_held_cell_prints_nothing_of_itself_anywhere():
    results = {
        name: evolve(one, rows=tuple(evolve(row, figure=evolve(row.figure, value=Decimal(987654), held="few")) for row in one.rows))
        for name, one in given().results.items()
    }  # fmt: skip
    figures = {key: evolve(one, value=Decimal(987654), held="few") for key, one in given().figures.items()}
    over = evolve(given(), results=results, figures=figures)
    for language in LANGUAGES:
        printed = str(codec.to_json(render(full(), over, language)))
        assert not any(number in printed for number in ("987654", "987,654", "987\u00a0654", "987.654"))


def test_a_structure_comes_back_from_its_json():
    assert structure.from_json(structure.to_json(full())) == full()


def test_a_change_is_taken_back_and_later_ones_stay():
    first = full()
    block = first.blocks[1]
    changed = first.with_block(changing.said(block, "en", "New words.", "", "revised", "en"))
    patch = changing.patch(first, changed)
    assert list(patch["blocks"]) == [block.id]
    later = changing.removed(changed, [first.blocks[5].id])
    back = changing.undone(later, patch)
    assert back.block(block.id) == block
    assert back.block(first.blocks[5].id) is None
    assert changing.undone(later, changing.patch(changed, later)) == changed


def test_sections_move_past_each_other_and_numbers_follow():
    first = full()
    headings = [one for one in first.blocks if one.kind == "heading" and one.level == 1 and not one.annex]
    moved = changing.moved(first, headings[2].id, True)
    names = [one.heading for one in render(moved, given(), "en").sections]
    assert names[1] == headings[2].words["en"]
    numbers = [one.number for one in render(moved, given(), "en").paragraphs()]
    assert numbers == [str(number) for number in range(1, len(numbers) + 1)]
    assert changing.moved(moved, headings[2].id, False) == first
    assert {one.id for one in moved.blocks} == {one.id for one in first.blocks}
    top = changing.moved(first, first.blocks[0].id, True)
    assert top == first


def test_a_translation_must_keep_every_figure():
    lost = strayed("{a.b} of {c|share}", "{a.b}")
    assert lost.lost == ("{c|share}",)
    assert strayed("{a}", "{a} {b}").added == ("{b}",)
    assert not strayed("{a} and {b}", "{b}, {a}, {a}")
    assert not strayed("{n|plural one{{a}} other{{a}}}", "{a}"), "not every language needs the forms"
    assert places("{n|plural one{{a}} other{{a}{b}}}") == {Place("a", "value"): 1, Place("b", "value"): 1}


def test_words_of_the_house_are_ready_and_a_changed_source_leaves_translations_behind():
    first = full()
    assert translating.unfinished(first) == ()
    block = next(one for one in first.blocks if one.kind == "paragraph")
    changed = first.with_block(changing.said(block, "en", "Other words.", "", "revised", "en"))
    states = {one.language: one.state for one in translating.unfinished(changed)}
    assert states == dict.fromkeys(("ar", "es", "fr", "ru", "zh"), "stale")
    done = changing.said(changed.block(block.id), "fr", "D’autres mots.", "", "machine", "en")
    assert translating.state(done, "fr", "en") == "machine"
    assert translating.state(changing.said(done, "fr", "", "", "draft", "en"), "fr", "en") == "missing"


def test_nobody_clears_what_they_wrote_last():
    authors = {"b1": frozenset({1}), "b2": frozenset({2})}
    assert clearing.covered(authors, [1]).unread == ("b1",)
    assert clearing.covered(authors, [1, 2]).cleared
    assert not clearing.covered({"b1": frozenset({1})}, [1]).cleared
    assert not clearing.covered({"b1": frozenset({1})}, [None]).cleared
    assert clearing.covered({"b1": frozenset({None})}, [1]).cleared
    assert not clearing.covered({"b1": frozenset({1, 2})}, [1]).cleared, "one language is still unread"


def test_a_pinned_figure_stays_and_each_change_shows_its_sentences():
    late = with_figure(evolve(given().figures["coverage.replied"], value=Decimal(11)))
    found = {
        one.key: one for one in updating.changes(full(), given(), late, ["coverage.replied", "coverage.asked"], "en")
    }
    assert set(found) == {"coverage.replied"}
    assert (found["coverage.replied"].old, found["coverage.replied"].new) == ("10 / 13", "11 / 13")
    assert any("10 replied" in one for one in found["coverage.replied"].before)
    assert any("11 replied" in one for one in found["coverage.replied"].after)
    pinned = updating.with_pins(late, [Pin("coverage.replied", 1, "", "as issued")], {1: given()})
    assert said("{coverage.replied}", "en", pinned) == "10"
    marked = plain(Filler(pinned, Frame("en"), True).figure("coverage.replied"))
    assert marked == "10 [pinned]"


def test_everything_on_the_palette_can_be_printed_in_six_languages():
    seen = Counter()
    for offer in palette.offers(given()):
        seen[offer.kind, offer.view] += 1
        if seen[offer.kind, offer.view] > 3:
            continue
        block = palette.made(offer, "b999", given(), "en")
        one = Structure("en", {}, (block,))
        for language in LANGUAGES:
            tree = render(one, given(), language)
            assert set(figure_keys(codec.to_json(tree))) <= set(given().figures), offer


def test_two_dimensions_are_crossed_and_what_is_not_there_is_a_dash():
    name = given().amounts[0]
    tree = render(Structure("en", {}, (Block("b1", "table", {"en": "T"}, source=Source(name)),)), given(), "en")
    (table,) = [one for section in tree.all_sections() for one in section.blocks if isinstance(one, Table)]
    assert len(table.header) == len(table.rows[0])
    assert "987" not in str(table)


def test_chapters_and_parts_have_numbers_beyond_the_template():
    assert [chapter(place, "en") for place in (13, 18, 20)] == ["XIV", "XIX", "XXI"]
    assert [chapter(place, "zh") for place in (9, 10, 19, 20)] == ["十", "十一", "二十", "二十一"]
    assert chapter(25, "ar") == "26"
    assert part(27, "fr") == "AB"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_ladder_prints_its_five_steps_in_their_order(language):
    cases = estimates.Cases(1000, 800, 0.98, 0.8, basis="partly")
    found = estimates.ladder("cases.thefts.2023", "reports", [estimates.State("EGY")], [], "hash", cases=cases)
    over = laddering.with_ladders(given(), laddering.climbed([found], [found.indicator]))
    table = tables.ladder(Block("b1", "ladder", source=Source("cases.thefts.2023")), Filler(over, Frame(language)))
    said = [plain(row[0].runs) for row in table.rows]
    assert said == [step.title.versions[language] for step in found.steps]
    assert len(said) == len(set(said)) == 5
    assert "755" in plain(table.rows[1][2].runs)
    assert "800" in plain(table.rows[1][2].runs)
    assert plain(table.rows[3][3].runs) == found.step("undetected").reason.versions[language]
    assert over.figure("ladder.cases.thefts.2023.distinct").low == 755
