"""What follows from a change to a Community's or an Organisation's settings."""

from django.db import transaction
from django.db.models import F

from communities.access import record_access_change
from communities.models import Community, FormerSlug, Organisation, User
from communities.public import bump, bump_pages_that_show


@transaction.atomic
def settle_community(*, community: Community, former_slug: str = "", former_privacy: str = "") -> None:
    """Draw the consequences of saved settings: old links, cached pages and open sockets obey at once.

    `former_slug` and `former_privacy` are what stood before; empty for a new Community.
    """
    if former_slug and former_slug != community.slug:
        FormerSlug.objects.get_or_create(slug=former_slug, defaults={"community": community})
    # An address in use leads to the Community that uses it, not to one that had it once.
    FormerSlug.objects.filter(slug=community.slug).delete()
    if former_privacy:
        # Whichever way it changed: fewer may read it, or more may hear who is reading.
        record_access_change(community=community)
    bump("communities", f"community.{community.pk}")


@transaction.atomic
def rename_organisation_cards(*, organisation: Organisation) -> None:
    """Have the cards beside posts made again for everybody who works at this Organisation."""
    people = User.objects.filter(organisation=organisation)
    people.update(card_version=F("card_version") + 1)
    bump_pages_that_show(people)
