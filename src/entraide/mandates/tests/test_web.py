import pytest
from django.urls import reverse

from entraide.foundation.db.context import acting_as
from entraide.kernel.text import Text
from entraide.mandates import actions, policies, queries
from entraide.mandates.models import Addressee, Evidence, Mandate


@pytest.fixture(autouse=True)
def _as_the_secretariat(cast):
    with acting_as(cast("nadia")):
        yield


def page(client, name, *args, **data):
    url = reverse(f"mandates:{name}", args=args)
    found = client.get(url, data)
    assert found.status_code == 200, found.status_code
    return found.content.decode()


def press(client, name, *args, **data):
    return client.post(reverse(f"mandates:{name}", args=args), data)


def test_nadia_reads_confirms_corrects_and_rejects(as_, cast, paper):
    nadia = as_("nadia")
    assert "Read proposals" in page(nadia, "inbox", paper.pk)
    assert press(nadia, "read", paper.pk).status_code == 302
    shown = page(nadia, "inbox", paper.pk)
    assert "4 proposals wait for your decision." in shown
    assert "<mark>Invites</mark> Member States" in shown
    rows = {row.label: row for row in queries.proposals(cast("nadia"), paper.pk)}
    assert press(nadia, "confirm", rows["24 (a)"].id)["Location"].endswith(f"#m{rows['24 (a)'].id}")
    assert "Why is this no recommendation?" in page(nadia, "reject", rows["23 (a)"].id)
    assert "There is a problem" in press(nadia, "reject", rows["23 (a)"].id, reason=" ").content.decode()
    assert press(nadia, "reject", rows["23 (a)"].id, reason="A courtesy.").status_code == 302
    shown = page(nadia, "inbox", paper.pk)
    assert "A courtesy." in shown
    assert "2 proposals wait for your decision." in shown
    assert press(nadia, "confirm_all", paper.pk).status_code == 302
    assert "wait for your decision" not in page(nadia, "inbox", paper.pk)


def test_a_correction_goes_through_a_plain_form(as_, cast, proposed):
    nadia, row = as_("nadia"), proposed["23 (a)"]
    assert "Addressee 1: kind" in page(nadia, "correct", row.id)
    given = {
        "act": "urge", "strength": "4", "issuer": row.issuer, "deliverable": row.deliverable, "deadline": "by 2027",
        "summary": "States name contact points.", "kind_0": "states", "text_0": row.addressees[0].text,
        "kind_1": "organisation", "text_1": "INTERPOL", "hedges": ["as-appropriate"],
    }  # fmt: skip
    assert press(nadia, "correct", row.id, **given).status_code == 302
    made = queries.mandate(cast("nadia"), row.id)
    assert (made.act, made.deadline, made.hedges) == ("urge", "by 2027", ("as-appropriate",))
    assert [(one.kind, one.name, one.text) for one in made.addressees] == [
        ("states", "member-states", row.addressees[0].text),
        ("organisation", "", "INTERPOL"),
    ]
    assert "States name contact points." in page(nadia, "detail", row.id)
    assert press(nadia, "correct", row.id, **given).status_code == 422


def test_the_register_is_public_and_can_be_filtered(as_, cast, paper):
    jo = as_("jo")
    assert "The register is empty." in page(jo, "register")
    actions.propose(cast("nadia"), paper.pk)
    assert "The register is empty." in page(jo, "register")
    assert "4 proposals in" in page(as_("nadia"), "register")
    actions.confirm_all(cast("nadia"), paper.pk)
    assert "5 recommendations" in page(jo, "register")
    assert "One recommendation" in page(jo, "register", kind="conference")
    assert "No recommendation fits." in page(jo, "register", act="condemn")
    assert "5 recommendations" in page(jo, "register", act="nonsense")


def test_the_page_of_a_mandate_shows_the_way_it_is_asked(as_, cast, paper, proposed):
    actions.confirm_all(cast("nadia"), paper.pk)
    shown = page(as_("jo"), "detail", proposed["24 (a)"].id)
    assert "recommends: Conference of the Parties" in shown
    assert "Another body must act before this is asked." in shown
    assert "<select" not in shown
    assert "requests: UNODC" in page(as_("jo"), "detail", proposed["24"].id)


