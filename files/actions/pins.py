"""What Leads put on the home of their Community, and in which order."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Max
from wagtail.models import Page

from communities.db import writes
from communities.models import Community, User
from communities.pages import visible_pages
from communities.public import bump
from files import permissions
from files.locks import lock_shelf
from files.models import KeptFile, Pin
from files.models.pin import MAX_PINS


@writes
def pin_page(*, community: Community, lead: User, page: Page, sentence: str = "", pinned_at: datetime) -> Pin:
    """Pin a page that this Lead may read. Raises CannotTakePart, CannotModerate and CannotPin."""
    _check_can_pin(community, lead)
    if not visible_pages(lead, Page.objects.filter(pk=page.pk)).exists():
        raise permissions.CannotPin("There is no such page.")
    if earlier := Pin.objects.filter(community=community, page=page).first():
        return earlier
    return _pin(community, lead, pinned_at, page=page, sentence=sentence)


@writes
def pin_file(*, file: KeptFile, lead: User, sentence: str = "", pinned_at: datetime) -> Pin:
    """Pin a file of the Community itself. Raises CannotTakePart, CannotModerate and CannotPin."""
    _check_can_pin(file.community, lead)
    if not KeptFile.objects.in_sight().filter(pk=file.pk).exists():
        raise permissions.CannotPin("This file is out of sight, so it cannot be pinned.")
    if earlier := Pin.objects.filter(community=file.community, kept_file=file).first():
        return earlier
    return _pin(file.community, lead, pinned_at, kept_file=file, sentence=sentence)


@writes
def pin_link(
    *, community: Community, lead: User, title: str, url: str, sentence: str = "", pinned_at: datetime
) -> Pin:
    """Pin a link to elsewhere. Raises CannotTakePart, CannotModerate and CannotPin."""
    _check_can_pin(community, lead)
    if not url.startswith("https://"):
        raise permissions.CannotPin("A link begins with https://, so that nobody reads along on the way.")
    if earlier := Pin.objects.filter(community=community, url=url, title=title).first():
        return earlier
    return _pin(community, lead, pinned_at, title=title, url=url, sentence=sentence)


@writes
def move_pin(*, pin: Pin, lead: User, is_up: bool) -> None:
    """Let a pin change places with its neighbour. At the end it stays. Raises CannotTakePart and CannotModerate."""
    lock_shelf(pin.community_id)
    permissions.check_can_moderate(lead, pin.community)
    order = list(Pin.objects.filter(community=pin.community_id))
    place = next((at for at, each in enumerate(order) if each.pk == pin.pk), None)
    if place is None:
        return
    there = place - 1 if is_up else place + 1
    if not 0 <= there < len(order):
        return
    order[place], order[there] = order[there], order[place]
    for position, each in enumerate(order, start=1):
        each.position = position
    Pin.objects.bulk_update(order, ["position"])
    bump(f"community.{pin.community_id}")


@writes
def unpin(*, pin: Pin, lead: User) -> None:
    """Take something off the home again. Raises CannotTakePart and CannotModerate."""
    permissions.check_can_moderate(lead, pin.community)
    Pin.objects.filter(pk=pin.pk).delete()
    bump(f"community.{pin.community_id}")


def _check_can_pin(community: Community, lead: User) -> None:
    lock_shelf(community.pk)
    permissions.check_can_moderate(lead, community)


def _pin(community: Community, lead: User, pinned_at: datetime, **what) -> Pin:
    there = Pin.objects.filter(community=community)
    if there.count() >= MAX_PINS:
        raise permissions.CannotPin(f"Up to {MAX_PINS} things can be pinned. Take one off first.")
    last = there.aggregate(last=Max("position"))["last"] or 0
    pin = Pin.objects.create(
        community=community, position=last + 1, pinned_by=lead, pinned_at=pinned_at, **what
    )
    bump(f"community.{community.pk}")
    return pin
