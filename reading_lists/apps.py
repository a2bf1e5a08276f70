from django.apps import AppConfig


class ReadingListsConfig(AppConfig):
    """Saved guidance and reading lists."""

    name = "reading_lists"
