"""Where other rooms' pages show conversations; their Python never learns of it."""

from __future__ import annotations

from django import template
from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, Max, OuterRef, Q
from django.urls import reverse
from wagtail.models import Page

from communities.models import Community, Organisation, User
from communities.permissions import can_see_what_they_shared
from communities.sharers import SHORT_LIST
from communities.viewers import viewer_of
from discussions import following, permissions, richtext
from discussions.models import Announcement, MaskedAuthor, Mention, Post, Thread
from discussions.querysets import ThreadQuerySet

register = template.Library()

#: Rows a page shows before it links to the whole list.
COMMUNITY_LIST = 15
SHORT_MENTIONS = 10
SHORT_NEWS = 10
SHORT_ANNOUNCEMENTS = 5


@register.inclusion_tag("discussions/_page_conversations.html", takes_context=True)
def page_conversations(context: template.Context, page: Page) -> dict:
    """Show the latest conversations about a guidance page that this viewer may read."""
    request = context.get("request")  # which what stands beside them asks too
    viewer = viewer_of(request)
    threads = Thread.objects.visible_to(viewer).filter(page_id=page.pk).for_list().with_unread_for(viewer)
    return {"page": page, "threads": threads.latest_first()[:SHORT_LIST], "request": request}


@register.inclusion_tag("discussions/_community_threads.html", takes_context=True)
def community_threads(context: template.Context, community: Community) -> dict:
    """Show a Community's latest conversations; the caller has asked whether this viewer may read."""
    viewer = viewer_of(context.get("request"))
    threads = Thread.objects.visible_to(viewer).filter(community=community)
    return {
        "community": community,
        "threads": threads.for_list().with_unread_for(viewer).pinned_first()[:COMMUNITY_LIST],
        "can_start": permissions.can(permissions.check_can_start, viewer, community),
        "follow": following.of_community(viewer, community),
    }


@register.inclusion_tag("discussions/_begun.html", takes_context=True)
def begun_by(context: template.Context, person: User) -> dict:
    """Show the latest conversations somebody began, as far as this viewer may read and be told."""
    viewer = viewer_of(context.get("request"))
    threads = Thread.objects.none()
    if can_see_what_they_shared(viewer, person):
        threads = Thread.objects.visible_to(viewer).begun_by(person)
    return _begun(threads, reverse("begun:person", args=[person.pk]))


@register.inclusion_tag("discussions/_begun.html", takes_context=True)
def begun_for(context: template.Context, organisation: Organisation) -> dict:
    """Show the latest conversations people began for an Organisation, as far as this viewer may read."""
    viewer = viewer_of(context.get("request"))
    threads = Thread.objects.visible_to(viewer).begun_for(organisation)
    return _begun(threads, reverse("begun:organisation", args=[organisation.slug]))


def _begun(threads: ThreadQuerySet, address: str) -> dict:
    rows = list(threads.latest_begun()[: SHORT_LIST + 1])
    return {"threads": rows[:SHORT_LIST], "has_more": len(rows) > SHORT_LIST, "address": address}


@register.filter
def post_excerpt(post: Post) -> str:
    """Give a Post's first words on one line; nothing of one that the network's office has sealed."""
    return "" if post.is_sealed else richtext.excerpt(post.body, 240)


@register.simple_tag
def newest_thread(community: Community) -> int:
    """Give the id of a Community's newest Thread, 0 before its first: whatever is above came later.

    A list draws it before it asks for its rows, so that a Thread in between is told twice, not never.
    """
    return Thread.objects.filter(community=community).aggregate(newest=Max("pk"))["newest"] or 0


@register.inclusion_tag("discussions/_conversations.html")
def open_conversations() -> dict:
    """Show the latest conversations that anyone may read."""
    nobody = AnonymousUser()
    threads = Thread.objects.visible_to(nobody).for_list().with_unread_for(nobody).latest_first()
    return {"threads": threads[:SHORT_LIST], "empty": "No public conversations yet."}


@register.inclusion_tag("discussions/_my_news.html", takes_context=True)
def unread_conversations(context: template.Context) -> dict:
    """Show conversations that are news to this viewer, newest first."""
    news = Thread.objects.news_for(viewer_of(context.get("request"))).for_list().latest_first()
    threads = list(news[: SHORT_NEWS + 1])
    return {
        "threads": threads[:SHORT_NEWS],
        "has_more": len(threads) > SHORT_NEWS,
        "empty": "Nothing new in conversations you follow. Time for tea.",
    }


@register.inclusion_tag("discussions/_my_mentions.html", takes_context=True)
def unseen_mentions(context: template.Context) -> dict:
    """Show where this viewer was mentioned and has not been since, newest first."""
    mentions = Mention.objects.visible_to(viewer_of(context.get("request"))).unseen()
    return {
        "mentions": mentions.select_related(
            "organisation", "post__author__organisation", "post__thread", "post__community"
        ).order_by("-pk")[:SHORT_MENTIONS]
    }


@register.inclusion_tag("discussions/_my_announcements.html", takes_context=True)
def unread_announcements(context: template.Context) -> dict:
    """Show what Leads have told everybody and this viewer has not read, newest first."""
    told = Announcement.objects.unread_by(viewer_of(context.get("request")))
    return {"announcements": told[:SHORT_ANNOUNCEMENTS]}


@register.inclusion_tag("discussions/_conversations.html", takes_context=True)
def questions_to_answer(context: template.Context) -> dict:
    """Show open questions of other people in this viewer's Communities, newest first."""
    viewer = viewer_of(context.get("request"))
    mine = Community.objects.with_membership_of(viewer)
    own = MaskedAuthor.objects.filter(post__thread=OuterRef("pk"), post__number=1, author=viewer.pk)
    threads = Thread.objects.filter(community__in=mine).unanswered().exclude(author_id=viewer.pk)
    threads = threads.filter(Q(is_masked=False) | ~Exists(own))
    return {
        "threads": threads.for_list().with_unread_for(viewer).order_by("-started_at", "-pk")[:SHORT_LIST],
        "empty": "No open questions just now.",
    }
