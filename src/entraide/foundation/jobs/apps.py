from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "entraide.foundation.jobs"
    label = "jobs"
