from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import Q

from entraide.foundation.files.models import StoredFile
from entraide.kernel.actor import Power, Role
from entraide.kernel.languages import LANGUAGES, OWN_NAMES

from .domain.life import NOMINATION

ROLE_CHOICES = [(role.value, role.value) for role in Role]
LANGUAGE_CHOICES = [(code, OWN_NAMES[code]) for code in LANGUAGES]
STATE_CHOICES = [(state, state) for state in NOMINATION.states]
POWER_CHOICES = [(power.value, power.value) for power in Power]


class People(BaseUserManager["Person"]):
    """Finds a person by the address they sign in with. Accounts are made by actions only."""

    def get_by_natural_key(self, username: str | None) -> Person:
        """Addresses are compared without regard to case."""
        return self.get(email__iexact=username or "")


class Person(AbstractBaseUser, PermissionsMixin):
    """Somebody who can sign in. What they may do hangs on their memberships."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    title = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=2, choices=LANGUAGE_CHOICES, default="en")
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)
    left_at = models.DateTimeField(null=True, blank=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    objects = People()

    class Meta:
        db_table = "accounts_person"
        indexes = [models.Index(fields=["name", "id"], name="accounts_person_by_name")]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A role held by a person, for an entity unless it is a role of the secretariat.

    `exercise` is empty for a general role, or names what the role is for (`collection.round:3`).
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=ROLE_CHOICES)
    entity = models.CharField(max_length=12, blank=True)
    exercise = models.CharField(max_length=80, blank=True)
    party = models.BooleanField(default=False)
    note_verbale = models.CharField(max_length=80, blank=True)
    since = models.DateTimeField(auto_now_add=True)
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "accounts_membership"
        constraints = [
            models.CheckConstraint(
                name="entity_unless_staff",
                condition=(Q(role__in=["officer", "director"]) & Q(entity="")) | ~Q(entity="") | Q(role="observer"),
            ),
            models.UniqueConstraint(
                name="one_such_role_at_a_time",
                fields=["person", "role", "entity", "exercise"],
                condition=Q(until__isnull=True),
            ),
            models.UniqueConstraint(
                name="one_focal_point_per_exercise",
                fields=["entity", "exercise"],
                condition=Q(until__isnull=True, role="focal_point"),
            ),
        ]
        indexes = [models.Index(fields=["entity", "role"], name="accounts_membership_entity")]

    def __str__(self) -> str:
        return f"{self.role} {self.entity}".strip()


class Nomination(models.Model):
    """Somebody is named for a role: by a note verbale that the secretariat recorded, or by the State's focal point.

    `direct` marks an invitation of the secretariat's or a focal point's own, which needs no second look as long as
    nothing of it changes. `leaves` is the membership that ends when this one begins.
    """

    reference = models.CharField(max_length=80, blank=True)
    dated = models.DateField(null=True, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    role = models.CharField(max_length=20, choices=ROLE_CHOICES)
    entity = models.CharField(max_length=12, blank=True)
    exercise = models.CharField(max_length=80, blank=True)
    party = models.BooleanField(default=False)
    name = models.CharField(max_length=200)
    title = models.CharField(max_length=120, blank=True)
    email = models.EmailField()
    language = models.CharField(max_length=2, choices=LANGUAGE_CHOICES, default="en")
    leaves = models.ForeignKey(Membership, models.SET_NULL, null=True, blank=True, related_name="+")
    by_state = models.BooleanField(default=False)
    direct = models.BooleanField(default=False)
    state = models.CharField(max_length=12, choices=STATE_CHOICES, default=NOMINATION.start)
    reason = models.CharField(max_length=500, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.BigIntegerField(null=True, blank=True)
    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="nominations")
    checked_at = models.DateTimeField(null=True, blank=True)
    checked_by = models.BigIntegerField(null=True, blank=True)

    class Meta:
        db_table = "accounts_nomination"
        indexes = [
            models.Index(fields=["state", "id"], name="accounts_nomination_state"),
            models.Index(fields=["entity", "state"], name="accounts_nomination_entity"),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.entity} {self.state}"


class Invitation(models.Model):
    """A personal link to an account and a role. Only the hash of the link's secret is kept.

    `purpose` says where the person lands (`collection.round:3`); `used_by` who came; a void link opens nothing.
    """

    nomination = models.ForeignKey(Nomination, models.CASCADE, null=True, blank=True, related_name="invitations")
    email = models.EmailField()
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=20, choices=ROLE_CHOICES)
    entity = models.CharField(max_length=12, blank=True)
    party = models.BooleanField(default=False)
    language = models.CharField(max_length=2, choices=LANGUAGE_CHOICES, default="en")
    note_verbale = models.CharField(max_length=80, blank=True)
    purpose = models.CharField(max_length=80, blank=True)
    token_hash = models.CharField(max_length=64, unique=True)
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    times_sent = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True, blank=True)
    used_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")
    void_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "accounts_invitation"

    def __str__(self) -> str:
        return f"{self.role} {self.entity} {self.email}"


class Session(AbstractBaseSession):
    """An open browser. `session_key` is a digest: whoever reads this table cannot take a session over."""

    person = models.ForeignKey(Person, models.CASCADE, null=True, blank=True, related_name="sessions")
    address = models.GenericIPAddressField(null=True, blank=True)
    agent = models.CharField(max_length=200, blank=True)
    began_at = models.DateTimeField(auto_now_add=True)
    seen_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "accounts_session"

    def __str__(self) -> str:
        return f"session of {self.person_id}"


class PowerSession(models.Model):
    """A power in the hands of one person of the secretariat, in one browser, for some minutes, for a stated reason."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="power_sessions")
    session = models.CharField(max_length=40)
    power = models.CharField(max_length=30, choices=POWER_CHOICES)
    reason = models.CharField(max_length=300)
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "accounts_powersession"
        indexes = [models.Index(fields=["person", "ends_at"], name="accounts_powersession_open")]

    def __str__(self) -> str:
        return f"{self.power} of {self.person_id}"
