from django.apps import AppConfig


class CollectionConfig(AppConfig):
    name = "entraide.collection"
    label = "collection"