def test_the_secretariat_records_three_axes(as_, cast, paper, proposed):
    actions.confirm_all(cast("nadia"), paper.pk)
    nadia, row = as_("nadia"), queries.mandate(cast("nadia"), proposed["23 (b)"].id)
    assert page(nadia, "detail", row.id).count("<select") == 3
    press(nadia, "move", row.id, verb="endorse")
    press(nadia, "response", row.addressees[0].id, verb="accept")
    press(nadia, "implementation", row.addressees[0].id, verb="begin")
    made = queries.mandate(cast("nadia"), row.id)
    assert (made.life, made.addressees[0].response, made.addressees[0].implementation) == (
        "endorsed",
        "accepted",
        "in_progress",
    )
    assert press(nadia, "move", row.id, verb="explode").status_code == 422


def test_two_persons_bring_evidence_to_the_public(as_, cast, paper, proposed):
    actions.confirm_all(cast("nadia"), paper.pk)
    row = proposed["23 (b)"]
    given = {"kind": "report", "language": "fr", "text": "Le rapport a paru.", "href": "https://example.org/report"}
    assert press(as_("nadia"), "add_evidence", row.id, kind="report", language="fr").status_code == 200
    assert press(as_("nadia"), "add_evidence", row.id, **given).status_code == 302
    assert "Le rapport a paru." not in page(as_("jo"), "detail", row.id)
    own = page(as_("nadia"), "evidence")
    assert "a second person must validate it" in own
    assert "disabled" in own
    (waiting,) = queries.to_validate(cast("nadia"))
    assert press(as_("nadia"), "validate", waiting.id).status_code == 422
    assert "disabled" not in page(as_("viktor"), "evidence")
    assert press(as_("viktor"), "validate", waiting.id).status_code == 302
    assert "Le rapport a paru." in page(as_("jo"), "detail", row.id)
    assert "No evidence waits" in page(as_("viktor"), "evidence")


@pytest.mark.parametrize("name", ["jo", "pilar", "samira", "grace"])
def test_strangers_find_nothing_of_what_is_the_secretariats(as_, cast, paper, proposed, name):
    row = proposed["23 (a)"]
    laid = actions.add_evidence(
        cast("nadia"),
        mandate=policies.access_mandate(cast("nadia"), row.id),
        kind="other",
        text=Text.of("en", en="So."),
    )
    whom = row.addressees[0].id
    stranger = as_(name)
    reads = [("detail", row.id), ("inbox", paper.pk), ("correct", row.id), ("reject", row.id), ("evidence",)]
    reads += [("add_evidence", row.id), ("inbox", 0), ("detail", 0)]
    for view, *args in reads:
        assert stranger.get(reverse(f"mandates:{view}", args=args)).status_code == 404, view
    writes = [
        ("read", paper.pk),
        ("confirm_all", paper.pk),
        ("confirm", row.id),
        ("correct", row.id),
        ("reject", row.id),
    ]
    writes += [
        ("move", row.id),
        ("response", whom),
        ("implementation", whom),
        ("add_evidence", row.id),
        ("validate", laid.pk),
    ]
    for view, *args in writes:
        assert press(stranger, view, *args, verb="adopt", reason="No.").status_code == 404, view
    assert Mandate.objects.get(pk=row.id).life == "proposed"
    assert Addressee.objects.get(pk=whom).response == "pending"
    assert Evidence.objects.get(pk=laid.pk).validated_at is None


@pytest.mark.parametrize("language", ["ar", "en", "es", "fr", "ru", "zh"])
def test_every_page_opens_in_every_language(as_, cast, paper, proposed, language):
    actions.confirm_all(cast("nadia"), paper.pk)
    nadia = as_("nadia")
    nadia.cookies["django_language"] = language
    for view, *args in (("register",), ("inbox", paper.pk), ("detail", proposed["24 (a)"].id), ("evidence",)):
        assert f'lang="{language}"' in page(nadia, view, *args)
