from __future__ import annotations

import uuid

from django.contrib.postgres.functions import TransactionNow
from django.db import models
from django.db.models import Q

CURRENT = Q(retired_at__isnull=True, shredded_at__isnull=True)


class DataKey(models.Model):
    """A version of the key of one State or organisation (empty: the secretariat's own), wrapped by a master key.

    `kind` is `seal` (its fields) or `finger` (its blind index). A shredded key has lost its bytes and stays as a tombstone.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    entity = models.CharField(max_length=12, blank=True)
    kind = models.CharField(max_length=6)
    version = models.PositiveIntegerField()
    wrapped = models.BinaryField()
    master = models.CharField(max_length=12)
    made_at = models.DateTimeField(db_default=TransactionNow())
    retired_at = models.DateTimeField(null=True)
    shredded_at = models.DateTimeField(null=True)
    because = models.CharField(max_length=300, blank=True)

    class Meta:
        db_table = "crypto_key"
        ordering = ["entity", "kind", "version"]
        constraints = [
            models.UniqueConstraint(name="crypto_key_version", fields=["entity", "kind", "version"]),
            models.UniqueConstraint(name="crypto_key_one_current", fields=["entity", "kind"], condition=CURRENT),
        ]

    def __str__(self) -> str:
        return f"{self.entity or '-'} {self.kind} {self.version}"
