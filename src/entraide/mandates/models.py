from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from entraide.documents.models import Document, Paragraph
from entraide.foundation.files.models import StoredFile
from entraide.meetings.models import Body, Meeting


class Mandate(models.Model):
    """Somebody asks somebody to do something, by a paragraph.

    What the reader proposed stays in `proposal`; the other columns are what a person confirmed or corrected. A mandate
    nested in another (the group recommends that the Conference consider requesting) names it as `parent`.

    `acts_possible` holds the acts between which the words do not decide (French "demande", Russian "призывает"), until
    another language version or a person does. `deadline` is as printed; `due_on`, `due_meeting` and `recurrence` are what it
    comes to. `edition` counts the changes: whoever saves over somebody else's change is told so. `first_action_on` is the
    day of the first validated evidence.
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
    acts_possible = ArrayField(models.CharField(max_length=20), default=list)
    reporting = models.BooleanField(default=False)
    due_on = models.DateField(null=True, blank=True)
    due_meeting = models.ForeignKey(Meeting, models.SET_NULL, null=True, blank=True, related_name="+")
    recurrence = models.CharField(max_length=20, blank=True)
    topics = ArrayField(models.CharField(max_length=60), default=list)
    body = models.ForeignKey(Body, models.SET_NULL, null=True, blank=True, related_name="+")
    adopted_on = models.DateField(null=True, blank=True)
    first_action_on = models.DateField(null=True, blank=True)
    edition = models.PositiveIntegerField(default=1)
    proposal = models.JSONField(default=dict)
    language = models.CharField(max_length=2)
    life = models.CharField(max_length=12, default="proposed")
    proposed_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.BigIntegerField(null=True, blank=True)

    class Meta:
        db_table = "mandates_mandate"
        ordering = ["paragraph__document_id", "paragraph__position", "position"]
        indexes = [
            models.Index(fields=["life", "adopted_on", "id"], name="mandates_by_life"),
            models.Index(fields=["body", "adopted_on"], name="mandates_by_body"),
            models.Index(fields=["due_on"], name="mandates_by_due", condition=models.Q(due_on__isnull=False)),
            GinIndex(fields=["topics"], name="mandates_by_topic"),
        ]

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
    note = models.JSONField(default=dict)
    resources = models.TextField(blank=True)

    class Meta:
        db_table = "mandates_addressee"
        ordering = ["position"]
        indexes = [
            models.Index(fields=["kind", "implementation", "mandate"], name="mandates_by_addressee"),
            models.Index(fields=["entity", "implementation"], name="mandates_by_entity"),
        ]

    def __str__(self) -> str:
        return self.name or self.text


class Evidence(models.Model):
    """Something that shows what became of a mandate. Public once a second person has validated it.

    `source` names a thing of another room (`collection.round:3`, `directory.change:7`); `document` and `paragraph` point
    into the papers, `file` to what was uploaded. `addressee` is empty when it speaks for all of them. What is withdrawn
    (by who brought it) or turned down (by a second person) stays, out of sight, with who did so and why.
    """

    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="evidence")
    kind = models.CharField(max_length=20)
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    paragraph = models.ForeignKey(Paragraph, models.PROTECT, null=True, blank=True, related_name="+")
    addressee = models.ForeignKey(Addressee, models.SET_NULL, null=True, blank=True, related_name="evidence")
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    happened_on = models.DateField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.BigIntegerField(null=True, blank=True)
    withdrawn_because = models.TextField(blank=True)
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
        indexes = [
            models.Index(
                fields=["id"],
                name="mandates_to_validate",
                condition=models.Q(validated_at__isnull=True, withdrawn_at__isnull=True),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="validated_at_and_by",
                condition=models.Q(validated_at__isnull=True, validated_by__isnull=True)
                | models.Q(validated_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.source}"

    @property
    def state(self) -> str:
        """Where it stands (domain.life.EVIDENCE): turned down is what another set aside before anybody had validated it."""
        if self.withdrawn_at is None:
            return "waiting" if self.validated_at is None else "validated"
        by_another = self.validated_at is None and self.withdrawn_by != self.submitted_by
        return "turned_down" if by_another else "withdrawn"


class Relation(models.Model):
    """One mandate to another, or to a paragraph that is no mandate: endorses, reiterates, supersedes, implements, cites."""

    mandate = models.ForeignKey(Mandate, models.CASCADE, related_name="relations")
    kind = models.CharField(max_length=12)
    other = models.ForeignKey(Mandate, models.PROTECT, null=True, blank=True, related_name="related_from")
    paragraph = models.ForeignKey(Paragraph, models.PROTECT, null=True, blank=True, related_name="+")
    note = models.TextField(blank=True)
    noted_at = models.DateTimeField()
    noted_by = models.BigIntegerField(null=True, blank=True)

    class Meta:
        db_table = "mandates_relation"
        constraints = [
            models.UniqueConstraint(
                name="related_once", fields=["mandate", "kind", "other", "paragraph"], nulls_distinct=False
            ),
            models.CheckConstraint(
                name="related_to_one_thing",
                condition=models.Q(other__isnull=False, paragraph__isnull=True)
                | models.Q(other__isnull=True, paragraph__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mandate_id} {self.kind} {self.other_id or self.paragraph_id}"


class Assignment(models.Model):
    """A mandate is in the hands of a person of the secretariat until `done_at`; `remind_on` is when a letter goes out."""

    mandate = models.ForeignKey(Mandate, models.CASCADE, related_name="assignments")
    person = models.BigIntegerField()
    task = models.TextField(blank=True)
    due_on = models.DateField(null=True, blank=True)
    remind_on = models.DateField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    assigned_at = models.DateTimeField()
    assigned_by = models.BigIntegerField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "mandates_assignment"
        ordering = ["due_on", "id"]
        indexes = [
            models.Index(
                fields=["person", "due_on"], name="mandates_in_hand", condition=models.Q(done_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mandate_id} {self.person}"


class Case(models.Model):
    """What the reader proposed and what a person made of it, kept to test the reader with; `turn` is the act that did so."""

    turn = models.UUIDField(null=True, blank=True)
    language = models.CharField(max_length=2)
    text = models.TextField()
    proposed = models.JSONField()
    corrected = models.JSONField()
    kept_at = models.DateTimeField()

    class Meta:
        db_table = "mandates_case"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"case {self.pk}"


class Change(models.Model):
    """One thing of a mandate that a person changed: what it was, what it is. History, undo, and who overtook whom.

    `field` is a column of the mandate, or `addressees`, or of an addressee (`response`, `implementation`, `note`, `resources`),
    who is then named in `whom`, so that the line is still read when the addressee has gone. All changes of one act share
    their `turn`, and are undone together. `edition` is the mandate's after the change.
    """

    mandate = models.ForeignKey(Mandate, models.CASCADE, related_name="changes")
    addressee = models.ForeignKey(Addressee, models.SET_NULL, null=True, blank=True, related_name="changes")
    whom = models.CharField(max_length=500, blank=True)
    field = models.CharField(max_length=20)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    note = models.TextField(blank=True)
    turn = models.UUIDField()
    verb = models.CharField(max_length=60)
    edition = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    made_by = models.BigIntegerField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "mandates_change"
        ordering = ["id"]
        indexes = [
            models.Index(fields=["turn"], name="mandates_by_turn"),
            models.Index(fields=["made_by", "-id"], name="mandates_by_hand"),
        ]

    def __str__(self) -> str:
        return f"{self.mandate_id} {self.field}"


class Facet(models.Model):
    """By what a mandate of the register is filtered: `all`, `open`, `life:adopted`, `who:states/EGY`, `topic:training`.

    Rows of plain equality, because row-level security lets only leakproof operators use an index. Written by triggers (see
    migration 0006) and by nobody else. `day` is that of adoption (year 1 when unknown), `acted_after` the days from there to
    the first validated evidence; empty when there is none.
    """

    mandate = models.ForeignKey(Mandate, models.CASCADE, related_name="+", db_index=False)
    facet = models.CharField(max_length=160, db_collation="C")
    day = models.DateField()
    due_on = models.DateField(null=True)
    acted_after = models.IntegerField(null=True)
    audience = models.CharField(max_length=12)
    entity = models.CharField(max_length=12, blank=True)

    class Meta:
        db_table = "mandates_facet"
        constraints = [models.UniqueConstraint(name="one_facet_once", fields=["mandate", "facet"])]

    def __str__(self) -> str:
        return f"{self.mandate_id} {self.facet}"


class Gist(models.Model):
    """The words of a mandate of the register in one language, to be searched through the function `mandates_found`."""

    mandate = models.ForeignKey(Mandate, models.CASCADE, related_name="+")
    language = models.CharField(max_length=2)
    words = models.TextField()
    audience = models.CharField(max_length=12)
    entity = models.CharField(max_length=12, blank=True)

    class Meta:
        db_table = "mandates_gist"
        constraints = [models.UniqueConstraint(name="one_gist_a_language", fields=["mandate", "language"])]

    def __str__(self) -> str:
        return f"{self.mandate_id} {self.language}"
