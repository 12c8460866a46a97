"""The platform's own settings, on a database of this run alone."""

import os
from pathlib import Path

from entraide.foundation.db import launcher

REPOSITORY = Path(__file__).resolve().parents[1]
FOLDER = launcher.default_folder(REPOSITORY) / "tests"
CLUSTER = launcher.Cluster(FOLDER / "postgresql", forgetful=True)
DATABASE = f"entraide_test_{os.getpid()}"

for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "ENTRAIDE_SMTP_HOST", "ENTRAIDE_SITE_URL"):
    os.environ.pop(name, None)
os.environ["ENTRAIDE_SOCKET"] = str(CLUSTER.socket)
os.environ["ENTRAIDE_DATABASE"] = DATABASE
os.environ["ENTRAIDE_SECRET_KEY"] = "for tests only"
os.environ["ENTRAIDE_MASTER_KEY"] = "Zm9yIHRlc3RzIG9ubHksIHRoaXJ0eS10d28gYnl0ZXM="
os.environ["ENTRAIDE_DEMONSTRATION"] = "no"
os.environ["ENTRAIDE_STAFF_TOTP"] = "no"
os.environ["ENTRAIDE_LOG_REQUESTS"] = "no"

from entraide.portal.settings import *  # noqa: E402, F403 - the environment above comes first

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

CACHES = {**CACHES, "default": {**CACHES["default"], "LOCATION": "default"}}  # noqa: F405
"""In the story's own transaction, so that no story counts into the next."""
RATE_LIMITS = False
"""Stories about limits switch them on."""
