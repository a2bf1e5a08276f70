"""The things that can be reported: posts, the files on them, files that Communities keep, and profiles."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.html import escape

from care.subjects import Subject, register
from communities.models import Community, User
from discussions.actions.posts import put_hidden, restore_hidden
from discussions.locks import locked_post
from discussions.models import Attachment, Post
from discussions.models.post import SEALED, SET_ASIDE
from files.actions.hiding import put_hidden as put_file_hidden
from files.actions.hiding import restore_hidden as restore_file
from files.locks import locked_file
from files.models import KeptFile

if TYPE_CHECKING:
    from communities.querysets import Viewer

_POSTS = ("thread__community", "author")


# --- Posts --------------------------------------------------------------------------------


def _find_post(viewer: Viewer, pk: int) -> Post | None:
    return Post.objects.visible_to(viewer).readable().select_related(*_POSTS).filter(pk=pk).first()


def _load_posts(pks: Iterable[int]) -> dict[int, Post]:
    return Post.objects.select_related(*_POSTS).in_bulk(list(pks))


def _community(post: Post) -> Community:
    return post.thread.community


def _address(post: Post) -> str:
    thread = post.thread
    return reverse("discussions:post-detail", args=[thread.community.slug, thread.pk, post.number])


def _hide(post: Post, by: User, reason: str, at: datetime) -> None:
    put_hidden(locked_post(post), by=by, reason=reason[:200], hidden_at=at)


def _set_aside(post: Post, at: datetime) -> None:
    put_hidden(locked_post(post), by=None, reason=SET_ASIDE, hidden_at=at)


def _seal(post: Post, at: datetime) -> None:
    put_hidden(locked_post(post), by=None, reason=SEALED, hidden_at=at, sealed=True)


def _show_again(post: Post, by: User, at: datetime) -> None:
    post = locked_post(post)
    if post.is_set_aside:
        restore_hidden(post, by=by, restored_at=at)


# --- Files on posts -----------------------------------------------------------------------


def _find_file(viewer: Viewer, pk: int) -> Attachment | None:
    files = Attachment.objects.visible_to(viewer).without_text().filter(pk=pk)
    return files.select_related("post__thread__community", "post__author").first()


def _load_files(pks: Iterable[int]) -> dict[int, Attachment]:
    files = Attachment.objects.without_text().filter(post__isnull=False)
    return files.select_related("post__thread__community", "post__author").in_bulk(list(pks))


# --- Files that Communities keep -----------------------------------------------------------


def _find_kept(viewer: Viewer, pk: int) -> KeptFile | None:
    files = KeptFile.objects.visible_to(viewer).in_sight().filter(pk=pk)
    return files.select_related("community", "added_by").first()


def _load_kept(pks: Iterable[int]) -> dict[int, KeptFile]:
    return KeptFile.objects.select_related("community", "added_by").in_bulk(list(pks))


def _hide_kept(file: KeptFile, by: User, reason: str, at: datetime) -> None:
    put_file_hidden(locked_file(file), by=by, reason=reason[:300], hidden_at=at)


def _set_kept_aside(file: KeptFile, at: datetime) -> None:
    put_file_hidden(locked_file(file), by=None, reason=SET_ASIDE, hidden_at=at)


def _seal_kept(file: KeptFile, at: datetime) -> None:
    put_file_hidden(locked_file(file), by=None, reason=SEALED, hidden_at=at, sealed=True)


def _show_kept_again(file: KeptFile, by: User, at: datetime) -> None:
    file = locked_file(file)
    if file.is_set_aside:
        restore_file(file, by=by, restored_at=at)


# --- Profiles -----------------------------------------------------------------------------


def _find_person(viewer: Viewer, pk: int) -> User | None:
    return User.objects.visible_to(viewer).filter(pk=pk).first()


def register_subjects() -> None:
    """Register all four. A file on a post is hidden with it: who reads the one reads the other."""
    register(
        Subject(
            kind="post",
            name="this post",
            find=_find_post,
            load=_load_posts,
            community=_community,
            author=lambda post: post.author,
            address=_address,
            title=lambda post: f"Post {post.number} of “{post.thread.title}”",
            words=lambda post: post.body,
            hide=_hide,
            set_aside=_set_aside,
            seal=_seal,
            show_again=_show_again,
        ),
        Subject(
            kind="file",
            name="this file",
            find=_find_file,
            load=_load_files,
            community=lambda file: _community(file.post),
            author=lambda file: file.post.author,
            address=lambda file: _address(file.post),
            title=lambda file: f"“{file.name}” on post {file.post.number} of “{file.post.thread.title}”",
            words=lambda file: file.post.body,
            hide=lambda file, by, reason, at: _hide(file.post, by, reason, at),
            set_aside=lambda file, at: _set_aside(file.post, at),
            seal=lambda file, at: _seal(file.post, at),
            show_again=lambda file, by, at: _show_again(file.post, by, at),
        ),
        Subject(
            kind="kept-file",
            name="this file",
            find=_find_kept,
            load=_load_kept,
            community=lambda file: file.community,
            author=lambda file: file.added_by,
            address=lambda file: file.get_absolute_url(),
            title=lambda file: f"The file “{file.title}”",
            words=lambda file: escape(file.description),
            hide=_hide_kept,
            set_aside=_set_kept_aside,
            seal=_seal_kept,
            show_again=_show_kept_again,
        ),
        Subject(
            kind="person",
            name="this profile",
            find=_find_person,
            load=lambda pks: User.objects.in_bulk(list(pks)),
            community=lambda person: None,
            author=lambda person: person,
            address=lambda person: person.get_absolute_url(),
            title=lambda person: f"The profile of {person.name}",
            words=lambda person: "",
        ),
    )
