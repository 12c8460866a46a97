from django.db import models

from .sets import FrozenSet


class KeptView(models.Model):
    """A question that somebody asked of a set and keeps: an address (`asked`, names and values) under a name.

    `shared` with the secretariat, so that a report can take it up; taken out of the list at `removed_at`, and put back.
    """

    frozen_set = models.ForeignKey(FrozenSet, models.PROTECT, related_name="views")
    person = models.BigIntegerField()
    name = models.CharField(max_length=160)
    asked = models.JSONField(default=list)
    shared = models.BooleanField(default=False)
    kept_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "analysis_keptview"
        ordering = ["-kept_at", "-id"]

    def __str__(self) -> str:
        return self.name
