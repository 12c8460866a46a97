"""Samira and Tarek at their browsers; Nadia asks back; strangers are told that there is no such page."""

from __future__ import annotations

import json
import re
from urllib.parse import urlencode

import pytest
from django.urls import reverse
from django.utils import translation

from entraide.collection import actions, queries
from entraide.foundation.audit.models import Entry
from entraide.foundation.db.context import acting_as
from entraide.kernel.actor import SYSTEM

from .conftest import COMPLETE, cells, delegated, seen

pytestmark = pytest.mark.usefixtures("anybody")

PAGES = ("reply", "print", "check", "submit", "workbook", "upload")


def url(name: str, *args: object) -> str:
    return reverse(f"collection:{name}", args=args)


def text(response) -> str:
    return response.content.decode()


def post_all(client, reply, values: dict[str, str]):
    """Send each section as its page would."""
    for section in {path.split("/")[2] for path in values}:
        own = {path: value for path, value in values.items() if path.split("/")[2] == section}
        answer = client.post(url("section", reply.pk, section), {**own, "shown": list(own)})
        assert answer.status_code == 302


def test_the_whole_way_without_scripts(as_, cast, reply):
    egypt, samira, nadia = reply("EGY"), as_("samira"), as_("nadia")
    assert "Law" in text(samira.get(url("reply", egypt.pk)))
    delegated(cast("samira"), egypt)
    post_all(as_("tarek"), egypt, COMPLETE)
    assert "وزارة العدل" in text(samira.get(url("check", egypt.pk)))
    page = samira.post(url("submit", egypt.pk), {"name": "Samira", "function": "Focal point"})
    receipt = samira.get(page.headers["Location"])
    digest = seen(cast("samira"), queries.sent, egypt.pk)[0].content_hash
    assert digest in text(receipt)
    page = nadia.post(url("ask_back", egypt.pk, 1), {"reason": " "})
    assert page.status_code == 422
    nadia.post(url("ask_back", egypt.pk, 1), {"reason": "Please explain question 6."})
    assert "Please explain question 6." in text(samira.get(url("reply", egypt.pk)))
    post_all(samira, egypt, {"/data/practices/good_practice": "A register of dealers."})
    samira.post(url("submit", egypt.pk), {"name": "Samira", "function": "Focal point"})
    assert "A register of dealers." in text(nadia.get(url("version", egypt.pk, 2)))
    nadia.post(url("accept", egypt.pk, 2))
    assert reply("EGY").state == "accepted"
    samira.post(url("correct", egypt.pk))
    assert reply("EGY").state == "drafting"


def test_every_section_opens_in_six_languages(as_, round, reply):
    egypt, samira = reply("EGY"), as_("samira")
    form = queries.form_of(round.version_id)
    for language in ("ar", "en", "es", "fr", "ru", "zh"):
        samira.cookies["django_language"] = language
        for section in form.sections:
            page = samira.get(url("section", egypt.pk, section.name))
            assert page.status_code == 200
            assert f'lang="{language}"' in text(page)
            assert section.label.versions[language] in text(page).replace("&#x27;", "'")


def test_every_field_has_a_label(as_, round, reply):
    egypt, samira = reply("EGY"), as_("samira")
    for section in queries.form_of(round.version_id).sections:
        page = text(samira.get(url("section", egypt.pk, section.name)))
        ids = re.findall(r'<(?:input|select|textarea)[^>]* id="(q[^"]+)"', page)
        assert set(ids) <= set(re.findall(r'<label[^>]* for="([^"]+)"', page))
        assert len(ids) == len(set(ids))
        assert page.count("<h1") == 1


def test_saved_cell_by_cell(as_, cast, reply):
    egypt, path = reply("EGY"), "/data/law/specific_offence"
    sent = {"cell": path, "field": ["shown", path], "shown": path, path: "yes"}
    answer = as_("samira").post(url("autosave", egypt.pk, "law"), sent)
    said = json.loads(answer.content)
    assert said["relevant"]["/data/law/provision"] is True
    assert said["progress"]["done"] > 0
    assert said["saved_at"]
    assert seen(cast("samira"), queries.draft, egypt.pk).value(path) == "yes"


def opened_page(client, reply, section: str) -> dict[str, str]:
    """What a page would send back untouched: what each cell was."""
    page = text(client.get(url("section", reply.pk, section)))
    return dict(re.findall(r'name="(/data/[^"]*\|was)" value="([^"]*)"', page))


