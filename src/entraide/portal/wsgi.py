import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from entraide.portal.setup import count_together

count_together()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "entraide.portal.settings")
application = get_wsgi_application()
# What is loaded once stays: looking through all of it for garbage would hold up one page in ten by a tenth of a second.
get_resolver().url_patterns  # noqa: B018 - loads the pages
gc.freeze()
