"""Who is looking, asked without opening a session that is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
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
