"""What an operator should know about booklets, as a Django check."""

from __future__ import annotations

import shutil

from django.conf import settings
from django.core.checks import CheckMessage, Error, register


@register()
def weasyprint_is_there(app_configs: object = None, **kwargs: object) -> list[CheckMessage]:
    """Say that the program which makes booklets is not where the setting says."""
    if settings.WEASYPRINT and shutil.which(settings.WEASYPRINT) is None:
        hint = "Install it (on Debian: apt-get install weasyprint), or leave WEASYPRINT empty."
        return [Error("WEASYPRINT names no program.", hint=hint, id="resources.E001")]
    return []
