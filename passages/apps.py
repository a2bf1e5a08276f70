from django.apps import AppConfig


class PassagesConfig(AppConfig):
    """Talk about the words of guidance: where each conversation stands on a page, and stays when Editors change it."""

    name = "passages"

    def ready(self) -> None:
        """Listen for pages that are published or withdrawn."""
        from passages import receivers  # noqa: F401  # they connect themselves
