"""Who asks without their name, through a Lead, and who may look up who it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communities import permissions as belonging
from communities.models import Membership
from discussions.permissions.moderating import check_can_moderate, check_is_not_sealed
from discussions.permissions.refusals import CannotMask, CannotReveal

if TYPE_CHECKING:
    from uuid import UUID

    from communities.models import Community, User
    from communities.querysets import Viewer
    from discussions.models import Post

#: What one person may have waiting without a name in one Community: Leads have ten minutes a day.
WAITING_AT_ONCE = 3


def wrote(viewer: Viewer, post: Post) -> bool:
    """Did this viewer write it, under their name or without? One query, for a masked Post alone."""
    from discussions.models import MaskedAuthor  # which ask here

    if post.is_masked:
        return MaskedAuthor.objects.asked(viewer, post)
    return viewer.is_authenticated and post.author_id == viewer.pk


def check_does_not_wait_unnamed(author: User, token: UUID) -> None:
    """Refuse to post under a name what the same press has sent to a Lead without one. Raises CannotMask."""
    from discussions.models import HeldPost  # which ask here

    if HeldPost.objects.filter(author=author, token=token, why=HeldPost.Why.MASK).exists():
        raise CannotMask(
            "These words wait for a Lead, who passes them on without your name. To post them under your name, take "
            "them back first, in your inbox under Your posts."
        )


def check_can_ask_masked(
    author: User, community: Community, *, kind: str = "", files: tuple[UUID, ...] = ()
) -> None:
    """Pass members where it is offered and another Lead looks at it. Ask it beside what posting needs.

    Raises CannotMask.
    """
    from discussions.models import HeldPost, Thread  # which ask here

    if not community.lets_ask_without_name:
        raise CannotMask(
            f"Nobody asks without their name in {community} now, so nothing was sent. "
            "Untick the box to post it under your name."
        )
    leads = Membership.objects.belonging().leads().filter(community=community)
    if not leads.exclude(user=author).exists():
        raise CannotMask(
            "Nobody but you looks after this community, so nobody could pass it on without your name."
        )
    if kind == Thread.Kind.ANNOUNCEMENT:
        raise CannotMask("An announcement speaks for the community, under the name of a Lead.")
    if files:
        raise CannotMask(
            "A file may say who you are. Take it away, or untick the box to post under your name."
        )
    waiting = HeldPost.objects.filter(
        author=author, community=community, why=HeldPost.Why.MASK, turned_back_at=None
    )
    if waiting.count() >= WAITING_AT_ONCE:
        raise CannotMask(
            "Three things you asked without your name wait for a Lead. Let them answer those first."
        )


def check_can_reveal(lead: Viewer, post: Post) -> User:
    """Pass a Lead of where it was asked, and give who asked. Raises CannotTakePart, CannotModerate or CannotReveal."""
    from discussions.models import MaskedAuthor  # which ask here

    check_can_moderate(lead, post.thread.community)
    check_is_not_sealed(post)
    row = MaskedAuthor.objects.filter(post=post).select_related("author").first() if post.is_masked else None
    if row is None:
        raise CannotReveal("Nobody knows any more who asked this.")
    if row.community_id != post.thread.community_id:
        raise CannotReveal("This was asked in another community. Only its Leads were to know who it was.")
    if row.author_id == lead.pk:
        raise CannotReveal("You asked this yourself.")
    return row.author


def is_asked_in(community: Community, viewer: Viewer) -> bool:
    """Is asking without a name offered to this viewer here? None of its limits is asked."""
    return community.lets_ask_without_name and belonging.can_take_part(viewer)
