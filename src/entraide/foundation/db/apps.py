from django.apps import AppConfig


class DbConfig(AppConfig):
    name = "entraide.foundation.db"
    label = "db"

    def ready(self) -> None:
        """Register the check that refuses a role which could step over the walls."""
        from . import checks  # noqa: F401, PLC0415 - Django registers checks by import, after the apps are loaded
