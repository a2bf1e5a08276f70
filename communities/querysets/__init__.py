"""Who may see what, as queries. `visible_to` and `readable_by` are the only doors to lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communities.querysets.communities import CommunityQuerySet, MembershipQuerySet, StaffReadingQuerySet
from communities.querysets.decisions import AppealQuerySet, DecisionQuerySet, ReadyReasonQuerySet
from communities.querysets.invitations import AddressInvitationQuerySet, InvitationQuerySet, LetterProgress
from communities.querysets.people import PlaceQuerySet, QuietQuerySet, UserQuerySet
from communities.querysets.reading import is_readable_by

if TYPE_CHECKING:
    from communities.querysets.reading import Viewer as Viewer

__all__ = [
    "AddressInvitationQuerySet",
    "AppealQuerySet",
    "CommunityQuerySet",
    "DecisionQuerySet",
    "InvitationQuerySet",
    "LetterProgress",
    "MembershipQuerySet",
    "PlaceQuerySet",
    "QuietQuerySet",
    "ReadyReasonQuerySet",
    "StaffReadingQuerySet",
    "UserQuerySet",
    "is_readable_by",
]
