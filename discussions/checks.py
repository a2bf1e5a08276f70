"""What an operator should know about files, as Django checks."""

from __future__ import annotations

from django.core.checks import CheckMessage, Error, Info, Tags, register

from discussions import scanning

NOT_SCANNED = "Files on posts are not scanned for viruses: no scanner is set up."


@register(Tags.security)
def files_are_scanned(app_configs: object = None, **kwargs: object) -> list[CheckMessage]:
    """Say that nobody scans, or that the scanner's address is none."""
    if not scanning.is_set_up():
        hint = "Set CLAMD_ADDRESS where people rely on this hub; docs/settings.md says how."
        return [Info(NOT_SCANNED, hint=hint, id="discussions.I001")]
    try:
        scanning.host_and_port()
    except ValueError as error:
        return [Error(str(error), id="discussions.E001")]
    return []
