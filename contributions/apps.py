from django.apps import AppConfig


class ContributionsConfig(AppConfig):
    """What people said that becomes guidance: asked for, credited as they like, and taken back when they say so."""

    name = "contributions"

    def ready(self) -> None:
        """Listen for posts that go out of sight, people who leave, and pages that are published."""
        from contributions import receivers  # noqa: F401  # they connect themselves
