"""Words under a Post, and the summary above a Thread."""

import pytest
from django.test import Client
from django.utils import timezone

from discussions import actions, permissions
from discussions.fragments import render_post
from discussions.marks import said_by
from discussions.models import ChangeKind, Reaction, Thread
from tests.communities.factories import CommunityFactory
from tests.discussions.factories import lead_of, make_member, make_reply, make_thread

pytestmark = pytest.mark.django_db


@pytest.fixture
def post():
    return make_reply(make_thread(CommunityFactory(open=True)))


@pytest.fixture
def member(post):
    return make_member(post.thread.community)


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def react_path(post) -> str:
    return f"/communities/{post.thread.community.slug}/threads/{post.thread_id}/posts/{post.number}/react/"


def test_a_word_is_counted_once_for_each_person_and_recorded(post, member):
    for _ in range(2):
        actions.set_reaction(post=post, reader=member, kind="thanks", is_on=True)
    actions.set_reaction(post=post, reader=make_member(post.thread.community), kind="thanks", is_on=True)

    assert "Thanks 2" in render_post(post.thread, post)
    kinds = list(post.thread.changes.values_list("kind", flat=True))
    assert kinds.count(ChangeKind.REACTIONS_CHANGED) == 2


def test_a_word_taken_back_is_gone(post, member):
    actions.set_reaction(post=post, reader=member, kind="useful", is_on=True)
    actions.set_reaction(post=post, reader=member, kind="useful", is_on=False)
    actions.set_reaction(post=post, reader=member, kind="useful", is_on=False)

    assert "Useful" not in render_post(post.thread, post)
    assert not Reaction.objects.exists()


def test_nobody_thanks_themselves(post):
    with pytest.raises(permissions.CannotReact):
        actions.set_reaction(post=post, reader=post.author, kind="thanks", is_on=True)


def test_outsiders_say_nothing(post):
    with pytest.raises(permissions.CannotReact):
        actions.set_reaction(post=post, reader=make_member(CommunityFactory()), kind="thanks", is_on=True)


@pytest.mark.parametrize("state", ["hidden", "deleted", "locked"])
def test_what_is_closed_or_out_of_sight_takes_no_words(post, member, state):
    lead = lead_of(post.thread.community)
    if state == "hidden":
        actions.hide_post(post=post, lead=lead, reason="No.", hidden_at=timezone.now())
    elif state == "deleted":
        actions.delete_post(post=post, author=post.author, deleted_at=timezone.now())
    else:
        actions.set_locked(thread=post.thread, lead=lead, locked_at=timezone.now())

    with pytest.raises(permissions.CannotReact):
        actions.set_reaction(post=post, reader=member, kind="thanks", is_on=True)


def test_a_reader_is_told_what_they_said_themselves(post, member):
    actions.set_reaction(post=post, reader=member, kind="same", is_on=True)

    assert said_by(member, post.thread, (1, 50)) == {2: ["same"]}
    assert said_by(post.author, post.thread, (1, 50)) == {}


def test_pressing_works_without_script(post, member):
    client = signed_in(member)

    answer = client.post(react_path(post), {"kind": "same", "on": "yes"})
    more = client.get(react_path(post).removesuffix("react/"))

    assert answer["Location"] == post.get_absolute_url()
    assert b'aria-pressed="true"' in more.content


def test_pressing_by_script_is_answered_shortly(post, member):
    answer = signed_in(member).post(
        react_path(post), {"kind": "same", "on": "yes"}, headers={"Accept": "application/json"}
    )

    assert (answer.status_code, answer.content) == (204, b"")


def test_a_word_we_do_not_have_is_refused(post, member):
    assert signed_in(member).post(react_path(post), {"kind": "boo", "on": "yes"}).status_code == 400


# --- The summary --------------------------------------------------------------------------


def summarise(thread, editor, words: str) -> None:
    actions.summarise_thread(thread=thread, editor=editor, body=words, written_at=timezone.now())


def test_a_summary_stands_above_and_what_it_said_before_can_be_read(post):
    thread, lead = post.thread, lead_of(post.thread.community)
    summarise(thread, lead, "<p>First version.</p>")
    summarise(thread, lead, "<p>Second version.</p>")
    thread = Thread.objects.get(pk=thread.pk)

    page = Client().get(thread.get_absolute_url()).content
    history = Client().get(f"{thread.get_absolute_url().rsplit('/', 2)[0]}/summary/history/").content

    assert b"Second version." in page
    assert b"First version." not in page
    assert history.index(b"Second version.") < history.index(b"First version.")


def test_the_same_summary_again_changes_nothing(post):
    lead = lead_of(post.thread.community)
    summarise(post.thread, lead, "<p>Once.</p>")
    before = post.thread.changes.count()

    summarise(post.thread, lead, "<p>Once.</p>")

    assert post.thread.changes.count() == before


def test_members_who_did_not_start_it_do_not_sum_it_up(post, member):
    with pytest.raises(permissions.CannotEdit):
        summarise(post.thread, member, "<p>My view.</p>")


def test_a_member_refused_at_the_summary_is_told_of_summaries(post):
    browser = Client()
    browser.force_login(make_member(post.thread.community))

    page = browser.get(f"/communities/{post.thread.community.slug}/threads/{post.thread_id}/summary/")

    assert page.status_code == 403
    assert "Whoever started a conversation can sum it up, or a Lead." in page.content.decode()


def test_a_summary_is_cleaned_and_an_empty_one_takes_it_down(post):
    lead = lead_of(post.thread.community)
    client = signed_in(lead)
    path = f"/communities/{post.thread.community.slug}/threads/{post.thread_id}/summary/"
    words = {"body_format": "html", "token": "7f8c6b1e-51f5-4b5e-8f0e-3d1f6f3a2b10"}

    client.post(path, words | {"body": "<p>In short<script>alert(1)</script></p>"})
    assert Thread.objects.get(pk=post.thread_id).summary == "<p>In short</p>"
    client.post(path, words | {"body": " "})

    assert Thread.objects.get(pk=post.thread_id).summary == ""


def test_there_is_no_history_of_a_summary_that_never_was(post):
    path = f"/communities/{post.thread.community.slug}/threads/{post.thread_id}/summary/history/"

    assert Client().get(path).status_code == 404
