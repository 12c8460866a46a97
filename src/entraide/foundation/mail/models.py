from django.db import models


class Message(models.Model):
    """A message to one person. Notices say that something awaits; they carry no confidential content."""

    kind = models.CharField(max_length=60)
    to = models.EmailField()
    name = models.CharField(max_length=200, blank=True)
    entity = models.CharField(max_length=12, blank=True)
    language = models.CharField(max_length=2)
    subject = models.CharField(max_length=300)
    body = models.TextField()
    written_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    failed_at = models.DateTimeField(null=True, blank=True)
    failure = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "mail_message"
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.kind} to {self.to}"


class Bounce(models.Model):
    """A mail server said for good that nobody is reached at an address. `status` is that of RFC 3463, `5.1.1`."""

    address = models.EmailField()
    recorded_at = models.DateTimeField()
    status = models.CharField(max_length=12, blank=True)
    because = models.CharField(max_length=300, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "mail_bounce"
        ordering = ["-id"]
        indexes = [models.Index(fields=["address"], name="mail_bounce_address")]

    def __str__(self) -> str:
        return f"{self.pk} {self.status}"
