from django.apps import AppConfig


class FindingConfig(AppConfig):
    """One search for everything a person may see."""

    name = "finding"
