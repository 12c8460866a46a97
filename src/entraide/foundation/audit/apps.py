from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "entraide.foundation.audit"
    label = "audit"
