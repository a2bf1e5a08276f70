"""Who belongs where, and as what."""

from communities.models.access import AccessChange, PublicCounter
from communities.models.community import Community, FormerSlug, Membership
from communities.models.decision import Appeal, Decision, ReadyReason, UnnamedPerson
from communities.models.invitation import AddressInvitation, Invitation
from communities.models.organisation import Organisation
from communities.models.place import Place
from communities.models.proposal import CommunityProposal
from communities.models.quiet import Quiet
from communities.models.staff_reading import StaffReading
from communities.models.topic import TaggedCommunity, TaggedUser, Topic
from communities.models.user import User

__all__ = [
    "AccessChange",
    "AddressInvitation",
    "Appeal",
    "Community",
    "CommunityProposal",
    "Decision",
    "FormerSlug",
    "Invitation",
    "Membership",
    "Organisation",
    "Place",
    "PublicCounter",
    "Quiet",
    "ReadyReason",
    "StaffReading",
    "TaggedCommunity",
    "TaggedUser",
    "Topic",
    "UnnamedPerson",
    "User",
]
