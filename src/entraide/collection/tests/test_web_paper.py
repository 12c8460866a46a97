"""The whole questionnaire on paper, in each of the six languages, for those who were asked and for nobody else."""

from __future__ import annotations

import pytest

from entraide.collection.domain.paper import paper, write_paper
from entraide.collection.domain.reading import check_form
from entraide.kernel.languages import LANGUAGES

from .conftest import FORM
from .sheets import OWN_KINDS
from .test_web_answering import text, url


@pytest.fixture(scope="module")
def form():
    return check_form(FORM.read_bytes()).form


def test_everything_stands_on_it(form):
    lines = paper(form, "en")
    asked = [one.path for one in form.questions() if one.answerable]
    assert [one.line.path for one in lines if one.line.sort == "question"] == asked
    said = {one.line.name: one for one in lines}
    assert said["provision"].line.when == "question 6 is “Yes”"
    assert said["cases"].note
    assert len(said["acts"].choices) == len(form.question("/data/law/acts").choices)


def test_long_lists_are_written_and_not_ticked():
    said = {one.line.name: one for one in paper(check_form(OWN_KINDS).form, "en")}
    assert (said["origin"].room, said["worth_method"].room, said["seized_2022"].room) == ("line", "choices", "year")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_tagged_pdf_in_each_language(form, language):
    made = write_paper(form, language, 0)
    assert made.startswith(b"%PDF-")
    assert b"/StructTreeRoot" in made
    assert f"/Lang ({language}".encode() in made or f"/Lang({language}".encode() in made
    assert made == write_paper(form, language, 0)


def test_pages_and_pdf_through_the_web(as_, cast, version, round, reply):
    nadia = as_("nadia")
    for language, words in {"ar": "يُجاب عنه إذا كان", "ru": "Отвечать, если", "zh": "符合以下条件时填写"}.items():
        page = text(nadia.get(url("questionnaire", version.pk) + f"?language={language}"))
        assert words in page, language
    assert "30.1 [1]" in text(as_("samira").get(url("print", reply("EGY").pk)))
    for name in ("nadia", "samira", "pilar"):
        made = as_(name).get(url("paper", version.pk) + "?language=ar")
        assert (made.status_code, made["Content-Type"], made.content[:5]) == (200, "application/pdf", b"%PDF-")
    for name in ("grace", "jo"):
        assert as_(name).get(url("paper", version.pk)).status_code in (302, 404)
