"""What people do to Threads and Posts, rule by rule."""

from datetime import timedelta
from functools import partial
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from communities.models import Membership
from communities.permissions import CannotTakePart
from discussions import actions, permissions
from discussions.models import ChangeKind, Post, Thread, ThreadChange, ThreadReading
from tests.communities.factories import CommunityFactory, MembershipFactory, TopicFactory, UserFactory
from tests.discussions.factories import lead_of, make_member, make_reply, make_thread

pytestmark = pytest.mark.django_db


def reply(thread, author, **facts):
    defaults = {"body": "<p>Hello.</p>", "token": uuid4(), "posted_at": timezone.now()}
    return actions.post_reply(thread=thread, author=author, **(defaults | facts))


def change_kinds(thread):
    return list(thread.changes.order_by("number").values_list("number", "kind"))


def assert_counters_are_true(thread):
    thread.refresh_from_db()
    assert thread.last_change == thread.changes.count()
    assert list(thread.changes.order_by("number").values_list("number", flat=True)) == list(
        range(1, thread.last_change + 1)
    )
    assert thread.last_post_number == thread.posts.count()


# --- Starting -----------------------------------------------------------------------------


def test_started_thread_has_its_first_post_and_first_change():
    author = make_member(CommunityFactory())
    topic = TopicFactory()

    thread = make_thread(author.memberships.get().community, author, topics=[topic])

    assert list(thread.posts.values_list("number", "body")) == [(1, "<p>Ours starts with silence.</p>")]
    assert change_kinds(thread) == [(1, ChangeKind.POST_ADDED)]
    assert list(thread.topics.all()) == [topic]


def test_same_press_starts_one_thread():
    community = CommunityFactory()
    author = make_member(community)
    press = {
        "community": community,
        "author": author,
        "title": "One press",
        "kind": Thread.Kind.DISCUSSION,
        "body": "<p>Once.</p>",
        "token": uuid4(),
        "started_at": timezone.now(),
    }

    first, second = actions.start_thread(**press), actions.start_thread(**press)

    assert first == second
    assert Thread.objects.count() == 1


def test_same_press_with_other_words_is_refused():
    thread, token = make_thread(), uuid4()
    member = make_member(thread.community)
    first = reply(thread, member, body="<p>First.</p>", token=token)

    with pytest.raises(permissions.AlreadyPosted, match=f"as post {first.number};"):
        reply(thread, member, body="<p>Second.</p>", token=token)

    assert thread.posts.count() == 2


def test_same_press_is_known_by_its_first_words_after_an_edit():
    thread, token = make_thread(), uuid4()
    member = make_member(thread.community)
    first = reply(thread, member, body="<p>First.</p>", token=token)
    for body in ("<p>Second.</p>", "<p>Third.</p>"):
        actions.edit_post(post=first, editor=member, body=body, edited_at=timezone.now())

    assert reply(thread, member, body="<p>First.</p>", token=token) == first
    with pytest.raises(permissions.AlreadyPosted):
        reply(thread, member, body="<p>Third.</p>", token=token)


def test_thread_is_refused_to_somebody_outside():
    with pytest.raises(permissions.CannotStart):
        make_thread(CommunityFactory(open=True), UserFactory())


def test_announcement_is_refused_to_a_member():
    community = CommunityFactory()

    with pytest.raises(permissions.CannotStart):
        make_thread(community, make_member(community), kind=Thread.Kind.ANNOUNCEMENT)


def test_announcement_is_made_by_a_lead():
    community = CommunityFactory()

    assert make_thread(community, lead_of(community), kind=Thread.Kind.ANNOUNCEMENT).pk


# --- Replying -----------------------------------------------------------------------------


def test_reply_takes_the_next_post_and_change_numbers():
    thread = make_thread(replies=1)
    member = make_member(thread.community)

    post = reply(thread, member)

    assert (post.number, post.last_change) == (3, 3)
    assert change_kinds(thread)[-1] == (3, ChangeKind.POST_ADDED)
    assert_counters_are_true(thread)


def test_reply_keeps_the_organisation_it_was_written_from():
    thread = make_thread()
    member = make_member(thread.community)
    member.organisation = None

    assert reply(thread, member).organisation is None


def test_same_press_makes_one_reply():
    thread = make_thread()
    member = make_member(thread.community)
    token = uuid4()

    first, second = reply(thread, member, token=token), reply(thread, member, token=token)

    assert first == second
    assert_counters_are_true(thread)


