from django.apps import AppConfig


class PracticeConfig(AppConfig):
    """ "We tried this": what Organisations made of the guidance, and what came of it."""

    name = "practice"

    def ready(self) -> None:
        """Listen for pages that go, and let records be reported."""
        from practice import receivers  # noqa: F401  # they connect themselves
        from practice.reported import register_subject

        register_subject()
