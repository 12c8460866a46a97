from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q

from entraide.foundation.crypto.fields import SealedField
from entraide.foundation.files.models import StoredFile
from entraide.kernel.audience import Audience


class Authority(models.Model):
    """A competent authority, central authority or contact point of a State or an organisation: what is public of it.

    `functions` is a list in the shape of `domain.record.Function.to_json`, `cultural` of `Cultural.to_json`. `version` counts
    changes: whoever writes over a newer one is told.
    """

    entity = models.CharField(max_length=12, db_index=True)
    territory = models.CharField(max_length=80, blank=True)
    name = models.JSONField(default=dict)
    original_name = models.CharField(max_length=300, blank=True)
    original_language = models.CharField(max_length=12, blank=True)
    transliteration = models.CharField(max_length=300, blank=True)
    acronym = models.CharField(max_length=40, blank=True)
    kind = models.CharField(max_length=30)
    functions = models.JSONField(default=list)
    languages = ArrayField(models.CharField(max_length=3), default=list)
    networks = ArrayField(models.CharField(max_length=20), default=list)
    cultural = models.JSONField(default=list)
    state = models.CharField(max_length=16, default="not_confirmed")
    confirmed_on = models.DateField(null=True, blank=True)
    audience = models.CharField(max_length=12, default=Audience.PUBLIC)
    invented = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "directory_authority"
        ordering = ["entity", "id"]
        verbose_name_plural = "authorities"

    def __str__(self) -> str:
        return f"{self.entity} {self.kind}"


class Reach(models.Model):
    """A way of reaching an office, in the shape of `domain.record.Reach`, with an audience of its own.

    `bounced_at` is when a message to this address last came back.
    """

    authority = models.ForeignKey(Authority, models.CASCADE, related_name="reaches")
    entity = models.CharField(max_length=12)
    kind = models.CharField(max_length=10)
    purpose = models.CharField(max_length=10, default="office")
    value = models.CharField(max_length=500)
    extension = models.CharField(max_length=12, blank=True)
    city = models.CharField(max_length=120, blank=True)
    country = models.CharField(max_length=3, blank=True)
    note = models.CharField(max_length=200, blank=True)
    audience = models.CharField(max_length=12, default=Audience.MEMBERS)
    position = models.PositiveSmallIntegerField(default=0)
    bounced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "directory_reach"
        ordering = ["authority_id", "position", "id"]
        indexes = [models.Index(fields=["value"], name="directory_reach_value")]

    def __str__(self) -> str:
        return f"{self.kind} {self.purpose}"


class Procedure(models.Model):
    """How a request is made to an authority, in the shape of `domain.record.Procedure`: for States and organisations."""

    authority = models.OneToOneField(Authority, models.CASCADE, primary_key=True, related_name="procedure")
    entity = models.CharField(max_length=12)
    content = models.JSONField(default=dict)
    audience = models.CharField(max_length=12, default=Audience.MEMBERS)

    class Meta:
        db_table = "directory_procedure"

    def __str__(self) -> str:
        return f"procedure of {self.authority_id}"


