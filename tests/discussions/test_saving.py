"""Posts put aside for later: one's own list, and what it shows when they go out of one's reach."""

import pytest
from django.test import Client
from django.utils import timezone

from communities.models import Membership
from discussions import actions
from discussions.models import SavedPost
from tests.communities.factories import CommunityFactory
from tests.discussions.factories import lead_of, make_member, make_reply, make_thread

pytestmark = pytest.mark.django_db


@pytest.fixture
def post():
    return make_reply(
        make_thread(CommunityFactory(), title="Where it was said"), body="<p>Keep this one.</p>"
    )


@pytest.fixture
def reader(post):
    return make_member(post.thread.community)


@pytest.fixture
def client(reader):
    client = Client()
    client.force_login(reader)
    return client


def save_path(post) -> str:
    return f"/communities/{post.thread.community.slug}/threads/{post.thread_id}/posts/{post.number}/save/"


def save(client, post) -> None:
    client.post(save_path(post), {"on": "yes"})


def test_a_saved_post_is_found_in_the_inbox_by_its_reader_alone(client, post):
    save(client, post)
    save(client, post)

    page = client.get("/inbox/saved/").content
    assert page.count(b"Keep this one.") == 1
    assert post.get_absolute_url().encode() in page
    other = Client()
    other.force_login(post.author)
    assert b"Keep this one." not in other.get("/inbox/saved/").content


def test_pressed_again_it_is_let_go(client, post):
    save(client, post)

    answer = client.post(save_path(post), {"on": "no"}, headers={"Accept": "application/json"})

    assert (answer.status_code, answer.content) == (204, b"")
    assert b"Nothing saved yet" in client.get("/inbox/saved/").content


@pytest.mark.parametrize(
    ("on", "sentence"),
    [("yes", b"Saved. You find it in your inbox under Saved."), ("no", b"It is off your saved posts.")],
)
def test_without_script_the_posts_own_page_says_what_came_of_it(client, post, on, sentence):
    answer = client.post(save_path(post), {"on": on}, follow=True)

    assert answer.redirect_chain == [(save_path(post).removesuffix("save/"), 302)]
    assert sentence in answer.content


def test_the_conversation_knows_which_of_its_posts_one_saved(client, post):
    save(client, post)
    actions.save_post(post=post.thread.posts.get(number=1), reader=post.author, saved_at=timezone.now())

    page = client.get(post.thread.get_absolute_url())
    more = client.get(f"{save_path(post).removesuffix('posts/2/save/')}posts/?after=0").json()

    assert page.context["data"]["saved"] == [2]
    assert more["saved"] == [2]


@pytest.mark.parametrize("state", ["hidden", "deleted", "left"])
def test_what_one_may_not_read_any_more_shows_nothing_and_can_be_removed(client, reader, post, state):
    save(client, post)
    if state == "hidden":
        lead = lead_of(post.thread.community)
        actions.hide_post(post=post, lead=lead, reason="Names somebody.", hidden_at=timezone.now())
    elif state == "deleted":
        actions.delete_post(post=post, author=post.author, deleted_at=timezone.now())
    else:
        Membership.objects.filter(user=reader).update(state=Membership.State.ENDED)

    page = client.get("/inbox/saved/").content
    assert b"not here for you any more" in page
    for words in (b"Keep this one.", b"Where it was said", post.thread.community.name.encode()):
        assert words not in page

    saved = SavedPost.objects.get()
    client.post(f"/inbox/saved/{saved.pk}/remove/")
    assert not SavedPost.objects.exists()


def test_somebody_elses_list_is_not_touched(client, post):
    actions.save_post(post=post, reader=post.author, saved_at=timezone.now())

    answer = client.post(f"/inbox/saved/{SavedPost.objects.get().pk}/remove/", follow=True)

    assert answer.redirect_chain == [("/inbox/saved/", 302)]
    assert b"It is off your list" not in answer.content
    assert SavedPost.objects.exists()


def test_a_second_press_of_remove_shows_the_list(client, post):
    save(client, post)
    address = f"/inbox/saved/{SavedPost.objects.get().pk}/remove/"

    answers = [client.post(address)["Location"] for _ in range(2)]

    assert answers == ["/inbox/saved/"] * 2
    assert not SavedPost.objects.exists()


def test_what_is_out_of_sight_cannot_be_saved(client, post):
    lead = lead_of(post.thread.community)
    actions.hide_post(post=post, lead=lead, reason="No.", hidden_at=timezone.now())

    assert client.post(save_path(post), {"on": "yes"}).status_code == 403
    assert not SavedPost.objects.exists()


@pytest.mark.parametrize("count", [1, 15])
def test_query_count_of_the_list_does_not_depend_on_its_posts(
    client, reader, post, count, django_assert_num_queries
):
    for _ in range(count):
        actions.save_post(post=make_reply(post.thread), reader=reader, saved_at=timezone.now())
    client.get("/inbox/saved/")

    with django_assert_num_queries(5):
        client.get("/inbox/saved/")


# --- One's own Posts ----------------------------------------------------------------------


def test_ones_own_posts_are_listed_wherever_they_stand(post):
    author = Client()
    author.force_login(post.author)

    page = author.get("/inbox/posts/").content

    assert b"Keep this one." in page
    assert post.get_absolute_url().encode() in page


def test_words_in_a_conversation_out_of_reach_are_found_and_taken_back_and_nothing_else_is_told(post):
    Membership.objects.filter(user=post.author).update(state=Membership.State.ENDED)
    author = Client()
    author.force_login(post.author)

    page = author.get("/inbox/posts/").content
    asked = author.get(f"/inbox/posts/{post.pk}/delete/").content
    author.post(f"/inbox/posts/{post.pk}/delete/")

    assert b"Keep this one." in page
    assert b"Keep this one." in asked
    for words in (b"Where it was said", post.thread.community.name.encode()):
        assert words not in page + asked
    post.refresh_from_db()
    assert post.is_deleted
    assert post.body == ""
    assert b"You have not posted yet" in author.get("/inbox/posts/").content


def test_a_second_press_of_delete_shows_the_list(post):
    author = Client()
    author.force_login(post.author)

    answers = [author.post(f"/inbox/posts/{post.pk}/delete/")["Location"] for _ in range(2)]

    assert answers == ["/inbox/posts/"] * 2
    post.refresh_from_db()
    assert post.is_deleted


def test_the_question_before_deleting_says_where_it_was_said(post):
    author = Client()
    author.force_login(post.author)

    page = author.get(f"/inbox/posts/{post.pk}/delete/").content.decode()

    assert f'<a href="{post.get_absolute_url()}">Where it was said</a>' in page


def test_nobody_deletes_the_posts_of_others(client, post):
    address = f"/inbox/posts/{post.pk}/delete/"

    assert client.get(address).status_code == 404
    assert client.post(address)["Location"] == "/inbox/posts/"
    assert not type(post).objects.get(pk=post.pk).is_deleted


@pytest.mark.parametrize("count", [1, 15])
def test_query_count_of_ones_own_posts_does_not_depend_on_how_many(post, count, django_assert_num_queries):
    for _ in range(count):
        make_reply(post.thread, post.author)
    author = Client()
    author.force_login(post.author)
    author.get("/inbox/posts/")

    with django_assert_num_queries(6):
        author.get("/inbox/posts/")
