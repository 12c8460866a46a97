"""Settings. Every one that an operator may set is an environment variable, listed in docs/reference/settings.md."""

from __future__ import annotations

import base64
import os
import secrets
from contextlib import suppress
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from entraide.foundation.accounts.domain.ministries import ministries
from entraide.foundation.db import launcher
from entraide.foundation.keeping import logs
from entraide.kernel.languages import LANGUAGES as SIX
from entraide.kernel.languages import OWN_NAMES

REPOSITORY = Path(__file__).resolve().parents[3]
PACKAGE = Path(__file__).resolve().parents[1]
DATA_FOLDER = launcher.default_folder(REPOSITORY)


def _flag(name: str, default: bool) -> bool:
    return os.environ.get(name, "yes" if default else "no").lower() in {"1", "yes", "true", "on"}


def _secret_key() -> str:
    if given := os.environ.get("ENTRAIDE_SECRET_KEY"):
        return given
    kept = DATA_FOLDER / "secret-key"
    if not kept.exists():
        DATA_FOLDER.mkdir(parents=True, exist_ok=True)
        kept.write_text(secrets.token_urlsafe(48))
        kept.chmod(0o600)
    return kept.read_text()


def _master_keys() -> tuple[str, ...]:
    """What wraps the keys of sealed fields, the one in use first. The file is readable by its owner alone, or not used."""
    if given := os.environ.get("ENTRAIDE_MASTER_KEY"):
        return tuple(given.replace(",", " ").split())
    kept = DATA_FOLDER / "master-key"
    if not kept.exists():
        DATA_FOLDER.mkdir(parents=True, exist_ok=True)
        draft = kept.with_name(f"master-key.{os.getpid()}")
        with os.fdopen(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
            file.write(base64.urlsafe_b64encode(secrets.token_bytes(32)).decode() + "\n")
        with suppress(FileExistsError):  # another process was first: its key is the key
            os.link(draft, kept)
        draft.unlink()
    if kept.stat().st_mode & 0o077:
        raise ImproperlyConfigured(f"{kept} can be read by others. Say: chmod 600 {kept}")
    return tuple(kept.read_text().split())


def _database(url: str, user: str) -> dict[str, object]:
    """A server by its URL, else our own cluster through its socket."""
    common: dict[str, object] = {"ENGINE": "entraide.foundation.db.backend", "CONN_MAX_AGE": 60}
    if url:
        parts = urlsplit(url)
        return {
            **common, "NAME": parts.path.lstrip("/"), "USER": unquote(parts.username or user),
            "PASSWORD": unquote(parts.password or ""), "HOST": parts.hostname or "", "PORT": str(parts.port or ""),
        }  # fmt: skip
    cluster = launcher.Cluster(DATA_FOLDER / "postgresql")
    socket = os.environ.get("ENTRAIDE_SOCKET") or str(cluster.socket)
    return {**common, "NAME": os.environ.get("ENTRAIDE_DATABASE", "entraide"), "USER": user, "HOST": socket}


DATABASE_URL = os.environ.get("DATABASE_URL", "")
DATABASES = {
    "default": _database(DATABASE_URL, launcher.APP),
    "owner": _database(os.environ.get("DATABASE_OWNER_URL", ""), launcher.OWNER),
    "counters": _database(DATABASE_URL, launcher.APP),
}
DATABASE_ROUTERS = ["entraide.portal.routers.OwnerMigrates"]
CACHES = {
    "default": {"BACKEND": "entraide.foundation.keeping.cache.SharedCache", "LOCATION": "counters"},
    "process": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}
"""Failed sign-ins and used codes are the same for all processes, and stay counted when a request is rolled back."""
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

DEMONSTRATION = _flag("ENTRAIDE_DEMONSTRATION", False)
"""A site that holds the invented example: says so on every page, offers its cast to sign in with."""
DEBUG = _flag("ENTRAIDE_DEBUG", False)
SECRET_KEY = _secret_key()
MASTER_KEYS = _master_keys()
ALLOWED_HOSTS = os.environ.get("ENTRAIDE_HOSTS", "127.0.0.1,localhost,[::1],testserver").split(",")
SITE_URL = os.environ.get("ENTRAIDE_SITE_URL", "http://127.0.0.1:8000")
SITE_NAME = os.environ.get("ENTRAIDE_SITE_NAME", "entraide")
HTTPS = SITE_URL.startswith("https://")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "entraide.foundation.ui",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "procrastinate.contrib.django",
    "csp",
    "entraide.foundation.db",
    "entraide.foundation.crypto",
    "entraide.foundation.accounts",
    "entraide.foundation.audit",
    "entraide.foundation.jobs",
    "entraide.foundation.mail",
    "entraide.foundation.files",
    "entraide.foundation.keeping",
    "entraide.meetings",
    "entraide.documents",
    "entraide.mandates",
    "entraide.directory",
    "entraide.collection",
    "entraide.analysis",
    "entraide.reporting",
    "entraide.portal",
]

