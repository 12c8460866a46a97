"""Questionnaires and their versions."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from entraide.foundation.files.models import StoredFile


class Questionnaire(models.Model):
    """A questionnaire, in as many versions as were published."""

    code = models.SlugField(max_length=60, unique=True)
    title = models.JSONField(default=dict)

    class Meta:
        db_table = "collection_questionnaire"
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code


class QuestionnaireVersion(models.Model):
    """A version as published: the XLSForm it was written in and the XForm that everything reads. It never changes."""

    questionnaire = models.ForeignKey(Questionnaire, models.PROTECT, related_name="versions")
    version = models.CharField(max_length=40)
    xlsform = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    xform = models.TextField()
    languages = ArrayField(models.CharField(max_length=2), default=list)
    previous = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="following")
    identities = models.JSONField(default=dict)
    """Path → identity of the question, which stays the same through all versions."""
    changes = models.JSONField(default=list)
    """How its questions came from those of `previous`: rows of kind, before (paths), after (paths)."""
    published_at = models.DateTimeField()
    published_by = models.BigIntegerField(null=True, blank=True)

    class Meta:
        db_table = "collection_questionnaireversion"
        ordering = ["questionnaire_id", "id"]
        constraints = [models.UniqueConstraint(name="one_such_version", fields=["questionnaire", "version"])]

    def __str__(self) -> str:
        return f"{self.questionnaire_id} {self.version}"
