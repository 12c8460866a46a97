from django.contrib.postgres.fields import ArrayField
from django.db import models


class Body(models.Model):
    """A body of a treaty: a conference, a working group. `code` is the stem of its symbols, `CTOC/COP/WG.2`."""

    code = models.CharField(max_length=60, unique=True)
    name = models.JSONField(default=dict)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")

    class Meta:
        db_table = "meetings_body"

    def __str__(self) -> str:
        return self.code


class Meeting(models.Model):
    """A body's meeting. Dates as reported; `sittings` is 0 when the report does not say."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="meetings")
    title = models.JSONField(default=dict)
    session = models.JSONField(default=dict)
    place = models.JSONField(default=dict)
    starts_on = models.DateField()
    ends_on = models.DateField()
    sittings = models.PositiveSmallIntegerField(default=0)

    class Meta:
        db_table = "meetings_meeting"
        constraints = [
            models.CheckConstraint(name="ends_after_start", condition=models.Q(ends_on__gte=models.F("starts_on"))),
            models.UniqueConstraint(name="one_meeting_a_day", fields=["body", "starts_on"]),
        ]

    def __str__(self) -> str:
        return f"{self.body_id} {self.starts_on}"


class AgendaItem(models.Model):
    """An item of the agenda; `label` is printed without punctuation: `1 b`."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="agenda")
    label = models.CharField(max_length=20)
    title = models.JSONField(default=dict)
    position = models.PositiveSmallIntegerField()

    class Meta:
        db_table = "meetings_agendaitem"
        ordering = ["position"]
        constraints = [models.UniqueConstraint(name="one_label_an_agenda", fields=["meeting", "label"])]

    def __str__(self) -> str:
        return self.label


class Statement(models.Model):
    """Somebody spoke. `name` is the name as printed then; `entity` who that is, empty when not recognised."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="statements")
    entity = models.CharField(max_length=12, blank=True)
    name = models.CharField(max_length=200)
    agenda_items = ArrayField(models.CharField(max_length=20), default=list)
    position = models.PositiveSmallIntegerField()

    class Meta:
        db_table = "meetings_statement"
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name
