from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from entraide.directory.models import Authority
from entraide.documents.models import Paragraph
from entraide.foundation.files.models import StoredFile


class Questionnaire(models.Model):
    """A questionnaire, in as many versions as were published."""

    code = models.SlugField(max_length=60, unique=True)
    title = models.JSONField(default=dict)

    class Meta:
        db_table = "collection_questionnaire"
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code


class QuestionnaireVersion(models.Model):
    """A version as published: the XLSForm it was written in and the XForm that everything reads. It never changes."""

    questionnaire = models.ForeignKey(Questionnaire, models.PROTECT, related_name="versions")
    version = models.CharField(max_length=40)
    xlsform = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    xform = models.TextField()
    languages = ArrayField(models.CharField(max_length=2), default=list)
    published_at = models.DateTimeField()
    published_by = models.BigIntegerField(null=True, blank=True)

    class Meta:
        db_table = "collection_questionnaireversion"
        ordering = ["questionnaire_id", "id"]
        constraints = [models.UniqueConstraint(name="one_such_version", fields=["questionnaire", "version"])]

    def __str__(self) -> str:
        return f"{self.questionnaire_id} {self.version}"


class Round(models.Model):
    """States and organisations are asked, because a paragraph said so."""

    code = models.SlugField(max_length=60, unique=True)
    version = models.ForeignKey(QuestionnaireVersion, models.PROTECT, related_name="rounds")
    paragraphs = models.ManyToManyField(Paragraph, related_name="rounds", db_table="collection_round_paragraphs")
    title = models.JSONField(default=dict)
    note_verbale = models.CharField(max_length=60, blank=True)
    state = models.CharField(max_length=12, default="open")
    opened_at = models.DateTimeField()
    opened_by = models.BigIntegerField(null=True, blank=True)
    deadline = models.DateField()
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.BigIntegerField(null=True, blank=True)
    invented = models.BooleanField(default=False)

    class Meta:
        db_table = "collection_round"
        ordering = ["-opened_at"]
        constraints = [
            models.CheckConstraint(
                name="closed_when_closed",
                condition=Q(state="closed", closed_at__isnull=False) | (~Q(state="closed") & Q(closed_at__isnull=True)),
            )
        ]

    def __str__(self) -> str:
        return self.code


class Reply(models.Model):
    """The reply of one State or organisation to one round, from the invitation to its acceptance."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="replies")
    entity = models.CharField(max_length=12)
    authority = models.ForeignKey(Authority, models.PROTECT, null=True, blank=True, related_name="+")
    contact_name = models.CharField(max_length=200)
    contact_email = models.EmailField()
    language = models.CharField(max_length=2)
    invitation = models.BigIntegerField(null=True, blank=True)
    state = models.CharField(max_length=16, default="invited")
    progress = models.JSONField(default=dict)
    invited_at = models.DateTimeField()
    saved_at = models.DateTimeField(null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "collection_reply"
        ordering = ["round_id", "entity"]
        verbose_name_plural = "replies"
        constraints = [models.UniqueConstraint(name="one_reply_an_entity", fields=["round", "entity"])]

    def __str__(self) -> str:
        return f"{self.round_id} {self.entity}"


class DraftCell(models.Model):
    """One answer being drafted. Drafts are the State's own: the secretariat does not read them."""

    reply = models.ForeignKey(Reply, models.CASCADE, related_name="cells")
    entity = models.CharField(max_length=12)
    path = models.CharField(max_length=200)
    cell = models.JSONField()
    saved_at = models.DateTimeField()
    saved_by = models.BigIntegerField(null=True, blank=True)

    class Meta:
        db_table = "collection_draftcell"
        constraints = [models.UniqueConstraint(name="one_cell_a_path", fields=["reply", "path"])]

    def __str__(self) -> str:
        return self.path


class Submission(models.Model):
    """What was cleared and sent, numbered from 1. It never changes: a correction is the next number."""

    reply = models.ForeignKey(Reply, models.PROTECT, related_name="submissions")
    entity = models.CharField(max_length=12)
    number = models.PositiveSmallIntegerField()
    answers = models.JSONField()
    content_hash = models.CharField(max_length=64)
    language = models.CharField(max_length=2)
    channel = models.CharField(max_length=12, default="web")
    declared_name = models.CharField(max_length=200)
    declared_function = models.CharField(max_length=200)
    submitted_at = models.DateTimeField()
    submitted_by = models.BigIntegerField(null=True, blank=True)

    class Meta:
        db_table = "collection_submission"
        ordering = ["reply_id", "number"]
        constraints = [models.UniqueConstraint(name="one_such_number", fields=["reply", "number"])]

    def __str__(self) -> str:
        return f"{self.entity} v{self.number}"


class Decision(models.Model):
    """What the secretariat said of a submission: accepted, or asked back with a reason."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="decisions")
    entity = models.CharField(max_length=12)
    verdict = models.CharField(max_length=12)
    reason = models.TextField(blank=True)
    decided_at = models.DateTimeField()
    decided_by = models.BigIntegerField(null=True, blank=True)

    class Meta:
        db_table = "collection_decision"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(name="asked_back_with_reason", condition=Q(verdict="accepted") | ~Q(reason=""))
        ]

    def __str__(self) -> str:
        return f"{self.verdict} {self.submission_id}"
