"""Who answers for a page in the CMS."""

from __future__ import annotations

from wagtail.models import Page

from communities.models import User


def keepers_of(page: Page) -> list[User]:
    """Give the page's owner, or every Editor where its owner has left, may publish no more, or never was."""
    owner = page.owner
    if (
        owner
        and User.objects.approved().filter(pk=owner.pk).exists()
        and page.permissions_for_user(owner).can_publish()
    ):
        return [owner]
    return list(User.objects.approved().filter(groups__name="Editors"))
