import pytest
from django.urls import reverse

from entraide.directory import actions, queries
from entraide.directory.domain.record import Function
from entraide.directory.models import Authority
from entraide.foundation.db.context import acting_as
from entraide.kernel.text import Text

from .entries import museums

pytestmark = pytest.mark.usefixtures("anybody")

GIVEN = {
    "name_en": "Museums Police", "name_ar": "شرطة المتاحف", "kind": "police", "function_0": "cultural_property",
    "function_1": "mutual_legal_assistance", "instrument_1": "UNTOC", "article_1": "18(13)",
    "mailbox": "museums@example.org", "language": "ar", "city": "Cairo",
}  # fmt: skip


@pytest.fixture
def entry(cast):
    return actions.record_authority(cast("samira"), museums())


def page(client, name, *args, **data):
    found = client.get(reverse(f"directory:{name}", args=args), data)
    assert found.status_code == 200, found.status_code
    return found.content.decode()


def press(client, view, /, *args, **data):
    return client.post(reverse(f"directory:{view}", args=args), data)


def seen(actor, authority_id):
    with acting_as(actor):
        return queries.authority(actor, authority_id)


def test_samira_enters_an_authority_of_her_state(as_, cast):
    samira = as_("samira")
    assert "Official name in العربية" in page(samira, "record")
    assert 'name="entity"' not in page(samira, "record")
    refused = press(samira, "record", kind="police", language="ar").content.decode()
    assert "Write the name in at least one language." in refused
    assert "Say what the authority is competent for." in refused
    assert press(samira, "record", **GIVEN, entity="FRA").status_code == 302
    made = Authority.objects.get()
    assert made.entity == "EGY"
    assert [one.article for one in seen(cast("jo"), made.pk).functions] == ["", "18(13)"]
    shown = page(as_("jo"), "detail", made.pk)
    assert "Organized Crime Convention, article 18(13)" in shown
    assert "not confirmed" in shown


def test_a_fault_that_the_form_cannot_know_is_told_with_its_number(as_):
    refused = press(as_("nadia"), "record", **{**GIVEN, "entity": "EGY", "article_1": "99"})
    assert (refused.status_code, b"DIR-105" in refused.content) == (422, True)
    assert not Authority.objects.exists()


def test_the_public_sees_neither_addresses_nor_persons(as_, cast, entry):
    actions.name_contact_point(cast("samira"), entry, name="Amal (invented)", email="amal@example.org")
    for name, mailbox, person in (("jo", 0, 0), ("luc", 1, 0), ("samira", 1, 1), ("nadia", 1, 1)):
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


def test_samira_changes_her_entry_and_names_a_contact_point(as_, cast, entry):
    samira = as_("samira")
    assert "Museums Police" in page(samira, "edit", entry.pk)
    changed = {**GIVEN, "name_fr": "Police des musées", "phone": "+20 2 0000 0000"}
    assert press(samira, "edit", entry.pk, **changed).status_code == 302
    row = seen(cast("samira"), entry.pk)
    assert (row.name.versions["fr"], row.name.statuses["ar"], row.record.first("phone")) == (
        "Police des musées", "original", "+20 2 0000 0000",
    )  # fmt: skip
    person = {"name": "Amal (invented)", "email": "amal@example.org", "language": "ar", "replaces": "on"}
    assert press(samira, "contact_point", entry.pk, **person).status_code == 302
    assert [one.name for one in seen(cast("samira"), entry.pk).contact_points] == ["Amal (invented)"]


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


@pytest.mark.parametrize("name", ["jo", "pilar", "luc", "tarek", "grace"])
def test_strangers_find_no_form(as_, cast, entry, name):
    stranger = as_(name)
    for view in ("edit", "contact_point", "designation", "confirm", "withdraw"):
        assert press(stranger, view, entry.pk, **GIVEN).status_code == 404, view
    for view in ("edit", "contact_point", "designation"):
        assert stranger.get(reverse(f"directory:{view}", args=[entry.pk])).status_code == 404, view
    assert stranger.get(reverse("directory:detail", args=[0])).status_code == 404
    actions.withdraw_entry(cast("samira"), entry)
    assert stranger.get(reverse("directory:detail", args=[entry.pk])).status_code == (200 if name == "tarek" else 404)


@pytest.mark.parametrize("language", ["ar", "en", "es", "fr", "ru", "zh"])
def test_every_page_opens_in_every_language(as_, entry, language):
    samira = as_("samira")
    samira.cookies["django_language"] = language
    for view, *args in (("list",), ("record",), ("detail", entry.pk), ("edit", entry.pk), ("contact_point", entry.pk)):
        assert f'lang="{language}"' in page(samira, view, *args)
