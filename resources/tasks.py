"""What is made of guidance beside the pages."""

from __future__ import annotations

import logging
import subprocess

from django_tasks import task

from resources import booklets
from resources.models import GuidePage

log = logging.getLogger(__name__)


@task()
def make_booklet(guide_id: int) -> None:
    """Make the booklet of a guide that is still published; one that fails is tried when somebody asks again."""
    guide = GuidePage.objects.live().filter(pk=guide_id).first()
    if guide is None:
        return
    try:
        booklets.make(guide)
    except (OSError, subprocess.SubprocessError) as error:
        log.warning("The booklet of page %s was not made: %s.", guide_id, type(error).__name__)
