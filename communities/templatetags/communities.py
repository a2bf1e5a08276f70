"""What templates ask about belonging."""

from __future__ import annotations

from dataclasses import dataclass

from django import template
from django.conf import settings
from django.contrib.auth.models import AnonymousUser

from communities import permissions
from communities.models import Community, Membership, StaffReading
from communities.viewers import viewer_of

register = template.Library()

#: Communities the front page names before it links to the whole list.
PUBLIC_LIST = 6


@dataclass(frozen=True)
class Belonging:
    """How one viewer stands to one Community: what its header switches on."""

    membership: Membership | None
    can_take_part: bool
    can_read: bool
    waiting_count: int
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
        return self.membership is not None and self.membership.state == Membership.State.INVITED

    @property
    def has_asked(self) -> bool:
        """Does the viewer's request wait for a Lead?"""
        return self.membership is not None and self.membership.state == Membership.State.ASKED


@register.simple_tag(takes_context=True)
def belonging(context, community: Community) -> Belonging:
    """Say how the viewer stands to this Community; two queries at most, or three for staff, asked once a request."""
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
        leads = can_take_part and membership is not None and membership.is_lead
        waiting = Membership.objects.waiting().filter(community=community).count() if leads else 0
        reading = None if active else permissions.staff_reading_of(viewer, community)
        can_read = community.is_open or active or reading is not None
        known[community.pk] = Belonging(membership, can_take_part, can_read, waiting, reading)
    return known[community.pk]


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
