"""pyodk as it is on PyPI, against a running instance: one life of a form, from the workbook to the reviewed and read replies."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
import requests
import xlsxwriter
from pyodk._utils.config import CentralConfig, Config
from pyodk.client import Client
from pyodk.errors import PyODKError

from entraide.collection import released
from tests.cast import PASSPHRASE, person

SURVEY = (
    ("type", "name", "label", "constraint", "image"),
    ("text", "museum", "Museum", "", "map.png"),
    ("integer", "objects", "Objects", ". < 100"),
    ("image", "photo", "Photograph"),
    ("begin repeat", "cases", "Cases"),
    ("integer", "year", "Year"),
    ("end repeat",),
)


def workbook() -> bytes:
    """A small XLSForm with a picture beside its first question."""
    made = BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    survey, settings = book.add_worksheet("survey"), book.add_worksheet("settings")
    for at, row in enumerate(SURVEY):
        survey.write_row(at, 0, row)
    settings.write_row(0, 0, ("form_id", "form_title", "version"))
    settings.write_row(1, 0, ("visits", "Visits to museums", "1"))
    book.close()
    return made.getvalue()


def reply(guid: str, objects: str = "3", *, version: str = "1", replaces: str = "", photo: str = "") -> str:
    """The XML of a submission."""
    old = f"<deprecatedID>{replaces}</deprecatedID>" if replaces else ""
    return (
        f'<data id="visits" version="{version}"><museum>Cairo</museum><objects>{objects}</objects><photo>{photo}</photo>'
        f"<cases><year>2010</year></cases><cases><year>2011</year></cases>"
        f"<meta>{old}<instanceID>{guid}</instanceID></meta></data>"
    )


@pytest.fixture
def client(served: str, tmp_path: Path) -> Client:
    """Nadia's program, at work in a new project."""
    released.forget()
    person("nadia")
    config = Config(CentralConfig(served, "nadia@example.org", PASSPHRASE))
    with Client(config=config, cache_path=tmp_path / "token.toml") as first:
        project = first.post("projects", json={"name": "Visits"}).json()
    return Client(config=config, cache_path=tmp_path / "token.toml", project_id=project["id"]).open()


@pytest.mark.django_db(transaction=True)
def test_one_life_of_a_form(client: Client, served: str, tmp_path: Path) -> None:
    assert [one.name for one in client.projects.list()] == ["Visits"]
    _publishes(client, tmp_path)
    _submits(client, tmp_path)
    _corrects(client)
    _reviews(client)
    _reads(client)
    _connects_devices(client, served)