def test_same_token_of_two_people_makes_two_replies():
    thread = make_thread()
    token = uuid4()

    first = reply(thread, make_member(thread.community), token=token)
    second = reply(thread, make_member(thread.community), token=token)

    assert first != second


def test_reply_is_read_by_its_author():
    thread = make_thread()
    member = make_member(thread.community)

    post = reply(thread, member)

    assert ThreadReading.objects.get(user=member, thread=thread).last_read_number == post.number


@pytest.mark.parametrize("state", ["asked", "ended", "declined", "blocked"])
def test_reply_is_refused_without_an_active_membership(state):
    thread = make_thread(CommunityFactory(open=True))
    person = MembershipFactory(community=thread.community, **{state: True}).user

    with pytest.raises(permissions.CannotReply):
        reply(thread, person)

    assert_counters_are_true(thread)


def test_reply_is_refused_while_the_account_waits():
    thread = make_thread()
    person = MembershipFactory(community=thread.community, user=UserFactory(unapproved=True)).user

    with pytest.raises(CannotTakePart):
        reply(thread, person)


def test_reply_is_refused_when_the_thread_is_locked():
    thread = make_thread(locked=True)

    with pytest.raises(permissions.CannotReply):
        reply(thread, make_member(thread.community))


def test_reply_is_refused_when_the_thread_was_locked_after_the_check():
    thread = make_thread()
    member = make_member(thread.community)
    Thread.objects.filter(pk=thread.pk).update(locked_at=timezone.now())
    assert not thread.is_locked  # what the view read is older

    with pytest.raises(permissions.CannotReply, match="has closed this conversation"):
        reply(thread, member)

    assert_counters_are_true(thread)


def test_successful_reply_announces_one_change_after_the_commit(
    django_capture_on_commit_callbacks, monkeypatch
):
    told = []
    monkeypatch.setattr("discussions.live._tell", told.append)
    thread = make_thread()
    member = make_member(thread.community)

    with django_capture_on_commit_callbacks(execute=True):
        post = reply(thread, member)
        assert told == []

    assert [(change.number, change.post) for change in told] == [(2, post)]


def test_refused_reply_announces_nothing(django_capture_on_commit_callbacks, monkeypatch):
    told = []
    monkeypatch.setattr("discussions.live._tell", told.append)
    thread = make_thread(locked=True)

    with django_capture_on_commit_callbacks(execute=True), pytest.raises(permissions.CannotReply):
        reply(thread, make_member(thread.community))

    assert told == []


def test_broken_channel_layer_does_not_fail_the_reply(django_capture_on_commit_callbacks, monkeypatch):
    def fail(change):
        raise OSError

    monkeypatch.setattr("discussions.live._tell", fail)
    thread = make_thread()

    with django_capture_on_commit_callbacks(execute=True):
        post = reply(thread, make_member(thread.community))

    assert Post.objects.filter(pk=post.pk).exists()


# --- Editing and deleting -----------------------------------------------------------------


def edit(post, editor, body="<p>Better.</p>", **facts):
    return actions.edit_post(post=post, editor=editor, body=body, **({"edited_at": timezone.now()} | facts))


def test_edit_keeps_the_earlier_words():
    post = make_reply(make_thread(), body="<p>First.</p>")

    edit(post, post.author)

    post.refresh_from_db()
    assert post.body == "<p>Better.</p>"
    assert post.is_edited
    assert [revision.body for revision in post.revisions.all()] == ["<p>First.</p>"]
    assert_counters_are_true(post.thread)


def test_edit_with_the_same_words_changes_nothing():
    post = make_reply(make_thread())

    edit(post, post.author, body=post.body)

    post.refresh_from_db()
    assert not post.is_edited
    assert post.thread.changes.count() == 2


def test_edit_is_refused_to_anybody_but_the_author():
    post = make_reply(make_thread())

    with pytest.raises(permissions.CannotEdit):
        edit(post, lead_of(post.community))


def test_edit_is_refused_after_the_window():
    post = make_reply(make_thread())

    with pytest.raises(permissions.CannotEdit):
        edit(post, post.author, edited_at=post.posted_at + permissions.EDIT_WINDOW + timedelta(seconds=1))


def test_edit_is_refused_after_leaving():
    post = make_reply(make_thread())
    Membership.objects.filter(user=post.author).update(state=Membership.State.ENDED)

    with pytest.raises(permissions.CannotEdit):
        edit(post, post.author)


