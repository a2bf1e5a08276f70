"""Letters about guidance that is due for review. Each asks again, as it leaves, whether it is still true."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django_tasks import task

from communities.letters import link_to, send_letter
from communities.models import User
from freshness.models import ReviewReminder
from resources.models import GuidancePage


@task()
def remind_to_review(page_id: int, user_id: int, due: str) -> None:
    """Remind somebody who may publish a page of its review date, once for each date, while it is that."""
    person = User.objects.approved().filter(pk=user_id).first()
    page = GuidancePage.objects.live().filter(pk=page_id, review_due_date=date.fromisoformat(due)).first()
    if person is None or page is None or not page.permissions_for_user(person).can_publish():
        return
    _, is_new = ReviewReminder.objects.get_or_create(page=page, person=person, due_date=page.review_due_date)
    if is_new:
        link = link_to(reverse("wagtailadmin_pages:edit", args=[page.pk]))
        send_letter("freshness/email/review", person, page=page, link=link)
