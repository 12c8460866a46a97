from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models


class Entry(models.Model):
    """One line of the ledger. Rows are added and never touched again: a trigger refuses, whoever asks."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    person = models.BigIntegerField(null=True)
    name = models.CharField(max_length=200)
    roles = models.CharField(max_length=200)
    verb = models.CharField(max_length=80)
    object_type = models.CharField(max_length=80)
    object_id = models.CharField(max_length=80)
    entity = models.CharField(max_length=12, blank=True)
    detail = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        db_table = "audit_entry"
        ordering = ["id"]
        indexes = [
            models.Index(fields=["object_type", "object_id"], name="audit_entry_object"),
            models.Index(fields=["at"], name="audit_entry_at"),
            models.Index(fields=["person", "-id"], name="audit_entry_person"),
            models.Index(fields=["verb", "-id"], name="audit_entry_verb_newest"),
            models.Index(fields=["entity", "-id"], name="audit_entry_entity"),
        ]

    def __str__(self) -> str:
        return f"{self.id} {self.verb} {self.object_type}:{self.object_id}"


class Sighting(models.Model):
    """Somebody was shown restricted persons of one State: who, when, which, through which door. Never changed.

    One row per viewing and State. `ids` are those of the objects shown, as text; `powers` what was open to the viewer.
    """

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    person = models.BigIntegerField(null=True)
    name = models.CharField(max_length=200)
    roles = models.CharField(max_length=200)
    standing_for = models.CharField(max_length=12, blank=True)
    powers = models.CharField(max_length=200, blank=True)
    door = models.CharField(max_length=10)
    object_type = models.CharField(max_length=80)
    ids = ArrayField(models.CharField(max_length=80))
    how_many = models.PositiveIntegerField()
    entity = models.CharField(max_length=12)

    class Meta:
        db_table = "audit_sighting"
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["entity", "-id"], name="audit_sighting_entity"),
            models.Index(fields=["person", "-id"], name="audit_sighting_person"),
            GinIndex(fields=["ids"], name="audit_sighting_ids"),
        ]

    def __str__(self) -> str:
        return f"{self.door} {self.object_type} {self.entity} {self.how_many}"


class Verification(models.Model):
    """A walk along the chain: asked for by somebody, worked off in pieces, and kept as the anchor of the next ones.

    `upto` and `head` are the last entry that was found whole and its hash; `broken` the entry where the chain does not hold.
    """

    id = models.BigAutoField(primary_key=True)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=200)
    entries = models.PositiveBigIntegerField(default=0)
    expected = models.PositiveBigIntegerField(default=0)
    upto = models.BigIntegerField(default=0)
    head = models.CharField(max_length=64, blank=True)
    finished_at = models.DateTimeField(null=True)
    broken = models.BigIntegerField(null=True)
    reason = models.CharField(max_length=20, blank=True)

    class Meta:
        db_table = "audit_verification"
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.id} upto {self.upto}"
