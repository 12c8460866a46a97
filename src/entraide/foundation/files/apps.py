from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "entraide.foundation.files"
    label = "files"
