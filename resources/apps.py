from django.apps import AppConfig


class ResourcesConfig(AppConfig):
    """Guidance pages and their blocks."""

    name = "resources"
