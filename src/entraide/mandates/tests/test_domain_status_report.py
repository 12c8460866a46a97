import pytest
from lxml import html

from entraide.documents.domain.filing import obstacles, pieces
from entraide.documents.domain.tree import Table, plain
from entraide.documents.domain.writing import write, write_fragment
from entraide.kernel.languages import LANGUAGES
from entraide.kernel.text import Text
from entraide.mandates.domain.counting import chapter, letter, per_cent
from entraide.mandates.domain.life import IMPLEMENTATION
from entraide.mandates.domain.status_report import Asked, Done, Facts, Item, compose, compose_all, words

UNODC = {
    "ar": "المكتب", "en": "the Office", "es": "la Oficina", "fr": "l’Office", "ru": "Управление", "zh": "办公室",
}  # fmt: skip
STATES = {"ar": "الدول", "en": "States", "es": "Estados", "fr": "États", "ru": "государства", "zh": "各国"}
BODY = Text.of(
    "en", ar="فريق عامل مختلق", en="Invented Working Group", es="Grupo de Trabajo inventado",
    fr="Groupe de travail inventé", ru="Вымышленная рабочая группа", zh="虚构的工作组",
)  # fmt: skip


def asked(name, state, note="", resources=""):
    return Asked(name, state, Text.of("en", en=note) if note else Text(), resources)


def facts(**more):
    points = Text.of(
        "en", ar="تدعو الدول إلى تسمية جهات اتصال؛", en="Invites States to name contact points;",
        es="Invita a los Estados a que designen puntos de contacto;", fr="Invite les États à désigner des points de contact ;",
        ru="предлагает государствам назначить контактные пункты;", zh="请各国指定联络点；",
    )  # fmt: skip
    guide = Text.of("fr", fr="Prie l’Office d’établir un guide, sous réserve de ressources ;")
    act = Text.of("en", en="Act No. 7 of an invented State names a contact point.")
    law = Done("law", act, "2026-03-01", "TEST/WG.1/2026/2", "5 (a)")
    both = (asked(UNODC, "needs_resources", resources="One post"), asked(STATES, "implemented"))
    items = (
        Item("TEST/WG.1/2025/3", "23 (a)", points, (asked(STATES, "in_progress", "Four so far"),), (law,), "adopted", ("points",)),
        Item("TEST/WG.1/2025/3", "23 (b)", guide, both, (), "endorsed", (), "2027-05-01"),
        Item("TEST/WG.1/2024/2", "7", points, (asked(STATES, "not_started"),), (), "superseded", ("points", "laws")),
    )  # fmt: skip
    return Facts(BODY, "2026-11-24", items, **{"symbol": "TEST/WG.1/2026/5", "invented": True, **more})


def tables(tree):
    return [block for section in tree.all_sections() for block in section.blocks if isinstance(block, Table)]


def said(cells):
    return [plain(cell.runs) for cell in cells]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", ["docx", "html", "akn", "pdf"])
def test_it_is_written_in_every_language_and_format(language, form):
    assert len(write(compose(facts(), language), form)) > 2_000


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_what_was_asked_done_and_is_missing(language):
    tree = compose(facts(), language)
    assert [len(table.rows) for table in tables(tree)] == [2, 1]
    first, second = tables(tree)[0].rows
    assert "Act No. 7" in said(first)[3]
    assert said(second)[3] == words()["nothing_recorded"][language]
    assert "One post" in said(second)[5]
    assert said(tables(tree)[1].rows[0])[4] == words()["ended"]["superseded"][language]
    assert words()["meaning"][language] in [paragraph.text for paragraph in tree.paragraphs()]
    assert "{" not in " ".join(paragraph.text for paragraph in tree.paragraphs())


def test_what_is_in_another_language_is_marked_so():
    page = html.fromstring(write_fragment(compose(facts(), "ar")))
    assert page.xpath("//*[@lang='fr' and contains(., 'Prie l’Office')]")
    assert page.xpath("//*[@lang='en' and contains(., 'Act No. 7')]")


def test_the_six_versions_have_the_same_numbers_and_can_be_filed():
    trees = compose_all(facts())
    places = {language: [piece.place for piece in pieces(tree)] for language, tree in trees.items()}
    assert len({tuple(found) for found in places.values()}) == 1
    assert not [problem for tree in trees.values() for problem in obstacles(tree)]


def test_by_theme_a_recommendation_stands_under_each_of_its_own():
    tree = compose(facts(), "en", "theme")
    assert [section.heading for section in tree.sections] == ["Introduction", "laws", "points", "Other themes"]
    assert said(tables(tree)[1].rows[1])[0] == "TEST/WG.1/2024/2, para. 7"


@pytest.mark.parametrize("language", LANGUAGES)
def test_by_addressee_each_has_a_table_of_their_own(language):
    tree = compose(facts(), language, "addressee")
    assert [section.heading for section in tree.sections[1:]] == [STATES[language], UNODC[language]]
    assert [len(table.rows) for table in tables(tree)] == [3, 1]


def test_evidence_is_cited_by_symbol_and_paragraph():
    done = said(tables(compose(facts(), "fr"))[0].rows[0])[3]
    assert done.startswith("Loi ou règlement, 1er mars 2026")
    assert done.rstrip().endswith("(TEST/WG.1/2026/2, par. 5\u00a0a))")


def test_a_median_rests_on_three_or_says_that_it_is_not_enough():
    def told(*days):
        laid = [Done("law", Text.of("en", en="A law."), f"2026-03-{day:02d}") for day in days]
        items = tuple(
            Item("TEST/1", "1", Text.of("en", en="x"), (), (one,), "adopted", adopted_on="2026-03-01") for one in laid
        )
        counted = compose(Facts(BODY, "2026-11-24", items), "en").paragraph("2")
        return next(text for point in counted.points if "Median" in (text := plain(point.runs)))

    assert told(4, 11).endswith("in days: not enough (recommendations counted: 2);")
    assert told(4, 11, 31).endswith("in days: 10 (recommendations counted: 3);")


def test_nothing_recorded_is_a_report_too():
    tree = compose(Facts(BODY, "2026-11-24", ()), "es")
    assert tables(tree) == []
    assert "0 (0 por ciento)" in " ".join(plain(point.runs) for point in tree.paragraph("2").points)


def test_a_very_long_paragraph_is_cut_in_the_table():
    long = Item("TEST/1", "1", Text.of("en", en="word " * 10_000), (), (), "adopted")
    assert len(said(tables(compose(Facts(BODY, "2026-11-24", (long,)), "en"))[0].rows[0])[2]) < 1_300


def test_every_word_speaks_six_languages():
    def leaves(table):
        return [table] if set(table) & set(LANGUAGES) else [leaf for inner in table.values() for leaf in leaves(inner)]

    assert all(set(leaf) == set(LANGUAGES) for leaf in leaves(words()))
    assert set(words()["missing"]) == set(IMPLEMENTATION.states)


def test_numbers_of_chapters_and_letters():
    assert [chapter(turn, "en") for turn in (0, 3, 8, 40)] == ["I", "IV", "IX", "XLI"]
    assert [chapter(turn, "zh") for turn in (0, 9, 10, 20)] == ["一", "十", "十一", "二十一"]
    assert [chapter(turn, "ar") for turn in (0, 10, 30)] == ["أولا", "حادي عشر", "31"]
    assert [letter(turn, "ru") for turn in (0, 6)] == ["а", "ж"]
    assert (per_cent(1, 8), per_cent(1, 0)) == (13, 0)
