"""Who is looking, asked without opening a session that is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.http import HttpRequest

if TYPE_CHECKING:
    from communities.querysets import Viewer


def viewer_of(request: HttpRequest | None) -> Viewer:
    """Give the signed-in User, or somebody anonymous where the browser sent no session cookie.

    Asking `request.user` opens the session, which adds `Vary: Cookie`, and a page that is the
    same for everybody could no longer be kept in the page cache.
    """
    if request is None or settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return AnonymousUser()
    return request.user


#: Seconds for which the link to the CMS may be out of date.
CMS_LINK_SECONDS = 60


def is_shown_cms(viewer: Viewer) -> bool:
    """Is this person shown the way to the CMS? Asked once a minute; the CMS itself asks every time."""
    if not viewer.is_authenticated:
        return False
    key = f"is-shown-cms-{viewer.pk}"
    return bool(cache.get_or_set(key, lambda: viewer.has_perm("wagtailadmin.access_admin"), CMS_LINK_SECONDS))
