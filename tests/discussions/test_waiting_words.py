"""What waits for Leads: words out of sight neither answer anybody nor wait, nor does anybody who has gone."""

import pytest
from django.utils.timezone import now

from communities.models import Membership, User
from discussions.models import Post
from tests.communities.factories import CommunityFactory
from tests.discussions.factories import lead_of, make_member, make_reply
from tests.discussions.test_holding import in_queue, question

pytestmark = pytest.mark.django_db

OUT_OF_SIGHT = pytest.mark.parametrize("state", ["hidden_at", "deleted_at"])


@pytest.fixture
def community():
    return CommunityFactory()


@pytest.fixture
def lead(community):
    return lead_of(community)


@pytest.fixture
def newcomer(community):
    return make_member(community)


def put_out_of_sight(post: Post, state: str) -> None:
    Post.objects.filter(pk=post.pk).update(**{state: now()})


@OUT_OF_SIGHT
def test_a_reply_out_of_sight_answers_no_question(community, lead, state):
    waits = question(community, 4)
    put_out_of_sight(make_reply(waits), state)

    assert in_queue(lead, community, "question") == [waits]


@OUT_OF_SIGHT
def test_a_reply_out_of_sight_greets_no_newcomer(community, lead, newcomer, state):
    first = question(community, 2, author=newcomer)
    put_out_of_sight(make_reply(first), state)

    assert in_queue(lead, community, "newcomer") == [first.posts.get(number=1)]


@OUT_OF_SIGHT
def test_a_newcomers_words_out_of_sight_wait_for_nobody(community, lead, newcomer, state):
    put_out_of_sight(question(community, 2, author=newcomer).posts.get(), state)

    assert in_queue(lead, community, "newcomer") == []


@pytest.mark.parametrize("how", ["left", "suspended"])
def test_nobody_greets_a_newcomer_who_has_gone(community, lead, newcomer, how):
    question(community, 2, author=newcomer)
    if how == "left":
        newcomer.memberships.update(state=Membership.State.ENDED)
    else:
        User.objects.filter(pk=newcomer.pk).update(is_active=False)

    assert in_queue(lead, community, "newcomer") == []
