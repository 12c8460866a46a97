"""Nadia at her desk: three languages of one paper are dropped, mended, filed, compared, corrected, cited."""

from __future__ import annotations

from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile

from entraide.documents import queries
from entraide.foundation.audit.models import Entry
from entraide.foundation.db.context import acting_as

FIXTURES = Path(__file__).parents[2] / "data" / "fixtures" / "reports"
SYMBOL = "XTST/COP/WG.1/2031/4"


def dropped(nadia):
    """The three files in one request, as a browser without a script sends them."""
    files = [
        SimpleUploadedFile(f"desk.{code}.txt", (FIXTURES / f"desk.{code}.txt").read_bytes())
        for code in ("en", "fr", "ar")
    ]
    answer = nadia.post("/documents/upload/", {"file": files, "language": ""})
    assert answer.status_code == 200
    (group,) = answer.context["groups"]
    assert group.symbols == (SYMBOL,)
    assert {one.reading.language for one in group.outcomes} == {"ar", "en", "fr"}
    return group.url


def form_of(page):
    """What stands in the form when it is opened, as a browser would send it back."""
    form, statuses = page.context["form"], page.context["statuses"]
    said = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    said |= {name: statuses.get_initial_for_field(field, name) for name, field in statuses.fields.items()}
    return {name: value for name, value in said.items() if value not in (None, False)}


def filed(nadia, url):
    page = nadia.get(url)
    assert page.context["aligned"]["lacking"] == []
    said = {**form_of(page), "invented": "on"}
    assert said["status_en"] == "original"
    answer = nadia.post(url, said)
    assert answer.status_code == 302, [problem.what("en") for problem in answer.context["problems"]]
    return answer.url


def mended(nadia, url):
    """The last paragraph of the English text is split in two and joined again by undoing; one word is corrected."""
    english = next(row for row in nadia.get(url).context["rows"] if row.language == "en")
    page = f"/documents/readings/{english.id}/"
    shown = nadia.get(page)
    assert b'id="line-' in shown.content
    assert b"desk.js" in shown.content
    text = "The Working Group decided to meet again in 2032,\nwhich is invented too."
    assert nadia.post(f"{page}correct/para-6/", {"number": "7", "text": text, "step": "split"}).status_code == 302
    differs = nadia.get(url)
    assert b"DOC-502" in differs.content
    assert nadia.post(f"{page}undo/").status_code == 302
    said = {"number": "c", "text": "Train those who keep it and those who read it.", "step": "set"}
    assert nadia.post(f"{page}correct/para-4-2/", said).url == f"{page}#para-4-2"


def test_the_desk(as_, cast):
    nadia, jo = as_("nadia"), as_("jo")
    together = dropped(nadia)
    mended(nadia, together)
    page = filed(nadia, together)
    with acting_as(cast("nadia")):
        rows = {
            row.label: row for row in queries.paragraphs_of(cast("nadia"), queries.find_document(cast("jo"), SYMBOL).id)
        }
    assert set(rows["5 (b)"].text.versions) == {"ar", "en", "fr"}
    assert rows["5 (c)"].text.versions["en"].endswith("those who read it.")
    document = rows["5 (b)"].document

    beside = jo.get(f"/documents/{document}/compare/", {"left": "en", "right": "ar"}).content.decode()
    assert "Share the ledger" in beside
    assert 'lang="ar" dir="rtl">إطلاع الأمانة' in beside
    assert "0 only in the first" in beside

    french = str(rows["5 (b)"].guid)
    wrong = rows["5 (b)"].text.versions["fr"]
    said = {
        "language": ["fr"], "paragraph": [french], f"text-fr-{french}": wrong.replace("par mois", "par an"),
        "symbol": f"{SYMBOL}/Corr.1", "reason": "The French text said each month.", "dated": "2031-06-02",
    }  # fmt: skip
    issued = nadia.post(f"/documents/{document}/issue/corr/", said, follow=True).content.decode()
    assert "une fois par an" in issued
    assert f"{SYMBOL}/Corr.1" in issued
    changed = jo.get(
        f"/documents/{document}/compare/", {"left": "fr@0", "right": "fr", "only": "changes"}
    ).content.decode()
    assert "<del>mois</del>" in changed
    assert "<ins>an</ins>" in changed
    assert "une fois par mois" in jo.get(f"/documents/{document}/fr/?edition=0").content.decode()
    assert "Share the ledger with the Secretariat once a year" in jo.get(f"/documents/{document}/en/").content.decode()
    for form, start in (("html", b"<!DOCTYPE"), ("docx", b"PK"), ("akn", b"<?xml"), ("pdf", b"%PDF")):
        assert jo.get(f"/documents/{document}/fr/{form}/").content.startswith(start)

    address = f"/paragraphs/{french}/"
    assert f"{SYMBOL}, para. 5 (b)" in jo.get(address).content.decode()
    assert f"{SYMBOL}, par. 5 b)" in jo.get(f"{address}?in=fr").content.decode()
    assert f"{SYMBOL}، الفقرة 5 (ب)" in jo.get(f"{address}?in=ar").content.decode()
    assert "une fois par an" in jo.get(f"{address}?in=fr").content.decode()
    with acting_as(cast("nadia")):
        verbs = set(Entry.objects.values_list("verb", flat=True))
    assert {"documents.set.filed", "documents.reading.corrected", "documents.reading.undone"} <= verbs
    assert "documents.edition.corrected" in verbs
    refused_at_every_address(as_, document, together, page)


def refused_at_every_address(as_, document, together, page):
    for name in ("jo", "luc", "grace"):
        stranger = as_(name)
        assert stranger.get(page).status_code == 200
        for address in (
            "/documents/upload/",
            together,
            f"/documents/{document}/issue/",
            f"/documents/{document}/issue/corr/",
            f"/documents/{document}/issue/rev/",
            "/documents/readings/",
        ):
            assert stranger.post(address, {}).status_code in (404, 405), address
            assert stranger.get(address).status_code == 404, address
        for reading in together.split("?")[1].split("&"):
            number = reading.partition("=")[2]
            for verb in ("correct/para-0", "undo", "again", "set-aside", "file", "version"):
                assert stranger.post(f"/documents/readings/{number}/{verb}/", {}).status_code == 404
