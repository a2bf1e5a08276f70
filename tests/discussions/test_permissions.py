"""Each rule about conversations as it stands, with everything right but one thing."""

from datetime import timedelta

import pytest
from django.utils import timezone

from communities.models import Membership
from communities.permissions import CannotSpeak, CannotTakePart
from discussions import actions
from discussions import permissions as rules
from tests.communities.factories import CommunityFactory, MembershipFactory, UserFactory
from tests.discussions.factories import lead_of, make_member, make_reply, make_thread

pytestmark = pytest.mark.django_db

#: What each rule is asked about a viewer and a Post.
CHECKS = {
    "start": lambda viewer, post: rules.check_can_start(viewer, post.thread.community),
    "reply": lambda viewer, post: rules.check_can_reply(viewer, post.thread),
    "attach": lambda viewer, post: rules.check_can_attach(viewer, post.thread.community),
    "edit": lambda viewer, post: rules.check_can_edit(viewer, post, timezone.now()),
    "edit thread": lambda viewer, post: rules.check_can_edit_thread(viewer, post.thread),
    "mark answer": lambda viewer, post: rules.check_can_mark_answer(viewer, post.thread, post),
    "moderate": lambda viewer, post: rules.check_can_moderate(viewer, post.thread.community),
    "react": lambda viewer, post: rules.check_can_react(viewer, post),
}


@pytest.fixture
def post():
    return make_reply(make_thread())


@pytest.mark.parametrize("trait", ["unapproved", "suspended"])
@pytest.mark.parametrize("check", CHECKS)
def test_an_account_that_may_not_take_part_is_told_so_whatever_it_is_in_the_community(post, check, trait):
    lead = MembershipFactory(community=post.thread.community, lead=True, user=UserFactory(**{trait: True}))

    with pytest.raises(CannotTakePart):
        CHECKS[check](lead.user, post)


@pytest.mark.parametrize("check", ["edit thread", "mark answer"])
def test_whoever_asked_and_left_does_not_go_on_looking_after_it(post, check):
    author = post.thread.author
    CHECKS[check](author, post)
    author.memberships.update(state="ended")

    with pytest.raises((rules.CannotEdit, rules.CannotMarkAnswer), match="Whoever"):
        CHECKS[check](author, post)


def test_a_locked_thread_takes_no_reply(post):
    member = make_member(post.thread.community)
    CHECKS["reply"](member, post)
    post.thread.locked_at = timezone.now()

    with pytest.raises(rules.CannotReply, match="has closed this conversation"):
        CHECKS["reply"](member, post)


def test_a_post_out_of_sight_is_not_changed(post):
    CHECKS["edit"](post.author, post)
    post.hidden_at = timezone.now()

    with pytest.raises(rules.CannotEdit, match="taken out of sight"):
        CHECKS["edit"](post.author, post)


def test_a_post_is_deleted_once(post):
    rules.check_can_delete(post.author, post)
    post.deleted_at = timezone.now()

    with pytest.raises(rules.CannotEdit, match="deleted already"):
        rules.check_can_delete(post.author, post)


@pytest.mark.parametrize(
    "state", [{"hidden_at": timezone.now()}, {"deleted_at": timezone.now()}, {"number": 1}]
)
def test_what_is_out_of_sight_and_the_question_itself_are_no_answer(post, state):
    CHECKS["mark answer"](post.thread.author, post)
    for name, value in state.items():
        setattr(post, name, value)

    with pytest.raises(rules.CannotMarkAnswer, match="cannot be the answer"):
        CHECKS["mark answer"](post.thread.author, post)


def test_posts_are_not_moved_to_where_they_are(post):
    lead = lead_of(post.thread.community)

    with pytest.raises(rules.CannotMove, match="already"):
        actions.move_posts(thread=post.thread, numbers=[2], to=post.thread, lead=lead)


def test_a_lead_of_another_community_is_a_visitor_here(post):
    visitor = lead_of(CommunityFactory())

    passed = [name for name, check in CHECKS.items() if rules.can(check, visitor, post)]

    assert passed == []


#: What a muted member, and anybody in a paused or archived Community, may not do; a Lead looks after a muted one.
SPEAKING = ["start", "reply", "attach", "edit", "react"]


@pytest.mark.parametrize("check", SPEAKING)
def test_a_muted_member_writes_nothing(post, check):
    author = MembershipFactory(community=post.thread.community, muted=True).user
    CHECKS[check](make_member(post.thread.community) if check != "edit" else post.author, post)
    if check == "edit":
        post.author.memberships.update(muted_until=timezone.now() + timedelta(days=1))
        author = post.author

    with pytest.raises(CannotSpeak, match="pause here until"):
        CHECKS[check](author, post)


@pytest.mark.parametrize("check", [*SPEAKING, "edit thread"])
@pytest.mark.parametrize("stage", ["paused", "archived"])
def test_nobody_writes_in_a_closed_community(post, check, stage):
    community = post.thread.community
    community.stage, community.stage_note = stage, "Over the summer."
    community.save()
    viewer = {"edit": post.author, "edit thread": post.thread.author}.get(check) or make_member(community)

    with pytest.raises(CannotSpeak, match="Over the summer"):
        CHECKS[check](viewer, post)
    rules.check_can_moderate(lead_of(community), community)


def test_an_open_page_is_told_why_its_reader_may_not_write_now(client, post):
    member = MembershipFactory(community=post.thread.community)
    address = f"/communities/{post.thread.community.slug}/threads/{post.thread.pk}/standing/"
    client.force_login(member.user)
    assert client.get(address).json() == {"speaks": True, "why": ""}

    member.muted_until = timezone.now() + timedelta(days=1)
    member.save()

    answer = client.get(address).json()
    assert not answer["speaks"]
    assert "pause here until" in answer["why"]


def test_somebody_outside_is_told_nothing_of_standing(client, post):
    client.force_login(UserFactory())

    answer = client.get(f"/communities/{post.thread.community.slug}/threads/{post.thread.pk}/standing/")

    assert answer.status_code == 404


def test_who_was_asked_to_pause_marks_no_answer():
    thread = make_thread(replies=1)
    post = thread.posts.get(number=2)
    rules.check_can_mark_answer(thread.author, thread, post)
    Membership.objects.filter(user=thread.author).update(muted_until=timezone.now() + timedelta(days=1))

    with pytest.raises(CannotSpeak):
        rules.check_can_mark_answer(thread.author, thread, post)
