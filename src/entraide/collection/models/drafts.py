"""A questionnaire before its publication, and the files that a form shows beside its labels."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from entraide.foundation.files.models import StoredFile

from .questionnaires import Questionnaire, QuestionnaireVersion


class QuestionnaireDraft(models.Model):
    """A questionnaire as uploaded, checked and not yet published. One may be open at a time; what was discarded is kept."""

    questionnaire = models.ForeignKey(Questionnaire, models.PROTECT, related_name="drafts")
    state = models.CharField(max_length=12, default="open")
    """open, discarded or published."""
    version = models.CharField(max_length=40)
    title = models.JSONField(default=dict)
    xlsform = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    """The XLSForm as uploaded; none for an XForm, which stands in `xform`."""
    xform = models.TextField()
    languages = ArrayField(models.CharField(max_length=2), default=list)
    previous = models.ForeignKey(QuestionnaireVersion, models.PROTECT, null=True, blank=True, related_name="+")
    changes = models.JSONField(default=list)
    """The map from `previous`, as proposed and as corrected by an officer."""
    published = models.ForeignKey(QuestionnaireVersion, models.PROTECT, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.BigIntegerField(null=True, blank=True)

    class Meta:
        db_table = "collection_questionnairedraft"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(name="one_open_draft", fields=["questionnaire"], condition=Q(state="open")),
            models.CheckConstraint(
                name="published_when_published",
                condition=Q(state="published", published__isnull=False) | (~Q(state="published") & Q(published__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.questionnaire_id} {self.version} {self.state}"


class FormMedia(models.Model):
    """A file that a form shows beside a label. Bytes stand in the row, behind the wall of the form that shows them."""

    draft = models.ForeignKey(QuestionnaireDraft, models.CASCADE, null=True, blank=True, related_name="media")
    version = models.ForeignKey(QuestionnaireVersion, models.PROTECT, null=True, blank=True, related_name="media")
    name = models.CharField(max_length=120)
    media_type = models.CharField(max_length=60)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    md5 = models.CharField(max_length=32)
    """As OpenRosa's manifest gives it."""
    content = models.BinaryField()

    class Meta:
        db_table = "collection_formmedia"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(name="one_such_file_in_a_draft", fields=["draft", "name"]),
            models.UniqueConstraint(name="one_such_file_in_a_version", fields=["version", "name"]),
            models.CheckConstraint(
                name="of_a_draft_or_a_version",
                condition=Q(draft__isnull=False, version__isnull=True) | Q(draft__isnull=True, version__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name
