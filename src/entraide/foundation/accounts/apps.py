from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "entraide.foundation.accounts"
    label = "accounts"
