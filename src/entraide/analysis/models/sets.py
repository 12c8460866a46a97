from django.db import models

from entraide.collection.models import Round
from entraide.foundation.files.models import StoredFile


class FrozenSet(models.Model):
    """A round as it stood when it was closed: questionnaire, answers and reference data in one hashed file."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="frozen_sets")
    number = models.PositiveSmallIntegerField()
    content_hash = models.CharField(max_length=64)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    counts = models.JSONField(default=dict)
    frozen_at = models.DateTimeField()
    frozen_by = models.BigIntegerField(null=True, blank=True)

    class Meta:
        db_table = "analysis_frozenset"
        ordering = ["round_id", "number"]
        constraints = [models.UniqueConstraint(name="one_such_set", fields=["round", "number"])]

    def __str__(self) -> str:
        return f"{self.round_id} set {self.number}"
