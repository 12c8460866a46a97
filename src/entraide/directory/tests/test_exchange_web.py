"""The directory is taken along and brought in by pages; what leaves is what its reader may see."""

from __future__ import annotations

import csv
import io
import json
import zipfile

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from entraide.directory import actions
from entraide.directory.domain.exchange.opening import open_sheet
from entraide.directory.domain.record import Hours, Procedure, Reach
from entraide.directory.exchange import editions
from entraide.directory.models import Edition
from entraide.foundation.db.context import acting_as
from entraide.foundation.jobs.door import run_waiting
from entraide.kernel.text import Text

from .entries import museums
from .test_exchange_taking import FRANCE, HEAD, book

pytestmark = pytest.mark.django_db
SECRET = ("+2025550199", "hidden@example.org", "Ring the bell twice", "Amal", "amal@example.org")
"""A telephone, a mailbox and a procedure for States and organisations; a person."""
PERSON = SECRET[3:]


@pytest.fixture
def entry(cast):
    nadia = cast("nadia")
    week = ((("00:00", "24:00"),),) * 7
    record = museums(
        reaches=(Reach("phone", SECRET[0]), Reach("email", SECRET[1]), Reach("website", "https://example.org/museums", public=True)),
        procedure=Procedure(Hours("Africa/Cairo", week), urgent=Text.of("en", en=SECRET[2])),
    )  # fmt: skip
    made = actions.record_authority(nadia, record)
    actions.name_contact_point(nadia, made, name="Amal", email="amal@example.org")
    return made


def pdf_text(content):
    pages = pypdfium2.PdfDocument(content)
    return "\n".join(page.get_textpage().get_text_range() for page in pages)


def docx_text(content):
    return zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode()


def xlsx_text(content):
    return "\n".join(zipfile.ZipFile(io.BytesIO(content)).read(name).decode() for name in zipfile.ZipFile(io.BytesIO(content)).namelist())


def unfolded(content):
    return content.decode().replace("\r\n ", "")


READ = {"pdf": pdf_text, "docx": docx_text, "xlsx": xlsx_text, "csv": bytes.decode, "vcf": unfolded, "html": bytes.decode, "json": bytes.decode}


def taken(client, form, entry):
    """What a reader holds in their hands, as text."""
    if form == "json":
        return client.get("/api/directory/").content.decode() + client.get(f"/api/directory/{entry.pk}/").content.decode()
    if form in ("pdf", "docx"):
        place = client.post(f"/directory/editions/{form}/")["Location"]
        content = client.get(f"{place}file/").content
    else:
        content = client.get(f"/directory/take/directory.{form}").content
    return READ[form](content)


@pytest.mark.parametrize("form", READ)
def test_the_stranger_gets_no_address_and_no_person(as_, entry, form):
    text = taken(as_("jo"), form, entry)
    assert "Museums Police" in text
    assert not [word for word in SECRET if word in text]


@pytest.mark.parametrize("form", READ)
def test_another_state_gets_addresses_and_no_person(as_, entry, form):
    text = taken(as_("luc"), form, entry)
    assert SECRET[1] in text
    assert not [word for word in PERSON if word in text]


@pytest.mark.parametrize("form", READ)
def test_a_state_gets_its_own_persons_where_they_are_read_and_not_where_they_travel(as_, entry, form):
    assert (PERSON[1] in taken(as_("samira"), form, entry)) == (form in ("xlsx", "csv", "vcf", "json"))
    assert PERSON[1] not in taken(as_("nadia"), form, entry), "the secretariat sees persons in a power session alone"


def test_one_card_for_the_address_book(as_, entry):
    card = unfolded(as_("luc").get(f"/directory/{entry.pk}/card.vcf").content)
    assert card.startswith("BEGIN:VCARD\r\nVERSION:4.0\r\nKIND:org\r\n")
    assert 'TEL;VALUE=uri;TYPE="work,voice":tel:+2025550199\r\n' in card
    assert "FN;ALTID=1;LANGUAGE=ar:شرطة المتاحف\r\n" in card
    assert as_("jo").get("/directory/999/card.vcf").status_code == 404


def test_an_edition_is_shared_by_those_who_see_the_same_and_by_nobody_else(as_, cast, entry):
    luc, jo = as_("luc"), as_("jo")
    place = luc.post("/directory/editions/pdf/")["Location"]
    assert as_("pilar").post("/directory/editions/pdf/")["Location"] == place
    assert jo.post("/directory/editions/pdf/")["Location"] != place
    assert (jo.get(place).status_code, jo.get(f"{place}file/").status_code) == (404, 404)
    with acting_as(cast("jo")):
        assert [one.audience for one in Edition.objects.all()] == ["public"]
    actions.correct_authority(cast("nadia"), entry, museums(acronym="MP"))
    assert luc.post("/directory/editions/pdf/")["Location"] != place
    assert jo.post("/directory/editions/exe/").status_code == 404


