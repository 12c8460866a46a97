import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from entraide.directory import actions, queries
from entraide.directory.domain.record import Function
from entraide.directory.web.sections import SECTIONS
from entraide.foundation.db.context import acting_as
from entraide.kernel.text import Text

from .entries import museums

pytestmark = pytest.mark.usefixtures("anybody")


@pytest.fixture
def entry(cast):
    return actions.record_authority(cast("nadia"), museums())


def page(client, name, *args, **data):
    found = client.get(reverse(f"directory:{name}", args=args), data)
    assert found.status_code == 200, found.status_code
    return found.content.decode()


def press(client, view, /, *args, **data):
    return client.post(reverse(f"directory:{view}", args=args), data)


def seen(actor, authority_id):
    with acting_as(actor):
        return queries.authority(actor, authority_id)


def begun(client, view, *args, **data):
    """The number of the draft that a button begins."""
    return int(re.search(r"/drafts/(\d+)/", press(client, view, *args, **data).url)[1])


def fill(client, draft_id, section, **data):
    """A page of the long form as it stands, with `data` typed in."""
    with_words = client.get(reverse("directory:section", args=[draft_id, section]))
    assert with_words.status_code == 200, section
    found = re.search(r'name="seen" value="(\d+)"', with_words.content.decode())
    counts = dict(re.findall(r'name="([a-z]+-count)" value="(\d+)"', with_words.content.decode()))
    return press(client, "section", draft_id, section, **{"seen": found[1], **counts, **data})


NAMES = {
    "name_en": "Museums Police",
    "name_ar": "شرطة المتاحف",
    "original_name": "شرطة المتاحف",
    "original_language": "ar",
    "kind": "police",
}
FUNCTIONS = {
    "function-0-function": "mutual_legal_assistance", "function-0-instrument": "UNTOC", "function-0-article": "18(13)",
    "function-0-exclusive": "on", "function-0-since": "2020-05-01", "function-0-scope_en": "Cases of museums only",
}  # fmt: skip
REACH = {
    "phone-0-kind": "phone", "phone-0-value": "(02) 2792 1000 ext 12", "phone-0-purpose": "urgent",
    "line-0-kind": "email", "line-0-value": "museums@example.org", "line-0-purpose": "requests",
    "post-0-value": "1 Museum Street", "post-0-city": "Cairo", "post-0-country": "EGY", "post-0-purpose": "office", "post-0-public": "on",
}  # fmt: skip
HOURS = {
    "zone": "Africa/Cairo",
    "holidays": "EGY",
    "from_0_0": "9",
    "to_0_0": "12h30",
    "from_0_1": "13:30",
    "to_0_1": "17:00",
    "closed-0-day": "2026-12-24",
}


def test_samira_enters_an_authority_page_by_page(as_, cast):
    samira, nadia = as_("samira"), as_("nadia")
    assert 'name="entity"' not in page(samira, "record")
    draft_id = begun(samira, "record", entity="FRA")
    assert fill(samira, draft_id, "names", **NAMES, next="1").url.endswith("/functions/")
    assert "Take the suggestion" in page(samira, "section", draft_id, "names")
    assert fill(samira, draft_id, "functions", **FUNCTIONS, add="function").url.endswith(
        "/functions/?more=function#function"
    )
    fill(samira, draft_id, "reach", **REACH)
    fill(samira, draft_id, "hours", **HOURS)
    fill(
        samira,
        draft_id,
        "requests",
        languages=["ar", "en"],
        another="de",
        channels=["direct"],
        formats=["email"],
        basis="no",
    )
    fill(samira, draft_id, "urgent", text_en="Call first.", interpol="on")
    fill(samira, draft_id, "information", text_en="The object, with a picture.")
    fill(samira, draft_id, "requirements", text_fr="Double incrimination.")
    fill(
        samira,
        draft_id,
        "cultural",
        **{
            "cultural-0-kind": "object_database",
            "cultural-0-name": "Register",
            "cultural-0-address": "https://example.org/",
        },
    )
    fill(samira, draft_id, "networks", networks=["ARINEA"])
    hub = page(samira, "draft", draft_id)
    assert "You may approve your own draft" in hub
    assert press(samira, "move", draft_id, "approve").status_code == 302
    checked = page(nadia, "draft", draft_id)
    assert "wrote in this draft and approved it" in checked
    assert press(nadia, "move", draft_id, "publish").status_code == 302
    (row,) = listed(cast("luc"))
    record = row.record
    assert record.entity == "EGY"
    assert (record.first("phone", "urgent"), record.reaches[0].extension, record.mailbox) == (
        "+20227921000",
        "12",
        "museums@example.org",
    )
    assert record.procedure.hours.week[0] == (("09:00", "12:30"), ("13:30", "17:00"))
    assert (record.languages, record.procedure.legal_basis, record.functions[0].exclusive) == (
        ("ar", "en", "de"),
        False,
        True,
    )
    shown = page(as_("luc"), "detail", row.id)
    for words in (
        "+20 2 27921000",
        "Organized Crime Convention, article 18(13)",
        "exclusive",
        "Cases of museums only",
        "German",
        "09:00–12:30, 13:30–17:00",
        "Call first.",
        "ARINEA",
        "Database of stolen objects",
    ):
        assert words in shown, words
    public = page(as_("jo"), "detail", row.id)
    assert "Call first." not in public
    assert "+20 2 27921000" not in public


