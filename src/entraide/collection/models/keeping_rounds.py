"""What happens around a round: what was changed in it and why, whom it was sent to at once, who was reminded when."""

from django.db import models

from .replies import Reply
from .rounds import Round


class RoundChange(models.Model):
    """A change of a round after it was made, or something granted to one State. It never changes itself."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="changes")
    entity = models.CharField(max_length=12, blank=True)
    """The State or organisation that it concerns; empty for all."""
    kind = models.CharField(max_length=16)
    """`changed`, `extended`, `admitted`, `snoozed` or `uninvited`."""
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    reason = models.TextField(blank=True)
    changed_at = models.DateTimeField()
    changed_by = models.BigIntegerField(null=True, blank=True)

    class Meta:
        db_table = "collection_roundchange"
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.kind} {self.round_id} {self.entity}"


class Inviting(models.Model):
    """Several hundred invitations at once, sent in the background. `chosen` names contact points by their keys."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="invitings")
    function = models.CharField(max_length=40, blank=True)
    chosen = models.JSONField(default=list)
    """Rows of entity, key of the contact point, reference of its note verbale."""
    done = models.PositiveIntegerField(default=0)
    passed_over = models.JSONField(default=list)
    """Entities that were not invited, with the number of the problem."""
    started_at = models.DateTimeField()
    started_by = models.BigIntegerField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "collection_inviting"
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.round_id} {self.done}/{len(self.chosen)}"


class Reminder(models.Model):
    """A reminder that was sent: for one mark of one deadline once."""

    reply = models.ForeignKey(Reply, models.CASCADE, related_name="reminders")
    entity = models.CharField(max_length=12)
    deadline = models.DateField()
    days = models.SmallIntegerField()
    """Days from the deadline, negative before it."""
    questions = models.PositiveIntegerField(default=0)
    sent_at = models.DateTimeField()

    class Meta:
        db_table = "collection_reminder"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(name="reminded_once", fields=["reply", "deadline", "days"])]

    def __str__(self) -> str:
        return f"{self.entity} {self.days:+}"
