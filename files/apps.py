from django.apps import AppConfig


class FilesConfig(AppConfig):
    """What a Community keeps: files in folders, and what its Leads pinned to its home."""

    name = "files"

    def ready(self) -> None:
        """Take files from the disk with their rows, and register what Leads decide about them."""
        from django.db.models.signals import post_delete

        from discussions.receivers import remove_from_disk
        from files import kinds_of_decision
        from files.models import FileVersion

        post_delete.connect(remove_from_disk, sender=FileVersion, dispatch_uid="files.remove_from_disk")
        kinds_of_decision.register_kinds()
