"""Replies: their drafts, what was sent of them, what was said of that."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from entraide.directory.models import Authority
from entraide.foundation.files.models import StoredFile

from .rounds import Round


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
    note_verbale = models.CharField(max_length=60, blank=True)
    """Reference of the note that asked this State, where it is not the round's."""
    late_until = models.DateField(null=True, blank=True)
    """The day until which this reply may still be sent although its round is closed."""
    state_at_close = models.CharField(max_length=16, blank=True)
    """Where it stood when its round was closed."""
    snoozed_until = models.DateField(null=True, blank=True)
    """No reminders before that day."""
    sharing = models.JSONField(default=dict)
    """What the State said of whole sections: section → audience."""
    invited_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    """When something was saved for the first time."""
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
    keeper = models.CharField(max_length=12, default="state")
    """`state`, or `secretariat` for what it enters on a State's behalf from a letter."""
    path = models.CharField(max_length=200)
    section = models.CharField(max_length=60, blank=True)
    cell = models.JSONField()
    saved_at = models.DateTimeField()
    saved_by = models.BigIntegerField(null=True, blank=True)

    class Meta:
        db_table = "collection_draftcell"
        constraints = [models.UniqueConstraint(name="one_cell_a_path", fields=["reply", "keeper", "path"])]

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
    letter = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    """The letter from which the secretariat entered it on the State's behalf."""
    letter_reference = models.CharField(max_length=60, blank=True)
    letter_date = models.DateField(null=True, blank=True)
    submitted_at = models.DateTimeField()
    submitted_by = models.BigIntegerField(null=True, blank=True)

    class Meta:
        db_table = "collection_submission"
        ordering = ["reply_id", "number"]
        constraints = [models.UniqueConstraint(name="one_such_number", fields=["reply", "number"])]

    def __str__(self) -> str:
        return f"{self.entity} v{self.number}"


class Decision(models.Model):
    """What was said of a submission: accepted or asked back, that undone; withdrawn, reinstated or confirmed by its State."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="decisions")
    entity = models.CharField(max_length=12)
    verdict = models.CharField(max_length=12)
    reason = models.TextField(blank=True)
    threads = ArrayField(models.BigIntegerField(), default=list)
    """The clarifications with which it was asked back."""
    letter = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    """The State's written request, where the secretariat withdraws or reinstates for it."""
    letter_reference = models.CharField(max_length=60, blank=True)
    letter_date = models.DateField(null=True, blank=True)
    decided_at = models.DateTimeField()
    decided_by = models.BigIntegerField(null=True, blank=True)

    class Meta:
        db_table = "collection_decision"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="asked_back_with_reason",
                condition=Q(verdict__in=["accepted", "undone", "confirmed"]) | ~Q(reason=""),
            )
        ]

    def __str__(self) -> str:
        return f"{self.verdict} {self.submission_id}"


class LetterFile(models.Model):
    """That a file is a letter about a whole reply: its number alone, so that walls can tell it from other papers."""

    file = models.OneToOneField(StoredFile, models.PROTECT, primary_key=True, related_name="+")

    class Meta:
        db_table = "collection_letterfile"

    def __str__(self) -> str:
        return str(self.file_id)
