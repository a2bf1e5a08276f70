from django.apps import AppConfig


class ResourcesConfig(AppConfig):
    """Guidance pages and their blocks."""

    name = "resources"

    def ready(self) -> None:
        from resources import receivers  # noqa: F401  # it registers itself