class Designation(models.Model):
    """An act of a State about an authority. Without one that named it the entry is public as not confirmed.

    `effect` is what was done by it (domain/entry.Effect): only a designation counts as naming the authority. `name_notified`
    is what the act calls the authority, where it was noted: a depositary's list may call it otherwise.
    """

    authority = models.ForeignKey(Authority, models.CASCADE, related_name="designations")
    kind = models.CharField(max_length=30)
    effect = models.CharField(max_length=16, default="designation")
    reference = models.CharField(max_length=80)
    dated = models.DateField()
    name_notified = models.CharField(max_length=300, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField()
    recorded_by = models.BigIntegerField(null=True, blank=True)

    class Meta:
        db_table = "directory_designation"
        ordering = ["dated"]

    def __str__(self) -> str:
        return self.reference


class ContactPoint(models.Model):
    """A person at an authority: personal data, for the State itself and the secretariat, deleted when replaced.

    Who it is stands sealed under the key of the State; `persons` is the one place that seals and opens. `bounced_at` is as
    in `Reach`.
    """

    guid = models.UUIDField(unique=True, default=uuid4, editable=False)
    authority = models.ForeignKey(Authority, models.CASCADE, related_name="contact_points")
    entity = models.CharField(max_length=12)
    name = SealedField()
    position = SealedField()
    email = SealedField()
    phone = SealedField()
    language = models.CharField(max_length=2, default="en")
    audience = models.CharField(max_length=12, default=Audience.STATE)
    bounced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "directory_contactpoint"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"contact point {self.pk}"


class Change(models.Model):
    """The history: an authority's record as it stood after a change, whole, without persons. Rows are added, never touched.

    `record` has the shape of `domain.record.Record.to_json`; `state` is its standing after the change.
    """

    authority = models.ForeignKey(Authority, models.CASCADE, related_name="changes")
    entity = models.CharField(max_length=12)
    number = models.PositiveIntegerField()
    verb = models.CharField(max_length=60)
    record = models.JSONField(default=dict)
    state = models.CharField(max_length=16)
    at = models.DateTimeField()
    by = models.BigIntegerField(null=True, blank=True)
    by_name = models.CharField(max_length=200, blank=True)
    audience = models.CharField(max_length=12, default=Audience.STATE)

    class Meta:
        db_table = "directory_change"
        ordering = ["authority_id", "number"]
        constraints = [models.UniqueConstraint(fields=["authority", "number"], name="directory_change_once")]

    def __str__(self) -> str:
        return f"{self.authority_id} {self.number} {self.verb}"


class Sought(models.Model):
    """Under what an authority is found: its names, State, city and competence as keys (domain/similar), without persons.

    `words` are those in Latin letters, which a trigger adds to the vocabulary of `SoughtWord`; `rank` puts equals in order.
    The audience follows the authority's (a trigger). Read through `directory_look` only, which asks the audience itself.
    """

    authority = models.OneToOneField(Authority, models.CASCADE, primary_key=True, related_name="sought")
    entity = models.CharField(max_length=12)
    audience = models.CharField(max_length=12, default=Audience.PUBLIC)
    rank = models.PositiveSmallIntegerField(default=99)
    words = ArrayField(models.CharField(max_length=60), default=list)
    keys = SearchVectorField(null=True)

    class Meta:
        db_table = "directory_sought"

    def __str__(self) -> str:
        return f"keys of {self.authority_id}"


class SoughtWord(models.Model):
    """A word of some name, for correcting what was typed. Nobody reads it: a hidden name's words would show."""

    word = models.CharField(max_length=60, primary_key=True)

    class Meta:
        db_table = "directory_soughtword"

    def __str__(self) -> str:
        return self.word


class Batch(models.Model):
    """A table that was uploaded to be imported: the secretariat's alone, as it may name persons.

    `mapping` is the target of each heading, `plan` what it would do (`domain.exchange.planning.Step.to_json`), `chosen`
    which of that is to be done. File and plan stand sealed under the secretariat's own key (`entity` is always empty;
    `exchange.receiving` seals and opens) and are emptied once they are taken; `digest` remembers the mapping by its headings.
    """

    guid = models.UUIDField(unique=True, default=uuid4, editable=False)
    entity = models.CharField(max_length=12, default="", blank=True, editable=False)
    name = models.CharField(max_length=200)
    content = SealedField()
    digest = models.CharField(max_length=32, db_index=True)
    mapping = models.JSONField(default=list)
    language = models.CharField(max_length=2, default="en")
    state = models.CharField(max_length=12, default="read")
    plan = SealedField()
    counts = models.JSONField(default=dict)
    chosen = models.JSONField(default=dict)
    problems = models.JSONField(default=list)
    person = models.BigIntegerField(null=True, blank=True)
    person_name = models.CharField(max_length=200, blank=True)
    uploaded_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "directory_batch"
        ordering = ["-id"]
        verbose_name_plural = "batches"

    def __str__(self) -> str:
        return f"{self.id} {self.state}"


class BatchEntry(models.Model):
    """What an entry was before an import changed it: null where there was none. `version` is the entry's after it."""

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="entries")
    authority = models.ForeignKey(Authority, models.CASCADE, related_name="+")
    before = models.JSONField(null=True, blank=True)
    state = models.CharField(max_length=16)
    confirmed_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField()
    designations = models.JSONField(default=list)
    contact_points = models.JSONField(default=list)

    class Meta:
        db_table = "directory_batchentry"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.batch_id} {self.authority_id}"


class Edition(models.Model):
    """A directory that was made into a file for one reader: kept until `expires_at` for those who may see what is in it.

    `person` asked for it; `scope` says for whom it was made, so that it is handed to no reader of another one.
    """

    form = models.CharField(max_length=8)
    language = models.CharField(max_length=2)
    scope = models.CharField(max_length=80)
    state = models.CharField(max_length=10, default="waiting")
    file = models.ForeignKey(StoredFile, models.SET_NULL, null=True, blank=True, related_name="+")
    person = models.BigIntegerField(null=True, blank=True)
    entity = models.CharField(max_length=12, blank=True)
    audience = models.CharField(max_length=12, default=Audience.SECRETARIAT)
    asked_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "directory_edition"
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.id} {self.form} {self.language}"


