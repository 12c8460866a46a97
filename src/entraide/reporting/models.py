from django.db import models

from entraide.analysis.models import FrozenSet
from entraide.documents.models import Document
from entraide.foundation.files.models import StoredFile


class Report(models.Model):
    """A report composed from a frozen set. `trees` holds the document tree in each language."""

    frozen_set = models.ForeignKey(FrozenSet, models.PROTECT, related_name="reports")
    symbol = models.CharField(max_length=80)
    title = models.JSONField(default=dict)
    state = models.CharField(max_length=12, default="draft")
    trees = models.JSONField(default=dict)
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    invented = models.BooleanField(default=False)
    composed_at = models.DateTimeField()
    composed_by = models.BigIntegerField(null=True, blank=True)
    issued_at = models.DateTimeField(null=True, blank=True)
    issued_by = models.BigIntegerField(null=True, blank=True)

    class Meta:
        db_table = "reporting_report"
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(name="one_report_a_symbol", fields=["symbol"])]

    def __str__(self) -> str:
        return self.symbol


class LivingFigure(models.Model):
    """A figure that stands in a report: how it was computed, what came out, how many replies were counted."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="figures")
    key = models.CharField(max_length=80)
    indicator = models.CharField(max_length=80)
    params = models.JSONField(default=dict)
    value = models.JSONField()
    replies = models.PositiveIntegerField(default=0)
    audience = models.CharField(max_length=12)

    class Meta:
        db_table = "reporting_livingfigure"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(name="one_figure_a_key", fields=["report", "key"])]

    def __str__(self) -> str:
        return self.key


class Counted(models.Model):
    """Which submissions stand in a figure: apart from it, as the figure is public where they are not."""

    figure = models.OneToOneField(LivingFigure, models.CASCADE, related_name="counted")
    submissions = models.JSONField(default=list)
    audience = models.CharField(max_length=12)

    class Meta:
        db_table = "reporting_counted"

    def __str__(self) -> str:
        return f"{self.figure_id}"


class ReportFile(models.Model):
    """A report written in one language and one format."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="files")
    language = models.CharField(max_length=2)
    format = models.CharField(max_length=4)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")

    class Meta:
        db_table = "reporting_reportfile"
        constraints = [models.UniqueConstraint(name="one_file_a_format", fields=["report", "language", "format"])]

    def __str__(self) -> str:
        return f"{self.language}.{self.format}"
