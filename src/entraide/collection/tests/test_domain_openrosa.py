"""The documents and tables of OpenRosa and OData, and a multipart body held against Django's own parser."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http.multipartparser import MultiPartParser, MultiPartParserError
from django.test import RequestFactory
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from entraide.collection.domain.openrosa import edmx, filtering, wire
from entraide.collection.domain.openrosa.differing import differences
from entraide.collection.domain.openrosa.fields import fields_of
from entraide.collection.domain.openrosa.formxml import media_of
from entraide.collection.domain.openrosa.multipart import boundary_in, parts_of
from entraide.collection.domain.openrosa.tables import Shape, row_of, rows_of, value_of
from entraide.collection.tests.devices import VISITS, sent
from entraide.collection.tests.forms import SEIZURES
from entraide.kernel.problems import Refused

FIELDS = fields_of(VISITS)
BODY = (
    "<museum>Cairo</museum><objects>3</objects><place>30.05 31.23 22 4</place>"
    "<cases><year>2010</year><item><kind>coin</kind></item></cases><cases><year>2011</year></cases>"
)
XML = sent("uuid:1", BODY)


def test_the_fields_of_a_form_stand_in_its_order_with_their_types():
    assert [(one.path, one.type) for one in FIELDS.all] == [
        ("/museum", "string"), ("/objects", "int"), ("/seen", "dateTime"), ("/place", "geopoint"), ("/cases", "repeat"),
        ("/cases/year", "int"), ("/cases/item", "structure"), ("/cases/item/kind", "string"), ("/photo", "binary"),
        ("/meta", "structure"), ("/meta/instanceID", "string"),
    ]  # fmt: skip


def test_a_submission_is_a_row_and_each_repeat_a_table():
    row = row_of(FIELDS, XML, "uuid:1", {}, Shape())
    assert (row["museum"], row["objects"], row["seen"]) == ("Cairo", 3, None)
    assert row["place"] == {"type": "Point", "coordinates": [31.23, 30.05, 22.0], "properties": {"accuracy": 4.0}}
    assert row["cases@odata.navigationLink"] == "Submissions('uuid%3A1')/cases"
    cases = list(rows_of(FIELDS, XML, "uuid:1", FIELDS.repeats[0], Shape()))
    assert [(one["__Submissions-id"], one["year"], one["item"]["kind"]) for one in cases] == [
        ("uuid:1", 2010, "coin"), ("uuid:1", 2011, None),
    ]  # fmt: skip
    expanded = row_of(FIELDS, XML, "uuid:1", {}, Shape(expanded=True))
    assert [one["__id"] for one in expanded["cases"]] == [one["__id"] for one in cases]
    assert row_of(FIELDS, XML, "uuid:1", {}, Shape(wkt=True))["place"] == "POINT (31.23 30.05 22)"


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [("int", "many", "many"), ("decimal", "1e400", "1e400"), ("geopoint", "x y", None), ("geoshape", "1 2;3 4;1 2", "Polygon")],
)  # fmt: skip
def test_what_is_no_number_stays_the_text_it_is(kind, text, expected):
    value = value_of(kind, text)
    assert (value["type"] if isinstance(value, dict) else value) == expected


@pytest.mark.parametrize("form", [VISITS, SEIZURES])
def test_the_metadata_document_names_every_table_and_type_it_uses(form):
    fields = fields_of(form)
    root = etree.fromstring(edmx.metadata(fields, "2-visits").encode())
    edm = "{http://docs.oasis-open.org/odata/ns/edm}"
    named = {one.get("Name") for one in root.iter(f"{edm}EntityType", f"{edm}ComplexType")}
    sets = [one.get("Name") for one in root.iter(f"{edm}EntitySet")]
    assert sets == [one["name"] for one in edmx.service(fields, "x")["value"]]
    own = "org.opendatakit.user._2_visits."
    used = {one.get("Type").removeprefix("Collection(").rstrip(")") for one in root.iter(f"{edm}Property", f"{edm}NavigationProperty")}
    assert {one.removeprefix(own) for one in used if one.startswith(own)} <= named


def test_differences_name_the_row_of_a_repeat():
    after = sent("uuid:2", BODY.replace("2011", "2012"), replaces="uuid:1")
    changed = {str(one["path"]): (one["old"], one["new"]) for one in differences(FIELDS, XML, after)}
    assert changed["[['cases', 1], 'year']"] == ("2011", "2012")
    assert "['museum']" not in changed


def test_the_files_that_a_form_asks_for():
    form = VISITS.replace(b"<label>Museum</label>", b"<label>Museum</label>").replace(
        b"</model>",
        b'<itext><translation lang="en"><text id="a"><value form="image">jr://images/map.png</value></text></translation></itext>'
        b'<instance id="towns" src="jr://file-csv/towns.csv"/></model>',
    )
    assert [(one.name, one.kind) for one in media_of(form)] == [("map.png", "image"), ("towns.csv", "file")]


def test_words_in_the_documents_are_escaped():
    listed = wire.form_list([wire.ListedForm("a&b", "<b>", "1", "0", "http://x/?a=1&b=2")])
    assert etree.fromstring(listed.encode())[0][1].text == "<b>"
    assert etree.fromstring(wire.response("1 < 2", "error").encode())[0].text == "1 < 2"


def test_a_filter_is_a_tree():
    tree = filtering.parse("not (__system/reviewState eq 'it''s' or year(__system/submissionDate) lt 2020) and null ne __system/updatedAt")
    assert isinstance(tree, filtering.Both)
    assert tree.left.one.left == filtering.Compare(filtering.Field("reviewState"), "eq", "it's")
    assert tree.left.one.right == filtering.Compare(filtering.Field("submissionDate", "year"), "lt", 2020)
    assert tree.right == filtering.Compare(filtering.Field("updatedAt"), "ne", None)
    flipped = filtering.parse("now() ge $root/Submissions/__system/submissionDate")
    assert flipped == filtering.Compare(filtering.Field("submissionDate"), "le", filtering.Now())


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_no_filter_breaks_the_reader(text):
    try:
        filtering.parse(text)
    except Refused as refusal:
        assert refusal.problems[0].code in ("COL-423", "COL-424", "COL-425")


def _djangos(body: bytes, kind: str):
    request = RequestFactory().post("/", body, content_type=kind)
    handlers = [MemoryFileUploadHandler(request)]
    fields, files = MultiPartParser(request.META, BytesIO(body), handlers, "utf-8").parse()
    named = {name: fields.getlist(name) for name in fields}
    return named, {name: [(one.name, one.read()) for one in files.getlist(name)] for name in files}


_LINES = st.lists(
    st.sampled_from(
        [b"--x", b"--x--", b"\r\n", b"\r\n\r\n", b'Content-Disposition: form-data; name="a"', b"content", b"--", b"\n", b"",
         b'Content-Disposition: form-data; name="f"; filename="a.xml"', b"Content-Type: text/xml", b"Content-Transfer-Encoding: base64"]
    ),
    max_size=14,
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(_LINES)
def test_what_is_taken_apart_in_memory_is_what_django_takes_apart(lines):
    body, kind = b"--x\r\n" + b"".join(lines) + b"\r\n--x--\r\n", "multipart/form-data; boundary=x"
    ours = parts_of(body, boundary_in(kind))
    if ours is None:
        return
    try:
        fields, files = _djangos(body, kind)
    except MultiPartParserError:
        pytest.fail("Django refuses what was taken apart here")
    assert {one.name for one in ours} == {*fields, *files}
    for one in ours:
        if one.filename is None:
            assert one.content.decode() in fields[one.name]
        else:
            assert (one.filename, one.content) in files[one.name]


@pytest.mark.parametrize(
    "kind", ["multipart/form-data", 'multipart/form-data; boundary="', "multipart/form-data; boundary=a b", "text/xml"]
)
def test_a_type_without_a_plain_boundary_is_left_to_django(kind):
    assert boundary_in(kind) is None
