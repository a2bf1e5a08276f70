"""What pages of other rooms show of looking after an Organisation."""

from django import template

from communities.models import Organisation
from communities.permissions import can_take_part
from communities.viewers import viewer_of
from organisations.models import Administrator, Claim, ColleagueInvitation
from organisations.permissions import can_administer
from organisations.querysets import waiting_at

register = template.Library()


@register.inclusion_tag("organisations/_look_after_link.html", takes_context=True)
def look_after_link(context: template.Context, organisation: Organisation) -> dict:
    """Show those who look after this Organisation the way there, and others how to say that they work here.

    One query at most.
    """
    viewer = viewer_of(context.get("request"))
    return {
        "organisation": organisation,
        "is_administrator": can_administer(viewer, organisation),
        "may_claim": can_take_part(viewer) and viewer.organisation_id != organisation.pk,
    }


@register.inclusion_tag("organisations/_own_organisation.html", takes_context=True)
def own_organisation(context: template.Context) -> dict:
    """Show somebody where they work, and the way to change it. One query."""
    viewer = viewer_of(context.get("request"))
    claim = Claim.objects.waiting().filter(user=viewer.pk).select_related("organisation").first()
    return {"person": viewer, "claim": claim}


@register.simple_tag(takes_context=True)
def colleagues_waiting(context: template.Context) -> dict | None:
    """Say how many wait for an answer from the Organisation this person looks after; None where nobody does."""
    viewer = viewer_of(context.get("request"))
    if not viewer.is_authenticated:
        return None
    administrator = Administrator.objects.able().filter(user=viewer).select_related("organisation").first()
    if administrator is None:
        return None
    organisation = administrator.organisation
    waiting_claims = Claim.objects.waiting().filter(organisation=organisation)
    count = waiting_at(organisation).count() + waiting_claims.count()
    return {"organisation": organisation, "count": count} if count else None


@register.simple_tag(takes_context=True)
def colleague_invitations(context: template.Context) -> list[ColleagueInvitation]:
    """List the invitations of Organisations that stand for this person. One query."""
    viewer = viewer_of(context.get("request"))
    standing = ColleagueInvitation.objects.standing().of_person(viewer).from_able()
    return list(standing.select_related("organisation"))
