"""Nadia reviews at her browser, Samira answers at the place, Viktor enters from a letter; strangers find no such pages."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from entraide.collection import actions, queries
from entraide.collection.domain.answers import Cell
from entraide.collection.models import Reply, Round, Submission, Thread
from entraide.foundation.db.context import acting_as
from entraide.kernel import clock
from entraide.kernel.actor import SYSTEM

from .conftest import COMPLETE, LUC, cells, delegated, only_reply, seen
from .test_actions_review import PDF, YEARS, entered
from .test_actions_threads import FIGURE, ask, sent
from .test_web_answering import opened_page, post_all, text, url

pytestmark = pytest.mark.usefixtures("anybody")

LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")


def only_thread() -> Thread:
    with acting_as(SYSTEM):
        return Thread.objects.get()


def pdf(content=PDF, name="NV 12.pdf"):
    return SimpleUploadedFile(name, content)


def by_letter(**more):
    return {"letter": pdf(), "reference": "NV 12/2026", "dated": clock.now().date().isoformat(), **more}


def test_the_officers_story_at_the_browser(as_, cast, reply):
    """Asks back on one figure; the State corrects it at the place; the correction is a new version; the board tells it."""
    egypt, samira, nadia = reply("EGY"), as_("samira"), as_("nadia")
    post_all(samira, egypt, {**COMPLETE, FIGURE: "12"})
    samira.post(url("submit", egypt.pk), {"name": "Samira", "function": "Focal point"})
    assert url("version", egypt.pk, 1) in text(nadia.get(url("queue")))
    page = text(nadia.get(url("version", egypt.pk, 1)))
    (way,) = {
        one.replace("&amp;", "&") for one in re.findall(r'href="([^"]*threads/\?path=[^"]*offences_2021[^"]*)"', page)
    }
    assert "Ask: " in re.sub(r"<[^>]+>", "", text(nadia.get(way)))
    page = nadia.post(way, {"kind": "official", "text": "Twelve, after 120?\nPlease look."})
    assert page.headers["Location"] == url("version", egypt.pk, 1) + "#q-data-figures-offences_2021"
    thread = only_thread()
    page = text(nadia.get(url("version", egypt.pk, 1)))
    assert "Twelve, after 120?" in page
    assert "1 open question goes with it." in page
    nadia.post(url("ask_back", egypt.pk, 1), {"reason": ""})
    assert reply("EGY").state == "asked_back"

    assert "Twelve, after 120?" in text(samira.get(url("reply", egypt.pk)))
    page = text(samira.get(url("section", egypt.pk, "figures")))
    assert page.index('name="/data/figures/offences_2021"') < page.index("Twelve, after 120?<br>Please look.")
    assert "Twelve, after 120?" not in text(samira.get(url("section", egypt.pk, "law")))
    here = url("answer_here", egypt.pk, "figures", thread.pk)
    assert f'formaction="{here}"' in page
    was = opened_page(samira, egypt, "figures")
    answer = {"shown": FIGURE, FIGURE: "120", f"thread-{thread.pk}": "A nought was missing.", **was}
    page = samira.post(here, answer)
    assert page.headers["Location"] == url("section", egypt.pk, "figures") + "#q-data-figures-offences_2021"
    assert "120" not in re.sub(r"<[^>]+>", "", text(nadia.get(url("thread", egypt.pk, thread.pk)))).replace(
        "after 120?", ""
    )
    samira.post(url("submit", egypt.pk), {"name": "Samira", "function": "Focal point"})

    page = text(nadia.get(url("thread", egypt.pk, thread.pk)))
    assert "A nought was missing." in page
    assert '<del dir="auto">12</del> <ins dir="auto">120</ins>' in page
    nadia.post(url("accept", egypt.pk, 2), {"remarks": "Thank you."})
    assert reply("EGY").state == "accepted"
    assert "Accepted" in text(nadia.get(url("round", egypt.round_id)))
    for client in (nadia, samira):
        told = text(client.get(url("timeline", egypt.pk)))
        steps = ["Version 1 was sent", "A question was asked", "Version 1 was asked back", "A question was answered",
                 "Version 2 was sent", "Version 2 was accepted"]  # fmt: skip
        places = [told.index(step) for step in reversed(steps)]
        assert places == sorted(places), "the newest stands first"
        assert "Thank you." in told
    assert "Take the decision back" in text(nadia.get(url("version", egypt.pk, 2)))
    nadia.post(url("undo", egypt.pk, 2))
    assert reply("EGY").state == "submitted"


def test_answered_on_the_page_of_the_question_with_another_value(as_, cast, reply):
    egypt, samira = reply("EGY"), as_("samira")
    sent(cast, reply)
    thread = ask(cast("nadia"), egypt, path=FIGURE)
    page = text(samira.get(url("thread", egypt.pk, thread.pk)))
    assert f'name="{FIGURE}"' in page
    assert samira.post(url("thread", egypt.pk, thread.pk), {"verb": "answer", "text": " "}).status_code == 422
    given = {"verb": "answer", "text": "Better.", "shown": FIGURE, FIGURE: "1 200"}
    assert samira.post(url("thread", egypt.pk, thread.pk), given).status_code == 302
    assert reply("EGY").state == "drafting"
    assert seen(cast("samira"), queries.draft, egypt.pk).value(FIGURE) == "1200"
    as_("nadia").post(
        url("thread", egypt.pk, thread.pk), {"verb": "again", "text": "Sure?", "due": clock.now().date().isoformat()}
    )
    assert only_thread().state == "open"
    as_("nadia").post(url("thread", egypt.pk, thread.pk), {"verb": "close", "text": ""})
    assert only_thread().state == "closed"
    page = samira.post(url("thread", egypt.pk, thread.pk), {"verb": "answer", "text": "Again."})
    assert (page.status_code, "COL-452" in text(page)) == (422, True)


def test_an_answer_without_words_at_the_place_keeps_the_section(as_, cast, reply):
    egypt, samira = reply("EGY"), as_("samira")
    first = sent(cast, reply)
    thread = ask(cast("nadia"), egypt, path=FIGURE)
    actions.ask_back(cast("nadia"), first)
    other = "/data/figures/offences_2022"
    page = samira.post(url("answer_here", egypt.pk, "figures", thread.pk), {"shown": other, other: "5"}, follow=True)
    assert "Nothing has been written." in text(page)
    assert seen(cast("samira"), queries.draft, egypt.pk).value(other) == "5"
    assert only_thread().state == "open"


def test_national_questions_stay_at_the_place_within_the_state(as_, cast, reply):
    egypt = reply("EGY")
    page = as_("samira").post(
        url("threads", egypt.pk) + f"?path={FIGURE}", {"kind": "national", "text": "Yours, Tarek?"}
    )
    assert "Yours, Tarek?" in text(as_("samira").get(page.headers["Location"]))
    assert as_("nadia").get(page.headers["Location"]).status_code == 404
    delegated(cast("samira"), egypt, "figures")
    assert "Yours, Tarek?" in text(as_("tarek").get(url("section", egypt.pk, "figures")))
    assert "Yours, Tarek?" in text(as_("tarek").get(url("reply", egypt.pk)))
    assert "Yours, Tarek?" not in text(as_("nadia").get(url("reply", egypt.pk)))
    assert "Yours, Tarek?" not in text(as_("nadia").get(url("threads", egypt.pk)))


def test_a_place_is_chosen_from_the_list_where_the_page_names_none(as_, cast, reply):
    egypt, samira = reply("EGY"), as_("samira")
    page = text(samira.get(url("threads", egypt.pk) + "?section=law"))
    assert '<option value="section:law" selected>' in page
    assert f'<option value="path:{FIGURE}">' in page
    sent_ = {"kind": "official", "text": "Of which year?", "place": f"path:{FIGURE}"}
    assert samira.post(url("threads", egypt.pk) + "?ask=1", sent_).status_code == 302
    assert (only_thread().path, only_thread().section) == (FIGURE, "figures")
    page = samira.post(url("threads", egypt.pk) + "?ask=1", {**sent_, "place": "path:/data/nothing"})
    assert page.status_code == 422


def test_the_board_tells_of_questions(as_, cast, reply):
    sent(cast, reply)
    ask(cast("nadia"), reply("EGY"), section="law")
    ask(cast("nadia"), reply("EGY"))
    board = text(as_("nadia").get(url("round", reply("EGY").round_id)))
    row = next(one for one in re.findall(r"<tr>.*?</tr>", board, re.DOTALL) if "Egypt" in one)
    assert "<td>2</td>" in row, "two clarifications are open"
    page = text(as_("nadia").get(url("version", reply("EGY").pk, 1)))
    assert "threads/?section=law&amp;number=1" in page
    assert 'id="thread-' in page, "what was asked about a section stands above it"


def test_what_people_write_is_text(as_, cast, reply):
    egypt = reply("EGY")
    sent(cast, reply)
    ask(cast("nadia"), egypt, path=FIGURE, text="<script>alert(1)</script>\n**bold** {{ x }}")
    page = text(as_("samira").get(url("reply", egypt.pk)))
    assert "<script>alert" not in page
    assert "**bold** {{ x }}" in page


@pytest.mark.parametrize("query", ["?path=/data/nothing", "?section=nowhere", "?path=/data/figures/cases[7]/case_year"])
def test_places_that_the_form_does_not_have(as_, cast, reply, query):
    sent(cast, reply)
    page = as_("nadia").post(url("threads", reply("EGY").pk) + query, {"kind": "official", "text": "Here?"})
    assert (page.status_code, "COL-450" in text(page)) == (422, True)


def test_differences_with_words_and_the_way_back(as_, cast, reply):
    egypt, samira, path = reply("EGY"), as_("samira"), "/data/practices/good_practice"
    long = "A register of dealers is kept by the ministry, and every sale is entered in it within a month."
    sent(cast, reply, **{path: long})
    samira.post(url("correct", egypt.pk))
    samira.post(url("section", egypt.pk, "practices"), {"shown": path, path: long.replace("month", "week")})
    page = text(samira.get(url("compare", egypt.pk)))
    assert "<del>month</del><ins>week</ins>" in page
    assert samira.get(url("compare", egypt.pk) + "?from=1&to=1").status_code == 200
    for query in ("?from=9&to=1", "?from=x&to=1", "?from=²&to=1"):
        assert samira.get(url("compare", egypt.pk) + query).status_code == 404
    assert as_("nadia").get(url("compare", egypt.pk) + "?from=1&to=0").status_code == 404
    samira.post(url("restore", egypt.pk, 1))
    assert seen(cast("samira"), queries.draft, egypt.pk).value(path) == long


def test_beside_it_stand_the_version_before_and_the_last_round(as_, cast, round, open_round):
    earlier = open_round("heritage-2024", LUC)
    with acting_as(SYSTEM):
        Round.objects.filter(pk=round.pk).update(previous=earlier)
        now = Reply.objects.select_related("round").get(round=round, entity="FRA")
    for reply, values in ((only_reply(earlier), ["33"]), (now, ["34", "35"])):
        for value in values:
            if value == "35":
                with acting_as(SYSTEM):
                    reply = Reply.objects.select_related("round").get(pk=reply.pk)
                actions.correct(cast("luc"), reply)
            actions.save_cells(cast("luc"), reply, cells({**COMPLETE, FIGURE: value}))
            actions.submit(cast("luc"), reply, declared_name="Luc", declared_function="Focal point")
    page = text(as_("nadia").get(url("version", now.pk, 2)))
    row = re.search(r'<tr id="q-data-figures-offences_2021">(.*?)</tr>', page, re.DOTALL)[1]
    assert [re.sub(r"<[^>]+>|\s", "", one)[:2] for one in re.findall(r"<td.*?</td>", row, re.DOTALL)] == [
        "35",
        "34",
        "33",
    ]
    assert "Changed" in row


@pytest.mark.parametrize("words", ["\x00", "\x00x\x1b", "x" * 60_000, "\u202e\u2066x", "\ufdd0", "🏺" * 2000])
def test_bad_words_are_refused_or_tidied_and_break_nothing(as_, cast, reply, words):
    egypt, nadia, samira = reply("EGY"), as_("nadia"), as_("samira")
    first = sent(cast, reply)
    thread = ask(cast("nadia"), egypt, path=FIGURE)
    for client, address, given in (
        (nadia, url("threads", egypt.pk) + f"?path={FIGURE}", {"kind": "official", "text": words}),
        (samira, url("thread", egypt.pk, thread.pk), {"verb": "answer", "text": words}),
        (nadia, url("thread", egypt.pk, thread.pk), {"verb": "close", "text": words}),
        (nadia, url("ask_back", egypt.pk, 1), {"reason": words}),
        (
            samira,
            url("answer_here", egypt.pk, "figures", thread.pk),
            {f"thread-{thread.pk}": words, "shown": FIGURE, FIGURE: "1"},
        ),
        (samira, url("withdraw", egypt.pk), {"reason": words}),
        (
            nadia,
            url("withdraw", egypt.pk),
            by_letter(reason=words, reference=words, letter=pdf(name=f"a{words[:50]}.pdf")),
        ),
    ):
        assert client.post(address, given).status_code in (302, 400, 422), address
    assert first.pk


def test_what_is_remarkable_stands_beside_with_the_word_that_explains_it(as_, cast, reply):
    next_year = FIGURE.replace("2021", "2022")
    figures = {FIGURE: Cell("10"), next_year: Cell("900", comment="A new register.")}
    nadia, egypt = as_("nadia"), reply("EGY")
    entered(cast, reply, {**COMPLETE, **YEARS, FIGURE: "10", next_year: "900"})
    row = re.search(
        rf'<tr id="q{next_year.replace("/", "-")}">(.*?)</tr>', text(nadia.get(url("version", egypt.pk, 1))), re.DOTALL
    )[1]
    assert "To explain" in row
    (waits,) = seen(cast("nadia"), queries.queue)
    assert waits.findings["explain"] == 1
    actions.correct(cast("samira"), reply("EGY"))
    actions.save_cells(cast("samira"), reply("EGY"), {**cells(COMPLETE), **figures})
    actions.submit(cast("samira"), reply("EGY"), declared_name="Samira", declared_function="Focal point")
    row = re.search(
        rf'<tr id="q{next_year.replace("/", "-")}">(.*?)</tr>', text(nadia.get(url("version", egypt.pk, 2))), re.DOTALL
    )[1]
    assert "To explain" not in row
    assert "A new register." in row
    assert seen(cast("nadia"), queries.queue)[0].findings["explain"] == 0


def test_late_and_overdue_are_marked(as_, cast, open_round):
    made = open_round("past-2012", LUC, invented=True, deadline=clock.now().date() - timedelta(days=3))
    reply = only_reply(made)
    actions.save_cells(cast("luc"), reply, cells(COMPLETE))
    actions.submit(cast("luc"), reply, declared_name="Luc", declared_function="Focal point")
    thread = ask(cast("nadia"), only_reply(made), path=FIGURE, due=clock.now().date())
    with acting_as(SYSTEM):
        Thread.objects.filter(pk=thread.pk).update(due=clock.now().date() - timedelta(days=1))
    for name, page in (("nadia", url("queue")), ("nadia", url("version", reply.pk, 1)), ("nadia", url("timeline", reply.pk)),
                       ("luc", url("reply", reply.pk))):  # fmt: skip
        assert "Late" in text(as_(name).get(page)), page
    for name, page in (
        ("nadia", url("version", reply.pk, 1)),
        ("luc", url("reply", reply.pk)),
        ("luc", url("section", reply.pk, "figures")),
    ):
        assert "Overdue" in text(as_(name).get(page)), page


def test_what_awaits_stands_on_the_home_page(as_, cast, reply):
    sent(cast, reply)
    thread = ask(cast("nadia"), reply("EGY"), path=FIGURE)
    assert url("thread", reply("EGY").pk, thread.pk) in text(as_("samira").get("/"))
    actions.answer_thread(cast("samira"), thread, "So it is.")
    assert url("thread", reply("EGY").pk, thread.pk) in text(as_("nadia").get("/"))
    assert url("queue") in text(as_("nadia").get("/"))


@pytest.mark.parametrize("name", ["pilar", "luc", "grace", "jo"])
def test_forwarded_links_lead_strangers_nowhere(as_, cast, reply, name):
    entered(cast, reply)
    egypt, thread, client = reply("EGY"), ask(cast("nadia"), reply("EGY"), path=FIGURE), as_(name)
    for page, args in (("threads", ()), ("thread", (thread.pk,)), ("timeline", ()), ("compare", ()), ("withdraw", ()), ("entry", ()),
                       ("entry_section", ("law",))):  # fmt: skip
        assert client.get(url(page, egypt.pk, *args)).status_code == 404, page
        assert (
            client.post(url(page, egypt.pk, *args), by_letter(text="x", reason="x", name="x", function="x")).status_code
            == 404
        ), page
    for page, args in (("answer_here", ("law", thread.pk)), ("undo", (1,)), ("confirm", (1,)), ("restore", (1,)), ("entry_workbook", ()),
                       ("entry_begin", (1,))):  # fmt: skip
        assert client.post(url(page, egypt.pk, *args), {f"thread-{thread.pk}": "x"}).status_code == 404, page
    assert client.get(url("queue")).status_code == 404
    france = reply("FRA")
    assert as_("luc").get(url("thread", france.pk, thread.pk)).status_code == 404, "nor through another reply"


@pytest.mark.parametrize("name", ["samira", "tarek"])
def test_the_pages_of_the_secretariat_are_not_the_states(as_, cast, reply, name):
    sent(cast, reply)
    egypt, client = reply("EGY"), as_(name)
    internal = ask(cast("nadia"), egypt, "internal", path=FIGURE)
    for address in (
        url("queue"),
        url("entry", egypt.pk),
        url("entry_section", egypt.pk, "law"),
        url("thread", egypt.pk, internal.pk),
    ):
        assert client.get(address).status_code == 404
    for address in (url("undo", egypt.pk, 1), url("entry_workbook", egypt.pk), url("entry_begin", egypt.pk, 1)):
        assert client.post(address).status_code == 404
    with acting_as(SYSTEM):
        assert Submission.objects.get().channel == "web"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_opens_in_six_languages(as_, cast, reply, language):
    entered(cast, reply)
    egypt = reply("EGY")
    thread = ask(cast("nadia"), egypt, path=FIGURE, due=clock.now().date())
    pages = {
        "nadia": [url("queue"), url("version", egypt.pk, 1), url("reply", egypt.pk), url("entry", egypt.pk),
                  url("entry_section", egypt.pk, "figures"), url("withdraw", egypt.pk), url("threads", egypt.pk) + "?ask=1"],
        "samira": [url("reply", egypt.pk), url("section", egypt.pk, "figures"), url("receipt", egypt.pk, 1), url("timeline", egypt.pk),
                   url("compare", egypt.pk), url("thread", egypt.pk, thread.pk), url("withdraw", egypt.pk)],
    }  # fmt: skip
    for name, addresses in pages.items():
        client = as_(name)
        client.cookies["django_language"] = language
        for address in addresses:
            page = client.get(address)
            assert page.status_code == 200, address
            assert f'lang="{language}"' in text(page)
            assert text(page).count("<h1") == 1


