from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Q

from entraide.kernel.actor import Role
from entraide.kernel.languages import LANGUAGES, OWN_NAMES

ROLE_CHOICES = [(role.value, role.value) for role in Role]
LANGUAGE_CHOICES = [(code, OWN_NAMES[code]) for code in LANGUAGES]


class People(BaseUserManager["Person"]):
    """Finds a person by the address they sign in with. Accounts are made by actions only."""

    def get_by_natural_key(self, username: str | None) -> Person:
        """Addresses are compared without regard to case."""
        return self.get(email__iexact=username or "")


class Person(AbstractBaseUser, PermissionsMixin):
    """Somebody who can sign in. What they may do hangs on their memberships."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    language = models.CharField(max_length=2, choices=LANGUAGE_CHOICES, default="en")
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    objects = People()

    class Meta:
        db_table = "accounts_person"

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A role held by a person, for an entity unless it is a role of the secretariat."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=ROLE_CHOICES)
    entity = models.CharField(max_length=12, blank=True)
    party = models.BooleanField(default=False)
    note_verbale = models.CharField(max_length=60, blank=True)
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
                fields=["person", "role", "entity"],
                condition=Q(until__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.entity}".strip()


class Invitation(models.Model):
    """A personal link to an account and a role. Only the hash of the link's secret is kept.

    `purpose` says where the person lands (`collection.round:3`); `used_by` who came.
    """

    email = models.EmailField()
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=20, choices=ROLE_CHOICES)
    entity = models.CharField(max_length=12, blank=True)
    party = models.BooleanField(default=False)
    language = models.CharField(max_length=2, choices=LANGUAGE_CHOICES, default="en")
    note_verbale = models.CharField(max_length=60, blank=True)
    purpose = models.CharField(max_length=80, blank=True)
    token_hash = models.CharField(max_length=64, unique=True)
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    times_sent = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True, blank=True)
    used_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        db_table = "accounts_invitation"

    def __str__(self) -> str:
        return f"{self.role} {self.entity} {self.email}"
