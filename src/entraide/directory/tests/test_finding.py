import json
from datetime import UTC, date, datetime

import pytest
from django.urls import reverse
from django.utils.translation import override

from entraide.directory import actions, finding, sentences, speech
from entraide.directory.domain.finding import Need
from entraide.directory.domain.record import Cultural, Function, Procedure
from entraide.foundation.db.context import acting_as
from entraide.kernel import clock
from entraide.kernel.actor import SYSTEM

from .finds import central, plain

NIGHT = {
    "asking": "FRA",
    "asked": "EGY",
    "function": "mutual_legal_assistance",
    "at": "2026-11-30T23:40",
    "languages": ["fr"],
}
HIDDEN = ("+20220000000", "+20220000001", "central@example.org", "State the dates", "officer on duty", "It opens in")


@pytest.fixture
def entry(cast):
    made = actions.record_authority(SYSTEM, central())
    with clock.at(datetime(2026, 6, 1, tzinfo=UTC)):
        actions.record_designation(SYSTEM, made, kind="note_verbale", reference="NV 7", dated=date(2026, 5, 1))
    return made


@pytest.fixture
def now():
    with clock.at(datetime(2026, 11, 30, 12, 0, tzinfo=UTC)):
        yield


@pytest.mark.parametrize(
    ("language", "long", "short"),
    [
        ("ar", "يومان وساعتان", "ساعة و3 دقائق"), ("en", "2 days 2 hours", "1 hour 3 minutes"), ("es", "2 días 2 horas", "1 hora 3 minutos"),
        ("ru", "2 дня 2 часа", "1 час 3 минуты"), ("zh", "2天2小时", "1小时3分钟"),
    ],
)  # fmt: skip
def test_lengths_of_time_are_words_in_every_language(language, long, short):
    with override(language):
        assert (speech.length(50 * 60), speech.length(63)) == (long, short)


def test_spanish_and_arabic_lists_are_written_as_the_united_nations_write_them():
    with override("es"):
        assert speech.languages(["fr", "en"]) == "francés e inglés"
    with override("ar"):
        assert speech.languages(["fr", "en"]) == "الفرنسية والإنكليزية"


def page(client, name="find", **data):
    found = client.get(reverse(f"directory:{name}"), data)
    assert found.status_code == 200, found.status_code
    return found.content.decode()


def test_luc_looks_for_egypt_at_twenty_to_midnight(as_, entry, now):
    luc = as_("luc")
    luc.cookies["django_language"] = "en"
    shown = page(luc, **{**NIGHT, "urgent": "on"})
    for said in (
        "Ministry of Justice, International Cooperation", "It alone is competent: Mutual legal assistance.",
        "Both are bound by: Organized Crime Convention, article 18; Convention against Corruption, article 46; 1988 Convention, article 7.",
        "verify them with the depositary", "Write in a language that it accepts and you use: French.",
        "The translation has to be certified.", "directly, from authority to authority; through INTERPOL; by the diplomatic channel",
        "It opens in 8 hours 20 minutes: Tue 1 Dec 09:00 there, Tue 1 Dec 08:00 with you.",
        "It is Tue 1 Dec 00:40 there and Mon 30 Nov 23:40 with you.", "State the dates of the acts.", "Ask for the officer on duty.",
        "Ask by word of mouth, and confirm in writing at once", "+20220000001", "turn to your own National Central Bureau",
        "confirmed", "invented",
    ):  # fmt: skip
        assert said in shown, said
    assert shown.index("+20220000001") < shown.index("+20220000000"), "when it burns the urgent number stands first"


def test_the_form_knows_where_one_is(as_, entry, now):
    luc, jo = as_("luc"), as_("jo")
    assert '<option value="FRA" selected' in page(luc)
    assert "checked" in page(luc).split('name="languages" value="fr"')[1][:60]
    assert "selected" not in page(jo).split('name="asking"')[1].split("</select>")[0]
    shown = page(jo, **{**NIGHT, "asking": "USA"})
    assert "Los Angeles" in shown.split('name="zone"')[1].split("</select>")[0]


def test_the_public_finds_with_less_shown(as_, entry, now):
    shown = page(as_("jo"), **{**NIGHT, "urgent": "on"})
    assert "Ministry of Justice, International Cooperation" in shown
    assert "shown to those who have signed in" in shown
    assert not [said for said in HIDDEN if said in shown]
    sheet = page(as_("jo"), "call_sheet", **{**NIGHT, "urgent": "on"})
    assert not [said for said in HIDDEN if said in sheet]


