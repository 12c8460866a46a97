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

    class Meta:
        db_table = "mail_message"
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.kind} to {self.to}"
