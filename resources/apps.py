from django.apps import AppConfig


class ResourcesConfig(AppConfig):
    """Guidance pages and their blocks."""

    name = "resources"

    def ready(self) -> None:
        from resources import checks, receivers  # noqa: F401  # they register themselves