def test_edit_is_refused_when_the_thread_is_locked():
    post = make_reply(make_thread())
    Thread.objects.update(locked_at=timezone.now())

    with pytest.raises(permissions.CannotEdit):
        edit(post, post.author)


def test_deleted_post_leaves_a_tombstone_without_its_words():
    post = make_reply(make_thread(), body="<p>Secret first.</p>")
    edit(post, post.author, body="<p>Secret second.</p>")

    actions.delete_post(post=post, author=post.author, deleted_at=timezone.now())

    post.refresh_from_db()
    assert post.is_deleted
    assert post.body == ""
    assert post.revisions.count() == 0
    assert_counters_are_true(post.thread)


def test_delete_is_refused_to_anybody_else():
    post = make_reply(make_thread())

    with pytest.raises(permissions.CannotEdit):
        actions.delete_post(post=post, author=lead_of(post.community), deleted_at=timezone.now())


def test_own_words_may_be_taken_back_after_leaving():
    post = make_reply(make_thread(locked=False))
    Membership.objects.filter(user=post.author).update(state=Membership.State.ENDED)

    actions.delete_post(post=post, author=post.author, deleted_at=timezone.now())

    post.refresh_from_db()
    assert post.is_deleted


# --- Answers ------------------------------------------------------------------------------


def test_asker_marks_the_answer():
    thread = make_thread()
    post = make_reply(thread)

    actions.mark_answer(thread=thread, post=post, marker=thread.author)

    thread.refresh_from_db()
    assert thread.answer == post
    assert_counters_are_true(thread)


def test_new_answer_clears_the_old_one_first():
    thread = make_thread()
    first, second = make_reply(thread), make_reply(thread)
    actions.mark_answer(thread=thread, post=first, marker=thread.author)

    actions.mark_answer(thread=thread, post=second, marker=thread.author)

    assert change_kinds(thread)[-2:] == [(5, ChangeKind.ANSWER_CLEARED), (6, ChangeKind.ANSWER_MARKED)]
    thread.refresh_from_db()
    assert thread.answer == second
    first.refresh_from_db()
    assert first.last_change == 5  # its fragment no longer says "answer"


def test_answer_is_marked_by_a_lead():
    thread = make_thread()
    post = make_reply(thread)

    actions.mark_answer(thread=thread, post=post, marker=lead_of(thread.community))

    thread.refresh_from_db()
    assert thread.is_answered


def test_answer_is_not_marked_by_another_member():
    thread = make_thread()
    post = make_reply(thread)

    with pytest.raises(permissions.CannotMarkAnswer):
        actions.mark_answer(thread=thread, post=post, marker=post.author)


def test_answer_is_not_cleared_by_another_member():
    thread = make_thread()
    post = make_reply(thread)
    actions.mark_answer(thread=thread, post=post, marker=thread.author)

    with pytest.raises(permissions.CannotMarkAnswer):
        actions.clear_answer(thread=thread, marker=post.author)

    thread.refresh_from_db()
    assert thread.answer == post


def test_discussion_has_no_answer():
    thread = make_thread(kind=Thread.Kind.DISCUSSION)

    with pytest.raises(permissions.CannotMarkAnswer):
        actions.mark_answer(thread=thread, post=make_reply(thread), marker=thread.author)


def test_deleted_answer_opens_the_question_again():
    thread = make_thread()
    post = make_reply(thread)
    actions.mark_answer(thread=thread, post=post, marker=thread.author)

    actions.delete_post(post=post, author=post.author, deleted_at=timezone.now())

    thread.refresh_from_db()
    assert not thread.is_answered


# --- Looking after ------------------------------------------------------------------------


def test_hidden_post_says_why_and_comes_back():
    thread = make_thread()
    post = make_reply(thread)
    lead = lead_of(thread.community)

    actions.hide_post(post=post, lead=lead, reason="It names somebody.", hidden_at=timezone.now())

    post.refresh_from_db()
    assert post.is_hidden
    assert post.hidden_reason == "It names somebody."

    actions.restore_post(post=post, lead=lead)

    post.refresh_from_db()
    assert not post.is_hidden
    assert_counters_are_true(thread)


