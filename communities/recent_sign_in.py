"""Risky acts ask again who one is, when the last sign-in was long ago (TRUST rule 43).

A session that was left open on a shared computer must not be enough to hand somebody power, or to
take somebody's place away.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps

from allauth.account.authentication import get_authentication_records
from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase


def is_sign_in_recent(request: HttpRequest) -> bool:
    """Did this session show who it belongs to within RECENT_SIGN_IN_MINUTES? Where that is 0, nobody asks."""
    if not settings.RECENT_SIGN_IN_MINUTES:
        return True
    records = get_authentication_records(request, request.user)
    newest = max((record["at"] for record in records), default=0)
    return time.time() - newest < settings.RECENT_SIGN_IN_MINUTES * 60


def recent_sign_in_required(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Ask for the password or the second step again before the view takes a post.

    allauth keeps what was posted with the session and hands it to the view once the person has
    answered, so nothing is typed twice.
    """

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if request.method == "POST" and not is_sign_in_recent(request):
            raise ReauthenticationRequired
        return view(request, *args, **kwargs)

    return guarded
