from django.apps import AppConfig


class DiscussionsConfig(AppConfig):
    """Threads, Posts, and everything live."""

    name = "discussions"

    def ready(self) -> None:
        """Listen to communities, and count for the public page cache."""
        from communities.public import register_counters
        from communities.signals import access_changed
        from discussions import counters, live

        access_changed.connect(live.tell_access, dispatch_uid="discussions.live")
        register_counters("thread", counters.threads)
        register_counters("list", counters.lists)
        register_counters("talk", counters.talk)
