"""Letters to the people whose words were asked for. Each asks again, as it leaves, whether it is still true.

None holds any of the words: they may come from a room whose words no mail may carry.
"""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django_tasks import task
from wagtail.models import Page

from communities.letters import link_to, send_letter
from communities.models import User
from communities.pages import visible_pages
from communities.permissions import can_read
from contributions.models import Contribution, Gathering

#: How long before the last day somebody who has not answered is reminded.
REMIND_BEFORE = timedelta(days=2)


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
def remind_contributor(gathering_id: int, user_id: int) -> None:
    """Remind somebody once before the last day, while they wait, may read there, and the draft is there."""
    gathering = Gathering.objects.filter(pk=gathering_id).first()
    author = User.objects.approved().filter(pk=user_id).first()
    if not gathering or not author:
        return
    waiting = Contribution.objects.with_all().to_remind(timezone.localdate(), REMIND_BEFORE)
    mine = waiting.filter(gathering=gathering, author=author)
    asked = [each.pk for each in mine if can_read(author, each.post.community)]
    # Marked before it is sent: of two workers one goes on, and nobody is reminded twice.
    now = timezone.now()
    if count := Contribution.objects.filter(pk__in=asked, reminded_at=None).update(reminded_at=now):
        send_letter(
            "contributions/email/reminder",
            author,
            gathering=gathering,
            count=count,
            link=link_to(reverse("contributions:contribution-list")),
        )


@task()
def ask_again(user_id: int) -> None:
    """Tell somebody that words of theirs fell silent in a room that is closed now, while they wait."""
    author = User.objects.approved().filter(pk=user_id).first()
    silent = Contribution.objects.silenced().filter(author=user_id)
    if author and (count := silent.count()):
        link = link_to(reverse("contributions:contribution-list"))
        send_letter("contributions/email/asked_again", author, count=count, link=link)


@task()
def write_to_keeper(page_id: int, user_id: int) -> None:
    """Tell whoever keeps a page that words on it fell silent, while it is published without them."""
    keeper = User.objects.approved().filter(pk=user_id).first()
    page = Page.objects.live().filter(pk=page_id).first()
    silent = Contribution.objects.silenced().filter(page=page_id)
    if keeper and page and page.permissions_for_user(keeper).can_publish() and (count := silent.count()):
        link = link_to(reverse("wagtailadmin_pages:edit", args=[page.pk]))
        send_letter("contributions/email/silent", keeper, page=page, count=count, link=link)


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
