"""What the stories about devices share: a form for them, submissions, a device with a key."""

from __future__ import annotations

from io import BytesIO

from django.test import Client

from entraide.collection import actions, released
from entraide.collection.models import AppKey, Project, ProjectForm
from entraide.collection.tests.forms import xform
from entraide.collection.web.v1 import door
from entraide.kernel.actor import Actor

VISITS = xform(
    """<data id="visits" version="1"><museum/><objects/><seen/><place/><cases jr:template=""><year/><item><kind/></item></cases>
       <photo/><meta><instanceID/></meta></data>""",
    """<bind nodeset="/data/museum" type="string" required="true()"/>
       <bind nodeset="/data/objects" type="int" constraint=". &lt; 100"/><bind nodeset="/data/seen" type="dateTime"/>
       <bind nodeset="/data/place" type="geopoint"/><bind nodeset="/data/cases/year" type="int"/>
       <bind nodeset="/data/cases/item/kind" type="string"/><bind nodeset="/data/photo" type="binary"/>""",
    """<input ref="/data/museum"><label>Museum</label></input><input ref="/data/objects"><label>Objects</label></input>
       <input ref="/data/seen"><label>Seen</label></input><input ref="/data/place"><label>Place</label></input>
       <group ref="/data/cases"><label>Cases</label><repeat nodeset="/data/cases">
       <input ref="/data/cases/year"><label>Year</label></input>
       <group ref="/data/cases/item"><label>Item</label><input ref="/data/cases/item/kind"><label>Kind</label></input></group>
       </repeat></group><upload ref="/data/photo" mediatype="image/*"><label>Photo</label></upload>""",
)


def sent(
    guid: str, body: str = "<museum>Cairo</museum><objects>3</objects>", *, form: str = "visits", version: str = "1",
    replaces: str = "",
) -> bytes:  # fmt: skip
    """The XML of a submission."""
    old = f"<deprecatedID>{replaces}</deprecatedID>" if replaces else ""
    return (
        f'<data id="{form}" version="{version}">{body}<meta>{old}<instanceID>{guid}</instanceID></meta></data>'
    ).encode()


def part(content: bytes, name: str = "submission.xml") -> BytesIO:
    """A part of a multipart body."""
    made = BytesIO(content)
    made.name = name
    return made


class Device:
    """A telephone with a key in its address."""

    def __init__(self, token: str, project: int) -> None:
        self.base, self.client = f"/v1/key/{token}/projects/{project}", Client()
        self.headers = {"X-OpenRosa-Version": "1.0"}

    def get(self, path: str, **more):
        """Ask, as OpenRosa wants it."""
        return self.client.get(self.base + path, headers=self.headers, **more)

    def head(self, path: str):
        """Ask for the headers."""
        return self.client.head(self.base + path, headers=self.headers)

    def send(self, xml: bytes, **files: bytes):
        """Send a submission, with files beside it."""
        parts = {"xml_submission_file": part(xml)}
        parts |= {name: part(content, name.replace("_", ".")) for name, content in files.items()}
        return self.client.post(self.base + "/submission", parts, headers=self.headers)


def forget() -> None:
    """What processes keep in memory would outlive a story that is rolled back."""
    door.forget()
    released.forget()


def collection_of(actor: Actor, content: bytes = VISITS) -> ProjectForm:
    """A collection of the secretariat's own with one published form."""
    project = actions.create_project(actor, name="Visits to museums")
    form = actions.create_form(actor, project, actions.read_definition(content))
    actions.publish_form(actor, form)
    return form


def device_for(actor: Actor, project: Project, reply=None, name: str = "Tablet 1") -> tuple[Device, AppKey]:
    """A device with a key of its own."""
    made = actions.make_key(actor, project, name=name, reply=reply)
    return Device(made.token, project.pk), made.row