def listed(actor):
    with acting_as(actor):
        return queries.authorities(actor)


def test_what_cannot_be_read_is_asked_again_and_the_rest_is_saved(as_, cast, entry):
    samira = as_("samira")
    draft_id = begun(samira, "begin", entry.pk, "change")
    answer = fill(
        samira, draft_id, "hours", zone="Africa/Cairo", from_0_0="noonish", to_0_0="17", from_1_0="9", to_1_0="17"
    )
    assert "Write the time as 09:00." in answer.content.decode()
    with acting_as(cast("samira")):
        hours = queries.draft(cast("samira"), draft_id).record.procedure.hours
    assert (hours.zone, hours.week[0], hours.week[1]) == ("Africa/Cairo", (), (("09:00", "17:00"),))
    late = press(samira, "section", draft_id, "names", seen="1", name_en="Late")
    assert (late.status_code, b"DIR-211" in late.content) == (422, True)
    fill(
        samira,
        draft_id,
        "names",
        name_en="Museums Police",
        original_name="شرطة",
        suggested="on",
        transliteration="Shurta",
    )
    fill(samira, draft_id, "names", name_en="Museums Police", original_name="شرطة", transliteration="Shurta")
    with acting_as(cast("samira")):
        assert queries.draft(cast("samira"), draft_id).record.transliteration == "Shurta"


def test_nadia_is_told_what_is_wrong_before_it_is_public(as_, cast):
    nadia = as_("nadia")
    draft_id = begun(nadia, "record", entity="EGY")
    fill(nadia, draft_id, "names", **NAMES)
    fill(nadia, draft_id, "functions", **{**FUNCTIONS, "function-0-article": "99"})
    assert "DIR-105" in page(nadia, "draft", draft_id)
    refused = press(nadia, "move", draft_id, "publish")
    assert (refused.status_code, b"DIR-105" in refused.content) == (422, True)
    assert listed(cast("nadia")) == ()


def test_the_public_sees_neither_addresses_nor_persons(as_, cast, entry):
    actions.name_contact_point(cast("nadia"), entry, name="Amal (invented)", email="amal@example.org")
    for name, mailbox, person in (("jo", 0, 0), ("luc", 1, 0), ("samira", 1, 1), ("nadia", 1, 0)):
        shown = page(as_(name), "detail", entry.pk)
        assert (("museums@example.org" in shown), ("amal@example.org" in shown)) == (mailbox, person), name
        assert "amal@example.org" not in page(as_(name), "list")


def test_nadia_records_the_act_and_samira_confirms_every_year(as_, cast, entry):
    given = {"kind": "note_verbale", "reference": "NV 1", "dated": "2012-10-17"}
    assert press(as_("nadia"), "designation", entry.pk, **{**given, "dated": "soon"}).status_code == 200
    assert "not confirmed" in page(as_("jo"), "detail", entry.pk)
    assert press(as_("samira"), "confirm", entry.pk).status_code == 422
    assert press(as_("nadia"), "designation", entry.pk, **given).status_code == 302
    assert press(as_("samira"), "confirm", entry.pk).status_code == 302
    assert "NV 1" in page(as_("jo"), "detail", entry.pk)
    assert seen(cast("jo"), entry.pk).standing == "confirmed"


