"""Files given as answers."""

from django.db import models

from .replies import Reply


class AnswerFile(models.Model):
    """A file given as an answer; the answer's value is its name. Bytes stand in the row, behind the wall of the draft.

    Before it was sent it is the draft's: its keeper's alone. Once it was sent with a submission it stays for good.
    """

    reply = models.ForeignKey(Reply, models.CASCADE, related_name="files")
    entity = models.CharField(max_length=12)
    keeper = models.CharField(max_length=12, default="state")
    section = models.CharField(max_length=60, blank=True)
    name = models.CharField(max_length=120)
    media_type = models.CharField(max_length=80)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    uploaded_at = models.DateTimeField()
    uploaded_by = models.BigIntegerField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    """When it first went with a submission."""

    class Meta:
        db_table = "collection_answerfile"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(name="one_such_file_in_a_reply", fields=["reply", "name"])]

    def __str__(self) -> str:
        return self.name
