from django.apps import AppConfig


class SciaticaConfig(AppConfig):
    name = "sciatica"
