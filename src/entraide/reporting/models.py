from django.db import models

from entraide.analysis.models import FrozenSet
from entraide.documents.models import Document
from entraide.foundation.files.models import StoredFile


class Report(models.Model):
    """A report composed from a frozen set. `trees` holds the document tree in each language.

    While it is a draft they are made from its blocks (`Composition`) when they are needed; issued, they never change.
    `basis` says what it stood on when it was issued: sets and their fingerprints, indicators, the version of the software.
    """

    frozen_set = models.ForeignKey(FrozenSet, models.PROTECT, related_name="reports")
    symbol = models.CharField(max_length=80)
    title = models.JSONField(default=dict)
    state = models.CharField(max_length=12, default="draft")
    trees = models.JSONField(default=dict)
    basis = models.JSONField(default=dict)
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


class Composition(models.Model):
    """The blocks of a report, as they stand. `revision` counts the changes; reports made before blocks have none."""

    report = models.OneToOneField(Report, models.CASCADE, related_name="composition")
    structure = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField()
    saved_by = models.BigIntegerField(null=True, blank=True)

    class Meta:
        db_table = "reporting_composition"

    def __str__(self) -> str:
        return f"{self.report_id} revision {self.revision}"


class Change(models.Model):
    """One saved change of a draft: what was and what is (`domain.blocks.changing`), by whom, taken back or not."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="changes")
    revision = models.PositiveIntegerField()
    verb = models.CharField(max_length=16)
    block = models.CharField(max_length=12, default="")
    language = models.CharField(max_length=2, default="")
    patch = models.JSONField(default=dict)
    at = models.DateTimeField()
    by = models.BigIntegerField(null=True, blank=True)
    name = models.CharField(max_length=200, default="")
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "reporting_change"
        ordering = ["-revision"]
        constraints = [models.UniqueConstraint(name="one_change_a_revision", fields=["report", "revision"])]

    def __str__(self) -> str:
        return f"{self.report_id} {self.revision} {self.verb}"


class Remark(models.Model):
    """A comment at a block of a draft, or the answer to one (`thread`)."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="remarks")
    block = models.CharField(max_length=12)
    thread = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="answers")
    text = models.TextField()
    state = models.CharField(max_length=12, default="open")
    at = models.DateTimeField()
    by = models.BigIntegerField(null=True, blank=True)
    name = models.CharField(max_length=200, default="")

    class Meta:
        db_table = "reporting_remark"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.report_id} {self.block}"


class Clearance(models.Model):
    """Somebody has read a draft as it stood at a revision. Any later change voids it, and it stays to be seen."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="clearances")
    revision = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.BigIntegerField(null=True, blank=True)
    name = models.CharField(max_length=200, default="")
    voided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "reporting_clearance"
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.report_id} revision {self.revision}"
