"""Reading lists for tests, with pages on them."""

from django.utils import timezone

from reading_lists.models import ListedPage, ReadingList
from tests.communities.factories import UserFactory


def make_list(owner=None, *pages, title: str = "To read", **sharing) -> ReadingList:
    """Make a list of these pages; `community` and `is_shared_by_link` say who else may read it."""
    now = timezone.now()
    made = ReadingList.objects.create(owner=owner or UserFactory(), title=title, changed_at=now, **sharing)
    for page in pages:
        ListedPage.objects.create(reading_list=made, page_id=page.pk, added_at=now)
    return made