def test_a_large_edition_is_made_outside_of_the_request(as_, cast, entry, monkeypatch):
    monkeypatch.setattr(editions, "AT_ONCE", 0)
    jo = as_("jo")
    place = jo.post("/directory/editions/docx/")["Location"]
    waiting = jo.get(place)
    assert (waiting["Refresh"], jo.get(f"{place}file/").status_code) == ("5", 404)
    with acting_as(cast("jo")):
        run_waiting()
    assert f"{place}file/" in jo.get(place).content.decode()
    assert jo.get(f"{place}file/")["Content-Type"].startswith("application/vnd")


def test_etags_tell_only_what_the_reader_sees(as_, cast, entry):
    jo, luc = as_("jo"), as_("luc")
    address = f"/api/directory/{entry.pk}/"
    tags = {name: client.get(address)["ETag"] for name, client in (("jo", jo), ("luc", luc))}
    assert jo.get(address, headers={"If-None-Match": tags["jo"]}).status_code == 304
    actions.correct_authority(cast("nadia"), entry, museums(reaches=(Reach("email", "other@example.org"),
                              Reach("website", "https://example.org/museums", public=True))))  # fmt: skip
    assert jo.get(address, headers={"If-None-Match": tags["jo"]}).status_code == 304
    assert luc.get(address, headers={"If-None-Match": tags["luc"]}).status_code == 200
    assert luc.get(address, headers={"If-None-Match": tags["jo"]}).status_code == 200
    actions.withdraw_entry(cast("nadia"), entry)
    assert jo.get(address, headers={"If-None-Match": tags["jo"]}).status_code == 404


def test_the_api_filters_and_goes_on(as_, cast, entry):
    nadia = cast("nadia")
    for number in range(3):
        actions.record_authority(nadia, museums(entity="FRA", name=Text.of("fr", fr=f"Bureau {number}")))
    jo = as_("jo")
    address, seen = "/api/directory/?size=2", []
    while address:
        page = jo.get(address).json()
        seen += [row["id"] for row in page["authorities"]]
        address = page["next"]
    assert seen == sorted(set(seen)) and len(seen) == 4
    for query, count in (
        ("entity=fra", 3), ("function=cultural_property", 4), ("function=firearms", 0), ("standing=not_confirmed", 4),
        ("standing=confirmed", 0), ("changed_since=2000-01-01", 4), ("changed_since=2999-01-01T00:00:00Z", 0),
        ("function=cultural_property&instrument=UNTOC", 0),
    ):  # fmt: skip
        assert len(jo.get(f"/api/directory/?{query}").json()["authorities"]) == count, query
    for query in ("function=x", "standing=x", "changed_since=soon", "size=0", "cursor=-1", "instrument=%00", "article=%3Cx%3E"):
        answer = jo.get(f"/api/directory/?{query}")
        assert (answer.status_code, answer.json()["problems"][0]["code"]) == (400, "DOC-411"), query
    assert len(jo.get("/api/directory/functions/").json()["functions"]) == 15


def test_nadia_imports_by_pages(as_, entry):
    nadia = as_("nadia")
    peru = ("Pérou", "MP", "x", "extradition", "", "", "", "", "", "")
    content = book(HEAD, FRANCE, peru, ("Égypte", "Police des musée", "Police", "Armes à feu"))
    sent = SimpleUploadedFile("table.xlsx", content)
    columns = nadia.post("/directory/import/", {"sheet": sent})["Location"]
    page = nadia.get(columns)
    assert page.status_code == 200
    form = page.context["form"]
    given = {name: field.initial or "" for name, field in form.fields.items()} | {"language": "fr"}
    preview = nadia.post(columns, given)["Location"]
    shown = nadia.get(preview).content.decode()
    assert "Bureau de l’entraide" in shown and "DIR-305" in shown
    mend = nadia.get(f"{preview}to-mend.xlsx")
    assert len(open_sheet(mend.content).rows) in (1, 2)
    assert nadia.post(f"{preview}apply/", {"shown": ["0"], "take": ["0"]})["Location"] == preview
    found = json.loads(nadia.get("/api/directory/?entity=FRA").content)["authorities"]
    assert [one["standing"] for one in found] == ["confirmed"]
    assert nadia.post(f"{preview}undo/")["Location"] == "/directory/import/"
    assert as_("jo").get("/api/directory/?entity=FRA").json()["authorities"] == []
    assert nadia.post("/directory/import/", {}).status_code == 422


@pytest.mark.parametrize("name", ["jo", "samira", "grace"])
def test_strangers_find_no_import_page(as_, name):
    stranger = as_(name)
    for address in ("/directory/import/", "/directory/import/1/", "/directory/import/1/columns/", "/directory/import/1/to-mend.xlsx"):
        assert stranger.get(address).status_code == 404
    for verb in ("apply", "undo", "drop"):
        assert stranger.post(f"/directory/import/1/{verb}/").status_code == 404
    assert stranger.get("/directory/take/").status_code == 200


def test_the_table_of_a_state_comes_without_what_an_import_needs(as_, entry):
    rows = list(csv.reader(io.StringIO(as_("luc").get("/directory/take/directory.csv").content.decode("utf-8-sig"))))
    assert "version" not in rows[0] and "contacts" not in rows[0] and "hours" in rows[0]
    assert "hours" not in as_("jo").get("/directory/take/directory.csv").content.decode()
