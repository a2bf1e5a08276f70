"""What pages of other rooms show of looking after an Organisation."""

from django import template

from communities.models import Organisation
from communities.viewers import viewer_of
from organisations.models import Claim
from organisations.permissions import can_administer

register = template.Library()


@register.inclusion_tag("organisations/_look_after_link.html", takes_context=True)
def look_after_link(context: template.Context, organisation: Organisation) -> dict:
    """Show the way to looking after this Organisation, to those who do. One query at most."""
    viewer = viewer_of(context.get("request"))
    return {"organisation": organisation, "is_administrator": can_administer(viewer, organisation)}


@register.inclusion_tag("organisations/_own_organisation.html", takes_context=True)
def own_organisation(context: template.Context) -> dict:
    """Show somebody where they work, and the way to change it. One query."""
    viewer = viewer_of(context.get("request"))
    claim = Claim.objects.waiting().filter(user=viewer.pk).select_related("organisation").first()
    return {"person": viewer, "claim": claim}
