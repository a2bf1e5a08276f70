from django.apps import AppConfig


class ReadingListsConfig(AppConfig):
    """Saved guidance and reading lists."""

    name = "reading_lists"

    def ready(self) -> None:
        """Let shared lists be reported."""
        from reading_lists.reported import register_subject

        register_subject()
