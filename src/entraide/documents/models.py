import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models

from entraide.foundation.files.models import StoredFile
from entraide.kernel.audience import Audience
from entraide.kernel.languages import LANGUAGES
from entraide.meetings.models import Meeting

LANGUAGE_CHOICES = [(code, code) for code in LANGUAGES]


class Reading(models.Model):
    """A file that was read and waits for a person to check it beside the original. `tree` is the checked state."""

    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    language = models.CharField(max_length=2, choices=LANGUAGE_CHOICES)
    tree = models.JSONField()
    state = models.CharField(max_length=12, default="read")
    read_at = models.DateTimeField()
    read_by = models.BigIntegerField(null=True)
    corrections = models.PositiveIntegerField(default=0)
    document = models.ForeignKey("Document", models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        db_table = "documents_reading"
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"reading {self.pk}"


class Document(models.Model):
    """A paper of a body: one work, one or more symbols, up to six language versions."""

    symbols = ArrayField(models.CharField(max_length=80), default=list)
    kind = models.CharField(max_length=20)
    title = models.JSONField(default=dict)
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, related_name="documents")
    agenda_items = ArrayField(models.CharField(max_length=20), default=list)
    dated = models.DateField(null=True, blank=True)
    original_language = models.CharField(max_length=2, blank=True)
    invented = models.BooleanField(default=False)
    audience = models.CharField(max_length=12, default=Audience.PUBLIC)
    entity = models.CharField(max_length=12, blank=True)
    filed_at = models.DateTimeField()

    class Meta:
        db_table = "documents_document"
        ordering = ["id"]

    def __str__(self) -> str:
        return " - ".join(self.symbols) or f"document {self.pk}"


class Version(models.Model):
    """A document in one language: its tree, and the file it was read from if there was one."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="versions")
    language = models.CharField(max_length=2, choices=LANGUAGE_CHOICES)
    status = models.CharField(max_length=10, default="official")
    tree = models.JSONField()
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        db_table = "documents_version"
        constraints = [models.UniqueConstraint(name="one_version_a_language", fields=["document", "language"])]

    def __str__(self) -> str:
        return f"{self.document_id} {self.language}"


class Paragraph(models.Model):
    """A numbered paragraph or a point of one, with its permanent identity. All later rooms hang on this row.

    `number` is the printed number (`23`); `point` the path of letters below it (`c`, `a.i`), empty for the paragraph.
    `text` holds each language version's own text.
    """

    guid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    document = models.ForeignKey(Document, models.PROTECT, related_name="paragraphs")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="points")
    number = models.CharField(max_length=12)
    point = models.CharField(max_length=20, blank=True)
    position = models.PositiveIntegerField()
    chapter = models.CharField(max_length=20, blank=True)
    text = models.JSONField(default=dict)

    class Meta:
        db_table = "documents_paragraph"
        ordering = ["document_id", "position"]
        constraints = [models.UniqueConstraint(name="one_printed_number", fields=["document", "number", "point"])]

    def __str__(self) -> str:
        return f"{self.number} ({self.point})" if self.point else self.number
