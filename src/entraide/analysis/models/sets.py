from django.db import models

from entraide.collection.models import Round
from entraide.foundation.files.models import StoredFile


class FrozenSet(models.Model):
    """A round as it stood when it was closed, or with what was let in later: its manifest is the file, its rows the tables.

    Sets of the first format have no tables: their file is the whole of them.
    """

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


class SetTable(models.Model):
    """One table of a set as a Parquet file, in parts where it is larger than a file may be."""

    frozen_set = models.ForeignKey(FrozenSet, models.PROTECT, related_name="tables")
    name = models.CharField(max_length=40)
    part = models.PositiveSmallIntegerField(default=0)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")

    class Meta:
        db_table = "analysis_settable"
        ordering = ["frozen_set_id", "name", "part"]
        constraints = [models.UniqueConstraint(name="one_such_table", fields=["frozen_set", "name", "part"])]

    def __str__(self) -> str:
        return f"{self.frozen_set_id} {self.name} {self.part}"


class SetOpening(models.Model):
    """The figures of a set were opened to an audience. Its answers are not: figures alone, with what may not be told held."""

    frozen_set = models.OneToOneField(FrozenSet, models.PROTECT, related_name="opening")
    audience = models.CharField(max_length=12)
    entity = models.CharField(max_length=12, default="", blank=True)
    opened_at = models.DateTimeField()
    opened_by = models.BigIntegerField(null=True, blank=True)

    class Meta:
        db_table = "analysis_setopening"

    def __str__(self) -> str:
        return f"{self.frozen_set_id} {self.audience}"
