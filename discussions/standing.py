"""What one viewer may do in one conversation: what its page switches on, and what an open page asks again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from communities import permissions as belonging

if TYPE_CHECKING:
    from communities.querysets import Viewer
    from discussions.models import Thread


def standing_of(viewer: Viewer, thread: Thread) -> dict:
    """Say what this viewer may do here, from one look at the Membership."""
    membership = belonging.membership_of(viewer, thread.community)
    is_member = bool(membership and membership.is_active and belonging.can_take_part(viewer))
    is_lead = is_member and membership is not None and membership.is_lead
    is_muted = membership is not None and membership.is_muted
    speaks = is_member and thread.community.is_active and not is_muted
    return {
        "membership": membership,
        "is_member": is_member,
        "is_lead": is_lead,
        "speaks": speaks,
        "can_reply": speaks and not thread.is_locked,
        "can_manage": is_lead or (speaks and thread.author_id == viewer.pk and not thread.is_locked),
    }


def why_not(viewer: Viewer, thread: Thread) -> str:
    """Say in a sentence why a member may read and not write now; "" where they may, or are no member."""
    try:
        belonging.check_may_speak_now(viewer, thread.community)
    except PermissionDenied as refusal:
        return str(refusal)
    return ""
