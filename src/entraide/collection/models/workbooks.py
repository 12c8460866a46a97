"""Workbooks that were taken into a draft: what stood before, so that it can be put back."""

from django.db import models

from .replies import Reply


class TakenWorkbook(models.Model):
    """What one workbook changed in one section. `cells`: path → the cell before, and the fingerprint of the one after."""

    reply = models.ForeignKey(Reply, models.CASCADE, related_name="workbooks")
    entity = models.CharField(max_length=12)
    batch = models.UUIDField()
    """One upload, in as many rows as it has sections."""
    section = models.CharField(max_length=60, blank=True)
    name = models.CharField(max_length=200)
    language = models.CharField(max_length=2)
    cells = models.JSONField()
    taken_at = models.DateTimeField()
    taken_by = models.BigIntegerField()
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "collection_takenworkbook"
        ordering = ["-taken_at", "id"]
        constraints = [models.UniqueConstraint(name="one_section_a_workbook", fields=["batch", "section"])]

    def __str__(self) -> str:
        return f"{self.batch} {self.section}"