def test_two_people_at_one_cell_the_second_is_told_and_may_insist(as_, cast, reply):
    egypt, samira, tarek, path = reply("EGY"), as_("samira"), as_("tarek"), "/data/practices/good_practice"
    delegated(cast("samira"), egypt, "practices")
    was = opened_page(samira, egypt, "practices")
    assert opened_page(tarek, egypt, "practices") == was
    address = url("autosave", egypt.pk, "practices")
    first = json.loads(tarek.post(address, {"cell": path, "shown": path, path: "Tarek's", **was}).content)
    assert first["overtaken"] == {}
    second = json.loads(samira.post(address, {"cell": path, "shown": path, path: "Samira's", **was}).content)
    (problem,) = second["overtaken"][path]
    assert problem["code"] == "COL-328"
    assert "“Tarek's”" in problem["message"]
    assert "not kept: “Samira's”" in problem["message"]
    assert seen(cast("samira"), queries.draft, egypt.pk).value(path) == "Tarek's"
    again = {"cell": path, "shown": path, path: "Samira's", f"{path}|was": second["was"][path]}
    assert json.loads(samira.post(address, again).content)["overtaken"] == {}
    assert seen(cast("samira"), queries.draft, egypt.pk).value(path) == "Samira's"
    own = {"cell": path, "shown": path, path: "Tarek's again", f"{path}|was": first["was"][path]}
    assert path in json.loads(tarek.post(address, own).content)["overtaken"]


def test_the_button_keeps_what_another_has_changed_and_tells_of_what_both_have(as_, cast, reply):
    egypt, samira, tarek = reply("EGY"), as_("samira"), as_("tarek")
    delegated(cast("samira"), egypt, "figures")
    mine, both = "/data/figures/offences_2021", "/data/figures/offences_2022"
    was = opened_page(samira, egypt, "figures")
    theirs = {"shown": [mine, both], mine: "7", both: "8"}
    tarek.post(url("section", egypt.pk, "figures"), theirs)
    page = samira.post(
        url("section", egypt.pk, "figures"), {"shown": [mine, both], mine: "", both: "9", **was}, follow=True
    )
    draft = seen(cast("samira"), queries.draft, egypt.pk)
    assert (draft.value(mine), draft.value(both)) == ("7", "8"), "a cell that the page left alone is not taken back"
    assert page.redirect_chain[-1][0] == url("section", egypt.pk, "figures")
    assert text(page).count("This answer was changed meanwhile") == 1
    assert "it now reads “8”" in text(page)


def test_the_same_answer_twice_is_no_quarrel(as_, cast, reply):
    egypt, path = reply("EGY"), "/data/law/specific_offence"
    delegated(cast("samira"), egypt, "law")
    was = opened_page(as_("samira"), egypt, "law")
    for name in ("tarek", "samira"):
        sent = {"cell": path, "shown": path, path: "yes", **was}
        assert json.loads(as_(name).post(url("autosave", egypt.pk, "law"), sent).content)["overtaken"] == {}


def test_ones_own_page_goes_on_saving(as_, reply):
    egypt, path, samira = reply("EGY"), "/data/figures/offences_2021", as_("samira")
    was = opened_page(samira, egypt, "figures")[f"{path}|was"]
    for value in ("1", "about ten", "", "1,234", "1234"):
        sent = {"cell": path, "shown": path, path: value, f"{path}|was": was}
        said = json.loads(samira.post(url("autosave", egypt.pk, "figures"), sent).content)
        assert said["overtaken"] == {}
        was = said["was"][path]
    assert opened_page(samira, egypt, "figures")[f"{path}|was"] == was


def test_what_cannot_stand_is_said_at_its_place(as_, cast, reply):
    egypt, path = reply("EGY"), "/data/figures/offences_2021"
    answer = as_("samira").post(url("autosave", egypt.pk, "figures"), {"shown": path, path: "about ten"})
    (problem,) = json.loads(answer.content)["problems"][path]
    assert (problem["code"], problem["severity"]) == ("COL-023", "stop")
    page = text(as_("samira").get(url("section", egypt.pk, "figures")))
    assert 'value="about ten"' in page
    assert 'aria-invalid="true"' in page


@pytest.mark.parametrize(
    ("language", "typed", "kept"),
    [("fr", "1 234", "1234"), ("en", "1,234", "1234"), ("ar", "١٢٣٤", "1234"), ("ru", "1\u00a0234", "1234"),
     ("es", "1.234", "1234")],
)  # fmt: skip
def test_numbers_as_the_language_writes_them(as_, cast, reply, language, typed, kept):
    egypt, path, samira = reply("EGY"), "/data/figures/offences_2021", as_("samira")
    samira.cookies["django_language"] = language
    samira.post(url("section", egypt.pk, "figures"), {"shown": path, path: typed})
    assert seen(cast("samira"), queries.draft, egypt.pk).value(path) == kept
    shown = re.search(rf'name="{path}" value="([^"]*)"', text(samira.get(url("section", egypt.pk, "figures"))))
    samira.post(url("section", egypt.pk, "figures"), {"shown": path, path: shown[1]})
    assert seen(cast("samira"), queries.draft, egypt.pk).value(path) == kept


