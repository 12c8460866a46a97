from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "entraide.portal"
    label = "portal"
