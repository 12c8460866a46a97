import gc
import os
from contextlib import suppress

from django.core.wsgi import get_wsgi_application
from django.db import OperationalError, connections
from django.urls import get_resolver

from entraide.portal.setup import count_together

count_together()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "entraide.portal.settings")
application = get_wsgi_application()
# A role that could step over the walls is refused here, before the first page; a database that is not up yet is waited for.
with suppress(OperationalError):
    connections["default"].ensure_connection()
connections.close_all()
# What is loaded once stays: looking through all of it for garbage would hold up one page in ten by a tenth of a second.
get_resolver().url_patterns  # noqa: B018 - loads the pages
gc.freeze()
