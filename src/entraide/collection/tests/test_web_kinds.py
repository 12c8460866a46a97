"""Samira answers our own kinds of question and gives files: one widget each, with and without scripts, behind the wall."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from tests.cast import person

from entraide.collection import actions, policies
from entraide.collection.domain.answers import Cell
from entraide.collection.models import AnswerFile, DraftCell, FormMedia, Reply
from entraide.foundation.db.context import acting_as
from entraide.kernel import clock
from entraide.kernel.actor import SYSTEM
from entraide.kernel.problems import NotHere, Refused
from entraide.kernel.text import Text

from .conftest import LUC, SAMIRA
from .sheets import OWN_KINDS, SURVEY, book
from .test_drafts import PNG
from .test_web_answering import text, url

PHOTOGRAPH = "/data/a/item/item_photograph"


@pytest.fixture
def kinds(cast, paragraph_guid):
    """The replies of Egypt and France to a round on all our kinds."""
    nadia = cast("nadia")
    version = actions.publish_questionnaire(nadia, code="kinds", content=OWN_KINDS)
    round = actions.open_round(
        nadia, code="kinds-2026", version_id=version.pk, paragraph_guids=[paragraph_guid],
        title=Text.of("en", en="Kinds"), deadline=clock.now().date() + timedelta(days=30), note_verbale="CU 2026/3",
    )  # fmt: skip
    actions.invite(nadia, round, [SAMIRA, LUC])

    def current(entity):
        with acting_as(SYSTEM):
            return Reply.objects.select_related("round__version__questionnaire").get(entity=entity, round=round)

    return current


def given(content=PNG, name="vase.png"):
    return SimpleUploadedFile(name, content)


def codes(refused):
    return [one.code for one in refused.value.problems]


def test_years_stand_in_one_table_and_are_kept_cell_by_cell(as_, cast, kinds):
    reply, samira = kinds("EGY"), as_("samira")
    page = text(samira.get(url("section", reply.pk, "a")))
    assert page.count('<th scope="row"><label for="q-data-a-seized-seized_20') == 3
    assert page.count('class="govuk-grid-column-one-third"') == 3
    year = "/data/a/seized/seized_2022"
    samira.post(
        url("section", reply.pk, "a"),
        {"shown": [year, "/data/a/seized/seized_2021"], year: "1 234", "/data/a/seized/seized_2021": "",
         "/data/a/seized/seized_2021|missing": "not_collected", f"{year}|source": "Police"},
    )  # fmt: skip
    with acting_as(cast("samira")):
        kept = {row.path: row.cell for row in DraftCell.objects.filter(reply=reply)}
    assert kept == {year: {"value": "1234", "source": "Police"}, "/data/a/seized/seized_2021": {"missing": "not_collected"}}


def test_states_are_chosen_by_name_in_the_order_of_the_language(as_, kinds):
    reply, samira = kinds("EGY"), as_("samira")
    samira.cookies["django_language"] = "fr"
    path = "/data/a/origin"
    samira.post(url("section", reply.pk, "a"), {"shown": [path], path: ["PER", "EGY"]})
    page = text(samira.get(url("section", reply.pk, "a")))
    assert 'value="EGY" checked' in page
    shown = page.index("Égypte") if "Égypte" in page else page.index("Egypt")
    assert shown < page.index('value="PER" checked')


def test_a_file_is_given_read_replaced_and_taken_away(as_, cast, kinds):
    reply, samira = kinds("EGY"), as_("samira")
    here = url("section", reply.pk, "a")
    assert "attach.js" in text(samira.get(here))
    samira.post(here, {"shown": [PHOTOGRAPH, "/data/a/item/item_title"], PHOTOGRAPH: "", f"{PHOTOGRAPH}|file": given(),
                       "/data/a/item/item_title": "Vase"})  # fmt: skip
    assert "vase.png" in text(samira.get(here))
    file = samira.get(url("answer_file", reply.pk, "vase.png"))
    assert (file.content, "attachment" in file["Content-Disposition"]) == (PNG, True)
    samira.post(here, {"shown": [PHOTOGRAPH], PHOTOGRAPH: "vase.png", f"{PHOTOGRAPH}|file": given(PNG + b"2", "other.png")})
    with acting_as(cast("samira")):
        assert [row.name for row in AnswerFile.objects.all()] == ["other.png"]
    samira.post(here, {"shown": [PHOTOGRAPH], PHOTOGRAPH: "other.png", f"{PHOTOGRAPH}|gone": "1"})
    with acting_as(cast("samira")):
        assert not AnswerFile.objects.exists()
        assert PHOTOGRAPH not in {row.path for row in DraftCell.objects.filter(reply=reply)}
        assert DraftCell.objects.filter(reply=reply, path="/data/a/item/item_title").exists()


def test_a_file_goes_at_once_when_scripts_run(as_, kinds):
    reply, samira = kinds("EGY"), as_("samira")
    answer = samira.post(url("attach", reply.pk), {"path": PHOTOGRAPH, "file": given()}).json()
    assert (answer["name"], answer["address"]) == ("vase.png", url("answer_file", reply.pk, "vase.png"))
    answer = samira.post(url("attach", reply.pk), {"path": PHOTOGRAPH, "file": given(b"MZ", "vase.exe")})
    assert (answer.status_code, answer.json()["problems"][0]["code"]) == (422, "COL-064")
    assert samira.post(url("attach", reply.pk), {"path": PHOTOGRAPH}).json()["problems"][0]["code"] == "COL-066"


@pytest.mark.parametrize(
    ("path", "name", "content", "code"),
    [
        (PHOTOGRAPH, "page.html", b"<script>", "COL-064"), (PHOTOGRAPH, "vase.png", b"<svg>", "COL-064"),
        (PHOTOGRAPH, "letter.pdf", b"%PDF-1.7", "COL-064"), (PHOTOGRAPH, "vase.png", b"", "COL-066"),
        ("/data/a/item/item_title", "vase.png", PNG, "COL-065"), ("/data/nowhere", "vase.png", PNG, "COL-314"),
    ],
)  # fmt: skip
def test_what_is_no_picture_is_refused_by_number(cast, kinds, path, name, content, code):
    with pytest.raises(Refused) as refused:
        actions.attach(cast("samira"), kinds("EGY"), path, name, content)
    assert codes(refused) == [code]


def test_a_hundred_megabytes_are_refused_and_nothing_else_is_lost(as_, cast, kinds):
    reply, samira = kinds("EGY"), as_("samira")
    title = "/data/a/item/item_title"
    page = samira.post(
        url("section", reply.pk, "a"),
        {"shown": [title, PHOTOGRAPH], title: "Vase", f"{PHOTOGRAPH}|file": given(PNG + bytes(100 * 1024 * 1024))}, follow=True,
    )  # fmt: skip
    assert "larger than 20 MB" in text(page)
    with acting_as(cast("samira")):
        assert {row.path: row.cell for row in DraftCell.objects.filter(reply=reply)} == {title: {"value": "Vase"}}
        assert not AnswerFile.objects.exists()


@pytest.mark.parametrize(
    ("given", "kept"),
    [("../../etc/va\u202ese.png", "vase.png"), ("C:\\scans\\vase.png", "vase.png"), ("x" * 300 + ".png", "x" * 90 + ".png")],
)
def test_names_are_harmless(cast, kinds, given, kept):
    assert actions.attach(cast("samira"), kinds("EGY"), PHOTOGRAPH, given, PNG).name == kept


def test_two_files_of_one_name_are_kept_apart(cast, kinds):
    samira = cast("samira")
    actions.attach(samira, kinds("EGY"), PHOTOGRAPH, "vase.png", PNG)
    actions.submit(samira, kinds("EGY"), declared_name="S", declared_function="F")
    actions.correct(samira, kinds("EGY"))
    assert actions.attach(samira, kinds("EGY"), PHOTOGRAPH, "vase.png", PNG + b"2").name == "vase-2.png"


def test_a_draft_s_file_is_its_state_s_alone_until_it_is_sent(as_, cast, kinds):
    reply = kinds("EGY")
    actions.attach(cast("samira"), reply, PHOTOGRAPH, "vase.png", PNG)
    address = url("answer_file", reply.pk, "vase.png")
    for name in ("nadia", "tarek", "luc", "pilar", "grace", "jo"):
        assert as_(name).get(address).status_code in (302, 404), name
        with acting_as(cast(name)):
            assert not AnswerFile.objects.exists()
            assert not AnswerFile.objects.filter(reply=reply).update(name="mine.png")
            with pytest.raises(NotHere):
                policies.access_answer_file(cast(name), reply.pk, "vase.png")
        if name != "nadia":
            with pytest.raises((Refused, NotHere)):
                actions.attach(cast(name), reply, PHOTOGRAPH, "vase.png", PNG)
    actions.submit(cast("samira"), kinds("EGY"), declared_name="S", declared_function="F")
    assert as_("nadia").get(address).content == PNG
    assert "vase.png" in text(as_("nadia").get(url("version", reply.pk, 1)))
    for name in ("luc", "pilar", "grace", "jo"):
        assert as_(name).get(address).status_code in (302, 404), name


def test_an_expert_gives_and_reads_the_files_of_their_section(as_, cast, kinds):
    samira, reply = cast("samira"), kinds("EGY")
    tarek = actions.Expert("Tarek", "tarek@example.org", "ar", person("tarek").pk)
    actions.delegate(samira, reply, ["a"], tarek)
    actions.attach(cast("tarek"), kinds("EGY"), PHOTOGRAPH, "vase.png", PNG)
    assert as_("tarek").get(url("answer_file", reply.pk, "vase.png")).content == PNG
    assert as_("samira").get(url("answer_file", reply.pk, "vase.png")).content == PNG
    with acting_as(cast("tarek")):
        assert AnswerFile.objects.count() == 1


def test_what_was_sent_stays(cast, kinds):
    samira = cast("samira")
    actions.attach(samira, kinds("EGY"), PHOTOGRAPH, "vase.png", PNG)
    actions.submit(samira, kinds("EGY"), declared_name="S", declared_function="F")
    actions.correct(samira, kinds("EGY"))
    actions.remove_file(samira, kinds("EGY"), PHOTOGRAPH)
    with acting_as(samira):
        assert AnswerFile.objects.count() == 1
        for statement in (lambda: AnswerFile.objects.all().delete(), lambda: AnswerFile.objects.update(content=b"x")):
            with pytest.raises(DatabaseError), transaction.atomic():
                statement()


def test_a_link_is_followed_only_when_it_is_one(as_, cast, kinds):
    reply = kinds("EGY")
    link = "/data/a/law/law_link"
    actions.save_cells(cast("samira"), reply, {link: Cell("https://example.org/law")})
    assert 'href="https://example.org/law"' in text(as_("samira").get(url("check", reply.pk)))
    actions.save_cells(cast("samira"), reply, {link: Cell("javascript:alert(1)")})
    assert 'href="javascript' not in text(as_("samira").get(url("check", reply.pk)))


def test_the_whole_is_printed_with_its_widgets(as_, kinds):
    reply = kinds("EGY")
    for language in ("en", "ar"):
        page = text(as_("samira").get(url("print", reply.pk) + f"?language={language}"))
        assert "2021" in page
        assert f'lang="{language}"' in page


def test_a_picture_stands_beside_its_question_and_its_choice(as_, cast, paragraph_guid):
    nadia = cast("nadia")
    heads = [*SURVEY[:4], "media::image::English (en)"]
    survey = [heads, ["begin group", "a", "A", "أ"], ["select_one l", "q", "Which?", "أي؟", "map.png"], ["end group", "a"]]
    choices = [["list_name", "name", *SURVEY[2:4], "media::image::English (en)"], ["l", "x", "X", "س", "x.png"], ["l", "y", "Y", "ص"]]
    draft = actions.draft_questionnaire(nadia, code="shown", content=book(survey, choices), media={"map.png": PNG, "x.png": PNG})
    version = actions.publish_draft(nadia, draft.questionnaire)
    round = actions.open_round(
        nadia, code="shown-2026", version_id=version.pk, paragraph_guids=[paragraph_guid],
        title=Text.of("en", en="Shown"), deadline=clock.now().date() + timedelta(days=30), note_verbale="CU 2026/4",
    )  # fmt: skip
    actions.invite(nadia, round, [SAMIRA])
    with acting_as(SYSTEM):
        reply = Reply.objects.get(round=round)
    page = text(as_("samira").get(url("section", reply.pk, "a")))
    for name in ("map.png", "x.png"):
        address = url("media", version.pk, name)
        assert f'<img src="{address}"' in page
        assert as_("samira").get(address).content == PNG


def test_a_form_s_picture_is_read_by_those_who_were_asked(as_, cast, kinds):
    reply = kinds("EGY")
    with acting_as(cast("nadia")):
        FormMedia.objects.create(
            version=reply.round.version, name="map.png", media_type="image/png", size=len(PNG), sha256="0", md5="0", content=PNG
        )
    address = url("media", reply.round.version_id, "map.png")
    assert as_("samira").get(address).content == PNG
    for name in ("pilar", "grace", "jo"):
        assert as_(name).get(address).status_code in (302, 404), name


def test_the_name_of_a_file_in_another_answer_sends_no_file(as_, cast, kinds):
    samira, reply, title = cast("samira"), kinds("EGY"), "/data/a/item/item_title"
    actions.attach(samira, reply, PHOTOGRAPH, "vase.png", PNG)
    actions.save_cells(samira, kinds("EGY"), {PHOTOGRAPH: Cell(), title: Cell("vase.png")})
    actions.submit(samira, kinds("EGY"), declared_name="S", declared_function="F")
    assert as_("nadia").get(url("answer_file", reply.pk, "vase.png")).status_code == 404


def test_what_is_no_name_of_a_file_breaks_no_page(cast, kinds):
    with pytest.raises(Refused) as refused:
        actions.save_cells(cast("samira"), kinds("EGY"), {PHOTOGRAPH: Cell("../a/b")})
    assert codes(refused) == ["COL-314"]
