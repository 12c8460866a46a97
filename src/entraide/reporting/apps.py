from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "entraide.reporting"
    label = "reporting"
