"""Drafts as pages need them: beside a composer, and in a person's list with the way back to each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.timezone import now

from communities.models import Community, Membership
from discussions import permissions, richtext
from discussions.models import Draft, Post, Thread

if TYPE_CHECKING:
    from communities.models import User
    from communities.querysets import Viewer

Place: TypeAlias = Thread | Community | Post

#: Characters of a draft that name it where its place cannot.
_NAME_LENGTH = 60
_KINDS = {
    Draft.Kind.REPLY: "A reply",
    Draft.Kind.START: "A new conversation",
    Draft.Kind.EDIT: "A change of your post",
    Draft.Kind.SUMMARY: "A summary",
}
_GONE = "What it was for is not here for you any more. Copy your words if you need them."


def for_composer(viewer: Viewer, kind: Draft.Kind, target_id: int) -> dict:
    """Give what the composer's template takes of drafts: the place's name, and what was kept for it."""
    draft = Draft.objects.visible_to(viewer).at(kind, target_id).with_files().first()
    return {"draft_key": f"{kind}-{target_id}", "draft": draft}


def asked_draft(request: HttpRequest, kind: Draft.Kind, target_id: int) -> Draft | None:
    """Give the draft that `?draft=` asks to go on with: the way without script."""
    if request.method != "GET" or "draft" not in request.GET:
        return None
    return Draft.objects.visible_to(request.user).at(kind, target_id).with_files().first()


def words_of(draft: Draft | None) -> dict:
    """Give what a form starts with when somebody goes on with a draft."""
    if draft is None:
        return {}
    words = {"title": draft.title, "body": in_marks(draft), "quoted": draft.quoted, "token": draft.token}
    words["masked"] = draft.is_masked
    return {name: value for name, value in words.items() if value}


def in_marks(draft: Draft) -> str:
    """Give a draft's words as text with marks, whichever box they were written in."""
    return richtext.to_plain_text(draft.body) if draft.body_format == Draft.Format.HTML else draft.body


def as_html(draft: Draft) -> str:
    """Give a draft's words as cleaned HTML, whichever box they were written in."""
    if draft.body_format == Draft.Format.HTML:
        return draft.body  # cleaned before it was kept
    return richtext.from_plain_text(draft.body)


def find_place(viewer: User, kind: str, target_id: int) -> Place | None:
    """Give the place a draft is for, while this viewer may read there; whether they may post is asked then."""
    return _places(viewer, kind, [target_id]).get(target_id)


def community_of(place: Place) -> Community:
    """Give the Community a place is in."""
    if isinstance(place, Community):
        return place
    return place.community if isinstance(place, Thread) else place.thread.community


@dataclass(frozen=True)
class Row:
    """One line of a person's list: the draft, the name of its place, and where it goes on or why it does not."""

    draft: Draft
    name: str
    address: str
    reason: str


def rows_of(author: User, drafts: Sequence[Draft]) -> list[Row]:
    """Say of each draft where it goes on. A fixed number of queries, and one more for each edit or summary."""
    places = {
        kind: _places(author, kind, [draft.target_id for draft in drafts if draft.kind == kind])
        for kind in Draft.Kind.values
    }
    mine = set(Membership.objects.belonging().filter(user=author).values_list("community_id", flat=True))
    return [_row(author, draft, places[draft.kind].get(draft.target_id), mine) for draft in drafts]


def _places(viewer: User, kind: str, numbers: list[int]) -> Mapping[int, Place]:
    if not numbers:
        return {}
    if kind == Draft.Kind.START:
        return Community.objects.readable_by(viewer).in_bulk(numbers)
    if kind in (Draft.Kind.REPLY, Draft.Kind.SUMMARY):
        return Thread.objects.visible_to(viewer).select_related("community").in_bulk(numbers)
    posts = Post.objects.visible_to(viewer).filter(author=viewer).select_related("thread__community")
    return posts.in_bulk(numbers)


def _row(author: User, draft: Draft, place: Place | None, mine: set[int]) -> Row:
    if isinstance(place, Thread) and draft.kind == Draft.Kind.SUMMARY:
        name, community = f"The summary of {place.title}", place.community
        address = reverse("discussions:thread-summary", args=[community.slug, place.pk])
    elif isinstance(place, Thread):
        name, community = place.title, place.community
        address = f"{place.get_absolute_url()}?at=newest#reply"
    elif isinstance(place, Community):
        name, community = f"A new conversation in {place}", place
        address = reverse("discussions:thread-start", args=[place.slug])
    elif isinstance(place, Post):
        name, community = f"A change of your post in {place.thread.title}", place.thread.community
        address = reverse("discussions:post-edit", args=[community.slug, place.thread_id, place.number])
    else:
        return Row(draft, _own_name(draft), "", _GONE)
    reason = _why_not(author, draft, place, is_member=community.pk in mine)
    return Row(draft, name, "" if reason else address, reason)


def _own_name(draft: Draft) -> str:
    """Name a draft by what its author put into it alone: its place tells them nothing any more."""
    files = ", ".join(file.name for file in draft.files.all())
    words = (
        draft.title or richtext.excerpt(as_html(draft), _NAME_LENGTH) or Truncator(files).chars(_NAME_LENGTH)
    )
    kind = _KINDS[Draft.Kind(draft.kind)]
    return f"{kind}: “{words}”" if words else kind


def _why_not(author: User, draft: Draft, place: Place, *, is_member: bool) -> str:
    if not is_member:
        return "You do not belong to this community now, so you cannot post here. Join it to go on."
    try:
        if isinstance(place, Thread) and draft.kind == Draft.Kind.SUMMARY:
            permissions.check_can_summarise(author, place)
        elif isinstance(place, Thread):
            permissions.check_is_not_locked(place)
        elif isinstance(place, Post):
            permissions.check_can_edit(author, place, now())
    except PermissionDenied as refusal:
        return str(refusal)
    return ""
