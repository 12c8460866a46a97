from django.contrib.postgres.fields import ArrayField
from django.db import models

from .sets import FrozenSet


class PassageSet(models.Model):
    """The passages of a frozen set: those of its submissions. A later set of the round finds those of the same replies coded.

    `questions` are its open questions in the order of the paper: name, number, label.
    """

    frozen_set = models.OneToOneField(FrozenSet, models.PROTECT, related_name="passage_set")
    title = models.JSONField(default=dict)
    invented = models.BooleanField(default=False)
    replied = models.PositiveIntegerField()
    submissions = ArrayField(models.BigIntegerField())
    questions = models.JSONField(default=list)
    codebook = models.CharField(max_length=60)
    terms = models.CharField(max_length=20)
    made_at = models.DateTimeField()
    made_by = models.BigIntegerField(null=True, blank=True)

    class Meta:
        db_table = "analysis_passageset"

    def __str__(self) -> str:
        return f"passages of set {self.frozen_set_id}"


class Passage(models.Model):
    """A sentence or point of an answer, `[begins:ends]` of its text; its audience is that of the answer.

    `words` are as searched, `concepts` as found in it. PostgreSQL keeps a `vector` beside them.
    """

    submission = models.BigIntegerField()
    entity = models.CharField(max_length=12)
    region = models.CharField(max_length=20, blank=True)
    question = models.CharField(max_length=120)
    number = models.CharField(max_length=30, blank=True)
    path = models.CharField(max_length=300)
    part = models.PositiveSmallIntegerField()
    begins = models.PositiveIntegerField()
    ends = models.PositiveIntegerField()
    language = models.CharField(max_length=2)
    audience = models.CharField(max_length=20)
    text = models.TextField()
    words = models.TextField()
    concepts = ArrayField(models.CharField(max_length=60), default=list)

    class Meta:
        db_table = "analysis_passage"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(name="one_such_passage", fields=["submission", "path", "part"])]

    def __str__(self) -> str:
        return f"{self.entity} {self.number} part {self.part}"


class Coding(models.Model):
    """What one coder said of one passage, whole; the last row of a hand counts, and one of deed `undone` takes it back.

    `hand` is the coder's number, 0 for what the coders agreed upon (then `coder` is who wrote it down). `proposed`: of its
    themes those that the software had proposed on the coder's page, with the rules of the codebook that proposed them.
    """

    passage = models.ForeignKey(Passage, models.PROTECT, related_name="codings")
    hand = models.BigIntegerField()
    coder = models.BigIntegerField()
    themes = ArrayField(models.CharField(max_length=80), default=list, blank=True)
    proposed = models.JSONField(default=dict, blank=True)
    deed = models.CharField(max_length=10, default="coded")
    codebook = models.CharField(max_length=60)
    at = models.DateTimeField()

    class Meta:
        db_table = "analysis_coding"
        ordering = ["id"]
        indexes = [models.Index(fields=["passage", "hand", "-id"], name="coding_by_hand")]
        constraints = [
            models.CheckConstraint(name="deed_of_coding", condition=models.Q(deed__in=["coded", "undone"])),
            models.CheckConstraint(
                name="hand_of_coding", condition=models.Q(hand=0) | models.Q(hand=models.F("coder"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.coder} on {self.passage_id}"


class Quotation(models.Model):
    """A passage chosen to be quoted, with its translations (`Text` as JSON, each with its status).

    `[begins:ends]` of the passage's text is quoted; `ends` 0 for all of it.
    """

    passage = models.OneToOneField(Passage, models.PROTECT, related_name="quotation")
    entity = models.CharField(max_length=12)
    audience = models.CharField(max_length=20)
    begins = models.PositiveIntegerField(default=0)
    ends = models.PositiveIntegerField(default=0)
    translations = models.JSONField(default=dict, blank=True)
    state = models.CharField(max_length=10, default="chosen")
    chosen_by = models.BigIntegerField()
    chosen_at = models.DateTimeField()
    cleared_by = models.BigIntegerField(null=True, blank=True)
    cleared_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "analysis_quotation"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="state_of_quotation", condition=models.Q(state__in=["chosen", "cleared", "withdrawn"])
            ),
            models.CheckConstraint(
                name="some_words_are_never_quoted", condition=~models.Q(audience__in=["secretariat", "aggregate"])
            ),
            models.CheckConstraint(
                name="part_of_a_passage",
                condition=models.Q(begins=0, ends=0) | models.Q(begins__lt=models.F("ends")),
            ),
        ]

    def __str__(self) -> str:
        return f"quotation of passage {self.passage_id}"
