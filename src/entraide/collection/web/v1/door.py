"""Who comes with a request: a device by the key in its address, a person by token or by address and passphrase.

No cookie opens anything here, so no other site can make a browser write. Wrong keys and passphrases are counted.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import time
from collections.abc import Callable
from functools import lru_cache
from threading import Lock

from attrs import frozen
from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.db import DatabaseError
from django.http import HttpRequest

from entraide.foundation.accounts.models import Person
from entraide.foundation.accounts.queries import actor_of, has_second_factor
from entraide.foundation.db.context import acting_as
from entraide.foundation.keeping.counting import Limit, over
from entraide.kernel.actor import SYSTEM, Actor, Role
from entraide.kernel.clock import now
from entraide.kernel.problems import refuse

from ... import policies
from ...actions import Sender, sealed
from ...models import AccessToken, AppKey, Reply

WRONG = Limit(20, 300)
"""Wrong keys, tokens or passphrases from one address, and of one account."""
TRUSTED_SECONDS = 30
"""For so long a key that opened is not looked up anew; the statement that writes asks again, every time."""


@frozen
class KeyHolder:
    """A device that has shown its key."""

    key_id: int
    digest: str
    project_id: int
    reply_id: int | None
    name: str
    entity: str

    def sender(self) -> Sender:
        """As what it sends: it speaks for its State like an expert, and in a collection of our own for nobody."""
        roles = frozenset({Role.EXPERT}) if self.entity else frozenset()
        actor = Actor(name=self.name, roles=roles, entity=self.entity)
        return Sender(actor, self.project_id, self.reply_id, self.key_id, self.digest)


_keys: dict[str, tuple[float, KeyHolder]] = {}
_passed: dict[str, tuple[float, int, str]] = {}
_lock = Lock()


def forget() -> None:
    """Forget who was trusted a moment ago."""
    _keys.clear()
    _passed.clear()


def holder_of(request: HttpRequest, token: str, project_id: int, *, fresh: bool = True) -> KeyHolder:
    """The device with this key. Refused: COL-401 for no key of this project, 421 after too many."""
    digest = sealed(token)
    if not fresh:
        until, kept = _keys.get(digest, (0.0, None))
        if kept is not None and until > time.monotonic() and kept.project_id == project_id:
            return kept
    with acting_as(SYSTEM):
        row = AppKey.objects.filter(digest=digest, project_id=project_id, revoked_at__isnull=True).first()
    if row is None:
        _keys.pop(digest, None)
        _count_wrong(request, "key", "")
        raise refuse("COL-401")
    found = KeyHolder(row.pk, digest, project_id, row.reply_id, row.name, row.entity)
    with _lock:
        if len(_keys) > 10_000:
            _keys.clear()
        _keys[digest] = (time.monotonic() + TRUSTED_SECONDS, found)
    return found


def person_in(request: HttpRequest) -> tuple[Actor, AccessToken | None]:
    """Whoever shows a token or a passphrase. Refused: COL-440 for nobody, 401, 402, 421; 403 for a page of another site."""
    kind, _space, given = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
    if kind.lower() == "bearer":
        token = token_of(request, given.strip())
        return actor_of(token.person, token.entity), token
    if kind.lower() == "basic":
        if settings.HTTPS and not request.is_secure():
            raise refuse("COL-441")
        # A browser that has been told a passphrase shows it by itself, also when another site makes it write.
        if request.META.get("HTTP_ORIGIN", settings.SITE_URL).rstrip("/") != settings.SITE_URL.rstrip("/"):
            raise refuse("COL-403")
        return _by_passphrase(request, given.strip()), None
    raise refuse("COL-440")


def token_of(request: HttpRequest, given: str) -> AccessToken:
    """A token that opens. Refused: COL-401 for one that is unknown, ended, too old, or whose person has left."""
    with acting_as(SYSTEM):
        rows = AccessToken.objects.select_related("person").filter(ended_at__isnull=True, expires_at__gt=now())
        row = rows.filter(digest=sealed(given)).first()
        stands = row is not None and bool(actor_of(row.person, row.entity).roles)
    if row is None or not stands:
        _count_wrong(request, "token", "")
        raise refuse("COL-401")
    return row


def _by_passphrase(request: HttpRequest, given: str) -> Actor:
    try:
        email, _colon, passphrase = base64.b64decode(given, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        raise refuse("COL-401") from None
    return signed_in(request, email, passphrase)


def signed_in(request: HttpRequest, email: str, passphrase: str) -> Actor:
    """The person with this address and passphrase. Refused: COL-401; 402 where signing in needs more; 421 after too many."""
    whose = f"{email.lower()[:200]} {_address(request)}"
    _stop_guessing(whose, "passphrase")
    with acting_as(SYSTEM):
        person = Person.objects.filter(email__iexact=email.replace("\x00", ""), is_active=True).first()
        right = _checked(person, email, passphrase)
    if person is None or not right:
        _count_wrong(request, "passphrase", whose)
        raise refuse("COL-401")
    with acting_as(SYSTEM):
        actor = actor_of(person)
        if has_second_factor(person) or (actor.staff and settings.STAFF_NEED_TOTP):
            raise refuse("COL-402")
    if not actor.roles:
        raise refuse("COL-401")
    return actor


def _checked(person: Person | None, email: str, passphrase: str) -> bool:
    """Checked once in some minutes: a device with Basic authentication says it with every request, and checking is dear."""
    if person is None:
        check_password(passphrase, _nobodys())
        return False
    key = hmac.new(settings.SECRET_KEY.encode(), f"{email}\x00{passphrase}".encode(), hashlib.sha256).hexdigest()
    until, person_id, kept = _passed.get(key, (0.0, 0, ""))
    if until > time.monotonic() and person_id == person.pk and kept == person.password:
        return True
    if not check_password(passphrase, person.password):
        return False
    with _lock:
        if len(_passed) > 1_000:
            _passed.clear()
        _passed[key] = (time.monotonic() + 300, person.pk, person.password)
    return True


@lru_cache(maxsize=1)
def _nobodys() -> str:
    """So that an address without an account takes as long as one with it."""
    return str(make_password("nobody's"))


def sender_in(actor: Actor, project_id: int) -> Sender:
    """A person who sends through a program. Refused: COL-403; NotHere for a project that is none of theirs."""
    project = policies.access_project(actor, project_id)
    policies.may_send(actor, project).enforce()
    if project.round_id is None:
        return Sender(actor, project.pk)
    reply = Reply.objects.filter(round_id=project.round_id, entity=actor.entity).values_list("pk", flat=True).get()
    return Sender(actor, project.pk, reply)


def _address(request: HttpRequest) -> str:
    given: Callable[[], str] | None = getattr(request, "client_address", None)
    return given() if given else str(request.META.get("REMOTE_ADDR", ""))


def _count_wrong(request: HttpRequest, what: str, whose: str) -> None:
    for one in filter(None, (whose, _address(request))):
        _over(what, one, raises=True)


def _stop_guessing(whose: str, what: str) -> None:
    if settings.RATE_LIMITS and _refused_before(f"{what} {whose}"):
        raise refuse("COL-421", seconds=WRONG.seconds)


_stopped: dict[str, float] = {}


def _refused_before(key: str) -> bool:
    """Whoever was stopped for guessing waits before another passphrase is even looked at."""
    return _stopped.get(key, 0.0) > time.monotonic()


def _over(what: str, whose: str, *, raises: bool) -> None:
    if not settings.RATE_LIMITS:
        return
    try:
        wait = over(WRONG, f"v1 {what}", whose)
    except DatabaseError:
        return
    if wait and raises:
        with _lock:
            if len(_stopped) > 10_000:
                _stopped.clear()
            _stopped[f"{what} {whose}"] = time.monotonic() + wait
        raise refuse("COL-421", seconds=wait)
