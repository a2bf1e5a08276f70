"""What waits for Leads about people: requests to come in, and appeals against what was decided."""

from communities.forms import ReasonForm
from communities.models import Appeal, Membership
from communities.waiting import Source, register


def register_sources() -> None:
    """Register both."""
    register(
        Source(
            name="request",
            heading="Requests to join",
            rows=lambda communities, lead, at: Membership.objects.waiting().filter(community__in=communities),
            fetch=lambda pks, lead: Membership.objects.filter(pk__in=pks).select_related(
                "community", "user__organisation", "user__place"
            ),
            template="communities/_waiting_request.html",
            since="changed_at",
            form=ReasonForm,
        )
    )
    register(
        Source(
            name="appeal",
            heading="Appeals",
            rows=lambda communities, lead, at: Appeal.objects.waiting_for(lead, communities),
            fetch=lambda pks, lead: Appeal.objects.filter(pk__in=pks).select_related(
                "decision__community", "decision__about", "decision__by"
            ),
            template="communities/_waiting_appeal.html",
            since="made_at",
            community="decision__community",
        )
    )
