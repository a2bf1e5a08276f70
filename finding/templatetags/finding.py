"""What other rooms' pages show of what the search knows; their Python never learns of it."""

from __future__ import annotations

from django import template
from wagtail.models import Page

from communities.models import Topic
from communities.viewers import viewer_of
from discussions.models import Thread
from finding.related import conversations_beside, guidance_beside

register = template.Library()


@register.simple_tag
def topics_of(thread: Thread) -> list[Topic]:
    """Give what a conversation is about. One query."""
    return list(thread.topics.all())


@register.inclusion_tag("finding/_related_guidance.html", takes_context=True)
def related_guidance(context: template.Context, thread: Thread, topics: list[Topic]) -> dict:
    """Show guidance like a conversation, as far as whoever looks may read it; what is kept for everybody too."""
    return {"pages": guidance_beside(context["request"], thread, topics), "thread": thread}


@register.inclusion_tag("finding/_related_conversations.html", takes_context=True)
def related_conversations(context: template.Context, page: Page) -> dict:
    """Show conversations like a page, as far as whoever looks may read them.

    Signed out, only the way to look for them: that page is kept for everybody, and would have to be made anew with
    every post anywhere. So would a preview, which has no readers.
    """
    request = context.get("request")
    threads = []
    if request and viewer_of(request).is_authenticated and not getattr(request, "is_preview", False):
        threads = conversations_beside(request, page)
    return {"threads": threads, "page": page}


@register.inclusion_tag("finding/_my_topics.html", takes_context=True)
def my_topics(context: template.Context) -> dict:
    """Show what whoever looks says they know about, each leading to everything about it. One query."""
    viewer = viewer_of(context.get("request"))
    return {"topics": Topic.objects.filter(tagged_users__content_object=viewer.pk)}
