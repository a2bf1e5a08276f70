"""Who looks after what was said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communities import permissions as belonging
from discussions.permissions.refusals import CannotHold, CannotModerate

if TYPE_CHECKING:
    from communities.models import Community
    from communities.querysets import Viewer
    from discussions.models import HeldPost, Post


def check_can_moderate(viewer: Viewer, community: Community) -> None:
    """Pass the Leads of this Community. Raises CannotTakePart or CannotModerate."""
    belonging.check_can_take_part(viewer)
    if not belonging.is_lead(viewer, community):
        raise CannotModerate("Only the Leads of this community can do that.")


def check_can_judge_held(lead: Viewer, held: HeldPost) -> None:
    """Pass a Lead, for somebody else's words that wait. Raises CannotTakePart, CannotModerate or CannotHold."""
    check_can_moderate(lead, held.community)
    if held.is_turned_back:
        raise CannotHold("Somebody has given it back to its author already.")
    if held.author_id == lead.pk:
        raise CannotHold("Another Lead looks at what you wrote yourself.")


def check_is_not_sealed(post: Post) -> None:
    """Pass a Post that the network's office has not sealed. Raises CannotModerate."""
    if post.is_sealed:
        raise CannotModerate("The network's office has locked this post and decides about it.")


def check_is_for_others_to_judge(lead: Viewer, post: Post) -> None:
    """Pass a Lead, but for their own Post that somebody else put out of sight. Raises CannotModerate."""
    from discussions.permissions.masking import wrote  # which asks here who moderates

    if post.is_hidden and post.hidden_by_id != lead.pk and wrote(lead, post):
        raise CannotModerate("You wrote this, so somebody else decides. You can ask for a second look.")
