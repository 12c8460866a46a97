"""Clarifications: what somebody asks about a place of a reply, and what was said of it."""

from django.db import models
from django.db.models import Q

from .replies import Reply, Submission


class Thread(models.Model):
    """A question about one place of a reply. Whether it exists at all depends on its kind and on who looks."""

    reply = models.ForeignKey(Reply, models.PROTECT, related_name="threads")
    entity = models.CharField(max_length=12)
    kind = models.CharField(max_length=12)
    asker = models.CharField(max_length=12)
    """`secretariat` or `state`: whose question it is, to close or to ask again."""
    path = models.CharField(max_length=200, blank=True)
    """Where it stands in the draft today; it follows when a row above is taken out."""
    section = models.CharField(max_length=60, blank=True)
    submission = models.ForeignKey(Submission, models.PROTECT, null=True, blank=True, related_name="threads")
    """The version that it was asked about."""
    asked_path = models.CharField(max_length=200, blank=True)
    asked_cell = models.JSONField(default=dict)
    """The answer as it was when it was asked about."""
    state = models.CharField(max_length=12, default="open")
    due = models.DateField(null=True, blank=True)
    opened_at = models.DateTimeField()
    opened_by = models.BigIntegerField(null=True, blank=True)
    moved_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True, blank=True)
    """When a letter last said that it awaits an answer."""

    class Meta:
        db_table = "collection_thread"
        ordering = ["id"]
        indexes = [models.Index(fields=["reply", "state"], name="thread_of_reply")]
        constraints = [
            models.CheckConstraint(
                name="asked_by_its_side",
                condition=Q(kind="official", asker__in=["secretariat", "state"])
                | Q(kind="internal", asker="secretariat")
                | Q(kind="national", asker="state"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.reply_id} {self.path or self.section}"


class ThreadMessage(models.Model):
    """One thing said in a thread. Rows are added and never change."""

    thread = models.ForeignKey(Thread, models.PROTECT, related_name="messages")
    entity = models.CharField(max_length=12)
    kind = models.CharField(max_length=12)
    side = models.CharField(max_length=12)
    move = models.CharField(max_length=12)
    text = models.TextField(blank=True)
    corrects = models.BooleanField(default=False)
    """Whether whoever answered says that the next version corrects the answer."""
    before = models.JSONField(null=True, blank=True)
    after = models.JSONField(null=True, blank=True)
    submission = models.ForeignKey(Submission, models.PROTECT, null=True, blank=True, related_name="+")
    """The version in which the answer is another, with the cell before and after."""
    said_at = models.DateTimeField()
    said_by = models.BigIntegerField(null=True, blank=True)

    class Meta:
        db_table = "collection_threadmessage"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.thread_id} {self.move}"
