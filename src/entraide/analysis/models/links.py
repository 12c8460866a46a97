from django.db import models

from .cases import CaseRecord


class LinkRun(models.Model):
    """One linking of all current reports: with which model, how far, what came out."""

    state = models.CharField(max_length=12, default="waiting")
    step = models.CharField(max_length=20, default="waiting")
    asked_by = models.BigIntegerField(null=True, blank=True)
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    model = models.CharField(max_length=80, blank=True, default="")
    reports = models.PositiveIntegerField(default=0)
    clusters = models.PositiveIntegerField(default=0)
    pairs = models.PositiveIntegerField(default=0)
    judged = models.PositiveIntegerField(default=0)
    threshold = models.FloatField(null=True, blank=True)
    low = models.PositiveIntegerField(null=True, blank=True)
    high = models.PositiveIntegerField(null=True, blank=True)
    precision = models.FloatField(null=True, blank=True)
    recall = models.FloatField(null=True, blank=True)
    refused = models.CharField(max_length=20, blank=True, default="")
    people = models.JSONField(default=list)
    """Groups of reports whose suspects may be one person or organisation: numbers of reports, the largest group first."""
    unknown = models.JSONField(default=list)
    """Words that no vocabulary knows: column, language, word, how many reports."""

    class Meta:
        db_table = "analysis_linkrun"
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"run {self.pk} {self.state}"


class CaseLink(models.Model):
    """A proposed pair of a run. What it was compared by stands in `CaseLinkEvidence`, behind a higher wall."""

    run = models.ForeignKey(LinkRun, models.CASCADE, related_name="links")
    left = models.ForeignKey(CaseRecord, models.PROTECT, related_name="+")
    right = models.ForeignKey(CaseRecord, models.PROTECT, related_name="+")
    probability = models.FloatField()
    use = models.FloatField(default=0)
    linked = models.BooleanField(default=False)
    """Whether the run put both into one cluster."""

    class Meta:
        db_table = "analysis_caselink"
        ordering = ["-use", "id"]
        constraints = [models.UniqueConstraint(name="one_link_a_pair", fields=["run", "left", "right"])]
        indexes = [models.Index(name="links_by_use", fields=["run", "-use"])]

    def __str__(self) -> str:
        return f"{self.left_id} {self.right_id} {self.probability:.3f}"


class CaseLinkEvidence(models.Model):
    """Field by field why a pair was proposed: both values, the verdict, the weight. Read by who may read both reports."""

    link = models.OneToOneField(CaseLink, models.CASCADE, primary_key=True, related_name="evidence")
    left = models.ForeignKey(CaseRecord, models.PROTECT, related_name="+")
    right = models.ForeignKey(CaseRecord, models.PROTECT, related_name="+")
    fields = models.JSONField(default=list)

    class Meta:
        db_table = "analysis_caselinkevidence"

    def __str__(self) -> str:
        return f"evidence of {self.link_id}"


class CaseCluster(models.Model):
    """In which cluster a run put a report. `audience` is the narrowest of all reports of the cluster."""

    run = models.ForeignKey(LinkRun, models.CASCADE, related_name="members")
    record = models.ForeignKey(CaseRecord, models.PROTECT, related_name="+")
    cluster = models.PositiveIntegerField()
    size = models.PositiveIntegerField(default=1)
    audience = models.CharField(max_length=12)
    entity = models.CharField(max_length=12)
    """Whose the record is."""
    owner = models.CharField(max_length=12, blank=True, default="")
    """The reporter when all reports of the cluster are its own."""

    class Meta:
        db_table = "analysis_casecluster"
        ordering = ["run_id", "cluster", "record_id"]
        constraints = [models.UniqueConstraint(name="one_cluster_a_record", fields=["run", "record"])]
        indexes = [models.Index(name="members_by_cluster", fields=["run", "cluster"])]

    def __str__(self) -> str:
        return f"{self.record_id} in {self.cluster}"


class Judgement(models.Model):
    """What a person said of two reports: the secretariat's judgement (`entity` empty) or a State's statement.

    Never changed: taking it back is another row that names it.
    """

    left = models.UUIDField()
    right = models.UUIDField()
    """The two reports, through all their versions; the lesser first."""
    verdict = models.CharField(max_length=12)
    entity = models.CharField(max_length=12, blank=True, default="")
    reverses = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="reversal")
    person = models.BigIntegerField(null=True, blank=True)
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=60)
    reason = models.TextField(blank=True, default="")
    probability = models.FloatField(null=True, blank=True)
    """What the model said when the person judged."""
    judged_at = models.DateTimeField()

    class Meta:
        db_table = "analysis_judgement"
        ordering = ["id"]
        indexes = [models.Index(name="judgement_by_pair", fields=["left", "right"])]

    def __str__(self) -> str:
        return f"{self.left} {self.right} {self.verdict}"
