"""What is refused at the last moment, whatever was asked before: held words, their files, and what is taken back."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.utils.timezone import now

from communities.actions import undo_decision
from communities.models import Decision, Membership
from discussions import actions, permissions
from discussions.models import Announcement, Attachment, HeldPost, Post, Thread
from discussions.permissions import CannotAttach, CannotHold, CannotModerate
from tests.communities.factories import CommunityFactory, UserFactory
from tests.discussions import files
from tests.discussions.factories import keep_file, lead_of, make_member, make_reply, make_thread
from tests.discussions.pages import address, signed_in
from tests.discussions.test_holding import hold, let_through, turn_back

pytestmark = pytest.mark.django_db


@pytest.fixture
def thread():
    return make_thread(CommunityFactory(open=True))


@pytest.fixture
def community(thread):
    return thread.community


@pytest.fixture
def lead(community):
    return lead_of(community)


@pytest.fixture
def member(community):
    return make_member(community)


def undo(decision_kind: str, lead) -> None:
    undo_decision(decision=Decision.objects.get(kind=decision_kind), lead=lead, undone_at=now())


# --- Held words, and the files that wait with them ----------------------------------------------


def test_nobody_has_somebody_elses_file_wait_with_their_words(thread, member):
    theirs = keep_file(make_member(thread.community), thread.community)

    with pytest.raises(CannotAttach, match="not here any more"):
        hold(thread, member, files=[theirs.public_id])

    assert not HeldPost.objects.exists()
    assert Attachment.objects.get().held is None


def test_no_more_files_wait_with_words_than_a_post_takes(thread, member):
    kept = [keep_file(member, thread.community) for _ in range(6)]

    with pytest.raises(CannotAttach, match="up to 5"):
        hold(thread, member, files=[file.public_id for file in kept])

    assert not HeldPost.objects.exists()


def test_a_picture_does_not_wait_where_pictures_are_not_taken_any_more(thread, member):
    kept = keep_file(member, thread.community, files.picture(), "hall.png")
    thread.community.allows_images = False

    with pytest.raises(CannotAttach, match="not taken in this community"):
        hold(thread, member, files=[kept.public_id])


def test_what_the_scanner_has_caught_does_not_wait(thread, member):
    kept = keep_file(member, thread.community)
    Attachment.objects.update(state=Attachment.State.QUARANTINED)

    with pytest.raises(CannotAttach, match="harmful"):
        hold(thread, member, files=[kept.public_id])


@pytest.mark.parametrize("judge", [let_through, turn_back])
def test_what_was_given_back_is_its_authors_again_and_no_leads(thread, member, lead, judge):
    held = hold(thread, member)
    turn_back(held, lead)

    with pytest.raises(CannotHold, match="given it back"):
        judge(held, lead_of(thread.community))

    assert thread.posts.count() == 1
    assert Decision.objects.filter(kind="post-turned-back").count() == 1


# --- Taking back what was decided ---------------------------------------------------------------


def hide(post, lead) -> None:
    actions.hide_post(post=post, lead=lead, reason="A name.", hidden_at=now())


def test_a_lead_does_not_bring_back_what_the_office_has_sealed_since(thread, lead):
    post = make_reply(thread)
    hide(post, lead)
    Post.objects.filter(pk=post.pk).update(sealed_at=now())

    with pytest.raises(CannotModerate, match="office"):
        undo("post-hidden", lead)

    post.refresh_from_db()
    assert (post.is_sealed, post.is_hidden) == (True, True)


@pytest.mark.parametrize("since", ["restored", "gone elsewhere"])
def test_a_post_that_is_not_hidden_here_any_more_is_not_brought_back(thread, lead, since):
    left_behind = lead_of(thread.community)
    post = make_reply(thread)
    hide(post, lead)
    if since == "restored":
        Post.objects.filter(pk=post.pk).update(hidden_at=None, hidden_by=None)
    else:
        elsewhere = CommunityFactory(confidential=True)
        make_member(elsewhere, user=lead, role=Membership.Role.LEAD)
        actions.move_thread(thread=thread, to=elsewhere, lead=lead)
    before = Post.objects.values().get(pk=post.pk)

    with pytest.raises(PermissionDenied, match="not hidden any more"):
        undo("post-hidden", left_behind if since == "gone elsewhere" else lead)

    assert Post.objects.values().get(pk=post.pk) == before
    assert not Decision.objects.filter(kind="post-restored").exists()


def test_a_conversation_that_has_opened_by_itself_is_not_opened_again(thread, lead):
    closed_at, opens_at = now() - timedelta(hours=2), now() - timedelta(hours=1)
    actions.set_locked(thread=thread, lead=lead, locked_at=closed_at, opens_at=opens_at)

    with pytest.raises(PermissionDenied, match="open already"):
        undo("thread-closed", lead)

    assert not Decision.objects.filter(kind="thread-opened").exists()


def test_what_is_called_off_is_not_called_off_again(community, lead):
    thread = make_thread(community, lead, kind="announcement")
    actions.announce_to_all(thread=thread, lead=lead, announced_at=now())
    called_off_at = now() - timedelta(seconds=5)
    Announcement.objects.update(called_off_at=called_off_at)

    with pytest.raises(PermissionDenied, match="called off already"):
        undo("told-to-all", lead)

    assert Announcement.objects.get().called_off_at == called_off_at


# --- Pages that ask before anything is typed ----------------------------------------------------


@pytest.mark.parametrize("page", ["move/", "split/", "merge/"])
def test_a_member_is_not_shown_how_words_are_moved(thread, member, page):
    assert signed_in(member).get(address(thread, page)).status_code == 403


def test_the_page_that_tells_everybody_says_why_it_cannot_before_the_press(community, lead, member):
    told, waits = (make_thread(community, lead, kind="announcement") for _ in range(2))
    actions.announce_to_all(thread=told, lead=lead, announced_at=now())

    page = signed_in(lead).get(address(waits, "announce/")).text

    assert "within the last day" in page
    assert ">Tell " not in page.partition("Nothing has been sent yet")[2]


def test_an_announcement_that_was_merged_is_not_announced_from_its_old_address(community, lead, thread):
    merged = make_thread(community, lead, kind="announcement", title="MARKMERGED on Thursday")
    actions.merge_threads(thread=merged, into=thread, lead=lead)

    answer = signed_in(lead).get(address(merged, "announce/"))

    assert answer.status_code == 404
    assert "MARKMERGED" not in answer.text


@pytest.mark.parametrize("who", ["nobody", "suspended", "unapproved"])
def test_asking_without_a_name_is_offered_to_those_who_may_take_part(who):
    community = CommunityFactory(open=True, asks_through_leads=True)
    viewer = AnonymousUser() if who == "nobody" else UserFactory(**{who: True})

    assert not permissions.is_asked_in(community, viewer)
    assert permissions.is_asked_in(community, UserFactory())


def test_a_merged_conversation_is_no_activity_of_its_community(community, lead, thread):
    merged = make_thread(community)
    actions.merge_threads(thread=merged, into=thread, lead=lead)

    answer = signed_in(lead).get(f"/communities/{community.slug}/threads/activity/")

    assert f"[{thread.pk}, " in answer.text
    assert f"[{merged.pk}, " not in answer.text
    assert Thread.objects.filter(pk=merged.pk).exists()
