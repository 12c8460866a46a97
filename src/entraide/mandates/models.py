from django.contrib.postgres.fields import ArrayField
from django.db import models

from entraide.documents.models import Document, Paragraph


class Mandate(models.Model):
    """Somebody asks somebody to do something, by a paragraph.

    What the reader proposed stays in `proposal`; the other columns are what a person confirmed or corrected. A mandate
    nested in another (the group recommends that the Conference consider requesting) names it as `parent`.
    """

    paragraph = models.ForeignKey(Paragraph, models.PROTECT, related_name="mandates")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="contained")
    position = models.PositiveIntegerField(default=0)
    issuer = models.CharField(max_length=300, blank=True)
    act = models.CharField(max_length=20)
    lemma = models.CharField(max_length=60, blank=True)
    strength = models.PositiveSmallIntegerField()
    deliverable = models.TextField(blank=True)
    summary = models.JSONField(default=dict)
    references = models.JSONField(default=list)
    hedges = ArrayField(models.CharField(max_length=60), default=list)
    deadline = models.CharField(max_length=120, blank=True)
    conditional = models.BooleanField(default=False)
    proposal = models.JSONField(default=dict)
    language = models.CharField(max_length=2)
    life = models.CharField(max_length=12, default="proposed")
    proposed_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.BigIntegerField(null=True, blank=True)

    class Meta:
        db_table = "mandates_mandate"
        ordering = ["paragraph__document_id", "paragraph__position", "position"]

    def __str__(self) -> str:
        return f"{self.act} {self.paragraph_id}"


class Addressee(models.Model):
    """One of those who are asked, with their response and what they have done: two axes, never one."""

    mandate = models.ForeignKey(Mandate, models.CASCADE, related_name="addressees")
    position = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=200, blank=True)
    text = models.CharField(max_length=500, blank=True)
    entity = models.CharField(max_length=12, blank=True)
    response = models.CharField(max_length=20, default="pending")
    implementation = models.CharField(max_length=20, default="not_started")

    class Meta:
        db_table = "mandates_addressee"
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name or self.text


class Evidence(models.Model):
    """Something that shows what became of a mandate. Public once a second person has validated it.

    `source` names a thing of another room (`collection.round:3`); `document` and `paragraph` point into the papers.
    """

    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="evidence")
    kind = models.CharField(max_length=20)
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    paragraph = models.ForeignKey(Paragraph, models.PROTECT, null=True, blank=True, related_name="+")
    source = models.CharField(max_length=80, blank=True)
    href = models.CharField(max_length=500, blank=True)
    text = models.JSONField(default=dict)
    submitted_at = models.DateTimeField()
    submitted_by = models.BigIntegerField(null=True, blank=True)
    validated_at = models.DateTimeField(null=True, blank=True)
    validated_by = models.BigIntegerField(null=True, blank=True)

    class Meta:
        db_table = "mandates_evidence"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="validated_at_and_by",
                condition=models.Q(validated_at__isnull=True, validated_by__isnull=True)
                | models.Q(validated_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.source}"
