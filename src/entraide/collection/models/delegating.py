"""Who of a State answers which section, which sections are done and cleared, and what was signed."""

from django.db import models
from django.db.models import Q

from ..domain.delegation import DELEGATION, LIVE
from .replies import Reply, Submission

STATES = [(state, state) for state in DELEGATION.states]


class Delegation(models.Model):
    """A section in the hands of an expert of the State, who sees no other.

    `person` is somebody with an account; `nomination` is how somebody invited for it will have come in.
    """

    reply = models.ForeignKey(Reply, models.CASCADE, related_name="delegations")
    entity = models.CharField(max_length=12)
    section = models.CharField(max_length=60)
    person = models.BigIntegerField(null=True, blank=True)
    nomination = models.BigIntegerField(null=True, blank=True)
    invitation = models.BigIntegerField(null=True, blank=True)
    name = models.CharField(max_length=200)
    email = models.EmailField()
    language = models.CharField(max_length=2)
    ministry = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)
    due = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=12, choices=STATES, default=DELEGATION.start)
    remark = models.TextField(blank=True)
    """What the expert said when handing the section back."""
    offered_at = models.DateTimeField()
    offered_by = models.BigIntegerField(null=True, blank=True)
    moved_at = models.DateTimeField()

    class Meta:
        db_table = "collection_delegation"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="delegated_to_somebody", condition=Q(person__isnull=False) | Q(nomination__isnull=False)
            ),
            models.UniqueConstraint(
                name="one_delegation_a_section", fields=["reply", "section"], condition=Q(state__in=LIVE)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.section} {self.state}"


class SectionMark(models.Model):
    """What the people of a State said of a section: that it is done, that it is cleared."""

    reply = models.ForeignKey(Reply, models.CASCADE, related_name="marks")
    entity = models.CharField(max_length=12)
    section = models.CharField(max_length=60)
    completed_at = models.DateTimeField(null=True, blank=True)
    completed_by = models.BigIntegerField(null=True, blank=True)
    cleared_at = models.DateTimeField(null=True, blank=True)
    cleared_by = models.BigIntegerField(null=True, blank=True)
    saved_at = models.DateTimeField(null=True, blank=True)
    saved_by = models.BigIntegerField(null=True, blank=True)

    class Meta:
        db_table = "collection_sectionmark"
        constraints = [models.UniqueConstraint(name="one_mark_a_section", fields=["reply", "section"])]

    def __str__(self) -> str:
        return self.section


class Signature(models.Model):
    """A declaration over exactly what is to be sent, named by its digest. A later change voids it and is named."""

    reply = models.ForeignKey(Reply, models.CASCADE, related_name="signatures")
    entity = models.CharField(max_length=12)
    name = models.CharField(max_length=200)
    function = models.CharField(max_length=200)
    authority = models.CharField(max_length=200, blank=True)
    statement = models.TextField()
    language = models.CharField(max_length=2)
    content_hash = models.CharField(max_length=64)
    signed_at = models.DateTimeField()
    signed_by = models.BigIntegerField(null=True, blank=True)
    submission = models.ForeignKey(Submission, models.PROTECT, null=True, blank=True, related_name="signatures")
    voided_at = models.DateTimeField(null=True, blank=True)
    voided_by = models.BigIntegerField(null=True, blank=True)
    voided_for = models.JSONField(default=list)
    """The paths that were changed after it, at most twenty."""

    class Meta:
        db_table = "collection_signature"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                name="one_standing_signature", fields=["reply"],
                condition=Q(voided_at__isnull=True, submission__isnull=True),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.name} {self.content_hash[:8]}"
