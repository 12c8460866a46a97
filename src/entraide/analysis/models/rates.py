from django.db import models


class ExchangeRate(models.Model):
    """How many units of a currency one US dollar was on a day, by whom it is said. Never changed: a later row of the same

    currency, day, kind and source stands in its place.
    """

    currency = models.CharField(max_length=3)
    day = models.DateField()
    per_usd = models.DecimalField(max_digits=24, decimal_places=12)
    source = models.CharField(max_length=200)
    kind = models.CharField(max_length=40)
    invented = models.BooleanField(default=False)
    imported_at = models.DateTimeField()
    imported_by = models.BigIntegerField(null=True, blank=True)

    class Meta:
        db_table = "analysis_exchangerate"
        ordering = ["currency", "day", "kind", "source", "id"]
        indexes = [models.Index(fields=["currency", "day"], name="rate_by_day")]

    def __str__(self) -> str:
        return f"{self.currency} {self.day} {self.per_usd}"
