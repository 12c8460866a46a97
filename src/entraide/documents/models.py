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


class Correction(models.Model):
    """One correction of a reading, in their order, so that the last can be undone. `before` is the tree as it stood."""

    reading = models.ForeignKey(Reading, models.CASCADE, related_name="steps")
    turn = models.PositiveIntegerField()
    place = models.CharField(max_length=60)
    step = models.CharField(max_length=12, default="set")
    before = models.JSONField()
    made_at = models.DateTimeField()
    made_by = models.BigIntegerField(null=True)

    class Meta:
        db_table = "documents_correction"
        ordering = ["reading_id", "turn"]
        constraints = [models.UniqueConstraint(name="one_turn_a_correction", fields=["reading", "turn"])]

    def __str__(self) -> str:
        return f"{self.reading_id} {self.place}"


class Document(models.Model):
    """A paper of a body: one work, one or more symbols, up to six language versions.

    `states` are the codes of those who spoke or are named in it, for finding; an addendum has a text of its own and says
    what it adds to.
    """

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
    addendum_to = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="addenda")
    states = ArrayField(models.CharField(max_length=12), default=list)

    class Meta:
        db_table = "documents_document"
        ordering = ["id"]

    def __str__(self) -> str:
        return " - ".join(self.symbols) or f"document {self.pk}"


class Edition(models.Model):
    """A paper issued again under the same identity: a revision, a corrigendum, a reissue for technical reasons.

    What was issued first has no row here. `symbol` is that of the new issue, `…/Corr.1`; `number` counts the issues of a
    document from 1, in the order in which they came out. A corrigendum need not apply to every language.
    """

    document = models.ForeignKey(Document, models.CASCADE, related_name="editions")
    kind = models.CharField(max_length=12)
    symbol = models.CharField(max_length=80)
    number = models.PositiveSmallIntegerField()
    reason = models.JSONField(default=dict)
    dated = models.DateField(null=True, blank=True)
    issued_at = models.DateTimeField()

    class Meta:
        db_table = "documents_edition"
        ordering = ["document_id", "number"]
        constraints = [
            models.UniqueConstraint(name="one_number_an_edition", fields=["document", "number"]),
            models.UniqueConstraint(name="one_symbol_an_edition", fields=["symbol"]),
        ]

    def __str__(self) -> str:
        return self.symbol


class Version(models.Model):
    """A document in one language: its tree, and the file it was read from if there was one.

    `edition` is empty for what was issued first. The text in force in a language is that of the latest edition that has
    the language. `sha256` is that of the file imported, so that the same file twice is one document.
    """

    document = models.ForeignKey(Document, models.CASCADE, related_name="versions")
    edition = models.ForeignKey(Edition, models.CASCADE, null=True, blank=True, related_name="versions")
    language = models.CharField(max_length=2, choices=LANGUAGE_CHOICES)
    status = models.CharField(max_length=10, default="official")
    tree = models.JSONField()
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    sha256 = models.CharField(max_length=64, blank=True, db_index=True)

    class Meta:
        db_table = "documents_version"
        constraints = [
            models.UniqueConstraint(
                name="one_version_a_language",
                fields=["document", "language"],
                condition=models.Q(edition__isnull=True),
            ),
            models.UniqueConstraint(name="one_language_an_edition", fields=["edition", "language"]),
        ]

    def __str__(self) -> str:
        return f"{self.document_id} {self.language}"


class Paragraph(models.Model):
    """A numbered paragraph or a point of one, with its permanent identity. All later rooms hang on this row.

    `number` is the printed number (`23`); `point` the path of letters below it (`c`, `a.i`), empty for the paragraph.
    `text` holds each language version's own text, that of the edition in force. A paragraph that a later edition dropped
    says in `withdrawn_in` which one it was; its address goes on answering.
    """

    guid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    document = models.ForeignKey(Document, models.PROTECT, related_name="paragraphs")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="points")
    number = models.CharField(max_length=12)
    point = models.CharField(max_length=20, blank=True)
    position = models.PositiveIntegerField()
    chapter = models.CharField(max_length=20, blank=True)
    text = models.JSONField(default=dict)
    withdrawn_in = models.ForeignKey(Edition, models.PROTECT, null=True, blank=True, related_name="withdrawn")

    class Meta:
        db_table = "documents_paragraph"
        ordering = ["document_id", "position"]
        constraints = [
            models.UniqueConstraint(
                name="one_printed_number",
                fields=["document", "number", "point"],
                condition=models.Q(withdrawn_in__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} ({self.point})" if self.point else self.number


class Passage(models.Model):
    """What is searched: a paragraph or point of the text in force, in one language, or a title (`number` empty).

    `text` is shown, `words` is what PostgreSQL makes its index of (Chinese in pairs of signs, Arabic without vowel signs);
    the column `vector` is PostgreSQL's own and stands in the migration. Read through `documents_found`, see there.
    """

    document = models.ForeignKey(Document, models.CASCADE, related_name="passages")
    paragraph = models.ForeignKey(Paragraph, models.CASCADE, null=True, blank=True, related_name="+")
    language = models.CharField(max_length=2, choices=LANGUAGE_CHOICES)
    number = models.CharField(max_length=40, blank=True)
    position = models.PositiveIntegerField()
    text = models.TextField()
    words = models.TextField()

    class Meta:
        db_table = "documents_passage"
        ordering = ["document_id", "language", "position"]

    def __str__(self) -> str:
        return f"{self.document_id} {self.language} {self.number}"
