from django.apps import AppConfig


class HubConfig(AppConfig):
    """The front door: settings, addresses, and how the process runs."""

    name = "hub"

    def ready(self) -> None:
        """Register the house rules."""
        from hub import checks  # noqa: F401  # importing registers them
