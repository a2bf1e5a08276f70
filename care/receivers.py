"""What must follow when a number for help changes: public pages show it."""

from __future__ import annotations

from django.db.models.signals import post_delete, post_save

from care.models import HelpContact
from communities.public import bump


def help_changed(**kwargs) -> None:
    """Tell the page cache that the help page says something else now."""
    bump("guidance")


def listen() -> None:
    """Listen to help contacts being saved and deleted."""
    post_save.connect(help_changed, sender=HelpContact, dispatch_uid="care.help_saved")
    post_delete.connect(help_changed, sender=HelpContact, dispatch_uid="care.help_deleted")
