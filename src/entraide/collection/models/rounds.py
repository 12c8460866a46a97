"""Rounds: who is asked what, because which paragraph said so, by when."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from entraide.documents.models import Paragraph

from ..domain.reminding import reminder_days
from .questionnaires import QuestionnaireVersion


class Round(models.Model):
    """States and organisations are asked, because a paragraph said so."""

    code = models.SlugField(max_length=60, unique=True)
    version = models.ForeignKey(QuestionnaireVersion, models.PROTECT, related_name="rounds")
    paragraphs = models.ManyToManyField(Paragraph, related_name="rounds", db_table="collection_round_paragraphs")
    title = models.JSONField(default=dict)
    note_verbale = models.CharField(max_length=60, blank=True)
    note_verbale_on = models.DateField(null=True, blank=True)
    previous = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="following")
    """The round before on the same subject, whose answers stand beside the fields."""
    audience = models.CharField(max_length=12, default="secretariat")
    """The sharing level of an answer for which neither its State nor its question says another."""
    opens_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=12, default="open")
    opened_at = models.DateTimeField()
    opened_by = models.BigIntegerField(null=True, blank=True)
    deadline = models.DateField()
    grace_days = models.PositiveSmallIntegerField(default=0)
    """Days after the deadline in which a reply still counts as in time."""
    reminders = ArrayField(models.SmallIntegerField(), default=reminder_days)
    """Days from the deadline on which those with something outstanding are reminded; negative before it."""
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
