from django.db import models


class DutyRun(models.Model):
    """What became of a daily duty on one day. `failed` is the kind of error, never its words."""

    duty = models.CharField(max_length=80)
    day = models.DateField()
    ran_at = models.DateTimeField()
    failed = models.CharField(max_length=120, blank=True)

    class Meta:
        db_table = "keeping_dutyrun"
        constraints = [models.UniqueConstraint(name="one_run_a_day", fields=["duty", "day"])]

    def __str__(self) -> str:
        return f"{self.duty} {self.day} {self.failed or 'done'}"


class Stamp(models.Model):
    """When something was last done: a backup, a walk along the ledger. `detail` holds counts and digests only."""

    name = models.CharField(max_length=80, primary_key=True)
    at = models.DateTimeField()
    detail = models.JSONField(default=dict)

    class Meta:
        db_table = "keeping_stamp"

    def __str__(self) -> str:
        return f"{self.name} {self.at:%Y-%m-%d}"
