"""What should not be sent, and what comes of it: a number, nothing lost, nothing in memory that does not belong there."""

from __future__ import annotations

import io
import json
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections
from django.test import Client, RequestFactory
from lxml import etree

from entraide.collection import actions
from entraide.collection.models import Instance, InstanceFile, InstanceVersion, Stray
from entraide.collection.tests.devices import Device, collection_of, device_for, forget, sent
from entraide.collection.web.v1 import bodies
from entraide.foundation.audit.verifying import verify
from entraide.foundation.db.context import acting_as
from entraide.kernel.actor import SYSTEM
from entraide.kernel.problems import Refused

pytestmark = pytest.mark.django_db

LAUGHS = b"""<!DOCTYPE data [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>
<data id="visits" version="1"><museum>&c;</museum><meta><instanceID>uuid:1</instanceID></meta></data>"""
OUTSIDE = b"""<!DOCTYPE data [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<data id="visits" version="1"><museum>&x;</museum><meta><instanceID>uuid:1</instanceID></meta></data>"""
ENCRYPTED = b"""<data xmlns="http://opendatakit.org/submissions" encrypted="yes" id="visits" version="1">
<base64EncryptedKey>a2V5</base64EncryptedKey><meta><instanceID>uuid:1</instanceID></meta></data>"""


@pytest.fixture(autouse=True)
def nothing_remembered():
    forget()
    yield
    forget()


@pytest.fixture
def form(cast):
    return collection_of(cast("nadia"))


@pytest.fixture
def device(cast, form):
    return device_for(cast("nadia"), form.project)[0]


def number(response):
    return etree.fromstring(response.content)[0].text.rpartition("(")[2].rstrip(")")


def count(model):
    with acting_as(SYSTEM):
        return model.objects.count()


@pytest.mark.parametrize(
    ("xml", "expected", "status"),
    [
        (LAUGHS, "COL-420", 400),
        (OUTSIDE, "COL-420", 400),
        (ENCRYPTED, "COL-419", 400),
        (b"", "COL-417", 400),
        (b"<data", "COL-417", 400),
        (b"\x00" * 50, "COL-417", 400),
        (b'<data id="visits" version="1"><museum>a\x00b</museum></data>', "COL-417", 400),
        (b'<data id="visits" version="1"><museum>a</museum></data>', "COL-407", 400),
        (b"<data><meta><instanceID>uuid:1</instanceID></meta></data>", "COL-407", 400),
        (sent("uuid:" + "1" * 300), "COL-416", 400),
        (b"<!-- " + b"x" * 8_000_001 + b"-->", "COL-418", 413),
    ],
)  # fmt: skip
def test_what_is_no_submission_is_refused_by_number(device, xml, expected, status):
    answer = device.send(xml)
    assert (answer.status_code, number(answer)) == (status, expected)
    assert count(Instance) == count(Stray) == 0


def test_a_repeat_of_ten_thousand_rows_is_kept_and_marked(device):
    rows = "<cases><year>2010</year></cases>" * 10_000
    assert device.send(sent("uuid:1", f"<museum>Cairo</museum>{rows}")).status_code == 201
    with acting_as(SYSTEM):
        version = Instance.objects.get()
    assert not version.valid
    assert [one["code"] for one in version.findings] == ["COL-008", "COL-431"]


def test_deep_and_wide_forms_of_xml_are_kept_and_marked(device):
    deep = "<a>" * 250 + "x" + "</a>" * 250
    answer = device.send(sent("uuid:1", f"<museum>Cairo</museum>{deep}"))
    assert answer.status_code == 201
    with acting_as(SYSTEM):
        assert not InstanceVersion.objects.get().valid


@pytest.mark.parametrize(
    ("kind", "body", "expected"),
    [
        ("text/xml", sent("uuid:1"), "COL-438"),
        ("multipart/form-data", b"--x\r\n", "COL-437"),
        ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data; name=\"other\"\r\n\r\n1\r\n--x--\r\n", "COL-408"),
        ("multipart/form-data; boundary=x", b"no parts at all", "COL-408"),
        ("multipart/form-data; boundary=" + "x" * 300, b"x", "COL-437"),
    ],
)  # fmt: skip
def test_a_broken_body_is_refused_by_number(device, kind, body, expected):
    answer = device.client.post(f"{device.base}/submission", body, content_type=kind, headers=device.headers)
    assert (answer.status_code, number(answer)) == (400, expected)


def test_a_body_that_says_it_is_too_large_is_not_read(device):
    answer = device.client.post(
        f"{device.base}/submission", b"x", content_type="multipart/form-data; boundary=x", headers=device.headers,
        CONTENT_LENGTH="100000001",
    )  # fmt: skip
    assert (answer.status_code, number(answer)) == (413, "COL-418")


class Endless(io.RawIOBase):
    """A chunked body that never said how long it is."""

    def __init__(self, size):
        self.left, self.largest = size, 0

    def readable(self):
        return True

    def read(self, size=-1):
        self.largest = max(self.largest, size)
        taken = min(size, self.left)
        self.left -= taken
        return b"x" * taken


