"""What a Community shows: the list, its home, its people and what it is about."""

from django.apps import apps
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render

from communities import permissions
from communities.models import Community, Membership
from communities.models.topic import TaggedCommunity
from communities.paging import page_of
from communities.public import mark_public
from communities.templatetags.communities import belonging_of
from communities.views.doors import with_community


def community_list(request):
    """List the Communities the viewer may know of, their own first."""
    viewer = request.user
    page = page_of(request, Community.objects.visible_to(viewer).for_list(viewer), 20)
    _put_topics_on(page.object_list)
    for community in page.object_list:
        community.is_joined = community.my_state == Membership.State.ACTIVE
        community.is_count_shown = community.may_people_be_known or community.is_joined
    response = render(request, "communities/community_list.html", {"page_obj": page})
    return response if viewer.is_authenticated else mark_public(response, "communities")


@login_required
def community_number(request, pk):
    """Lead from a number, which says nothing in a letter, to the Community it stands for."""
    community = get_object_or_404(Community.objects.visible_to(request.user), pk=pk)
    return redirect(community)


@with_community
def community_detail(request, community):
    """Show a Community's home: conversations to those who may read, its public face to others."""
    context = _context(request, community, "conversations")
    # The rooms for conversation may be uninstalled; belonging stands without them.
    context["has_conversations"] = apps.is_installed("discussions")
    context["has_files"] = apps.is_installed("files")
    context["groups"] = community.groups.visible_to(request.user) if community.parent_id is None else []
    return _render(request, "communities/community_detail.html", context, "guidance", f"list.{community.pk}")


@with_community
def community_about(request, community):
    """Show what a Community is for, who sees what, its rules, and its Leads where they may be known."""
    context = _context(request, community, "about")
    context["leads"] = []
    if permissions.can_see_leads(request.user, community):
        context["leads"] = Membership.objects.for_people_list().leads().filter(community=community)
    return _render(request, "communities/community_about.html", context)


@with_community
def community_people(request, community):
    """Show its members who belongs to a Community, Leads first."""
    if not permissions.can_see_people(request.user, community):
        return members_only(request, community)
    rows = Membership.objects.for_people_list().filter(community=community)
    context = _context(request, community, "people") | {"page_obj": page_of(request, rows)}
    return render(request, "communities/community_people.html", context)


def members_only(request, community):
    """Say that there is nothing here for this viewer, and how to come in.

    The same page, a 404, for what is there and for what never was.
    """
    context = _context(request, community, "")
    return render(request, "communities/members_only.html", context, status=404)


def _context(request, community: Community, tab: str) -> dict:
    return {"community": community, "belonging": belonging_of(request, community), "tab": tab}


def _render(request, template: str, context: dict, *also: str):
    community = context["community"]
    context["member_count"] = None
    if permissions.can_see_member_count(request.user, community):
        context["member_count"] = Membership.objects.belonging().filter(community=community).count()
    response = render(request, template, context)
    if request.user.is_authenticated:
        return response
    names = ["communities", f"community.{community.pk}", *also]
    return mark_public(response, *names)


def _put_topics_on(communities: list[Community]) -> None:
    topics: dict[int, list] = {community.pk: [] for community in communities}
    tagged = (
        TaggedCommunity.objects.filter(content_object__in=topics).select_related("tag").order_by("tag__name")
    )
    for item in tagged:
        topics[item.content_object_id].append(item.tag)
    for community in communities:
        community.prepared_topics = topics[community.pk]