MIDDLEWARE = [
    "entraide.portal.guard.Guard",
    "entraide.portal.programs.Programs",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "entraide.foundation.kept.middleware.KeptPages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "entraide.foundation.accounts.arriving.Arriving",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "entraide.portal.guard.Limits",
    "entraide.portal.middleware.ActingPerson",
]

ROOT_URLCONF = "entraide.portal.urls"
WSGI_APPLICATION = "entraide.portal.wsgi.application"
FORM_RENDERER = "entraide.foundation.ui.renderer.Renderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": sorted(PACKAGE.glob("*/web/templates")),
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "entraide.portal.context.page",
            ],
        },
    }
]

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["entraide.foundation.accounts.arriving.Door"]
SESSION_ENGINE = "entraide.foundation.accounts.session_engine"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "entraide.portal.adapter.InvitationOnly"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/300s/key"}
"""A key is an account together with an address (`portal/adapter.py`)."""
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
"""A browser on the same machine may try passkeys without a certificate; a site with one asks for one."""
MFA_TOTP_ISSUER = SITE_NAME
STAFF_NEED_TOTP = _flag("ENTRAIDE_STAFF_TOTP", not DEMONSTRATION)
"""Whether the secretariat must set up a second factor before it sees anything."""
SOCIALACCOUNT_ADAPTER = "entraide.portal.adapter.MinistryLogin"
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_STORE_TOKENS = False
MINISTRIES = ministries(os.environ.get("ENTRAIDE_OIDC", ""))
"""Ministries with a login of their own (OpenID Connect), each bound to the State or organisation it speaks for."""
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [ministry.app() for ministry in MINISTRIES]}}

LANGUAGES = [(code, OWN_NAMES[code]) for code in SIX]
LANGUAGE_CODE = "en"
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = os.environ.get("ENTRAIDE_TIME_ZONE", "UTC")

STATIC_URL = "/static/"
STATIC_ROOT = DATA_FOLDER / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600
WHITENOISE_ALLOW_ALL_ORIGINS = False

MAIL_TO_OUTBOX_ONLY = _flag("ENTRAIDE_OUTBOX_ONLY", not os.environ.get("ENTRAIDE_SMTP_HOST"))
"""Messages stay in the outbox page and leave by no server."""
EMAIL_HOST = os.environ.get("ENTRAIDE_SMTP_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("ENTRAIDE_SMTP_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("ENTRAIDE_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("ENTRAIDE_SMTP_PASSWORD", "")
EMAIL_USE_TLS = _flag("ENTRAIDE_SMTP_TLS", bool(EMAIL_HOST_USER))
DEFAULT_FROM_EMAIL = os.environ.get("ENTRAIDE_MAIL_FROM", "secretariat@localhost")

PROCRASTINATE_ON_APP_READY = "entraide.foundation.jobs.worker.install"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "frame-ancestors": ["'none'"],
        "form-action": ["'self'", *sorted({origin for ministry in MINISTRIES for origin in ministry.origins})],
        "base-uri": ["'none'"],
        "object-src": ["'none'"],
        **({"upgrade-insecure-requests": True} if HTTPS else {}),
    }
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
"""Lax, not Strict: a link in a letter opens the page as the person who has signed in."""
if HTTPS:
    # Browsers take such a cookie from this very host only, over TLS only: no neighbour below the same domain can plant one.
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
BEHIND_PROXY = _flag("ENTRAIDE_BEHIND_PROXY", False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if BEHIND_PROXY else 0
"""Behind a proxy every request comes from the proxy: whose it is stands in what the proxy adds to X-Forwarded-For."""
SESSION_COOKIE_AGE = 12 * 3600
DATA_UPLOAD_MAX_MEMORY_SIZE = 25 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 25 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000
FILE_UPLOAD_HANDLERS = [
    "entraide.foundation.files.intake.LargestRequest",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

CERTIFICATE = os.environ.get("ENTRAIDE_CERTIFICATE", "")
RATE_LIMITS = _flag("ENTRAIDE_RATE_LIMITS", True)
METRICS_TOKEN = os.environ.get("ENTRAIDE_METRICS_TOKEN", "")
LOGGING = logs.configuration(
    form=os.environ.get("ENTRAIDE_LOG_FORM", "plain" if DEMONSTRATION else "json"),
    level=os.environ.get("ENTRAIDE_LOG_LEVEL", "WARNING"),
    requests=_flag("ENTRAIDE_LOG_REQUESTS", not DEMONSTRATION),
)
SILENCED_SYSTEM_CHECKS: list[str] = []
