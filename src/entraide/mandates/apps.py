from django.apps import AppConfig


class MandatesConfig(AppConfig):
    name = "entraide.mandates"
    label = "mandates"