def test_no_way_ends(as_, now):
    shown = page(as_("jo"), **{**NIGHT, "asked": "TUV"})
    assert "No authority of <bdi>Tuvalu</bdi> is on record for this." in shown
    assert "The diplomatic channel" in shown
    assert "Not both are parties to: Organized Crime Convention" in shown


def test_why_in_this_order_is_said(as_, cast, entry, now):
    actions.record_authority(SYSTEM, central(functions=central().functions[:1]))
    shown = page(as_("jo"), **NIGHT)
    assert "Below the one above because its entry is less surely up to date." in shown
    assert "Why in this order" in shown


@pytest.mark.parametrize(
    "data",
    [
        {"asked": "EGY", "asking": "EGY"}, {"asked": "ATL"}, {"asked": "EGY", "at": "soon"}, {"asked": "EGY", "function": "magic"},
        {"asked": "EGY", "at": "0001-01-01T00:00", "asking": "FRA"}, {"asked": "EGY", "at": "9999-12-31T23:59", "asking": "USA"},
        {"asked": "EGY", "languages": "xx"}, {"asked": "EGY", "zone": "Mars/Olympus", "territory": "Atlantis"},
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_told(as_, entry, data, now):
    for name in ("find", "call_sheet"):
        assert "</html>" in page(as_("luc"), name, **{"function": "mutual_legal_assistance", **data})


@pytest.mark.parametrize("language", ["ar", "en", "es", "fr", "ru", "zh"])
def test_it_speaks_six_languages(as_, entry, now, language):
    actions.record_authority(SYSTEM, plain("EGY", "interpol_bureau", Function("law_enforcement_cooperation")))
    samira = as_("luc")
    samira.cookies["django_language"] = language
    for name in ("find", "call_sheet"):
        shown = page(samira, name, **{**NIGHT, "urgent": "on"})
        assert f'lang="{language}"' in shown
        if language != "en":
            body = shown.split("<main")[1]
            assert not [said for said in ("It opens in", "bound by", "Why this one", "Call sheet") if said in body]


def test_a_hidden_entry_is_found_by_nobody_else(as_, cast, entry, now):
    actions.withdraw_entry(cast("nadia"), entry)
    for name in ("jo", "luc", "pilar", "samira", "nadia"):
        with acting_as(cast(name)):
            found = finding.find(cast(name), Need("EGY", "mutual_legal_assistance", clock.now(), "PER"))
        assert not [one for one in found.answers if one.candidate], name


def test_looking_as_one_types(as_, entry):
    jo = as_("jo")
    shown = page(jo, "look", q="minstry of justce")
    assert "International Cooperation" in shown
    listed = jo.get(reverse("directory:look"), {"q": "وزاره العدل", "part": "list"})
    assert 'role="option"' in listed.content.decode()
    assert "<html" not in listed.content.decode()
    again = jo.get(
        reverse("directory:look"), {"q": "وزاره العدل", "part": "list"}, headers={"If-None-Match": listed["ETag"]}
    )
    assert (again.status_code, again.content) == (304, b"")
    told = json.loads(jo.get(reverse("directory:look"), {"q": "Египет", "format": "json"}).content)
    assert (told["state"], [one["id"] for one in told["authorities"]]) == ("EGY", [entry.pk])
    assert json.loads(
        jo.get(reverse("directory:look"), {"q": "Cairo"}, headers={"Accept": "application/json"}).content
    )["authorities"]
    assert "No authority fits." in page(jo, "look", q="zzzzqqqq")
    for name in ("luc", "nadia"):
        assert as_(name).get(reverse("directory:look"), {"q": "Cairo"})["Cache-Control"] == "private, no-store"


def test_what_else_an_authority_says_of_its_matter(cast, now):
    police = Cultural("police_unit", "Museums Police", "museums@example.org")
    culture = plain("EGY", "culture_ministry", Function("cultural_property"), cultural=(police,))
    actions.record_authority(SYSTEM, culture)
    actions.record_authority(SYSTEM, central(procedure=Procedure(legal_basis=False)))
    with acting_as(cast("luc")):
        for function, said in (
            ("cultural_property", "Specialized police unit"),
            ("extradition", "It does not take the Organized"),
        ):
            found = finding.find(cast("luc"), Need("EGY", function, clock.now(), "FRA"))
            lines = [line.says for part in sentences.parts(found.answers[0], found) for line in part.lines]
            assert any(said in line for line in lines), function
