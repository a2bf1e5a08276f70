"""What happens to words on their way in, whatever goes wrong: they are never lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar
from urllib.parse import urlencode

from django.conf import settings
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.forms import Form
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, resolve_url

R = TypeVar("R")

#: The key in the session of somebody who is signing in again.
KEPT = "kept_words"
#: Characters of form data kept while somebody signs in again.
KEPT_LIMIT = 120_000
_SALT = "discussions.posting"


class Refused(Exception):  # noqa: N818  # an answer to the person, not a fault
    """An action did not happen. Carries a sentence for the form and the status of the page."""

    def __init__(self, sentence: str, status: int) -> None:
        super().__init__(sentence)
        self.status = status


def attempt(action: Callable[[], R]) -> R:
    """Do an action. Raises Refused with a sentence a person can act on."""
    try:
        return action()
    except PermissionDenied as refusal:
        raise Refused(str(refusal), 403) from refusal
    except OperationalError as error:
        raise Refused(
            "The hub is busy just now. Nothing was posted; your words are below. Try again.", 503
        ) from error


def writer_mark(request: HttpRequest) -> str:
    """Give a signed mark of who is writing, for the form: kept words go back to nobody else."""
    return signing.dumps(request.user.pk, salt=_SALT)


def keep_words(request: HttpRequest, back_to: str | None = None) -> HttpResponse:
    """Lead somebody whose sign-in has expired to sign in and back, their words waiting for them."""
    back_to = back_to or request.get_full_path()
    try:
        writer = signing.loads(
            request.POST.get("writer", ""), salt=_SALT, max_age=settings.SESSION_COOKIE_AGE * 2
        )
    except signing.BadSignature:
        writer = None
    words = {name: request.POST.get(name, "") for name in ("body", "body_format", "token", "title", "quoted")}
    if writer and words["body"].strip() and sum(map(len, words.values())) < KEPT_LIMIT:
        request.session[KEPT] = {"writer": writer, "back_to": back_to, "words": words}
    return redirect(f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': back_to})}")


def kept_words(request: HttpRequest) -> dict:
    """Give the words this person wrote for this address before signing in again, once."""
    if request.method != "GET" or not request.user.is_authenticated or KEPT not in request.session:
        return {}
    kept = request.session[KEPT]
    if kept["writer"] != request.user.pk:
        del request.session[KEPT]  # somebody else sits there now
        return {}
    if not request.path.startswith(kept["back_to"].partition("?")[0]):
        return {}
    del request.session[KEPT]
    return {name: value for name, value in kept["words"].items() if value}


def answer_words(request: HttpRequest, url: str, **facts: object) -> HttpResponse:
    """Say that the words are on disk: a redirect, or its address for a page that posts by script."""
    if request.accepts("text/html"):
        return redirect(url)
    return JsonResponse({"url": url, **facts}, status=201)


def refuse_words(form: Form, status: int) -> JsonResponse:
    """Say to a page that posts by script what is missing: sentences by field, `__all__` for the whole."""
    return JsonResponse(
        {"errors": {field: list(sentences) for field, sentences in form.errors.items()}}, status=status
    )
