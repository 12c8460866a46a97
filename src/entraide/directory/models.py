from django.contrib.postgres.fields import ArrayField
from django.db import models

from entraide.foundation.files.models import StoredFile
from entraide.kernel.audience import Audience


class Authority(models.Model):
    """A competent authority, central authority or contact point of a State or an organisation: what is public of it.

    `functions` is a list in the shape of `domain.record.Function.to_json`, `cultural` of `Cultural.to_json`. `version` counts
    changes: whoever writes over a newer one is told.
    """

    entity = models.CharField(max_length=12, db_index=True)
    territory = models.CharField(max_length=80, blank=True)
    name = models.JSONField(default=dict)
    original_name = models.CharField(max_length=300, blank=True)
    original_language = models.CharField(max_length=12, blank=True)
    transliteration = models.CharField(max_length=300, blank=True)
    acronym = models.CharField(max_length=40, blank=True)
    kind = models.CharField(max_length=30)
    functions = models.JSONField(default=list)
    languages = ArrayField(models.CharField(max_length=3), default=list)
    networks = ArrayField(models.CharField(max_length=20), default=list)
    cultural = models.JSONField(default=list)
    state = models.CharField(max_length=16, default="not_confirmed")
    confirmed_on = models.DateField(null=True, blank=True)
    audience = models.CharField(max_length=12, default=Audience.PUBLIC)
    invented = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "directory_authority"
        ordering = ["entity", "id"]
        verbose_name_plural = "authorities"

    def __str__(self) -> str:
        return f"{self.entity} {self.kind}"


class Reach(models.Model):
    """A way of reaching an office, in the shape of `domain.record.Reach`, with an audience of its own.

    `bounced_at` is when a message to this address last came back.
    """

    authority = models.ForeignKey(Authority, models.CASCADE, related_name="reaches")
    entity = models.CharField(max_length=12)
    kind = models.CharField(max_length=10)
    purpose = models.CharField(max_length=10, default="office")
    value = models.CharField(max_length=500)
    extension = models.CharField(max_length=12, blank=True)
    city = models.CharField(max_length=120, blank=True)
    country = models.CharField(max_length=3, blank=True)
    note = models.CharField(max_length=200, blank=True)
    audience = models.CharField(max_length=12, default=Audience.MEMBERS)
    position = models.PositiveSmallIntegerField(default=0)
    bounced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "directory_reach"
        ordering = ["authority_id", "position", "id"]
        indexes = [models.Index(fields=["value"], name="directory_reach_value")]

    def __str__(self) -> str:
        return f"{self.kind} {self.purpose}"


class Procedure(models.Model):
    """How a request is made to an authority, in the shape of `domain.record.Procedure`: for States and organisations."""

    authority = models.OneToOneField(Authority, models.CASCADE, primary_key=True, related_name="procedure")
    entity = models.CharField(max_length=12)
    content = models.JSONField(default=dict)
    audience = models.CharField(max_length=12, default=Audience.MEMBERS)

    class Meta:
        db_table = "directory_procedure"

    def __str__(self) -> str:
        return f"procedure of {self.authority_id}"


class Designation(models.Model):
    """The act by which a State named an authority. Without one the entry is public as not confirmed."""

    authority = models.ForeignKey(Authority, models.CASCADE, related_name="designations")
    kind = models.CharField(max_length=30)
    reference = models.CharField(max_length=80)
    dated = models.DateField()
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField()
    recorded_by = models.BigIntegerField(null=True, blank=True)

    class Meta:
        db_table = "directory_designation"
        ordering = ["dated"]

    def __str__(self) -> str:
        return self.reference


class ContactPoint(models.Model):
    """A person at an authority: personal data, for the State itself and the secretariat, deleted when replaced."""

    authority = models.ForeignKey(Authority, models.CASCADE, related_name="contact_points")
    entity = models.CharField(max_length=12)
    name = models.CharField(max_length=200)
    position = models.CharField(max_length=200, blank=True)
    email = models.EmailField()
    phone = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=2, default="en")
    audience = models.CharField(max_length=12, default=Audience.STATE)

    class Meta:
        db_table = "directory_contactpoint"
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name


class Change(models.Model):
    """The history: an authority's record as it stood after a change, whole, without persons. Rows are added, never touched.

    `record` has the shape of `domain.record.Record.to_json`; `state` is its standing after the change.
    """

    authority = models.ForeignKey(Authority, models.CASCADE, related_name="changes")
    entity = models.CharField(max_length=12)
    number = models.PositiveIntegerField()
    verb = models.CharField(max_length=60)
    record = models.JSONField(default=dict)
    state = models.CharField(max_length=16)
    at = models.DateTimeField()
    by = models.BigIntegerField(null=True, blank=True)
    by_name = models.CharField(max_length=200, blank=True)
    audience = models.CharField(max_length=12, default=Audience.STATE)

    class Meta:
        db_table = "directory_change"
        ordering = ["authority_id", "number"]
        constraints = [models.UniqueConstraint(fields=["authority", "number"], name="directory_change_once")]

    def __str__(self) -> str:
        return f"{self.authority_id} {self.number} {self.verb}"