def _publishes(client: Client, folder: Path) -> None:
    (folder / "map.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    made = client.forms.create(definition=workbook(), attachments=[folder / "map.png"])
    assert (made.xmlFormId, made.version, made.name) == ("visits", "1", "Visits to museums")
    second = client.forms.get_xml("visits").replace('version="1"', 'version="2"', 1)
    client.forms.update("visits", definition=second)
    listed = client.forms.list()
    assert [(one.xmlFormId, one.version, one.state) for one in listed] == [("visits", "2", "open")]
    assert 'version="2"' in client.forms.get_xml("visits")
    versions = client.get(f"projects/{client.project_id}/forms/visits/versions").json()
    assert [one["version"] for one in versions] == ["2", "1"]
    files = client.get(f"projects/{client.project_id}/forms/visits/attachments").json()
    assert [(one["name"], one["exists"]) for one in files] == [("map.png", True)]
    with pytest.raises(PyODKError) as refused:
        client.forms.update("visits", definition=second)
    assert refused.value.is_central_error(409.6)
    fields = client.get(f"projects/{client.project_id}/forms/visits/fields").json()
    assert ("/cases", "repeat") in {(one["path"], one["type"]) for one in fields}


def _submits(client: Client, folder: Path) -> None:
    (folder / "mask.jpg").write_bytes(b"\xff\xd8" * 1000)
    made = client.submissions.create(
        reply("uuid:1", photo="mask.jpg"), form_id="visits", device_id="tablet", attachments=[folder / "mask.jpg"]
    )
    assert (made.instanceId, made.deviceId, made.attachments[0].exists) == ("uuid:1", "tablet", True)
    client.submissions.create(reply("uuid:2", "many"), form_id="visits")
    with pytest.raises(PyODKError) as refused:
        client.submissions.create(reply("uuid:2", "4"), form_id="visits")
    assert refused.value.is_central_error(409.1)
    with pytest.raises(PyODKError) as refused:
        client.submissions.create(reply("uuid:3", version="9"), form_id="visits")
    assert refused.value.is_central_error(404.6)
    where = f"projects/{client.project_id}/forms/visits/submissions"
    assert client.get(f"{where}/uuid:1/attachments/mask.jpg").content == b"\xff\xd8" * 1000
    marked = client.get(f"{where}/uuid:2").json()
    assert (marked["valid"], [one["code"] for one in marked["findings"]]) == (False, ["COL-023"])


def _corrects(client: Client) -> None:
    client.submissions.edit(
        "uuid:2", reply("uuid:22", "5", version="2", replaces="uuid:2"), form_id="visits", comment="It was five."
    )
    where = f"projects/{client.project_id}/forms/visits/submissions/uuid:2"
    assert "<objects>5</objects>" in client.get(f"{where}.xml").text
    assert [one["instanceId"] for one in client.get(f"{where}/versions").json()] == ["uuid:22", "uuid:2"]
    changed = {tuple(one["path"]): (one["old"], one["new"]) for one in client.get(f"{where}/diffs").json()["uuid:22"]}
    assert changed["objects",] == ("many", "5")
    with pytest.raises(PyODKError) as refused:
        client.submissions._put("uuid:2", reply("uuid:23", replaces="uuid:2"), form_id="visits")
    assert refused.value.is_central_error(409.9)


def _reviews(client: Client) -> None:
    client.submissions.review("uuid:1", "approved", form_id="visits", comment="Seen.")
    assert client.submissions.get("uuid:1", form_id="visits").reviewState == "approved"
    assert [one.body for one in client.submissions.list_comments("uuid:1", form_id="visits")] == ["Seen."]
    listed = client.submissions.list(form_id="visits")
    assert [(one.instanceId, one.reviewState) for one in listed] == [("uuid:2", "edited"), ("uuid:1", "approved")]


def _reads(client: Client) -> None:
    table = client.submissions.get_table(form_id="visits", count=True, expand="*")
    assert table["@odata.count"] == 2
    first, second = table["value"]
    assert (first["objects"], [one["year"] for one in first["cases"]]) == (5, [2010, 2011])
    assert second["__system"]["attachmentsPresent"] == 1
    page = client.submissions.get_table(form_id="visits", top=1)
    rest = client.get(page["@odata.nextLink"]).json()
    assert [one["__id"] for one in (*page["value"], *rest["value"])] == ["uuid:2", "uuid:1"]
    approved = client.submissions.get_table(
        form_id="visits", filter="__system/reviewState eq 'approved'", select="__id"
    )
    assert approved["value"] == [{"__id": "uuid:1"}]
    none = client.submissions.get_table(form_id="visits", filter="year(__system/submissionDate) lt 2001")
    assert none["value"] == []
    cases = client.submissions.get_table(form_id="visits", table_name="Submissions.cases")
    assert [(one["__Submissions-id"], one["year"]) for one in cases["value"][:2]] == [
        ("uuid:2", 2010),
        ("uuid:2", 2011),
    ]
    root = f"projects/{client.project_id}/forms/visits.svc"
    assert [one["name"] for one in client.get(root).json()["value"]] == ["Submissions", "Submissions.cases"]
    assert 'EntityType Name="Submissions.cases"' in client.get(f"{root}/$metadata").text
    lines = client.get(f"projects/{client.project_id}/forms/visits/submissions.csv").text.splitlines()
    assert lines[0].startswith("SubmissionDate,museum,objects,photo")
    assert len(lines) == 3


def _connects_devices(client: Client, served: str) -> None:
    (user,) = client.projects.create_app_users(["Tablet 1"], forms=["visits"])
    assert list(client.projects.create_app_users(["Tablet 1"])) == []
    base, headers = f"{served}/v1/key/{user.token}/projects/{client.project_id}", {"X-OpenRosa-Version": "1.0"}
    assert f"{base}/forms/visits.xml" in requests.get(f"{base}/formList", headers=headers, timeout=10).text
    listed = requests.get(f"{base}/forms/visits/manifest", headers=headers, timeout=10).text
    assert f"{base}/forms/visits/attachments/map.png" in listed
    assert requests.get(f"{base}/forms/visits/attachments/map.png", timeout=10).content.startswith(b"\x89PNG")
    body = requests.Request(
        "POST", base, files={"xml_submission_file": ("s.xml", reply("uuid:5", version="2"))}
    ).prepare()
    whole = body.body
    chunks = (whole[at : at + 50] for at in range(0, len(whole), 50))
    type_ = {"Content-Type": body.headers["Content-Type"]}
    sent = requests.post(f"{base}/submission", data=chunks, headers={**headers, **type_}, timeout=10)
    assert sent.status_code == 201
    assert len(client.submissions.list(form_id="visits")) == 3
    assert client.delete(f"projects/{client.project_id}/app-users/{user.id}").json() == {"success": True}
    assert requests.get(f"{base}/formList", headers=headers, timeout=10).status_code == 401
