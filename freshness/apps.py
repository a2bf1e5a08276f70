from django.apps import AppConfig


class FreshnessConfig(AppConfig):
    """Guidance that stays fresh: what calls for a review, who is told, and what readers missed."""

    name = "freshness"

    def ready(self) -> None:
        """Listen for records of practice and for pages that are published."""
        from freshness import receivers  # noqa: F401  # they connect themselves
