"""Who proposes, opens, pauses and keeps a Community."""

from __future__ import annotations

from communities.models import Community, CommunityProposal, ReadyReason, User
from communities.permissions.belonging import check_can_lead, check_can_take_part, stage_sentence
from communities.permissions.network import can_manage_network, check_can_manage_network
from communities.permissions.refusals import CannotDecide, CannotLead, CannotPropose
from communities.signals import proposal_considered

#: Proposals of one person that may wait at once.
PROPOSALS_AT_ONCE = 3


def check_can_propose(person: User) -> None:
    """Pass people who may take part and do not wait for several answers already, unless another room refuses.

    Raises CannotTakePart, CannotPropose or what that room raises, a PermissionDenied too.
    """
    check_can_take_part(person)
    if person.proposals.filter(decided_at=None).count() >= PROPOSALS_AT_ONCE:
        raise CannotPropose("Three of your proposals wait for an answer. Let us answer those first.")
    proposal_considered.send(sender=User, person=person)


def check_can_answer_proposal(staff: User, proposal: CommunityProposal) -> None:
    """Pass full staff, for a proposal that waits. Raises CannotDecide."""
    check_can_manage_network(staff)
    if not proposal.is_waiting:
        raise CannotDecide("Somebody has answered this proposal already.")
    if proposal.community_id is None and Community.objects.filter(name__iexact=proposal.name).exists():
        raise CannotDecide(f"There is a community called {proposal.name} already.")


def check_can_open_group(lead: User, parent: Community, privacy: str) -> None:
    """Pass a Lead of an active Community, for a group no wider than it; a group has none of its own.

    Raises CannotTakePart, CannotLead or CannotDecide.
    """
    check_can_lead(lead, parent)
    if parent.parent_id:
        raise CannotDecide("A group has no groups of its own.")
    if not parent.is_active:
        raise CannotDecide(stage_sentence(parent))
    if Community(privacy=privacy).is_wider_than(parent):
        raise CannotDecide(f"A group is never wider than {parent}, which it would be in.")


def check_can_set_asking(lead: User, community: Community) -> None:
    """Pass a Lead, but under the Chatham House Rule, where one may always ask without a name.

    Raises CannotTakePart, CannotLead or CannotDecide.
    """
    check_can_lead(lead, community)
    if community.is_chatham_house:
        raise CannotDecide("Under the Chatham House Rule people may always ask without their name.")


def check_can_change_stage(actor: User, community: Community) -> None:
    """Pass the Leads, and staff. Raises CannotTakePart or CannotLead."""
    if not can_manage_network(actor):
        check_can_lead(actor, community)


def check_can_keep_reason(lead: User, reason: ReadyReason) -> None:
    """Pass a Lead, for a ready reason of their own Community. Raises CannotTakePart or CannotLead."""
    if reason.community is None:
        raise CannotLead("The network's office keeps this one.")
    check_can_lead(lead, reason.community)
