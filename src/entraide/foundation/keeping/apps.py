from django.apps import AppConfig


class KeepingConfig(AppConfig):
    name = "entraide.foundation.keeping"
    label = "keeping"
