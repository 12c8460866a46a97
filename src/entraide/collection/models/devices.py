"""Data collection by devices and programs: projects, their forms, keys, and what arrived."""

from django.db import models
from django.db.models import Q

from entraide.foundation.accounts.models import Person

from .questionnaires import Questionnaire, QuestionnaireVersion
from .replies import Reply
from .rounds import Round


class Project(models.Model):
    """What devices and programs are connected to: a round of which States may send by device, or a collection of our own."""

    name = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    round = models.OneToOneField(Round, models.PROTECT, null=True, blank=True, related_name="project")
    archived = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    created_by = models.BigIntegerField(null=True, blank=True)
    updated_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "collection_project"
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name


class ProjectForm(models.Model):
    """A form of a project. Versions, draft and files are those of `questionnaire`; a round's form has the round's version alone."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="forms")
    form_id = models.CharField(max_length=200)
    name = models.CharField(max_length=300, blank=True)
    questionnaire = models.ForeignKey(Questionnaire, models.PROTECT, related_name="+")
    version = models.ForeignKey(QuestionnaireVersion, models.PROTECT, null=True, blank=True, related_name="+")
    """The version that is handed out; empty until the first is published."""
    state = models.CharField(max_length=8, default="open")
    """open; closing: no longer handed out, still taken; closed."""
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "collection_projectform"
        ordering = ["project_id", "form_id"]
        constraints = [models.UniqueConstraint(name="one_such_form", fields=["project", "form_id"])]

    def __str__(self) -> str:
        return self.form_id


class AppKey(models.Model):
    """A key in the address of a device ("app user"). In a round it sends for one State's reply; only a digest of it is kept."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="keys")
    reply = models.ForeignKey(Reply, models.PROTECT, null=True, blank=True, related_name="keys")
    entity = models.CharField(max_length=12, blank=True)
    name = models.CharField(max_length=100)
    digest = models.CharField(max_length=64, unique=True)
    start = models.CharField(max_length=6)
    """The first letters of the key, by which people tell one from another."""
    created_at = models.DateTimeField()
    created_by = models.BigIntegerField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "collection_appkey"
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name


class AccessToken(models.Model):
    """A program at work in a person's name, for one of those they stand for: opened by passphrase, or made on a page."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    entity = models.CharField(max_length=12, blank=True)
    name = models.CharField(max_length=100, blank=True)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "collection_accesstoken"
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.person_id} {self.name}"


class Instance(models.Model):
    """A reply that a device or program sent, with its corrections; known by the id of its first version.

    What stands here the secretariat reads of everybody; what was answered stands in the versions and files, which in a round
    are the State's own, like its drafts.
    """

    form = models.ForeignKey(ProjectForm, models.PROTECT, related_name="instances")
    entity = models.CharField(max_length=12, blank=True)
    reply = models.ForeignKey(Reply, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    guid = models.CharField(max_length=200)
    key = models.ForeignKey(AppKey, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    person = models.BigIntegerField(null=True, blank=True)
    device = models.CharField(max_length=200, blank=True)
    version = models.ForeignKey(
        QuestionnaireVersion, models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    valid = models.BooleanField()
    findings = models.JSONField(default=list)
    """Code, path and grade of each finding in what counts now; no word of an answer."""
    review_state = models.CharField(max_length=10, blank=True)
    edits = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField(null=True, blank=True)
    taken_at = models.DateTimeField(null=True, blank=True)
    """When its answers were last taken into the State's draft."""

    class Meta:
        db_table = "collection_instance"
        ordering = ["-id"]
        indexes = [models.Index(fields=["form", "-id"], name="collection_instance_newest")]
        constraints = [
            models.CheckConstraint(
                name="known_review_state",
                condition=Q(review_state__in=["", "edited", "hasIssues", "rejected", "approved"]),
            )
        ]

    def __str__(self) -> str:
        return self.guid


class InstanceVersion(models.Model):
    """What came, byte for byte, and what the judge found in it; `guid` is its instanceID. Only `current` ever changes."""

    instance = models.ForeignKey(Instance, models.PROTECT, related_name="versions")
    form = models.ForeignKey(ProjectForm, models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    version = models.ForeignKey(
        QuestionnaireVersion, models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    entity = models.CharField(max_length=12, blank=True)
    guid = models.CharField(max_length=200)
    name = models.CharField(max_length=200, blank=True)
    xml = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    valid = models.BooleanField()
    current = models.BooleanField(default=True)
    person = models.BigIntegerField(null=True, blank=True)
    key = models.ForeignKey(
        AppKey, models.PROTECT, null=True, blank=True, related_name="+", db_index=False, db_constraint=False
    )
    device = models.CharField(max_length=200, blank=True)
    agent = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        db_table = "collection_instanceversion"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(name="one_such_instance_id", fields=["form", "entity", "guid"])]

    def __str__(self) -> str:
        return self.guid


class InstanceFile(models.Model):
    """A file of a submission: named in its answers, there as soon as it has come."""

    version = models.ForeignKey(InstanceVersion, models.PROTECT, related_name="files")
    entity = models.CharField(max_length=12, blank=True)
    name = models.CharField(max_length=255)
    media_type = models.CharField(max_length=120, blank=True)
    size = models.BigIntegerField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    arrived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "collection_instancefile"
        ordering = ["name"]
        constraints = [models.UniqueConstraint(name="one_such_instance_file", fields=["version", "name"])]

    def __str__(self) -> str:
        return self.name


class InstancePiece(models.Model):
    """A piece of a submission's file: a hundred megabytes never stand in memory."""

    file = models.ForeignKey(InstanceFile, models.CASCADE, related_name="pieces")
    entity = models.CharField(max_length=12, blank=True)
    number = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        db_table = "collection_instancepiece"
        ordering = ["number"]
        constraints = [models.UniqueConstraint(name="one_such_piece", fields=["file", "number"])]

    def __str__(self) -> str:
        return f"{self.file_id} {self.number}"


class Remark(models.Model):
    """What was said of a submission through the interface."""

    instance = models.ForeignKey(Instance, models.PROTECT, related_name="remarks")
    entity = models.CharField(max_length=12, blank=True)
    body = models.TextField()
    person = models.BigIntegerField(null=True, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        db_table = "collection_remark"
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.instance_id} {self.id}"


class Stray(models.Model):
    """A submission that answers no form of its project, or came too late: refused to its device, kept so that it is not lost."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="strays")
    key = models.ForeignKey(AppKey, models.PROTECT, null=True, blank=True, related_name="+")
    person = models.BigIntegerField(null=True, blank=True)
    entity = models.CharField(max_length=12, blank=True)
    form_id = models.CharField(max_length=200)
    version = models.CharField(max_length=200, blank=True)
    guid = models.CharField(max_length=200)
    code = models.CharField(max_length=8)
    xml = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    created_at = models.DateTimeField()

    class Meta:
        db_table = "collection_stray"
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(name="one_such_stray", fields=["project", "entity", "sha256"])]

    def __str__(self) -> str:
        return self.guid
