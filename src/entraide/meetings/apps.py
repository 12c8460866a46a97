from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "entraide.meetings"
    label = "meetings"