def test_samira_replaces_a_person_and_nadia_sees_the_paper(as_, cast, entry):
    actions.name_contact_point(cast("nadia"), entry, name="Amal (invented)", email="amal@example.org")
    samira, nadia = as_("samira"), as_("nadia")
    draft_id = begun(samira, "begin", entry.pk, "contact_point")
    asked = page(samira, "persons", draft_id)
    leaving = re.search(r'name="leaving" value="(\d+)"', asked)[1]
    comer = {"comer-0-name": "Badr (invented)", "comer-0-email": "badr@example.org", "comer-0-language": "ar"}
    assert press(samira, "persons", draft_id, seen="1", leaving=leaving, **comer).url.endswith("/act/")
    paper = SimpleUploadedFile("nv.pdf", b"%PDF-1.7")
    press(samira, "act", draft_id, seen="2", kind="note_verbale", reference="NV 2", dated="2026-02-03", paper=paper)
    press(samira, "move", draft_id, "approve")
    checked = page(nadia, "draft", draft_id)
    assert "Amal (invented)" not in checked
    assert "Persons are shown while a power session is open." in checked
    own = page(samira, "draft", draft_id)
    for words in ("<del><bdi>Amal (invented)</bdi></del>", "<ins><bdi>Badr (invented)</bdi></ins>", "NV 2"):
        assert words in own, words
    file = re.search(r'href="(/files/\d+/)"', checked)[1]
    assert b"".join(nadia.get(file)) == b"%PDF-1.7"
    assert as_("pilar").get(file).status_code == 404
    assert press(nadia, "move", draft_id, "publish").status_code == 302
    assert [one.name for one in seen(cast("samira"), entry.pk).contact_points] == ["Badr (invented)"]
    (person,) = seen(cast("samira"), entry.pk).contact_points
    assert press(samira, "remove_person", entry.pk, person.id).status_code == 302
    assert seen(cast("samira"), entry.pk).contact_points == ()


def test_the_history_says_in_words_what_changed(as_, cast, entry):
    actions.correct_authority(cast("nadia"), entry, museums(acronym="MP"))
    shown = page(as_("samira"), "history", entry.pk, **{"from": "1", "to": "2"})
    assert "Acronym" in shown
    assert "<ins><bdi>MP</bdi></ins>" in shown
    assert press(as_("samira"), "restore", entry.pk, 1).status_code == 302
    for name in ("luc", "jo"):
        assert as_(name).get(reverse("directory:history", args=[entry.pk])).status_code == 404


def test_states_stand_in_the_order_of_the_page_and_can_be_searched(as_, cast, entry):
    for code in ("FRA", "DEU"):
        actions.record_authority(
            cast("nadia"),
            museums(
                entity=code,
                name=Text.of(None, en=f"Office {code}"),
                kind="customs",
                functions=(Function("extradition", "UNTOC", "16"),),
            ),
        )
    jo = as_("jo")
    shown = page(jo, "list")
    assert shown.index(">Egypt<") < shown.index(">France<") < shown.index(">Germany<")
    jo.cookies["django_language"] = "fr"
    shown = page(jo, "list")
    assert shown.index(">Allemagne<") < shown.index(">Égypte<") < shown.index(">France<")
    found = page(jo, "list", words="egypte")
    assert ">Égypte<" in found
    assert ">France<" not in found
    jo.cookies["django_language"] = "en"
    assert ">France<" not in page(jo, "list", function="cultural_property")
    assert "No authority fits." in page(jo, "list", words="Atlantis")


@pytest.mark.parametrize("name", ["jo", "pilar", "luc", "grace", "tarek"])
def test_strangers_find_no_form(as_, cast, entry, name):
    stranger, samira = as_(name), as_("samira")
    draft_id = begun(samira, "begin", entry.pk, "change")
    for view in ("confirm", "designation"):
        assert press(stranger, view, entry.pk).status_code == 404, view
    own = name == "tarek"
    for view, *args in (
        ("edit", entry.pk),
        ("history", entry.pk),
        ("draft", draft_id),
        ("act", draft_id),
        ("section", draft_id, "names"),
        ("drafts",),
        ("worklist",),
        ("worklist_csv",),
    ):
        found = stranger.get(reverse(f"directory:{view}", args=args)).status_code
        absent = 404 if view not in ("drafts", "worklist", "worklist_csv") or name in ("jo", "grace") else 200
        assert found == (200 if own else absent), view
    for step in ("send", "approve", "publish", "discard", "return", "ask-back", "take-back"):
        if not own:
            assert press(stranger, "move", draft_id, step, reason="because").status_code == 404, step
    assert press(stranger, "mark", "aside", key="DIR-220/1/", reason="because").status_code == 404
    assert stranger.get(reverse("directory:detail", args=[0])).status_code == 404
    actions.withdraw_entry(cast("nadia"), entry)
    assert stranger.get(reverse("directory:detail", args=[entry.pk])).status_code == (200 if own else 404)


@pytest.mark.parametrize("language", ["ar", "en", "es", "fr", "ru", "zh"])
def test_every_page_opens_in_every_language(as_, cast, entry, language):
    samira = as_("samira")
    samira.cookies["django_language"] = language
    draft_id = begun(samira, "begin", entry.pk, "change")
    views = [
        ("list",),
        ("record",),
        ("detail", entry.pk),
        ("edit", entry.pk),
        ("history", entry.pk),
        ("drafts",),
        ("worklist",),
        ("draft", draft_id),
        ("act", draft_id),
    ]
    for view, *args in (*views, *(("section", draft_id, section) for section in SECTIONS)):
        assert f'lang="{language}"' in page(samira, view, *args)
