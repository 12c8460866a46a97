from django.db import models

from entraide.kernel.audience import Audience


class StoredFile(models.Model):
    """A file, whole, with its audience. Bytes stand in the row: they share its transaction, its walls and its backup."""

    sha256 = models.CharField(max_length=64, db_index=True)
    name = models.CharField(max_length=255)
    media_type = models.CharField(max_length=120)
    size = models.PositiveIntegerField()
    content = models.BinaryField()
    audience = models.CharField(max_length=12, default=Audience.SECRETARIAT)
    entity = models.CharField(max_length=12, blank=True)
    stored_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "files_storedfile"

    def __str__(self) -> str:
        return self.name
