from django.apps import AppConfig


class DiscussionsConfig(AppConfig):
    """Threads, Posts, and everything live."""

    name = "discussions"