def test_a_figure_with_its_reason_its_kind_and_its_source(as_, cast, reply):
    egypt, path = reply("EGY"), "/data/figures/offences_2021"
    sent = {"shown": path, path: "", f"{path}|missing": "not_collected", f"{path}|flags": ["estimated"]}
    as_("samira").post(
        url("section", egypt.pk, "figures"), {**sent, f"{path}|source": "Police", f"{path}|comment": "x"}
    )
    cell = seen(cast("samira"), queries.draft, egypt.pk).cell(path)
    assert (cell.missing, cell.flags, cell.source, cell.comment) == ("not_collected", {"estimated"}, "Police", "x")
    as_("samira").post(url("section", egypt.pk, "figures"), {"shown": path, path: "12"})
    cell = seen(cast("samira"), queries.draft, egypt.pk).cell(path)
    assert (cell.value, cell.missing, cell.source) == ("12", "", "Police")


def test_rows_are_added_and_removed_by_buttons(as_, cast, reply):
    egypt, samira, cases = reply("EGY"), as_("samira"), "/data/figures/cases"
    page = samira.post(url("section", egypt.pk, "figures"), {"add": cases})
    assert page.status_code == 302
    assert f'name="{cases}[1]/case_year"' in text(samira.get(page.headers["Location"].partition("#")[0]))
    first = f"{cases}[1]/case_year"
    samira.post(url("section", egypt.pk, "figures"), {"shown": first, first: "2022", "remove": f"{cases}[1]"})
    assert seen(cast("samira"), queries.draft, egypt.pk).count(cases) == 0


def entries(verb: str) -> list[dict[str, object]]:
    with acting_as(SYSTEM):
        return list(Entry.objects.filter(verb=verb).values_list("detail", flat=True))


@pytest.mark.parametrize(
    "row",
    ["our secret is out[1]", "/data/figures/cases[0]", "/data/figures/cases[²]", "/data/figures/cases[9999]", "/data/law[1]",
     "/data/figures/cases[1][2]", "/data/figures[3]/cases[1]", "cases", "/data/figures/cases[٣]"],
)  # fmt: skip
def test_only_a_row_of_the_form_is_removed_and_nothing_else_reaches_the_ledger(as_, cast, reply, row):
    egypt, path = reply("EGY"), "/data/figures/cases[1]/case_year"
    before = len(entries("collection.draft.saved"))
    sent = {"shown": path, path: "2022", "remove": row}
    assert as_("samira").post(url("section", egypt.pk, "figures"), sent).status_code == 404
    assert entries("collection.row.removed") == []
    assert len(entries("collection.draft.saved")) == before
    assert seen(cast("samira"), queries.draft, egypt.pk).value(path) == "", "an answer of 404 has written nothing"


@pytest.mark.parametrize("position", ["²", "٣", "9" * 5000, "0", "-1", ""])
def test_a_position_that_is_no_number_is_no_answer_to_the_form(as_, reply, position):
    path = f"/data/figures/cases[{position}]/case_year"
    for name in ("section", "autosave"):
        sent = urlencode({"shown": path, path: "2022"})
        page = as_("samira").post(url(name, reply("EGY").pk, "figures"), sent, "application/x-www-form-urlencoded")
        assert page.status_code == 422
        assert "COL-314" in text(page)


def test_an_amount_in_the_digits_of_another_script_is_no_canonical_number(cast, reply):
    actions.save_cells(cast("samira"), reply("EGY"), cells({"/data/figures/offences_2021": "٣"}))
    judged = seen(cast("samira"), queries.judgement_of, reply("EGY").pk)[1]
    assert "COL-023" in {finding.problem.code for finding in judged.problems}


def test_several_choices(as_, cast, reply):
    egypt, path = reply("EGY"), "/data/difficulties/obstacles"
    values = [choice.value for choice in queries.form_of(egypt.round.version_id).question(path).choices[:2]]
    as_("samira").post(url("section", egypt.pk, "difficulties"), {"shown": path, path: values})
    assert seen(cast("samira"), queries.draft, egypt.pk).value(path) == " ".join(values)
    as_("samira").post(url("section", egypt.pk, "difficulties"), {"shown": path})
    assert seen(cast("samira"), queries.draft, egypt.pk).value(path) == ""


