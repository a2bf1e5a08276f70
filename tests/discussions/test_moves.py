"""Moving Posts and Threads: their numbers, their old addresses, and who may read them where they are."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from communities.actions import undo_decision
from communities.models import AccessChange, Decision, Membership
from discussions import actions, permissions
from discussions.fragments import fragments_of
from discussions.models import ChangeKind, FormerPlace, Post, Thread
from tests.communities.factories import CommunityFactory, MembershipFactory
from tests.discussions.factories import lead_of, make_member, make_reply, make_thread
from tests.discussions.test_matrix import masked

pytestmark = pytest.mark.django_db


def lead_there(lead, **traits):
    """Make another Community that this Lead looks after too."""
    return MembershipFactory(
        user=lead, community=CommunityFactory(**traits), role=Membership.Role.LEAD
    ).community


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def thread():
    return make_thread(replies=4)


@pytest.fixture
def lead(thread):
    return lead_of(thread.community)


@pytest.fixture
def other(thread):
    return make_thread(thread.community, title="Another one")


# --- Posts --------------------------------------------------------------------------------


def test_moved_posts_stand_at_the_end_of_the_other_thread_in_their_order(thread, other, lead):
    actions.move_posts(thread=thread, numbers=[3, 5], to=other, lead=lead)

    assert list(thread.posts.values_list("number", flat=True)) == [1, 2, 4]
    assert list(other.posts.values_list("number", "body")) == [
        (1, "<p>Ours starts with silence.</p>"),
        (2, "<p>Reply 2.</p>"),
        (3, "<p>Reply 4.</p>"),
    ]


def test_both_logs_tell_of_a_move_without_gaps(thread, other, lead):
    before = thread.last_change
    actions.move_posts(thread=thread, numbers=[3, 5], to=other, lead=lead)

    thread.refresh_from_db()
    kinds = list(thread.changes.filter(number__gt=before).values_list("number", "kind"))
    assert kinds == [(before + 1, ChangeKind.POST_MOVED_OUT), (before + 2, ChangeKind.POST_MOVED_OUT)]
    assert thread.last_change == before + 2
    assert list(other.changes.values_list("kind", flat=True))[-2:] == [ChangeKind.POST_MOVED_IN] * 2


def test_a_number_that_was_left_is_never_given_again(thread, other, lead):
    actions.move_posts(thread=thread, numbers=[5], to=other, lead=lead)

    assert make_reply(thread).number == 6


def test_the_answer_that_is_moved_is_the_answer_no_more(thread, other, lead):
    actions.mark_answer(thread=thread, post=thread.posts.get(number=3), marker=lead)

    actions.move_posts(thread=thread, numbers=[3], to=other, lead=lead)

    assert not Thread.objects.get(pk=thread.pk).is_answered


def test_quotations_that_part_are_let_go(thread, other, lead):
    quoted = thread.posts.get(number=3)
    stays = make_reply(thread, quoted=quoted)
    goes_along = make_reply(thread, quoted=quoted)

    actions.move_posts(thread=thread, numbers=[3, goes_along.number], to=other, lead=lead)

    assert Post.objects.get(pk=stays.pk).quoted is None
    assert Post.objects.get(pk=goes_along.pk).quoted == quoted


def test_a_fragment_from_before_the_move_is_not_shown_after_it(thread, other, lead):
    fragments_of(thread, thread.posts.all())
    actions.move_posts(thread=thread, numbers=[3], to=other, lead=lead)

    [*_, moved] = fragments_of(other, other.posts.all())

    assert 'id="post-2"' in moved.html
    assert f"/threads/{other.pk}/" in moved.html


def test_the_first_post_stays(thread, other, lead):
    with pytest.raises(permissions.CannotMove):
        actions.move_posts(thread=thread, numbers=[1, 2], to=other, lead=lead)

    assert not FormerPlace.objects.exists()


@pytest.mark.parametrize("numbers", [[], [77]])
def test_no_posts_are_not_moved(thread, other, lead, numbers):
    with pytest.raises(permissions.CannotMove):
        actions.move_posts(thread=thread, numbers=numbers, to=other, lead=lead)


def test_old_address_of_a_post_leads_those_who_may_read_it_there(thread, lead):
    member = make_member(thread.community)
    elsewhere = make_thread(lead_there(lead))
    actions.move_posts(thread=thread, numbers=[3], to=elsewhere, lead=lead)
    path = f"/communities/{thread.community.slug}/threads/{thread.pk}"

    for tail in ("posts/3/", f"{thread.slug}/?at=3"):
        led = signed_in(lead).get(f"{path}/{tail}")
        assert led["Location"] == elsewhere.posts.get(number=2).get_absolute_url()
    refused = signed_in(member).get(f"{path}/posts/3/")
    absent = signed_in(member).get(f"{path}/posts/999/")

    assert refused.status_code == absent.status_code == 404
    assert masked(refused.content) == masked(absent.content)


def test_splitting_makes_a_conversation_of_its_own(thread, lead):
    fresh = actions.split_thread(thread=thread, numbers=[4, 3], title="On its own feet", lead=lead)

    assert list(fresh.posts.values_list("number", "body")) == [(1, "<p>Reply 2.</p>"), (2, "<p>Reply 3.</p>")]
    assert fresh.author == fresh.posts.get(number=1).author
    assert Thread.objects.get(pk=fresh.pk).last_change == fresh.changes.count() == 2


# --- Threads ------------------------------------------------------------------------------


@pytest.mark.parametrize("state", ["hidden", "deleted"])
def test_no_conversation_begins_with_a_post_that_is_out_of_sight(thread, lead, state):
    post = thread.posts.get(number=3)
    if state == "hidden":
        actions.hide_post(post=post, lead=lead, reason="Names somebody.", hidden_at=timezone.now())
    else:
        actions.delete_post(post=post, author=post.author, deleted_at=timezone.now())

    with pytest.raises(permissions.CannotMove, match="Post 3 is out of sight"):
        actions.split_thread(thread=thread, numbers=[3, 4], title="Opens with nothing", lead=lead)

    assert not Thread.objects.filter(title="Opens with nothing").exists()


def test_moved_thread_is_read_there_and_no_longer_here(thread, lead):
    member, to = make_member(thread.community), lead_there(lead)
    there = make_member(to)

    actions.move_thread(thread=thread, to=to, lead=lead)

    assert not Thread.objects.visible_to(member).filter(pk=thread.pk).exists()
    assert Thread.objects.visible_to(there).filter(pk=thread.pk).exists()
    assert set(Post.objects.filter(thread=thread).values_list("community", flat=True)) == {to.pk}
    assert AccessChange.objects.filter(community=thread.community, user=None).exists()


def test_old_address_of_a_thread_leads_those_who_may_read_it_there(thread, lead):
    member, to = make_member(thread.community), lead_there(lead)
    actions.move_thread(thread=thread, to=to, lead=lead)
    old = f"/communities/{thread.community.slug}/threads/{thread.pk}/{thread.slug}/?at=3"

    led = signed_in(lead).get(old)

    assert led["Location"] == old.replace(thread.community.slug, to.slug)
    assert signed_in(member).get(old).status_code == 404
    assert to.name.encode() not in signed_in(member).get(old).content


def test_words_posted_to_the_old_address_stay_with_their_writer(thread, lead):
    to = lead_there(lead)
    actions.move_thread(thread=thread, to=to, lead=lead)

    answer = signed_in(lead).post(
        f"/communities/{thread.community.slug}/threads/{thread.pk}/reply/",
        {"body": "For the old room.", "body_format": "text", "token": "7f8c6b1e-51f5-4b5e-8f0e-3d1f6f3a2b10"},
    )

    assert answer.status_code == 403
    assert b"For the old room." in answer.content
    assert Post.objects.filter(thread=thread).count() == 5


@pytest.mark.parametrize(
    ("what", "outcome"), [("reply/", b"Nothing was posted."), ("summary/", b"Nothing was changed.")]
)
def test_words_sent_after_a_move_are_answered_with_what_came_of_them(thread, lead, what, outcome):
    to = lead_there(lead)
    actions.move_thread(thread=thread, to=to, lead=lead)

    answer = signed_in(lead).post(
        f"/communities/{thread.community.slug}/threads/{thread.pk}/{what}", {"body": "For the old room."}
    )

    assert b"where other people read it." in answer.content
    assert answer.content.count(outcome) == 1
    assert b"Nothing has been changed." not in answer.content


def test_a_script_whose_words_come_after_a_move_is_told_in_one_sentence(thread, lead):
    actions.move_thread(thread=thread, to=lead_there(lead), lead=lead)

    answer = signed_in(lead).post(
        f"/communities/{thread.community.slug}/threads/{thread.pk}/reply/",
        {"body": "For the old room."},
        headers={"Accept": "application/json"},
    )

    assert answer.json()["errors"]["__all__"][0].endswith("where other people read it. Nothing was posted.")


@pytest.mark.parametrize("act", ["edit", "save"])
def test_what_is_sent_to_a_post_that_moved_is_told_once_that_nothing_was_changed(thread, other, lead, act):
    actions.move_posts(thread=thread, numbers=[3], to=other, lead=lead)
    path = f"/communities/{thread.community.slug}/threads/{thread.pk}/posts/3/{act}/"

    words = signed_in(lead).post(path, {"body": "Changed"} if act == "edit" else {}).content.decode()

    assert "This post has moved to" in words
    assert words.count("Nothing was changed.") + words.count("Nothing has been changed.") == 1


def test_the_question_before_a_move_says_who_will_not_see_it(thread, lead):
    lead_there(lead)

    page = signed_in(lead).get(f"{thread.community.get_absolute_url()}threads/{thread.pk}/move/")

    assert b"Whoever may not stops seeing it in the same second." in page.content


def test_a_reply_that_races_a_move_is_not_posted_where_others_read_it(thread, lead):
    member, to = make_member(thread.community), lead_there(lead)
    loaded = Thread.objects.select_related("community").get(pk=thread.pk)
    actions.move_thread(thread=thread, to=to, lead=lead)

    with pytest.raises(permissions.CannotReply, match="moved"):
        make_reply(loaded, member)

    assert Post.objects.filter(thread=thread).count() == 5


def test_an_edit_of_a_post_that_was_moved_gives_the_words_back(thread, other, lead):
    actions.move_posts(thread=thread, numbers=[3], to=other, lead=lead)
    words = {
        "body": "Changed my mind.",
        "body_format": "text",
        "token": "7f8c6b1e-51f5-4b5e-8f0e-3d1f6f3a2b10",
    }
    path = f"/communities/{thread.community.slug}/threads/{thread.pk}/posts/3/edit/"

    answer = signed_in(thread.author).post(path, words)

    assert answer.status_code == 403
    assert b"Changed my mind." in answer.content


def test_an_action_on_a_post_takes_the_lock_of_where_it_is(thread, other, lead):
    post = thread.posts.select_related("thread").get(number=3)
    actions.move_posts(thread=thread, numbers=[3], to=other, lead=lead)

    actions.hide_post(post=post, lead=lead, reason="No.", hidden_at=timezone.now())

    assert other.changes.last().kind == ChangeKind.POST_HIDDEN
    assert thread.changes.last().kind == ChangeKind.POST_MOVED_OUT


def test_a_thread_whose_last_posts_were_moved_can_be_read_to_its_end(thread, other, lead):
    reader = make_member(thread.community)
    actions.move_posts(thread=thread, numbers=[4, 5], to=other, lead=lead)

    signed_in(reader).get(thread.get_absolute_url())

    assert not Thread.objects.news_for(reader).filter(pk=thread.pk).exists()


def test_counts_speak_of_the_posts_that_are_left(thread, other, lead):
    newcomer = make_member(thread.community)
    reader = make_member(thread.community)
    actions.mark_read(thread=thread, reader=reader, number=3, read_at=timezone.now())
    newest = thread.last_post_number

    actions.move_posts(thread=thread, numbers=range(4, newest + 1), to=other, lead=lead)

    page = signed_in(newcomer).get(f"/communities/{thread.community.slug}/threads/")
    row = next(row for row in page.context["page_obj"] if row.pk == thread.pk)
    assert (row.reply_count, row.unread_count) == (2, 3)
    assert not Thread.objects.news_for(reader).filter(pk=thread.pk).exists()


def test_a_thread_that_came_back_is_at_home(thread, lead):
    home, to = thread.community, lead_there(lead)
    actions.move_thread(thread=thread, to=to, lead=lead)
    actions.move_thread(thread=thread, to=home, lead=lead)

    response = signed_in(lead).get(Thread.objects.get(pk=thread.pk).get_absolute_url())

    assert response.status_code == 200


# --- Whither ------------------------------------------------------------------------------

ALLOWED = {
    ("open", "open"), ("open", "members"), ("open", "private"), ("open", "confidential"),
    ("members", "members"), ("members", "private"), ("members", "confidential"),
}  # fmt: skip


@pytest.mark.parametrize("to", ["open", "members", "private", "confidential"])
@pytest.mark.parametrize("level", ["open", "members", "private", "confidential"])
def test_words_never_reach_people_they_were_not_meant_for(level, to):
    community = CommunityFactory(**{level: True})
    lead = lead_of(community)
    there = lead_there(lead, **{to: True})

    assert permissions.can(permissions.check_can_move, lead, community, there) == ((level, to) in ALLOWED)
    assert permissions.can(permissions.check_can_move, lead, community, community)


def test_what_was_said_under_the_chatham_house_rule_stays():
    community = CommunityFactory(members=True, is_chatham_house=True)
    lead = lead_of(community)

    assert not permissions.can(permissions.check_can_move, lead, community, lead_there(lead, members=True))


@pytest.mark.parametrize("who", ["member", "lead here", "lead there"])
def test_only_a_lead_of_both_moves(thread, who):
    to = CommunityFactory()
    if who == "lead there":
        mover = MembershipFactory(community=to, lead=True).user
        MembershipFactory(community=thread.community, user=mover)
    else:
        mover = lead_of(thread.community) if who == "lead here" else make_member(thread.community)
        MembershipFactory(community=to, user=mover)

    there = make_thread(to)

    with pytest.raises(permissions.CannotModerate):
        actions.move_thread(thread=thread, to=to, lead=mover)
    with pytest.raises(permissions.CannotModerate):
        actions.move_posts(thread=thread, numbers=[2], to=there, lead=mover)


@pytest.mark.parametrize("number", [2, 99])
def test_who_may_not_split_is_not_told_which_posts_there_are(thread, number):
    with pytest.raises(permissions.CannotModerate):
        actions.split_thread(
            thread=thread, numbers=[number], title="Apart", lead=make_member(thread.community)
        )


# --- The forms ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "numbers"), [("2", [2]), ("2, 4 to 5", [2, 4, 5]), ("3-5,3", [3, 4, 5]), ("4–5", [4, 5])]
)
def test_post_numbers_are_read_as_people_write_them(thread, lead, written, numbers):
    answer = signed_in(lead).post(
        f"/communities/{thread.community.slug}/threads/{thread.pk}/split/",
        {"posts": written, "where": "new", "title": "A new conversation"},
    )

    assert answer.status_code == 302
    fresh = Thread.objects.get(title="A new conversation")
    assert fresh.posts.count() == len(numbers)
    assert list(FormerPlace.objects.order_by("number").values_list("number", flat=True)) == numbers


@pytest.mark.parametrize("written", ["", "x", "5 to 2", "1", "2;3", "0", "2 to 99999", "9" * 30])
def test_post_numbers_that_cannot_be_are_refused_with_a_sentence(thread, lead, written):
    answer = signed_in(lead).post(
        f"/communities/{thread.community.slug}/threads/{thread.pk}/split/",
        {"posts": written, "where": "new", "title": "A new conversation"},
    )

    assert answer.status_code == 422
    assert b"error-summary" in answer.content
    assert not Thread.objects.filter(title="A new conversation").exists()


def test_posts_move_to_the_conversation_whose_address_was_pasted(thread, other, lead):
    answer = signed_in(lead).post(
        f"/communities/{thread.community.slug}/threads/{thread.pk}/split/",
        {"posts": "2", "where": "existing", "address": f"https://hub.example{other.get_absolute_url()}?at=1"},
    )

    assert answer["Location"] == other.posts.get(number=2).get_absolute_url()


def test_a_conversation_one_may_not_read_cannot_be_named(thread, lead):
    hidden = make_thread()
    client = signed_in(lead)
    path = f"/communities/{thread.community.slug}/threads/{thread.pk}/split/"
    facts = {"posts": "2", "where": "existing"}

    there = client.post(path, facts | {"address": hidden.get_absolute_url()})
    absent = client.post(path, facts | {"address": "/communities/x/threads/99999999/"})

    assert b"There is no such conversation" in there.content
    assert b"There is no such conversation" in absent.content


def test_thread_moves_by_a_form_that_says_who_would_read_it(thread, lead):
    to = lead_there(lead)
    client = signed_in(lead)
    path = f"/communities/{thread.community.slug}/threads/{thread.pk}/move/"

    page = client.get(path).content.decode()
    answer = client.post(path, {"to": to.pk})

    assert f"Members of {to} (1 person) will see this." in page
    assert answer["Location"] == Thread.objects.get(pk=thread.pk).get_absolute_url()
    assert to.slug in answer["Location"]


@pytest.mark.parametrize("count", [1, 9])
def test_query_count_of_the_form_does_not_depend_on_what_one_leads(
    thread, lead, count, django_assert_num_queries
):
    for _ in range(count):
        MembershipFactory(community=CommunityFactory(), user=lead, lead=True)
    client = signed_in(lead)
    path = f"/communities/{thread.community.slug}/threads/{thread.pk}/move/"
    client.get(path)

    with django_assert_num_queries(6):
        page = client.get(path)
    assert page.content.count(b'type="radio" name="to"') == count


def test_a_community_that_was_not_offered_cannot_be_chosen(thread, lead):
    answer = signed_in(lead).post(
        f"/communities/{thread.community.slug}/threads/{thread.pk}/move/", {"to": CommunityFactory().pk}
    )

    assert answer.status_code == 422
    assert Thread.objects.get(pk=thread.pk).community == thread.community


# --- What Leads decided before ------------------------------------------------------------------


CLOSERS = {
    "thread-closed": lambda thread, lead: actions.set_locked(
        thread=thread, lead=lead, locked_at=timezone.now()
    ),
    "thread-slowed": lambda thread, lead: actions.set_slow(thread=thread, lead=lead, minutes=10),
    "thread-put-aside": lambda thread, lead: actions.put_aside(
        thread=thread, lead=lead, put_aside_at=timezone.now()
    ),
}


@pytest.mark.parametrize("kind", CLOSERS)
def test_a_lead_of_where_it_was_takes_nothing_back_where_it_is(kind):
    thread = make_thread(CommunityFactory(open=True))
    lead, left_behind = lead_of(thread.community), lead_of(thread.community)
    CLOSERS[kind](thread, lead)
    actions.move_thread(thread=thread, to=lead_there(lead, confidential=True), lead=lead)
    before = Thread.objects.values().get(pk=thread.pk)

    with pytest.raises(PermissionDenied, match="has moved since"):
        undo_decision(decision=Decision.objects.get(kind=kind), lead=left_behind, undone_at=timezone.now())

    assert Thread.objects.values().get(pk=thread.pk) == before


def test_the_log_does_not_tell_where_a_conversation_was_merged_to_whom_cannot_read_there():
    thread = make_thread(CommunityFactory(open=True))
    lead, left_behind = lead_of(thread.community), lead_of(thread.community)
    secret = lead_there(lead, confidential=True, slug="marksecret")
    actions.merge_threads(thread=thread, into=make_thread(secret), lead=lead)
    decision = Decision.objects.get(kind="thread-merged")
    address = f"/communities/{thread.community.slug}/look-after/log/{decision.pk}/"

    answers = [signed_in(left_behind).get(address)]
    answers.append(signed_in(left_behind).get(answers[0].get("Location", "/nowhere/")))

    assert not [answer for answer in answers if "marksecret" in answer.get("Location", "")]
    assert answers[-1].status_code == 404


def test_a_decision_does_not_name_the_confidential_community_that_ones_words_were_moved_to():
    thread = make_thread(CommunityFactory(open=True))
    lead = lead_of(thread.community)
    secret = lead_there(lead, confidential=True, name="MARKSECRET")
    actions.move_thread(thread=thread, to=secret, lead=lead)
    actions.hide_post(
        post=Post.objects.get(thread=thread), lead=lead, reason="A name.", hidden_at=timezone.now()
    )
    decision = Decision.objects.get(kind="post-hidden")
    pages = ["/decisions/", decision.get_absolute_url(), "/"]

    author = signed_in(thread.author)
    assert not [page for page in pages if "MARKSECRET" in author.get(page).text]
    make_member(secret, user=thread.author)
    assert [page for page in pages if "MARKSECRET" in author.get(page).text] == pages