class Draft(models.Model):
    """What a State proposes about one of its authorities, on its way to the public entry (domain/proposals, domain/life.DRAFT).

    `record` and `base` have the shape of `domain.record.Record.to_json`; `base` is the entry as it stood when the draft was
    begun, at `base_version`. `coming` are the persons who become contact points, sealed; `leaving` the ids of those who go.
    `version` counts savings: whoever writes over a newer one is told. `since` is when it came where it is.
    """

    guid = models.UUIDField(unique=True, default=uuid4, editable=False)
    entity = models.CharField(max_length=12, db_index=True)
    authority = models.ForeignKey(Authority, models.CASCADE, null=True, blank=True, related_name="drafts")
    kind = models.CharField(max_length=16)
    state = models.CharField(max_length=16, default="drafting", db_index=True)
    record = models.JSONField(default=dict)
    base = models.JSONField(default=dict)
    base_version = models.PositiveIntegerField(default=0)
    act_kind = models.CharField(max_length=30, blank=True)
    act_reference = models.CharField(max_length=80, blank=True)
    act_dated = models.DateField(null=True, blank=True)
    act_name = models.CharField(max_length=300, blank=True)
    act_file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    note = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    coming = SealedField()
    leaving = ArrayField(models.BigIntegerField(), default=list)
    version = models.PositiveIntegerField(default=1)
    begun_at = models.DateTimeField()
    begun_by = models.BigIntegerField(null=True, blank=True)
    begun_by_name = models.CharField(max_length=200, blank=True)
    changed_at = models.DateTimeField()
    changed_by = models.BigIntegerField(null=True, blank=True)
    changed_by_name = models.CharField(max_length=200, blank=True)
    writers = ArrayField(models.BigIntegerField(), default=list)
    since = models.DateTimeField()
    approved_by = models.BigIntegerField(null=True, blank=True)
    approved_by_name = models.CharField(max_length=200, blank=True)
    alone = models.BooleanField(default=False)
    audience = models.CharField(max_length=12, default=Audience.STATE)

    class Meta:
        db_table = "directory_draft"
        ordering = ["-changed_at"]

    def __str__(self) -> str:
        return f"{self.entity} {self.kind} {self.state}"


class Reminder(models.Model):
    """That the yearly confirmation of an entry was asked for: once for each stage of each year's grace (-1: it is over)."""

    authority = models.ForeignKey(Authority, models.CASCADE, related_name="reminders")
    entity = models.CharField(max_length=12)
    confirmed_on = models.DateField()
    stage = models.SmallIntegerField()
    at = models.DateTimeField()
    audience = models.CharField(max_length=12, default=Audience.STATE)

    class Meta:
        db_table = "directory_reminder"
        constraints = [
            models.UniqueConstraint(fields=["authority", "confirmed_on", "stage"], name="directory_reminder_once")
        ]

    def __str__(self) -> str:
        return f"{self.authority_id} {self.stage}"


class ConfirmationLink(models.Model):
    """A focal point's personal link to the entries that wait for a confirmation. Only the hash of its secret is kept."""

    entity = models.CharField(max_length=12)
    person_id = models.BigIntegerField()
    authorities = ArrayField(models.BigIntegerField(), default=list)
    token_hash = models.CharField(max_length=64, unique=True)
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        db_table = "directory_confirmationlink"

    def __str__(self) -> str:
        return f"{self.entity} {self.pk}"


class Mark(models.Model):
    """What was decided about a finding (domain/findings.Finding.key): who looks after it, or why it is set aside."""

    key = models.CharField(max_length=200, unique=True)
    entity = models.CharField(max_length=12)
    assigned_to = models.BigIntegerField(null=True, blank=True)
    assigned_to_name = models.CharField(max_length=200, blank=True)
    set_aside = models.TextField(blank=True)
    at = models.DateTimeField()
    by_name = models.CharField(max_length=200, blank=True)
    audience = models.CharField(max_length=12, default=Audience.STATE)

    class Meta:
        db_table = "directory_mark"
        constraints = [
            models.CheckConstraint(
                name="directory_mark_says", condition=~Q(set_aside="") | Q(assigned_to__isnull=False)
            )
        ]

    def __str__(self) -> str:
        return self.key