@pytest.mark.parametrize("act", ["hide", "restore", "lock", "pin"])
def test_lead_elsewhere_moderates_nothing_here(act):
    thread = make_thread()
    post = make_reply(thread)
    if act == "restore":
        lead = lead_of(thread.community)
        actions.hide_post(post=post, lead=lead, reason="Yes.", hidden_at=timezone.now())
    stranger = lead_of(CommunityFactory())
    before = thread.changes.count()

    moderate = {
        "hide": partial(actions.hide_post, post=post, reason="No.", hidden_at=timezone.now()),
        "restore": partial(actions.restore_post, post=post),
        "lock": partial(actions.set_locked, thread=thread, locked_at=timezone.now()),
        "pin": partial(actions.set_pinned, thread=thread, pinned_at=timezone.now()),
    }

    with pytest.raises(PermissionDenied):
        moderate[act](lead=stranger)

    assert thread.changes.count() == before


def test_locked_thread_is_recorded_once():
    thread = make_thread()
    lead = lead_of(thread.community)

    for _ in range(2):
        actions.set_locked(thread=Thread.objects.get(pk=thread.pk), lead=lead, locked_at=timezone.now())

    assert change_kinds(thread)[1:] == [(2, ChangeKind.THREAD_LOCKED)]


def test_renamed_thread_tells_its_readers():
    thread = make_thread()

    actions.edit_thread(
        thread=thread, editor=thread.author, title="A better title", kind=Thread.Kind.QUESTION, topics=[]
    )

    thread.refresh_from_db()
    assert thread.title == "A better title"
    assert change_kinds(thread)[-1] == (2, ChangeKind.THREAD_EDITED)


def test_only_a_lead_makes_an_announcement_of_what_was_started_as_something_else():
    thread = make_thread(kind=Thread.Kind.DISCUSSION)
    change = {"thread": thread, "title": thread.title, "kind": Thread.Kind.ANNOUNCEMENT, "topics": []}

    with pytest.raises(permissions.CannotStart):
        actions.edit_thread(editor=thread.author, **change)
    actions.edit_thread(editor=lead_of(thread.community), **change)

    thread.refresh_from_db()
    assert thread.kind == Thread.Kind.ANNOUNCEMENT


# --- Reading ------------------------------------------------------------------------------


def test_reading_never_goes_back():
    thread = make_thread(replies=4)
    reader = make_member(thread.community)

    for number in (4, 2):
        actions.mark_read(thread=thread, reader=reader, number=number, read_at=timezone.now())

    assert ThreadReading.objects.get(user=reader, thread=thread).last_read_number == 4


def test_reading_stops_at_the_newest_post():
    thread = make_thread(replies=1)
    reader = make_member(thread.community)

    actions.mark_read(thread=thread, reader=reader, number=999, read_at=timezone.now())

    assert ThreadReading.objects.get(user=reader, thread=thread).last_read_number == 2


def test_mixed_changes_leave_the_log_without_gaps():
    thread = make_thread(replies=3)
    lead = lead_of(thread.community)
    post = make_reply(thread)
    edit(post, post.author)
    actions.mark_answer(thread=thread, post=post, marker=lead)
    actions.hide_post(post=post, lead=lead, reason="Wait.", hidden_at=timezone.now())
    actions.restore_post(post=post, lead=lead)
    actions.set_pinned(thread=Thread.objects.get(pk=thread.pk), lead=lead, pinned_at=timezone.now())

    assert_counters_are_true(thread)
    assert ThreadChange.objects.filter(thread=thread).count() == 11  # hiding the answer cleared it


# --- What the view read is old ------------------------------------------------------------


def test_answer_marked_meanwhile_is_the_one_that_is_cleared():
    thread = make_thread()
    post = make_reply(thread)
    old = Thread.objects.get(pk=thread.pk)
    actions.mark_answer(thread=thread, post=post, marker=thread.author)

    actions.clear_answer(thread=old, marker=thread.author)

    thread.refresh_from_db()
    assert thread.answer is None
    assert thread.changes.order_by("-number").first().post == post


def test_thread_closed_meanwhile_is_not_renamed_by_its_author():
    thread = make_thread()
    old = Thread.objects.get(pk=thread.pk)
    actions.set_locked(thread=thread, lead=lead_of(thread.community), locked_at=timezone.now())

    with pytest.raises(permissions.CannotEdit):
        actions.edit_thread(
            thread=old, editor=thread.author, title="Too late for this", kind=Thread.Kind.QUESTION, topics=[]
        )


def test_token_used_in_another_thread_is_refused():
    first = make_thread()
    second = make_thread(first.community)
    member = make_member(first.community)
    token = uuid4()
    reply(first, member, token=token)

    with pytest.raises(permissions.AlreadyPosted):
        reply(second, member, token=token)
