"""What a person's desk shows of guidance."""

from django import template

from communities.viewers import viewer_of
from resources.models import GuidancePage
from resources.replacing import replacements_for

register = template.Library()

COUNT = 5


@register.simple_tag(takes_context=True)
def changed_guidance(context: template.Context) -> list[GuidancePage]:
    """List the guidance this viewer may read that was published last, newest first."""
    request = context.get("request")
    visible = GuidancePage.objects.visible_to(viewer_of(request)).exclude(
        pk__in=replacements_for(request).replaced
    )
    return list(visible.order_by("-last_published_at", "-pk")[:COUNT])
