"""One gentle reminder, two days before the last day."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page

from communities.models import Membership, User
from contributions.models import Contribution, Gathering
from contributions.tasks import remind_contributor
from discussions.actions import delete_post
from tests.communities.factories import CommunityFactory
from tests.contributions.factories import make_gathering, say
from tests.discussions.factories import make_member, make_reply, make_thread

pytestmark = pytest.mark.django_db


def asked(days_left: int = 2, privacy: str = "private", posts: int = 1):
    """Ask somebody about posts of theirs; give the gathering, the posts and their author."""
    thread = make_thread(CommunityFactory(**{privacy: True}))
    author = make_member(thread.community)
    said = [make_reply(thread, author, body="<p>MARKWORDS</p>") for _ in range(posts)]
    gathering = make_gathering(thread, said)
    day = timezone.localdate() + timedelta(days=days_left)
    Gathering.objects.filter(pk=gathering.pk).update(answer_by=day)
    return gathering, said, author


def remind(gathering, author) -> None:
    remind_contributor.func(gathering.pk, author.pk)


def test_who_has_not_answered_is_reminded_once_and_not_of_each_post(mailoutbox):
    gathering, _, author = asked(posts=3)

    for _ in range(2):
        remind(gathering, author)

    (letter,) = mailoutbox
    assert letter.to == [author.email]
    assert "3 posts of yours wait" in letter.body
    assert "MARKWORDS" not in letter.body
    assert gathering.thread.title not in letter.body + letter.subject
    assert gathering.thread.community.name not in letter.body + letter.subject


@pytest.mark.parametrize(("days_left", "is_told"), [(3, False), (2, True), (1, True), (0, True), (-1, False)])
def test_it_goes_out_from_two_days_before_to_the_last_day(capsys, days_left, is_told):
    asked(days_left)

    call_command("remind_contributors")

    assert capsys.readouterr().out.startswith("1 " if is_told else "0 ")


@pytest.mark.parametrize("answer", ["nobody", None])
def test_nobody_who_answered_is(mailoutbox, answer):
    gathering, (post,), author = asked()
    say(gathering, post, answer)

    remind(gathering, author)

    assert not mailoutbox


def test_nobody_is_who_has_left_the_room_or_the_hub(mailoutbox):
    left, gone = asked(), asked()
    Membership.objects.filter(user=left[2]).delete()
    User.objects.filter(pk=gone[2].pk).update(is_active=False)

    for gathering, _, author in (left, gone):
        remind(gathering, author)

    assert not mailoutbox
    assert not Contribution.objects.filter(reminded_at__isnull=False).exists()


def test_nobody_is_about_a_draft_or_a_post_that_went_away(mailoutbox):
    (first, _, one), (second, (post,), other) = asked(), asked()
    Page.objects.get(pk=first.page_id).specific.delete()
    delete_post(post=post, author=other, deleted_at=timezone.now())

    remind(first, one)
    remind(second, other)

    assert not mailoutbox
