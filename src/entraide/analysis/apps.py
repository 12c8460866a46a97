from django.apps import AppConfig


class AnalysisConfig(AppConfig):
    name = "entraide.analysis"
    label = "analysis"
