"""Who gathers words for guidance, and who says whether they may be used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from communities.permissions import can_take_part, check_can_take_part, is_lead, is_member
from resources.models import GuidanceIndexPage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from communities.querysets import Viewer
    from contributions.models import Contribution
    from discussions.models import Post, Thread


class CannotGather(PermissionDenied):
    """Words of this conversation cannot be gathered, or not by this person, or not these."""


class CannotAnswer(PermissionDenied):
    """Only whoever wrote the words says whether they may be used."""


def check_can_gather(viewer: Viewer, thread: Thread) -> None:
    """Pass the Leads of its Community, and Editors who belong there or find it open.

    Raises CannotTakePart and CannotGather.

    Whoever reads for a stated reason, or runs the site, gathers nothing by that.
    """
    check_can_take_part(viewer)
    if not can_gather(viewer, thread):
        raise CannotGather("Only a Lead of this community, or an Editor who belongs to it, can do that.")


def can_gather(viewer: Viewer, thread: Thread) -> bool:
    """May this viewer gather words of the Thread?"""
    if not can_take_part(viewer):
        return False
    if is_lead(viewer, thread.community):
        return True
    return (thread.community.is_open or is_member(viewer, thread.community)) and edits_guidance(viewer)


def edits_guidance(viewer: Viewer) -> bool:
    """May this viewer put pages below the guidance in the CMS?"""
    index = GuidanceIndexPage.objects.first()
    return index is not None and index.permissions_for_user(viewer).can_add_subpage()


def check_can_be_asked_for(posts: Sequence[Post], numbers: Sequence[int]) -> None:
    """Pass posts that can be read, and have an author who can be asked and is not asked already.

    Raises CannotGather, naming the others.
    """
    asked = {
        post.number
        for post in posts
        if post.is_readable
        and post.author_id
        and not post.is_masked
        and not post.contributions.filter(answer="waiting").exists()
    }
    if missing := [str(number) for number in numbers if number not in asked]:
        raise CannotGather(
            f"Nobody could be asked about these posts, or they are asked already: {', '.join(missing)}. Leave them out."
        )


def check_can_answer(viewer: Viewer, contribution: Contribution) -> None:
    """Pass whoever wrote it, also after leaving the Community. Raises CannotAnswer."""
    if not viewer.is_authenticated or contribution.author_id is None or contribution.author_id != viewer.pk:
        raise CannotAnswer("Only whoever wrote these words says whether they may be used.")
