"""What happens to words on their way in, whatever goes wrong: they are never lost."""

from __future__ import annotations

import contextlib
import functools
import json
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias, TypeVar
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, resolve_url
from django.urls import reverse

from discussions import pausing, richtext
from discussions.doors import Elsewhere
from discussions.permissions import AlreadyPosted

if TYPE_CHECKING:
    from discussions.file_forms import FilesForm
    from discussions.forms import WordsForm
    from discussions.models import HeldPost

R = TypeVar("R")
View: TypeAlias = Callable[..., HttpResponse]

#: The key in the session of somebody who is signing in again.
KEPT = "kept_words"
#: Characters of form data kept while somebody signs in again.
KEPT_LIMIT = 120_000
_SALT = "discussions.posting"
#: True of a Community one has left, of one that is gone and of an address nobody ever used.
_NOT_HERE = "You cannot {doing} here any more, so {outcome}. Copy your words before you leave this page."


class Refused(Exception):  # noqa: N818  # an answer to the person, not a fault
    """An action did not happen. Carries a sentence for the form and the status of the page."""

    def __init__(self, sentence: str, status: int) -> None:
        super().__init__(sentence)
        self.status = status


def attempt(action: Callable[[], R]) -> R:
    """Do an action. Raises Refused with a sentence a person can act on."""
    try:
        return action()
    except AlreadyPosted as refusal:
        raise Refused(str(refusal), 409) from refusal
    except PermissionDenied as refusal:
        raise Refused(str(refusal), 403) from refusal
    except OperationalError as error:
        raise Refused(
            "The hub is busy just now, and nothing has changed. What you wrote is still here; try again.", 503
        ) from error


def writer_mark(request: HttpRequest) -> str:
    """Give a signed mark of who is writing, for the form: kept words go back to nobody else."""
    return signing.dumps(request.user.pk, salt=_SALT)


def keep_words(
    request: HttpRequest,
    form_class: type[Form],
    back_to: str | None = None,
    worth: tuple[str, ...] = ("body",),
) -> HttpResponse:
    """Lead somebody whose sign-in has expired to sign in and back, every field of their form waiting.

    `worth` names the fields in which people write; where all of them are blank, there is nothing to keep.
    """
    back_to = back_to or request.get_full_path()
    try:
        writer = signing.loads(
            request.POST.get("writer", ""), salt=_SALT, max_age=settings.SESSION_COOKIE_AGE * 2
        )
    except signing.BadSignature:
        writer = None
    words = {
        name: field.widget.value_from_datadict(request.POST, request.FILES, name)
        for name, field in form_class.base_fields.items()
    }
    is_worth_it = any((words[name] or "").strip() for name in worth)
    if writer and is_worth_it and len(json.dumps(words, ensure_ascii=False)) < KEPT_LIMIT:
        had_files = bool(request.FILES or request.POST.getlist("uploaded"))
        request.session[KEPT] = {
            "writer": writer,
            "back_to": back_to,
            "words": words | {"had_files": had_files},
        }
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


def is_by_script(request: HttpRequest) -> bool:
    """Is it a page that posts by itself and wants facts, not another page?"""
    return not request.accepts("text/html")


def gives_words_back(doing: str, outcome: str) -> Callable[[View], View]:
    """Let no refusal that comes before the form is read swallow what was posted.

    Its page, whatever its status, shows the words in a box to copy (`_unposted_words.html`); a page
    that posts by script has them still and is told why in a sentence. `doing` and `outcome` say what
    somebody wanted ("reply") and what came of it ("nothing was posted").
    """

    def giving_back(view: View) -> View:
        @functools.wraps(view)
        def with_words(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            if request.method != "POST":
                return view(request, *args, **kwargs)
            request.unposted_words = _readable_words(request)  # type: ignore[attr-defined]  # for templates
            request.unposted_outcome = outcome  # type: ignore[attr-defined]  # for templates and doors
            try:
                return view(request, *args, **kwargs)
            except (Http404, PermissionDenied, Elsewhere) as refusal:
                if not is_by_script(request) or (isinstance(refusal, Elsewhere) and refusal.leads_on):
                    raise
                if isinstance(refusal, PermissionDenied):
                    return refuse_by_script(str(refusal), 403)
                return refuse_by_script(_NOT_HERE.format(doing=doing, outcome=outcome), 404)

        return with_words

    return giving_back


def _readable_words(request: HttpRequest) -> str:
    """Give what was posted as plain text: the title, a blank line, the words."""
    title, body = request.POST.get("title", ""), request.POST.get("body", "")
    if request.POST.get("body_format") == "html":
        with contextlib.suppress(richtext.TooLong):
            body = richtext.to_plain_text(richtext.clean(body))
    return "\n\n".join(part for part in (title, body) if part.strip())


def answer_words(request: HttpRequest, url: str, **facts: object) -> HttpResponse:
    """Say that the words are on disk: a redirect, or its address for a page that posts by script."""
    if not is_by_script(request):
        return redirect(url)
    return JsonResponse({"url": url, **facts}, status=201)


def answer_held(request: HttpRequest, held: HeldPost) -> HttpResponse:
    """Say that the words wait for a Lead: on the page they answer, or in the list of one's own posts."""
    sentence = f"What you wrote waits for a Lead of {held.community}. Others see it once they have read it."
    if held.is_masked:
        sentence = f"It waits for a Lead of {held.community}, who passes it on without your name."
    url = f"{reverse('inbox:own-posts')}#held-{held.pk}"
    if held.thread:
        url = f"{held.thread.get_absolute_url()}?at=newest#held-{held.pk}"
    messages.success(request, sentence)
    if not is_by_script(request):
        return redirect(url)
    return JsonResponse({"url": url}, status=202)


def say_refusal(form: WordsForm, refusal: Refused) -> int:
    """Put a refusal into the form its words stand in; gives the status of the page."""
    form.add_error(None, str(refusal))
    if refusal.status == 409:
        form.renew_token()
    return refusal.status


def say_notes(request: HttpRequest, files: FilesForm) -> None:
    """Say on the next page what was done otherwise than asked, such as the same file once instead of twice."""
    for note in files.notes:
        messages.info(request, note)


def refuse_words(form: WordsForm, status: int) -> JsonResponse:
    """Say to a page that posts by script what is missing: sentences by field, `__all__` for the whole.

    Words whose token has posted already get a new one with it.
    """
    answer: dict = {"errors": {field: list(sentences) for field, sentences in form.errors.items()}}
    if form.pause:
        answer["errors"]["__all__"] = [pausing.QUESTION]
        answer["pause"] = {"token": form.pause.token, "found": form.pause.sentences}
    if status == 409:
        answer["token"] = form["token"].value()
    return JsonResponse(answer, status=status)


def refuse_by_script(sentence: str, status: int) -> JsonResponse:
    """Say one sentence about the whole to a page that posts by script."""
    return JsonResponse({"errors": {"__all__": [sentence]}}, status=status)
