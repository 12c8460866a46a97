from django.apps import AppConfig


class CryptoConfig(AppConfig):
    name = "entraide.foundation.crypto"
    label = "crypto"
