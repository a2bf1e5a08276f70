"""What templates ask about belonging."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from django import template
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import now

from communities import deciding, permissions
from communities import waiting as queue
from communities.facets import Value
from communities.models import Community, Decision, Invitation, Membership, StaffReading
from communities.viewers import viewer_of

register = template.Library()

#: Communities the front page names before it links to the whole list.
PUBLIC_LIST = 6


@dataclass(frozen=True)
class Belonging:
    """How one viewer stands to one Community: what its header switches on."""

    membership: Membership | None
    invitation: Invitation | None
    can_take_part: bool
    can_read: bool
    staff_reading: StaffReading | None = None

    @property
    def is_member(self) -> bool:
        """Does the viewer belong here now, and may they take part?"""
        return self.can_take_part and self.membership is not None and self.membership.is_active

    @property
    def is_lead(self) -> bool:
        """Does the viewer look after this Community now?"""
        return self.can_take_part and self.membership is not None and self.membership.is_lead

    @property
    def is_invited(self) -> bool:
        """Does an invitation wait for the viewer?"""
        return self.invitation is not None

    @property
    def has_asked(self) -> bool:
        """Does the viewer's request wait for a Lead?"""
        return self.membership is not None and self.membership.state == Membership.State.ASKED


@register.simple_tag
def facet_options(values: list[Value]) -> SafeString:
    """Draw the choices of a facet's list: in one go, since there may be four hundred."""
    return SafeString(
        "".join(f"{opened_option(value.key, value.label)} ({value.count})</option>" for value in values)
    )


@lru_cache(maxsize=2_000)
def opened_option(key: str, label: str) -> SafeString:
    """Draw a choice up to its count, which is all of it that differs from page to page."""
    return format_html('<option value="{}">{}', key, label)


@register.simple_tag(takes_context=True)
def belonging(context, community: Community) -> Belonging:
    """Say how the viewer stands to this Community; a few queries at most, asked once a request."""
    request = context.get("request")
    return belonging_of(request, community)


def belonging_of(request, community: Community) -> Belonging:
    """Give the viewer's Belonging, and keep it for this request."""
    viewer = request.user
    known = request.__dict__.setdefault("_belongings", {})
    if community.pk not in known:
        membership = permissions.membership_of(viewer, community)
        can_take_part = permissions.can_take_part(viewer)
        active = can_take_part and membership is not None and membership.is_active
        invitation = permissions.invitation_of(viewer, community) if can_take_part and not active else None
        reading = None if active else permissions.staff_reading_of(viewer, community)
        can_read = community.is_open or active or reading is not None
        known[community.pk] = Belonging(membership, invitation, can_take_part, can_read, reading)
    return known[community.pk]


def waiting_counts_of(request) -> dict[int, int]:
    """Give what this request knows of how much waits, by Community: whoever has counted puts it there."""
    return request.__dict__.setdefault("_waiting_counts", {})


@register.simple_tag(takes_context=True)
def waiting_beside(context, community: Community) -> str:
    """Say how much waits for this Lead, as it stands beside the tab: "7", "99+", or nothing. One query at most."""
    request = context["request"]
    known = waiting_counts_of(request)
    if community.pk not in known:
        here = Community.objects.filter(pk=community.pk)
        known[community.pk] = queue.count_beside(here, request.user, now())
    count = known[community.pk]
    return "99+" if count >= queue.COUNTED_BESIDE else str(count or "")


@register.filter
def kind_log(decision: Decision) -> str:
    """Give what the log calls this decision: "hid a post of"."""
    return deciding.kind_of(decision).log


@register.filter
def whom(decision: Decision) -> str:
    """Name whom or what it is about, as far as its log may; "" for nobody, or where nobody knows any more."""
    if thing := deciding.kind_of(decision).thing:
        return f"“{decision.title}”" if decision.title else thing
    if decision.is_about_unnamed:
        return "somebody who asked through a Lead"
    return decision.about.name if decision.about else ""


@register.filter
def kind_thing(decision: Decision) -> str:
    """Give what its kind is about where that is no person: "a conversation"."""
    return deciding.kind_of(decision).thing


@register.filter
def kind_told(decision: Decision) -> str:
    """Give the sentence for the person it is about."""
    return deciding.kind_of(decision).told


@register.filter
def can_be_undone(decision: Decision) -> bool:
    """Does it stand, and is there a way back now?"""
    return deciding.can_be_undone(decision, now())


@register.filter
def has_place(decision: Decision) -> bool:
    """Is there a page of what it is about? Asked of its kind: the thing itself may be gone."""
    return deciding.kind_of(decision).address is not None


@register.simple_tag(takes_context=True)
def parent_of(context, community: Community) -> Community | None:
    """Give the Community that this one is a group of, where the viewer may know of it."""
    if community.parent_id is None:
        return None
    viewer = viewer_of(context.get("request"))
    return Community.objects.visible_to(viewer).filter(pk=community.parent_id).first()


@register.simple_tag(takes_context=True)
def name_of(context, community: Community) -> str:
    """Give a Community's name to a viewer who may know of it: what is theirs may have moved since."""
    if community.is_confidential:
        viewer = viewer_of(context.get("request"))
        if not Community.objects.visible_to(viewer).filter(pk=community.pk).exists():
            return "a confidential community"
    return community.name


@register.inclusion_tag("communities/_staff_reading.html", takes_context=True)
def staff_reading(context, community: Community) -> dict:
    """Tell staff that they read here for a reason, and until when. No query for anybody else."""
    request = context.get("request")
    viewer = viewer_of(request)
    reading = permissions.staff_reading_of(viewer, community)
    return {"request": request, "csrf_token": context.get("csrf_token"), "reading": reading}


@register.simple_tag
def office_email() -> str:
    """Give the address of the network's office."""
    return settings.OFFICE_EMAIL


@register.filter
def topics_of(community: Community) -> list:
    """List the Topics a view put on the Community, or ask for them."""
    prepared = getattr(community, "prepared_topics", None)
    return list(community.topics.all()) if prepared is None else prepared


@register.inclusion_tag("communities/_public_communities.html")
def public_communities() -> dict:
    """Show the Communities that anybody may know of, for the signed-out front page. One query."""
    return {"communities": Community.objects.visible_to(AnonymousUser()).order_by("name")[:PUBLIC_LIST]}
