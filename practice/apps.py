from django.apps import AppConfig


class PracticeConfig(AppConfig):
    """What Organisations tried of guidance, and what became of it."""

    name = "practice"
