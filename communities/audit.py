"""Who did what to which id: the network's audit trail, kept in the CMS's own history.

Nothing here takes words, so none can be written down (TRUST rules 8 and 49): what somebody gave as a
reason stands in the row that the entry points to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wagtail.log_actions import log

if TYPE_CHECKING:
    from django.db.models import Model

    from communities.models import User


def record_audit(*, action: str, by: User | None, about: Model, **numbers: int) -> None:
    """Write down in the caller's transaction that somebody did this to this row; `numbers` are further ids.

    The entry names the row by its kind and number only: a name can be content, and would outlive its owner.
    """
    title = f"{about._meta.verbose_name} {about.pk}"
    log(instance=about, action=action, user=by, title=title, data=numbers)
