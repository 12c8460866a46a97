from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "entraide.documents"
    label = "documents"
