from django.apps import AppConfig


class DiscussionsConfig(AppConfig):
    """Threads, Posts, and everything live."""

    name = "discussions"

    def ready(self) -> None:
        """Listen to communities and to files that go, count for the public page cache, and check."""
        from django.db.models.signals import post_delete

        from communities.public import register_counters
        from communities.signals import access_changed
        from discussions import checks, counters, kinds_of_decision, live, receivers, waiting_words  # noqa: F401  # checks register themselves
        from discussions.models import Attachment

        access_changed.connect(live.tell_access, dispatch_uid="discussions.live")
        post_delete.connect(
            receivers.remove_from_disk, sender=Attachment, dispatch_uid="discussions.receivers"
        )
        register_counters("thread", counters.threads)
        register_counters("list", counters.lists)
        register_counters("talk", counters.talk)
        kinds_of_decision.register_kinds()
        waiting_words.register_sources()
