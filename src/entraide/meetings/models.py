import uuid
from datetime import datetime
from zoneinfo import ZoneInfo

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

from entraide.kernel.audience import Audience


class Announced(models.Model):
    """What calendars are told of: when it was last changed, and how often."""

    changed_at = models.DateTimeField(default=timezone.now)
    sequence = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True


class Body(models.Model):
    """A body of a treaty: a conference, a working group. `code` is the stem of its symbols, `CTOC/COP/WG.2`.

    `mandate` says what it is to do; `act_kind` and `act_label` name the act that created it: decision, 2/6.
    """

    code = models.CharField(max_length=60, unique=True)
    name = models.JSONField(default=dict)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    mandate = models.JSONField(default=dict)
    act_kind = models.CharField(max_length=12, blank=True)
    act_label = models.CharField(max_length=80, blank=True)

    class Meta:
        db_table = "meetings_body"

    def __str__(self) -> str:
        return self.code


class Meeting(Announced):
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


class Sitting(Announced):
    """One sitting: from when to when, told in the clock of `zone` (an IANA name), where, and the items taken up.

    A sitting that does not take place is cancelled, not deleted: calendars have to be told.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="programme")
    number = models.PositiveSmallIntegerField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    zone = models.CharField(max_length=60, default="UTC")
    room = models.CharField(max_length=120, blank=True)
    agenda_items = ArrayField(models.CharField(max_length=20), default=list)
    cancelled = models.BooleanField(default=False)

    class Meta:
        db_table = "meetings_sitting"
        ordering = ["starts_at", "number"]
        constraints = [
            models.CheckConstraint(name="sitting_ends_later", condition=models.Q(ends_at__gt=models.F("starts_at"))),
            models.UniqueConstraint(name="one_number_a_sitting", fields=["meeting", "number"]),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.number}"

    @property
    def local_start(self) -> datetime:
        """Its beginning by the clock of the place."""
        return self.starts_at.astimezone(ZoneInfo(self.zone))


class Officer(models.Model):
    """Who led the meeting: the name as printed in the report, which is public, and the State or organisation."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="officers")
    role = models.CharField(max_length=12)
    name = models.CharField(max_length=200)
    entity = models.CharField(max_length=12, blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        db_table = "meetings_officer"
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name


class Attendance(models.Model):
    """A delegation: who was represented and as what. Of delegates only their number is kept, never their names.

    `entity` is empty for a name that nobody recognised; `name` is then the name as printed.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendance")
    entity = models.CharField(max_length=12, blank=True)
    name = models.CharField(max_length=200, blank=True)
    capacity = models.CharField(max_length=16)
    delegates = models.PositiveSmallIntegerField(null=True, blank=True)
    audience = models.CharField(max_length=12, default=Audience.PUBLIC)

    class Meta:
        db_table = "meetings_attendance"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                name="one_delegation_an_entity", fields=["meeting", "entity"], condition=~models.Q(entity="")
            ),
        ]

    def __str__(self) -> str:
        return self.entity or self.name


class Statement(models.Model):
    """Somebody spoke. `name` is the name as printed then; `entity` who that is, empty when not recognised.

    `capacity` says for whom: a State, an organisation, or a group of States, whose code is `group` when it is one of the
    regional groups and whose name is `on_behalf_of` when it is another.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="statements")
    sitting = models.ForeignKey(Sitting, models.SET_NULL, null=True, blank=True, related_name="statements")
    entity = models.CharField(max_length=12, blank=True)
    name = models.CharField(max_length=200)
    capacity = models.CharField(max_length=12, default="state")
    group = models.CharField(max_length=12, blank=True)
    on_behalf_of = models.JSONField(default=dict)
    agenda_items = ArrayField(models.CharField(max_length=20), default=list)
    position = models.PositiveSmallIntegerField()

    class Meta:
        db_table = "meetings_statement"
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name
