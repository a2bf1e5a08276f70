"""Keeping pages to read, and making, sharing and filling lists of them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from wagtail.models import Page

from communities.db import writes
from communities.models import Community, User
from discussions.models import FollowLevel
from reading_lists import permissions
from reading_lists.models import ListedPage, ReadingList, SavedPage


class NameTaken(ValueError):  # noqa: N818  # an answer, as Django's DoesNotExist is
    """This person has a list of that name."""


@writes
def save_page(*, page: Page, reader: User, saved_at: datetime) -> None:
    """Keep a page at hand for somebody. The same twice changes nothing. Raises CannotKeep."""
    permissions.check_can_save(reader, page)
    SavedPage.objects.get_or_create(user=reader, page_id=page.pk, defaults={"saved_at": saved_at})


@writes
def follow_page(*, page: Page, reader: User, level: FollowLevel) -> None:
    """Hear as much as this of the changes of a page one has saved. Raises CannotKeep where it is not saved."""
    permissions.check_can_read(reader, page)
    if not SavedPage.objects.filter(user=reader, page_id=page.pk).update(level=level):
        raise permissions.CannotKeep("Save the page first.")


@writes
def unsave_page(*, page: Page, reader: User) -> None:
    """Let it go again."""
    SavedPage.objects.filter(user=reader, page_id=page.pk).delete()


@writes
def make_list(
    *,
    owner: User,
    title: str,
    intro: str,
    community: Community | None,
    is_shared_by_link: bool,
    token: UUID,
    made_at: datetime,
) -> ReadingList:
    """Begin a list; the same press again gives the one it made.

    Raises CannotTakePart, CannotKeep, CannotSpeak and NameTaken.
    """
    made_before = ReadingList.objects.filter(owner=owner, token=token)
    if earlier := made_before.first():
        return earlier
    permissions.check_can_make_list(owner)
    if community is not None:
        permissions.check_can_share(owner, community, title, intro)
    made = ReadingList(
        owner=owner,
        title=title,
        intro=intro,
        community=community,
        is_shared_by_link=is_shared_by_link,
        token=token,
        changed_at=made_at,
    )
    try:
        _save(made)
    except NameTaken:
        if earlier := made_before.first():  # two presses at one moment
            return earlier
        raise
    return made


@writes
def change_list(
    *,
    reading_list: ReadingList,
    editor: User,
    title: str,
    intro: str,
    community: Community | None,
    is_shared_by_link: bool,
    changed_at: datetime,
) -> None:
    """Rename a list, or share it with others. Raises CannotTakePart, CannotKeep, CannotSpeak and NameTaken.

    Where it is shared already it may stay, whatever has happened since; other words wait for a Lead as posts do.
    """
    permissions.check_can_change(editor, reading_list)
    if community is not None and community.pk != reading_list.community_id:
        permissions.check_can_share(editor, community, title, intro)
    elif community is not None and (title, intro) != (reading_list.title, reading_list.intro):
        permissions.check_needs_no_lead(editor, community, title, intro)
    reading_list.title, reading_list.intro = title, intro
    reading_list.community, reading_list.is_shared_by_link = community, is_shared_by_link
    reading_list.changed_at = changed_at
    _save(reading_list)


@writes
def delete_list(*, reading_list: ReadingList, editor: User) -> None:
    """Delete a list; its pages stay where they are. Raises CannotTakePart and CannotKeep."""
    permissions.check_can_change(editor, reading_list)
    reading_list.delete()


@writes
def put_on_lists(*, page: Page, owner: User, lists: Collection[ReadingList], at: datetime) -> None:
    """Let a page stand on these of somebody's lists and on no other of theirs.

    Raises CannotTakePart and CannotKeep, and then nothing has changed.
    """
    permissions.check_can_read(owner, page)
    chosen = {each.pk for each in lists}
    there = set(
        ListedPage.objects.filter(reading_list__owner=owner, page_id=page.pk).values_list(
            "reading_list", flat=True
        )
    )
    for each in lists:
        if each.pk not in there:
            permissions.check_can_change(owner, each)
            permissions.check_has_room(each)
            ListedPage.objects.create(reading_list=each, page_id=page.pk, added_at=at)
    ListedPage.objects.filter(reading_list__in=there - chosen, page_id=page.pk).delete()
    ReadingList.objects.filter(pk__in=chosen ^ there).update(changed_at=at)


@writes
def take_off(*, page: Page, reading_list: ReadingList, editor: User, at: datetime) -> None:
    """Take a page off a list. Raises CannotTakePart and CannotKeep."""
    permissions.check_can_change(editor, reading_list)
    reading_list.listed.filter(page_id=page.pk).delete()
    ReadingList.objects.filter(pk=reading_list.pk).update(changed_at=at)


def _save(reading_list: ReadingList) -> None:
    try:
        with transaction.atomic():
            reading_list.save()
    except IntegrityError as error:
        raise NameTaken from error
