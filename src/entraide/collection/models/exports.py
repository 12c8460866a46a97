"""Exports: who took which replies out, by which choices; the file of a long one for some days."""

from django.db import models

from .rounds import Round


class Export(models.Model):
    """Replies of a round taken out by one person, who alone sees it. `wanted` and `chosen` can be repeated.

    `replies` is how many there are to be written, `done` how many have been; `rows` counts by table when it is made.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="exports")
    person = models.BigIntegerField(null=True, blank=True)
    entity = models.CharField(max_length=12, blank=True)
    """For whom the person acted: the secretariat's is empty."""
    wanted = models.JSONField(default=dict)
    chosen = models.JSONField(default=dict)
    state = models.CharField(max_length=12, default="waiting")
    replies = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    rows = models.JSONField(default=dict)
    name = models.CharField(max_length=200, blank=True)
    media_type = models.CharField(max_length=120, blank=True)
    size = models.BigIntegerField(default=0)
    asked_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "collection_export"
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.pk} {self.name}"


class ExportPiece(models.Model):
    """Some of the bytes of the file of an export: a file of any size is written and read a piece at a time."""

    export = models.ForeignKey(Export, models.CASCADE, related_name="pieces")
    person = models.BigIntegerField(null=True, blank=True)
    position = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        db_table = "collection_exportpiece"
        ordering = ["export_id", "position"]
        constraints = [models.UniqueConstraint(name="one_piece_a_position", fields=["export", "position"])]

    def __str__(self) -> str:
        return f"{self.export_id} {self.position}"
