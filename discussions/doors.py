"""How a view finds a Thread for its viewer, or says no without telling more than it may."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias, TypeVar, overload
from urllib.parse import urljoin
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import capfirst

from communities.models import Community, FormerSlug, Membership
from communities.permissions import can_read, is_lead
from communities.second_step import lacks_second_step_to_lead, lead_to_second_step
from discussions.models import Post, Thread
from discussions.permissions import CannotEdit, CannotReply, wrote

if TYPE_CHECKING:
    pass

Row = TypeVar("Row", bound=Model)
View: TypeAlias = Callable[..., HttpResponse]


class Elsewhere(Exception):  # noqa: N818  # an answer, not an error
    """The view's answer is already known: a redirect, or the page of a closed Community."""

    def __init__(self, response: HttpResponse) -> None:
        self.response = response

    @property
    def leads_on(self) -> bool:
        """Is it a redirect?"""
        return self.response.status_code < 400


class AnswerElsewhere:
    """Middleware that gives the answer an `Elsewhere` carries."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Turn `Elsewhere` into its response."""
        return exception.response if isinstance(exception, Elsewhere) else None


@overload
def sign_in_to_press(view: View) -> View: ...
@overload
def sign_in_to_press(*, back_to: str) -> Callable[[View], View]: ...
def sign_in_to_press(view: View | None = None, *, back_to: str = "") -> View | Callable[[View], View]:
    """Let nobody press a button signed out: lead to sign-in and back to the page it stands on.

    That page is one level up from the button's address, which answers a press alone, or the one that
    `back_to` names.
    """
    if view is None:
        return functools.partial(sign_in_to_press, back_to=back_to)

    @functools.wraps(view)
    def pressed(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        if request.accepts("text/html"):  # a script follows no redirect, and nobody would have read it
            messages.info(request, "Sign in, then press it again.")
        return redirect_to_login(reverse(back_to) if back_to else urljoin(request.path, "../"))

    return pressed


def find_community(request: HttpRequest, slug: str) -> Community:
    """Give a Community whose conversations this viewer may read.

    Raises Http404 when the viewer may not know of it, and Elsewhere with a page, a 404 too, that
    says how to join when they may know of it and not read it. That page is the same for a
    conversation that exists and one that does not.
    """
    community = Community.objects.visible_to(request.user).filter(slug=slug).first()
    if community is None:
        raise _moved(request, slug) or Http404
    if not can_read(request.user, community):
        response = render(request, "discussions/closed_community.html", {"community": community}, status=404)
        raise Elsewhere(response)
    return community


def find_thread(request: HttpRequest, slug: str, pk: int) -> Thread:
    """Give a Thread of this Community, with the Community fetched, in one query.

    Raises as `find_community` does, which is asked only when there is something to explain, and
    Elsewhere when it was moved to where this viewer reads it too.
    """
    threads = Thread.objects.visible_to(request.user).select_related("community")
    try:
        return threads.get(community__slug=slug, pk=pk)
    except Thread.DoesNotExist:
        if merged := _merged_into(request, slug, pk):
            raise merged from None
        if moved := threads.filter(pk=pk, former_homes__community__slug=slug).first():
            raise _moved_thread(request, slug, moved) from None
        find_community(request, slug)
        raise Http404 from None


def find_post(request: HttpRequest, slug: str, pk: int, number: int) -> Post:
    """Give a Post by its number within its Thread. Raises as above."""
    thread = find_thread(request, slug, pk)
    post = Post.objects.for_page().filter(thread=thread, number=number).first()
    if post is None:
        check_is_not_elsewhere(request, thread, number)
        raise Http404
    post.thread = thread
    return post


def check_is_not_elsewhere(request: HttpRequest, thread: Thread, number: int) -> None:
    """Raises Elsewhere, leading to the Post that had this number before it was moved, for its readers there.

    Words sent to it are given back: raises CannotEdit.
    """
    posts = Post.objects.visible_to(request.user).select_related("thread__community")
    if post := posts.filter(former_places__thread=thread, former_places__number=number).first():
        if request.method not in ("GET", "HEAD"):
            raise CannotEdit(f"This post has moved to “{post.thread.title}”.{_outcome(request)}")
        raise Elsewhere(redirect(post))


def lacks_second_step_to_moderate(request: HttpRequest, community: Community) -> bool:
    """Does this Lead of a Private or Confidential Community still owe a second step? False for others."""
    return lacks_second_step_to_lead(request, community) and is_lead(request.user, community)


def check_second_step(request: HttpRequest, community: Community, back_to: str) -> None:
    """Raises Elsewhere, leading a Lead who owes a second step there and back. Passes everybody else:
    whoever is no Lead is refused by the action.
    """
    if lacks_second_step_to_moderate(request, community):
        raise Elsewhere(lead_to_second_step(request, back_to))


def sees_words(request: HttpRequest, post: Post) -> bool:
    """May this viewer have what the Post says, its files included?

    Everybody who reads the Thread, until a Lead hides it: then its author, and the Leads, who ask for
    it one Post at a time and with their second step. What was deleted or sealed is nobody's.
    """
    if post.is_sealed:
        return False
    if post.is_deleted or not post.is_hidden:
        return post.is_readable
    community = post.thread.community
    return wrote(request.user, post) or (
        is_lead(request.user, community) and not lacks_second_step_to_lead(request, community)
    )


def _moved(request: HttpRequest, slug: str) -> Elsewhere | None:
    """Lead from an address the Community had before, for those who may know of it."""
    former = FormerSlug.objects.filter(slug=slug, community__in=Community.objects.visible_to(request.user))
    community = Community.objects.filter(former_slugs__in=former).first()
    if community is None:
        return None
    target = request.get_full_path().replace(f"/{slug}/", f"/{community.slug}/", 1)
    # 308, so that words posted to the old address arrive at the new one as a post.
    return Elsewhere(redirect(target, permanent=True, preserve_request=True))


def _moved_thread(request: HttpRequest, slug: str, thread: Thread) -> Elsewhere | PermissionDenied:
    """Lead to where a Thread was moved. Words are not taken along: other people would read them."""
    if request.method != "GET":
        return CannotReply(
            f"This conversation has moved to {thread.community}, where other people read it."
            f"{_outcome(request)}"
        )
    return Elsewhere(redirect(request.get_full_path().replace(f"/{slug}/", f"/{thread.community.slug}/", 1)))


def _merged_into(request: HttpRequest, slug: str, pk: int) -> Elsewhere | PermissionDenied | None:
    """Lead to what a Thread was merged into, for those who may read that. Words are not taken along."""
    into = (
        Thread.objects.visible_to(request.user)
        .select_related("community")
        .filter(merged__pk=pk, merged__community__slug=slug)
        .first()
    )
    if into is None:
        return None
    if request.method not in ("GET", "HEAD"):
        return CannotReply(f"This conversation is a part of “{into.title}” now.{_outcome(request)}")
    number = as_number(request.GET.get("at", ""))
    posts = Post.objects.filter(former_places__thread=pk, former_places__number=number or 1, thread=into)
    post = posts.select_related("thread__community").first()
    return Elsewhere(redirect(post or into))


def _outcome(request: HttpRequest) -> str:
    """Say to a script what came of it. The page of a refusal says so itself."""
    if request.accepts("text/html"):
        return ""
    return f" {capfirst(getattr(request, 'unposted_outcome', 'nothing was changed'))}."


def find_own(request: HttpRequest, rows: QuerySet[Row], pk: int, list_name: str) -> Row:
    """Give one of the rows a person calls their own.

    Raises Http404 when it is not among them, and for a press Elsewhere with the list they are in: most
    often an earlier press has done what this one asks.
    """
    if row := rows.filter(pk=pk).first():
        return row
    if request.method == "POST":
        raise Elsewhere(redirect(list_name))
    raise Http404


def as_number(value: str) -> int | None:
    """Give the number in an address or a form, or None for anything but one to nine plain digits."""
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else None


def as_uuid(value: str) -> UUID | None:
    """Give the UUID in an address, or None for anything else."""
    try:
        return UUID(value)
    except ValueError:
        return None


def number_or_404(value: str) -> int:
    """Give the number in an address. Raises Http404 when it is none."""
    number = as_number(value)
    if number is None:
        raise Http404
    return number


def audience_sentence(community: Community, member_count: int | None = None) -> str:
    """Say in plain words who will see a Post; it stands beside every Post button. Counts where it must."""
    if community.is_open:
        return f"Anyone can read what you post in {community}, signed in or not."
    if member_count is None:
        member_count = Membership.objects.belonging().filter(community=community).count()
    people = "1 person" if member_count == 1 else f"{member_count} people"
    sentence = f"Members of {community} ({people}) will see this."
    if community.is_chatham_house:
        sentence += " They may use what you say, and not tell who said it."
    return sentence