def test_new_questions_keep_one_on_the_page(as_, reply):
    egypt, path = reply("EGY"), "/data/law/specific_offence"
    page = as_("samira").post(url("section", egypt.pk, "law"), {"shown": path, path: "yes"})
    assert page.headers["Location"] == url("section", egypt.pk, "law")
    page = as_("samira").post(url("section", egypt.pk, "law"), {"shown": path, path: "yes"})
    assert page.headers["Location"] == url("section", egypt.pk, "institutions")


def test_an_expert_is_told_why_not(as_, cast, reply):
    delegated(cast("samira"), reply("EGY"))
    actions.save_cells(cast("tarek"), reply("EGY"), cells(COMPLETE))
    page = as_("tarek").get(url("submit", reply("EGY").pk))
    assert page.status_code == 422
    assert "COL-304" in text(page)
    assert "COL-304" in text(as_("tarek").get(url("check", reply("EGY").pk)))


def test_what_blocks_is_listed_with_the_way_to_it(as_, reply):
    page = text(as_("samira").get(url("check", reply("EGY").pk)))
    assert f"{url('section', reply('EGY').pk, 'law')}?check=1#q-data-law-specific_offence" in page
    post = as_("samira").post(url("submit", reply("EGY").pk), {"name": "S", "function": "F"})
    assert post.status_code == 422
    assert reply("EGY").state == "invited"


def test_the_questionnaire_prints_in_any_language(as_, round, reply):
    title = queries.form_of(round.version_id).title
    for language in ("ar", "zh", "ru"):
        page = text(as_("samira").get(url("print", reply("EGY").pk) + f"?language={language}"))
        assert title.versions[language] in page
        assert f'lang="{language}"' in page
    assert translation.get_language() != "ru"


def test_a_closed_round_says_so(as_, cast, round, reply):
    actions.close_round(cast("nadia"), round)
    path = "/data/law/specific_offence"
    page = as_("samira").post(url("section", reply("EGY").pk, "law"), {"shown": path, path: "yes"})
    assert (page.status_code, "COL-302" in text(page)) == (422, True)
    path = "/data/law/provision"
    typed = {"shown": path, path: "Typed while the round was being closed"}
    page = as_("samira").post(url("section", reply("EGY").pk, "law"), typed)
    assert "Typed while the round was being closed" in text(page), "what was typed is not lost"
    assert as_("samira").get(url("section", reply("EGY").pk, "law")).status_code == 200


@pytest.mark.parametrize("name", ["pilar", "luc", "grace", "jo"])
def test_strangers_find_nothing(as_, cast, reply, name):
    egypt = reply("EGY")
    actions.save_cells(cast("samira"), egypt, cells(COMPLETE))
    actions.submit(cast("samira"), reply("EGY"), declared_name="S", declared_function="F")
    client = as_(name)
    for page in PAGES:
        assert client.get(url(page, egypt.pk)).status_code == 404, page
    for page, number in (("receipt", 1), ("version", 1)):
        assert client.get(url(page, egypt.pk, number)).status_code == 404, page
    path = "/data/law/specific_offence"
    for page, args in (
        ("section", ("law",)), ("autosave", ("law",)), ("apply", ()), ("submit", ()), ("correct", ()), ("send_again", ()),
        ("accept", (1,)), ("ask_back", (1,)), ("upload", ()),
    ):  # fmt: skip
        sent = {"shown": path, path: "yes", "reason": "x", "name": "x", "function": "x", "signed": "x"}
        # To somebody who is not signed in, saving says so, for a reply that there is as for one that there is not.
        refusal = 401 if (name, page) == ("jo", "autosave") else 404
        assert client.post(url(page, egypt.pk, *args), sent).status_code == refusal, page
        assert client.post(url(page, 999_999, *args), sent).status_code == refusal, page
    for page in ("rounds", "open", "questionnaires"):
        assert client.get(url(page)).status_code == 404, page
    if name != "luc":
        assert client.get(url("round", egypt.round_id)).status_code == 404
    assert client.get(url("invite", egypt.round_id)).status_code == 404


def test_the_secretariat_does_not_open_a_draft(as_, cast, reply):
    egypt = reply("EGY")
    actions.save_cells(cast("samira"), egypt, cells(COMPLETE))
    nadia = as_("nadia")
    for page in ("check", "print", "upload"):
        assert nadia.get(url(page, egypt.pk)).status_code == 404
    assert nadia.get(url("section", egypt.pk, "law")).status_code == 404
    assert "وزارة العدل" not in text(nadia.get(url("reply", egypt.pk)))
