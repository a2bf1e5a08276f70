"""The reasons a Community's Leads give often: their own to keep."""

from django.db import transaction

from communities import permissions
from communities.models import Community, ReadyReason, User


@transaction.atomic
def add_ready_reason(*, lead: User, community: Community, words: str) -> ReadyReason:
    """Offer a sentence beside every decision in this Community. Raises CannotTakePart or CannotLead."""
    permissions.check_can_lead(lead, community)
    return ReadyReason.objects.create(community=community, words=words)


@transaction.atomic
def change_ready_reason(*, lead: User, reason: ReadyReason, words: str) -> None:
    """Give one of a Community's own other words. Raises CannotTakePart or CannotLead."""
    permissions.check_can_keep_reason(lead, reason)
    reason.words = words
    reason.save(update_fields=["words"])


@transaction.atomic
def remove_ready_reason(*, lead: User, reason: ReadyReason) -> None:
    """Offer it no more; what was decided with it keeps its words. Raises CannotTakePart or CannotLead."""
    permissions.check_can_keep_reason(lead, reason)
    reason.delete()
