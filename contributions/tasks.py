"""Letters to the people whose words were asked for. Each asks again, as it leaves, whether it is still true.

None holds any of the words: they may come from a room whose words no mail may carry.
"""

from __future__ import annotations

from django.urls import reverse
from django_tasks import task
from wagtail.models import Page

from communities.letters import link_to, send_letter
from communities.models import User
from communities.pages import visible_pages
from contributions.models import Contribution, Gathering


@task()
def write_to_contributor(gathering_id: int, user_id: int) -> None:
    """Ask somebody whether their words may stand in guidance, while they are waited for."""
    gathering = Gathering.objects.select_related("thread__community").filter(pk=gathering_id).first()
    author = User.objects.approved().filter(pk=user_id).first()
    if not gathering or not author:
        return
    asked = Contribution.objects.waiting().filter(gathering=gathering, author=author)
    if count := asked.count():
        send_letter(
            "contributions/email/asked",
            author,
            gathering=gathering,
            count=count,
            link=link_to(reverse("contributions:contribution-list")),
        )


@task()
def thank_contributor(page_id: int, user_id: int) -> None:
    """Thank somebody whose words stand on a page now, while they do."""
    author = User.objects.approved().filter(pk=user_id).first()
    page = visible_pages(author, Page.objects.filter(pk=page_id)).first() if author else None
    if author and page and Contribution.objects.standing().filter(page=page, author=author).exists():
        send_letter(
            "contributions/email/thanks",
            author,
            page=page,
            link=page.full_url,
            answers=link_to(reverse("contributions:contribution-list")),
        )