def test_a_hundred_megabytes_go_to_the_disk_piece_by_piece():
    source = Endless(100_000_001)
    request = RequestFactory().post("/", b"", content_type="image/jpeg", HTTP_TRANSFER_ENCODING="chunked")
    request.META["wsgi.input"] = source
    with pytest.raises(Refused, match="COL-418"):
        bodies.stream_of(request)
    assert source.largest <= 65536
    request.META["wsgi.input"] = Endless(2_000_000)
    with bodies.stream_of(request) as stream:
        assert stream._rolled  # a file, no memory


def test_a_file_is_kept_in_pieces_and_comes_back_whole(cast, form, device):
    xml = sent("uuid:1", "<museum>Cairo</museum><photo>mask.jpg</photo>")
    content = bytes(range(256)) * 5000
    assert device.send(xml, mask_jpg=content).status_code == 201
    with acting_as(SYSTEM):
        assert InstanceFile.objects.get().pieces.count() == 3
    token = actions.make_token(cast("nadia"), entity="").token
    client = Client(headers={"Authorization": f"Bearer {token}"})
    answer = client.get(f"/v1/projects/{form.project_id}/forms/visits/submissions/uuid:1/attachments/mask.jpg")
    assert answer.getvalue() == content
    assert answer["Content-Disposition"].startswith("attachment")


def test_a_name_with_folders_stays_a_name(device):
    part = io.BytesIO(b"x")
    part.name = "../../etc/passwd"
    xml = io.BytesIO(sent("uuid:1"))
    xml.name = "s.xml"
    answer = device.client.post(
        f"{device.base}/submission", {"xml_submission_file": xml, "f": part}, headers=device.headers
    )
    assert answer.status_code == 201
    with acting_as(SYSTEM):
        assert InstanceFile.objects.get().name == "passwd"


def program(cast):
    token = actions.make_token(cast("nadia"), entity="").token
    return Client(headers={"Authorization": f"Bearer {token}"})


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("$filter=museum eq 'Cairo'", 501.5), ("$filter=__system/reviewState", 400.18), ("$filter=((((", 400.18),
        ("$filter=" + "not " * 200 + "__system/reviewState eq 'x'", 400.18), ("$filter=concat(__system/reviewState) eq 1", 501.4),
        ("$filter=__system/submissionDate gt 'soon'", 400.18), ("$expand=cases", 501.6), ("$top=many", 400.8),
        ("$skiptoken=xyz", 400.8), ("$select=nothing", 400.8), ("$filter=%00", None),
    ],
)  # fmt: skip
def test_what_odata_does_not_know_is_said_in_centrals_numbers(cast, form, query, code):
    answer = program(cast).get(
        f"/v1/projects/{form.project_id}/forms/visits.svc/Submissions?{query.replace(' ', '%20')}"
    )
    assert 400 <= answer.status_code < 502
    assert code is None or answer.json()["code"] == code


def test_json_that_is_none_and_addresses_that_are_none(cast, form):
    client = program(cast)
    for body in ("[1]", "{", "\x00", json.dumps({"name": "a\x00b"})):
        assert client.post("/v1/projects", body, "application/json").status_code == 400, body
    for path in (
        "nothing",
        "projects/1/nothing",
        "projects/x",
        f"projects/{form.project_id}/forms/%00",
        "projects/99999",
    ):
        answer = client.get(f"/v1/{path}")
        assert (answer.status_code in (400, 404), "code" in answer.json()) == (True, True), path
    assert client.delete(f"/v1/projects/{form.project_id}").status_code == 404


def test_a_form_that_forbids_itself_is_not_drafted(cast, form):
    wrong = b'<h:html xmlns:h="http://www.w3.org/1999/xhtml" xmlns="http://www.w3.org/2002/xforms"><h:head/></h:html>'
    answer = program(cast).post(f"/v1/projects/{form.project_id}/forms", wrong, "application/xml")
    assert (answer.status_code, answer.json()["code"]) == (400, 400.15)
    assert answer.json()["details"]["number"].startswith("COL-0")


def test_a_formula_stays_a_text_in_the_table(cast, form, device):
    device.send(sent("uuid:1", '<museum>=HYPERLINK("http://x")</museum><objects>-3</objects>'))
    table = program(cast).get(f"/v1/projects/{form.project_id}/forms/visits/submissions.csv").getvalue().decode()
    assert "'=HYPERLINK" in table
    assert ",-3," in table


@pytest.mark.django_db(transaction=True)
def test_the_same_reply_from_many_devices_at_once_is_one_and_others_beside_it_all_stand(committed, cast):
    forget()
    form = collection_of(cast("nadia"))
    token = actions.make_key(cast("nadia"), form.project, name="Tablet").token
    start = threading.Barrier(8)

    def send(at):
        device = Device(token, form.project_id)
        start.wait()
        answers = [device.send(sent("uuid:same")).status_code, device.send(sent(f"uuid:{at}")).status_code]
        answers.append(device.send(sent("uuid:same", f"<museum>{at}</museum>")).status_code)
        connections.close_all()
        return answers

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(send, range(8)))
    assert answers == [[201, 201, 409]] * 8
    assert count(Instance) == 9
    assert count(Stray) == 8
    with acting_as(SYSTEM):
        assert verify()[1] is None
