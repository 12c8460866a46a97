from django.contrib.postgres.fields import ArrayField
from django.db import models

from entraide.foundation.files.models import StoredFile
from entraide.kernel.audience import Audience


class Authority(models.Model):
    """A competent authority, central authority or contact point of a State or an organisation.

    `functions` is a list of `{"instrument": "UNTOC", "article": "18(13)", "function": "mutual_legal_assistance"}`.
    """

    entity = models.CharField(max_length=12, db_index=True)
    name = models.JSONField(default=dict)
    kind = models.CharField(max_length=30)
    functions = models.JSONField(default=list)
    mailbox = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    website = models.URLField(blank=True)
    city = models.CharField(max_length=120, blank=True)
    languages = ArrayField(models.CharField(max_length=2), default=list)
    channels = ArrayField(models.CharField(max_length=20), default=list)
    state = models.CharField(max_length=16, default="not_confirmed")
    confirmed_on = models.DateField(null=True, blank=True)
    audience = models.CharField(max_length=12, default=Audience.PUBLIC)
    invented = models.BooleanField(default=False)

    class Meta:
        db_table = "directory_authority"
        ordering = ["entity", "id"]
        verbose_name_plural = "authorities"

    def __str__(self) -> str:
        return f"{self.entity} {self.kind}"


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
