"""What other rooms' pages show of what the search knows; their Python never learns of it."""

from __future__ import annotations

from django import template

from communities.models import Topic
from communities.viewers import viewer_of
from discussions.models import Thread

register = template.Library()


@register.inclusion_tag("finding/_topic_tags.html")
def topics_of_thread(thread: Thread) -> dict:
    """Show what a conversation is about, each Topic leading to everything about it. One query."""
    return {"topics": thread.topics.all(), "label": "Topics"}


@register.inclusion_tag("finding/_my_topics.html", takes_context=True)
def my_topics(context: template.Context) -> dict:
    """Show what whoever looks says they know about, each leading to everything about it. One query."""
    viewer = viewer_of(context.get("request"))
    return {"topics": Topic.objects.filter(tagged_users__content_object=viewer.pk)}
