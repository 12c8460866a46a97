from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "entraide.foundation.mail"
    label = "mail"
