"""The worker's connection: it tells PostgreSQL for its whole life that it is the queue, and sees jobs and nothing else.

Jobs themselves run on Django's connection, which is told of a person like any other. A pooler in transaction mode does not pass
the option on (nor LISTEN): the worker connects to PostgreSQL directly.
"""

from __future__ import annotations

from procrastinate import App
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.contrib.django.utils import connector_params
from procrastinate.psycopg_connector import PsycopgConnector

_AS_THE_QUEUE = "-c entraide.clearance=queue"


class QueueConnector(DjangoConnector):
    """Procrastinate's Django connector with a worker that has a name."""

    def get_worker_connector(self) -> PsycopgConnector:
        """What `procrastinate worker` works through."""
        self.connection.ensure_connection()  # refuses a role above the walls before the first job is fetched
        given = connector_params(self.alias)
        options = f"{given.pop('options', '')} {_AS_THE_QUEUE}".strip()
        return PsycopgConnector(kwargs={**given, "options": options})


def install(app: App) -> None:
    """`PROCRASTINATE_ON_APP_READY`: the application's queue works through our connector."""
    app.connector = app.job_manager.connector = QueueConnector()
