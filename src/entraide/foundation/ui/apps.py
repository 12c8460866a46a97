"""The Django application that carries templates, tags and static files."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Must stand before `allauth` and `django.forms` in INSTALLED_APPS: its templates replace theirs."""

    name = "entraide.foundation.ui"
    label = "ui"
