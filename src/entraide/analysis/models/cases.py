from uuid import uuid4

from django.db import models

from entraide.collection.models import Round
from entraide.foundation.files.models import StoredFile


class CaseUpload(models.Model):
    """A file with many reports: looked at first, then taken whole or not at all."""

    entity = models.CharField(max_length=12)
    person = models.BigIntegerField(null=True, blank=True)
    role = models.CharField(max_length=12)
    offence = models.CharField(max_length=12, blank=True)
    lang = models.CharField(max_length=2)
    audience = models.CharField(max_length=12)
    round = models.ForeignKey(Round, models.PROTECT, null=True, blank=True, related_name="+")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    invented = models.BooleanField(default=False)
    rows = models.PositiveIntegerField(default=0)
    stops = models.PositiveIntegerField(default=0)
    notes = models.PositiveIntegerField(default=0)
    uploaded_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "analysis_caseupload"
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.entity} {self.rows}"


class CaseRecord(models.Model):
    """One version of a report as it was received. Only `current` and the withdrawal are ever written again."""

    report = models.UUIDField(default=uuid4)
    """The report through all its versions; judgements hang on it."""
    version = models.PositiveSmallIntegerField(default=1)
    before = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    current = models.BooleanField(default=True)
    entity = models.CharField(max_length=12)
    role = models.CharField(max_length=12)
    offence = models.CharField(max_length=12)
    audience = models.CharField(max_length=12)
    lang = models.CharField(max_length=2)
    received = models.JSONField(default=dict)
    """Field → text as received; suspects stand apart."""
    langs = models.JSONField(default=dict)
    """Field → language, where it is another than that of the report."""
    round = models.ForeignKey(Round, models.PROTECT, null=True, blank=True, related_name="+")
    source = models.CharField(max_length=12, default="typed")
    upload = models.ForeignKey(CaseUpload, models.PROTECT, null=True, blank=True, related_name="+")
    line = models.PositiveIntegerField(null=True, blank=True)
    invented = models.BooleanField(default=False)
    person = models.BigIntegerField(null=True, blank=True)
    received_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.BigIntegerField(null=True, blank=True)
    withdrawn_why = models.TextField(blank=True, default="")

    class Meta:
        db_table = "analysis_caserecord"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(name="one_version_a_report", fields=["report", "version"]),
            models.UniqueConstraint(name="one_current_version", fields=["report"], condition=models.Q(current=True)),
        ]
        indexes = [models.Index(name="case_by_reporter", fields=["entity", "current"])]

    def __str__(self) -> str:
        return f"{self.entity} {self.report} v{self.version}"


class CaseSuspect(models.Model):
    """Whom a report suspects, kept apart from it: read by the secretariat and by the reporter alone."""

    record = models.OneToOneField(CaseRecord, models.PROTECT, primary_key=True, related_name="suspect")
    entity = models.CharField(max_length=12)
    text = models.TextField()
    key = models.CharField(max_length=200, blank=True, default="")
    name = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        db_table = "analysis_casesuspect"

    def __str__(self) -> str:
        return f"suspect of {self.record_id}"


class CaseNormal(models.Model):
    """A report in codes, computed from what was received; may be computed anew when vocabularies grow."""

    record = models.OneToOneField(CaseRecord, models.PROTECT, primary_key=True, related_name="normal")
    entity = models.CharField(max_length=12)
    audience = models.CharField(max_length=12)
    year = models.SmallIntegerField(null=True, blank=True)
    month = models.SmallIntegerField(null=True, blank=True)
    origin = models.CharField(max_length=12, blank=True, default="")
    transit = models.CharField(max_length=12, blank=True, default="")
    destination = models.CharField(max_length=12, blank=True, default="")
    type = models.CharField(max_length=60, blank=True, default="")
    material = models.CharField(max_length=60, blank=True, default="")
    culture = models.CharField(max_length=60, blank=True, default="")
    n_objects = models.BigIntegerField(null=True, blank=True)
    columns = models.JSONField(default=dict)
    """Every normalised column, by the names of the normaliser."""

    class Meta:
        db_table = "analysis_casenormal"
        indexes = [
            models.Index(name="case_by_type", fields=["type"]),
            models.Index(name="case_by_year", fields=["year"]),
        ]

    def __str__(self) -> str:
        return f"normal of {self.record_id}"
