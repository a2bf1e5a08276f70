"""Who takes part, who reads, who belongs, who leads, who may be seen: what every other rule asks first."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeGuard

from django.utils.formats import date_format
from django.utils.timezone import localtime, now

from communities.models import Community, Membership, StaffReading, User
from communities.permissions.refusals import CannotLead, CannotSpeak, CannotTakePart, can

if TYPE_CHECKING:
    from communities.querysets import Viewer


def check_can_take_part(viewer: Viewer) -> None:
    """Pass people who are signed in, not suspended and approved by staff: the one gate.

    Raises CannotTakePart.
    """
    if not viewer.is_authenticated or not viewer.is_active:
        raise CannotTakePart("Sign in first.")
    if not viewer.is_approved:
        raise CannotTakePart(
            "Your account is waiting for somebody in the network's office to approve it. "
            "We will write to you; until then you can read everything that is open."
        )


def can_take_part(viewer: Viewer) -> TypeGuard[User]:
    """Would `check_can_take_part` pass this viewer?"""
    return can(check_can_take_part, viewer)


def membership_of(viewer: Viewer, community: Community) -> Membership | None:
    """Give the viewer's Membership in any state, or None."""
    if not viewer.is_authenticated:
        return None
    return Membership.objects.filter(user=viewer, community=community).first()


def can_read(viewer: Viewer, community: Community) -> bool:
    """May this viewer read what is said in this Community? One query at most."""
    if community.is_open:
        return True
    return Community.objects.readable_by(viewer).filter(pk=community.pk).exists()


def readable_pairs(pairs: set[tuple[int | None, int]]) -> set[tuple[int | None, int]]:
    """Of many (user id, community id), keep those where `can_read` would say yes; None is signed out.

    Three queries, however many pairs: what open sockets are asked again by.
    """
    communities = {community for _, community in pairs}
    open_ones = set(
        Community.objects.filter(pk__in=communities, privacy=Community.Privacy.OPEN).values_list(
            "pk", flat=True
        )
    )
    belonging = set(
        Membership.objects.belonging()
        .filter(community__in=communities, user__in={user for user, _ in pairs if user})
        .values_list("user_id", "community_id")
    )
    reading = set(
        StaffReading.objects.standing()
        .filter(community__in=communities, user__in={user for user, _ in pairs if user})
        .values_list("user_id", "community_id")
    )
    return {pair for pair in pairs if pair[1] in open_ones or pair in belonging or pair in reading}


def is_member(viewer: Viewer, community: Community) -> bool:
    """Does this viewer belong to the Community, and may they take part at all?"""
    return (
        can_take_part(viewer)
        and Membership.objects.belonging().filter(user=viewer, community=community).exists()
    )


def is_lead(viewer: Viewer, community: Community) -> bool:
    """Does this viewer look after this Community, and may they take part at all?"""
    return (
        can_take_part(viewer) and Membership.objects.leads().filter(user=viewer, community=community).exists()
    )


def check_can_lead(viewer: Viewer, community: Community) -> None:
    """Pass the Leads of this Community. Raises CannotTakePart or CannotLead."""
    check_can_take_part(viewer)
    if not is_lead(viewer, community):
        raise CannotLead("Only the Leads of this community can do that.")


def has_other_lead(membership: Membership) -> bool:
    """Does somebody else who may take part look after this Community too?"""
    return (
        Membership.objects.belonging()
        .leads()
        .filter(community=membership.community_id)
        .exclude(pk=membership.pk)
        .exists()
    )


def check_may_speak_now(viewer: Viewer, community: Community) -> None:
    """Pass where people write now, and people whom no Lead has asked to pause.

    Ask it of members, beside what else the act needs. Raises CannotSpeak, with why, and until when.
    """
    if not community.is_active:
        raise CannotSpeak(stage_sentence(community))
    muted_until = (
        Membership.objects.active()
        .filter(user=viewer.pk, community=community, muted_until__gt=now())
        .values_list("muted_until", flat=True)
        .first()
    )
    if muted_until:
        until = date_format(localtime(muted_until), "l j F, H:i")
        raise CannotSpeak(f"A Lead has asked you to pause here until {until}. Until then you can read.")


def stage_sentence(community: Community) -> str:
    """Say that a Community is paused or archived, and why."""
    if community.is_archived:
        sentence = f"{community} is archived: it can be read, and takes no more words."
    else:
        sentence = f"{community} is paused: it can be read, and takes no words for now."
    return f"{sentence} {community.stage_note}".strip()


def can_see_people(viewer: Viewer, community: Community) -> bool:
    """May this viewer see who belongs to the Community? Its members may."""
    return is_member(viewer, community)


def can_see_leads(viewer: Viewer, community: Community) -> bool:
    """May this viewer see who looks after the Community?

    Members; and anybody signed in where people may be known at all.
    """
    if community.may_people_be_known and viewer.is_authenticated:
        return True
    return is_member(viewer, community)


def can_see_member_count(viewer: Viewer, community: Community) -> bool:
    """May this viewer see how many belong to the Community?"""
    return community.may_people_be_known or is_member(viewer, community)
