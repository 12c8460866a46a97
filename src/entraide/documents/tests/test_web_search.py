"""Jo looks for a word at her browser and comes to the paragraph that holds it."""

from __future__ import annotations

import re

import pytest

from entraide.kernel.audience import Audience

from .test_searches import filed  # noqa: F401 - the story's papers


def page(browser, address):
    answer = browser.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_from_a_word_to_its_paragraph(as_, filed):  # noqa: F811
    filed()
    jo = as_("jo")
    assert 'action="/documents/search/"' in page(jo, "/documents/")
    found = page(jo, "/documents/search/?q=trafficked+museum")
    assert "<mark>trafficked</mark>" in found
    assert "<mark>museums</mark>" in found
    address = re.search(r'href="(/paragraphs/[0-9a-f-]{36}/)"', found)[1]
    assert "trafficked" in page(jo, address)


@pytest.mark.parametrize(("words", "language"), [("博物馆", "zh"), ("متاحف", "ar"), ("musées", "fr")])
def test_the_page_answers_in_every_script(as_, filed, words, language):  # noqa: F811
    filed()
    jo = as_("jo")
    jo.cookies["django_language"] = language
    found = page(jo, f"/documents/search/?q={words}")
    assert "<mark>" in found
    assert f'lang="{language}"' in found


def test_markup_in_the_text_and_in_the_question_stays_text(as_, filed):  # noqa: F811
    filed(said={"en": "A <script>alert(1)</script> museum & more."}, title="<b>bold</b> museum")
    found = page(as_("jo"), "/documents/search/?q=museum+%3Cscript%3E")
    assert "<script>alert" not in found
    assert "<b>bold" not in found
    assert "&lt;<mark>script</mark>&gt;alert(1)&lt;/<mark>script</mark>&gt;" in found


def test_an_empty_page_says_what_to_try(as_, filed):  # noqa: F811
    filed()
    jo = as_("jo")
    assert "Try fewer words" in page(jo, "/documents/search/?q=nowhere")
    narrowed = page(jo, "/documents/search/?q=museum&kind=report&year=1999")
    assert "without the filters" in narrowed
    assert 'href="/documents/search/?q=museum"' in narrowed
    assert jo.get("/documents/search/").url == "/documents/"
    assert jo.get("/documents/search/?meeting=7").url == "/documents/?meeting=7"


def test_pages_of_results(as_, filed):  # noqa: F811
    for number in range(1, 13):
        filed(f"ARC/2021/{number}", {"en": f"Museum number {number}."})
    jo = as_("jo")
    first, second = page(jo, "/documents/search/?q=museum"), page(jo, "/documents/search/?q=museum&page=2")
    assert "12 documents" in first
    assert "q=museum&amp;page=2" in first
    assert (first.count("<h3"), second.count("<h3")) == (10, 2)
    assert 'start="11"' in second
    for strange in (
        "page=9999",
        "page=x",
        "page=-1",
        "year=99999",
        "meeting=x",
        "language=xx",
        "in=page",
        "item=%F0%9F%A6%89",
        "session=/",
    ):
        assert jo.get(f"/documents/search/?q=museum&{strange}").status_code == 200, strange


def test_the_stranger_is_not_told_of_a_word_in_the_secretariats_papers(as_, filed):  # noqa: F811
    filed("SEC/2020/1", {"en": "The walrus is ours."}, Audience.SECRETARIAT, title="Walrus")
    for name in ("jo", "samira"):
        assert "No document was found" in page(as_(name), "/documents/search/?q=walrus")
    assert "1 document<" in page(as_("nadia"), "/documents/search/?q=walrus")
