"""The report has one structure in six languages; every number leads back; nothing is quoted that was not given for it."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest
from attrs import evolve

from entraide.analysis.domain import laid, sets
from entraide.analysis.domain.engine import run
from entraide.analysis.domain.figures import given_amounts
from entraide.analysis.domain.frozen import Answered, Frozen
from entraide.analysis.domain.indicators import derived
from entraide.documents.domain import codec
from entraide.documents.domain.tree import Figure, Listing, Table, Tree, plain
from entraide.documents.domain.writing import write
from entraide.kernel.audience import Audience
from entraide.kernel.languages import LANGUAGES
from entraide.reporting.domain import disclosure, living, stored
from entraide.reporting.domain.audiences import audience_of_figure
from entraide.reporting.domain.blocks import template
from entraide.reporting.domain.blocks.rendering import render
from entraide.reporting.domain.compose import compose, compose_all
from entraide.reporting.domain.frame import Frame, words
from entraide.reporting.domain.letters import chapter, cited, letter
from entraide.reporting.domain.seams.counting import material
from entraide.reporting.domain.seams.protecting import protected

from . import invented


@cache
def trees() -> dict:
    return compose_all(invented.made(), invented.form(), invented.facts())


def tree(language: str) -> Tree:
    return trees()[language]


def blocks(one: Tree, kind: type) -> list:
    return [block for section in one.all_sections() for block in section.blocks if isinstance(block, kind)]


def shape(one: Tree) -> list:
    return [
        (section.level, [type(block).__name__ for block in section.blocks], [p.number for p in section.paragraphs],
         [len(p.points) for p in section.paragraphs])
        for section in one.all_sections()
    ]  # fmt: skip


def printed(one: Tree) -> list[str]:
    return list(stored.figure_keys(codec.to_json(one)))


def without(made: Frozen, question: str) -> Frozen:
    return evolve(made, answers=tuple(row for row in made.answers if row.question != question))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_structure_and_the_figures_are_the_same_everywhere(language):
    assert shape(tree(language)) == shape(tree("en"))
    assert Counter(printed(tree(language))) == Counter(printed(tree("en")))


@pytest.mark.parametrize("language", LANGUAGES)
def test_paragraphs_are_numbered_through(language):
    numbers = [paragraph.number for paragraph in tree(language).paragraphs()]
    assert numbers == [str(number) for number in range(1, len(numbers) + 1)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_slot_is_left_open_and_files_can_be_written(language):
    said = str(codec.to_json(tree(language)))
    assert not [slot for slot in ("{n}", "{base}", "{share}", "{label}", "{number}", "{list}") if slot in said]
    assert codec.from_json(codec.to_json(tree(language))) == tree(language)
    assert write(tree(language), "html")


def test_every_figure_printed_is_known_and_leads_somewhere():
    known = laid.every_figure(laid.counted(invented.made(), invented.form()))
    assert set(printed(tree("en"))) <= set(known)
    runs = [run for p in tree("en").paragraphs() for point in p.points for run in point.runs if run.figure]
    assert all(run.href == f"/reports/1/figures/{run.figure}" for run in runs)
    assert runs


def test_states_stand_in_the_order_of_each_language():
    lists = {one: tree(one).sections[1].sections[0].paragraphs[0].text for one in ("en", "fr", "ar")}
    assert lists["en"].index("China") < lists["en"].index("Türkiye")
    assert lists["fr"].index("Chine") < lists["fr"].index("Türkiye")
    assert lists["ar"].index("الأردن") < lists["ar"].index("مصر")
    assert "International Council of Museums" not in lists["en"]


def test_one_table_where_a_blank_is_not_a_zero():
    (table,) = blocks(tree("en"), Table)
    rows = {(plain(row[0].runs), plain(row[1].runs)): [plain(cell.runs) for cell in row[2:]] for row in table.rows}
    row = rows["Recorded offences of trafficking in cultural property", "2021"]
    assert row[1] == "5 of 10"
    assert row[3] == "confidential: 2, not available: 3"
    assert rows["Recorded offences of trafficking in cultural property", "2022"][3] == "left blank: 1"
    assert len(table.rows) == 15


def test_a_sum_of_nobody_is_no_zero():
    made = without(invented.made(), "/data/figures/seizures_2021")
    (table,) = blocks(compose(made, invented.form(), "en", facts=invented.facts()), Table)
    row = next(row for row in table.rows if "Seizure" in plain(row[0].runs) and plain(row[1].runs) == "2021")
    assert plain(row[2].runs) == "–"


def test_a_sum_that_would_tell_one_reply_is_held_back():
    said = [plain(point.runs) for p in tree("en").paragraphs() for point in p.points]
    assert "2022: USD 1,000,000 (amounts: 4)" in said
    assert "2023: USD not shown (too few respondents) (amounts: 1)" in said
    assert "funds_amount.USD.2023" not in printed(tree("en"))


OFFENCES = "/data/figures/offences_2021"
MEASURE = "Recorded offences of trafficking in cultural property"


def reported(**given: tuple[str, str]) -> Frozen:
    """The invented set in which these States alone reported offences of 2021, each figure with its audience."""
    made = without(invented.made(), OFFENCES)
    number = {reply.entity: reply.submission for reply in made.replies}
    rows = (
        Answered(number[code], OFFENCES, value, "", (), "", "", audience) for code, (value, audience) in given.items()
    )
    return evolve(made, answers=(*made.answers, *rows))


def printed_of(made: Frozen) -> Tree:
    """The yearly figures of offences alone, held as a whole report would hold them."""
    asked = [one for one in derived(invented.form()) if one.question == "offences" or one.name.startswith("coverage.")]
    tables = sets.tables(made, invented.form())
    seen, whole = (run(tables, asked, reader=reader) for reader in (Audience.PUBLIC, Audience.SECRETARIAT))
    found = material(made, invented.form(), invented.facts(), seen)
    structure = template.write(invented.form(), found)
    return render(structure, protected(found, structure, whole), "en")


def published(made: Frozen) -> dict[str, str]:
    """The sum and the share of 2021 as a stranger reads them."""
    one = printed_of(made)
    (table,) = blocks(one, Table)
    row = next(row for row in table.rows if [plain(cell.runs) for cell in row[:2]] == [MEASURE, "2021"])
    keys = {run.figure for cell in row for run in cell.runs if run.figure}
    assert keys <= set(printed(one))
    assert ("offences.2021.total" in keys) == (plain(row[2].runs) != "not shown")
    assert ("offences.2021.largest" in keys) == (plain(row[4].runs) != "not shown")
    return {"total": plain(row[2].runs), "largest": plain(row[4].runs)}


@pytest.mark.parametrize("hidden", ["state", "secretariat", "aggregate", "members", "parties", ""])
def test_a_stranger_works_out_no_states_own_number(hidden):
    """Subtract what is public: nothing remains, or the figures of three and more; the share gives no figure back."""
    codes = [reply.entity for reply in invented.made().replies][:6]
    for kept in (0, 1, 2, 3):
        given = {code: (str(place * 10 + 7), hidden if place < kept else "public") for place, code in enumerate(codes)}
        shown = published(reported(**given))
        assert (shown["largest"] == "not shown") == (kept > 0)
        assert (shown["total"] == "not shown") == (kept in (1, 2))


def test_what_is_held_back_depends_on_no_number():
    codes = [reply.entity for reply in invented.made().replies][:4]
    for values in (("90", "40", "30", "45"), ("40", "30", "45", "90"), ("0", "0", "0", "0")):
        audiences = ("public", "state", "state", "state")
        shown = published(reported(**dict(zip(codes, zip(values, audiences, strict=True), strict=True))))
        assert (shown["total"] != "not shown", shown["largest"]) == (True, "not shown")


def test_a_sum_that_one_respondent_nearly_makes_alone_is_held_back():
    codes = [reply.entity for reply in invented.made().replies][:4]
    given = {code: (value, "state") for code, value in zip(codes, ("900", "1", "1", "1"), strict=True)}
    assert published(reported(**given))["total"] == "not shown"


def test_an_amount_in_rows_of_two_audiences_is_judged_sum_by_sum():
    """Rows of one reply may differ: a figure that is public in one currency hides nobody in it."""
    made = invented.made()
    path = "/data/figures/cases[1]/value"
    made = evolve(
        made, answers=tuple(evolve(row, audience="public") if row.path == path else row for row in made.answers)
    )
    rows = {
        key.split(".")[1]: row for key, row in given_amounts(made, invented.form()).items() if key.startswith("value.")
    }
    question = next(one for one in invented.form().questions() if one.name == "value")
    assert disclosure.kept(question, rows["EUR"].answers) == frozenset()
    assert disclosure.kept(question, rows["USD"].answers) == {row.submission for row in rows["USD"].answers}


def test_why_a_number_is_not_shown_is_said_under_the_table():
    for language in LANGUAGES:
        frame = Frame(language)
        said = [p.text for p in tree(language).sections[3].paragraphs]
        assert frame.say("not_shown_why", least="3") in said


def test_words_are_quoted_in_their_language_and_only_when_given():
    items = [item for listing in blocks(tree("zh"), Listing) for item in listing.items]
    spoken = {item[0].language: item[0].text for item in items}
    assert set(spoken) == {"ar", "en", "es", "fr", "ru", "zh", ""}
    said = str(codec.to_json(tree("en")))
    assert "unanswered for more than a year" not in said
    assert "service compétent" not in said, "words for member States are not for a public report"
    assert "2 further answers are not shown" in said


def test_who_was_counted_is_told_as_the_answers_allow():
    known = laid.every_figure(laid.counted(invented.made(), invented.form()))

    def audience(key: str) -> Audience:
        return audience_of_figure(invented.made(), invented.form(), known[key])

    assert audience("coverage.replied") is Audience.PUBLIC
    assert audience("specific_offence.yes") is Audience.PUBLIC
    assert audience("group_involved.yes") is Audience.STATE
    assert audience("offences.2021.total") is Audience.STATE
    assert audience("offences.2021.largest") is Audience.SECRETARIAT
    assert audience("funds_amount.USD.2022") is Audience.AGGREGATE


def test_a_new_count_finds_what_was_changed():
    known = laid.every_figure(laid.counted(invented.made(), invented.form()))
    stood = living.living(known, invented.made(), invented.form(), printed(tree("en")))
    assert living.differences(stood, known) == ()
    changed = (evolve(stood[0], value="999"), evolve(stood[1], submissions=(1,)), evolve(stood[2], key="gone"))
    found = living.differences(changed, known)
    assert [one.of for one in found] == ["value", "replies", "figure"]


def test_addresses_are_made_whole_for_files_only():
    data = {"runs": [{"text": "3", "href": "/reports/1/figures/a"}, {"text": "x", "href": "/other"}]}
    whole = stored.with_site(data, "/reports/1/figures/", "https://example.org")
    assert [run["href"] for run in whole["runs"]] == ["https://example.org/reports/1/figures/a", "/other"]


def test_the_chart_says_what_it_shows():
    (figure,) = blocks(tree("fr"), Figure)
    assert "Groupe des États d’Europe" in figure.alternative
    assert figure.svg.startswith("<svg")
    assert figure.source.startswith("Source")


def test_letters_numbers_and_citations_of_each_language():
    assert [letter(place, "ru") for place in range(12)] == list("абвгдежзиклм")
    assert [letter(place, "ar") for place in range(10)] == list("أبجدهوزحطي")
    assert (letter(26, "en"), letter(27, "zh")) == ("aa", "ab")
    assert [chapter(3, language) for language in ("ar", "en", "zh")] == ["رابعا", "IV", "四"]
    assert [cited("23 (c)", language) for language in LANGUAGES] == [
        "23 (ج)", "23 (c)", "23 c)", "23 c)", "23 в)", "23(c)"
    ]  # fmt: skip


def test_every_word_of_the_frame_is_there_in_six_languages():
    for key, row in words().items():
        assert set(row) == set(LANGUAGES), key
        if isinstance(row["en"], dict) and key != "quote_language":
            assert all("other" in row[language] for language in LANGUAGES), key


def test_numbers_are_written_as_the_language_does():
    assert Frame("ar").number(1234567) == "1\u00a0234\u00a0567"
    assert Frame("en").number(1234567) == "1,234,567"


def test_nobody_replied_in_words_or_figures():
    made = evolve(invented.made(), replies=(), answers=())
    for one in compose_all(made, invented.form(), invented.facts()).values():
        assert write(one, "html")
