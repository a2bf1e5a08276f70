"""The index is true in the commit that writes, whatever writes: what is out of sight is not in it."""

import pytest
from django.db import connection
from django.utils import timezone

from discussions import actions
from discussions.models import Post, Thread
from finding.asking import read
from finding.keeping import fill, put_in_place
from finding.models import PostWords, ThreadWords
from tests.communities.factories import CommunityFactory, MembershipFactory
from tests.discussions.factories import lead_of, make_reply, make_thread

pytestmark = pytest.mark.django_db


def found(typed: str) -> list[str]:
    """Name the Posts that the index has for these words, whoever may read them."""
    posts = Post.objects.filter(words__index__matches=read(typed)).order_by("pk")
    return [f"{post.thread.title}: {post.number}" for post in posts.select_related("thread")]


def rows() -> int:
    return PostWords.objects.count()


def test_a_new_post_is_found_by_its_words_and_not_by_its_tags():
    make_thread(title="Evenings", body="<p>The <strong>kettle</strong> did it, race/faith forum agreed.</p>")

    assert found("kettle") == ["Evenings: 1"]
    assert found("kettles faith") == ["Evenings: 1"]
    assert found("strong") == []


def test_the_first_post_is_found_by_title_and_words_together():
    thread = make_thread(title="Touchline abuse", body="<p>A referee told us.</p>")
    make_reply(thread, body="<p>A referee told us too.</p>")

    assert found("touchline referee") == ["Touchline abuse: 1"]


def test_an_edit_takes_the_earlier_words_out():
    thread = make_thread(title="Evenings", body="<p>The kettle did it.</p>")
    post = thread.posts.get()
    actions.edit_post(post=post, editor=post.author, body="<p>The urn did it.</p>", edited_at=timezone.now())

    assert found("kettle") == []
    assert found("urn") == ["Evenings: 1"]


def test_a_new_title_is_found_and_the_old_one_is_not():
    thread = make_thread(title="Evenings", body="<p>Words.</p>")
    Thread.objects.filter(pk=thread.pk).update(title="Mornings", summary="<p>Toast helps.</p>")

    assert found("evenings") == []
    assert found("mornings") == found("toast") == ["Mornings: 1"]
    assert ThreadWords.objects.filter(index__matches=read("mornings toast")).count() == 1


def test_what_a_lead_hides_leaves_the_index_until_it_is_restored():
    thread = make_thread(title="Evenings")
    lead = lead_of(thread.community)
    post = make_reply(thread, body="<p>The kettle did it.</p>")
    actions.hide_post(post=post, lead=lead, reason="Names somebody.", hidden_at=timezone.now())

    assert found("kettle") == []
    assert rows() == 1

    actions.restore_post(post=Post.objects.get(pk=post.pk), lead=lead)

    assert found("kettle") == ["Evenings: 2"]


def test_what_its_author_takes_back_leaves_the_index():
    thread = make_thread(title="Evenings")
    post = make_reply(thread, body="<p>The kettle did it.</p>")
    actions.delete_post(post=post, author=post.author, deleted_at=timezone.now())

    assert found("kettle") == []
    assert rows() == 1


def test_a_hidden_first_post_takes_its_words_and_leaves_the_title():
    thread = make_thread(title="Evenings", body="<p>The kettle did it.</p>")
    actions.hide_post(
        post=thread.posts.get(), lead=lead_of(thread.community), reason="Rude.", hidden_at=timezone.now()
    )

    assert found("kettle") == found("evenings") == []
    assert ThreadWords.objects.filter(index__matches=read("evenings")).count() == 1


def test_merged_conversations_are_found_where_their_posts_stand_now():
    community = CommunityFactory()
    lead = lead_of(community)
    into = make_thread(community, title="Kettles")
    merged = make_thread(community, title="Urns", body="<p>Ours boils over.</p>")
    actions.merge_threads(thread=merged, into=into, lead=lead)

    assert found("boils") == ["Kettles: 2"]
    assert found("urns") == []

    Thread.objects.filter(pk=merged.pk).update(title="Samovars")

    assert found("samovars") == []


def test_a_community_that_goes_takes_its_words_with_it():
    thread = make_thread(title="Evenings", body="<p>The kettle did it.</p>")
    MembershipFactory(community=thread.community)
    thread.posts.all().delete()
    thread.delete()

    assert rows() == ThreadWords.objects.count() == 0


def test_triggers_that_were_lost_are_put_back_and_what_came_meanwhile_is_indexed():
    with connection.cursor() as cursor:
        table = " ON discussions_post" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER finding_post_added{table}")
    thread = make_thread(title="Evenings", body="<p>The kettle did it.</p>")
    assert found("kettle") == []

    put_in_place(connection)

    assert found("kettle evenings") == ["Evenings: 1"]
    Thread.objects.filter(pk=thread.pk).update(title="Mornings")
    assert found("kettle mornings") == ["Mornings: 1"]


def test_indexing_anew_leaves_out_what_is_out_of_sight():
    thread = make_thread(title="Evenings")
    post = make_reply(thread, body="<p>The kettle did it.</p>")
    make_reply(thread, body="<p>The urn did it.</p>")
    actions.hide_post(post=post, lead=lead_of(thread.community), reason="Rude.", hidden_at=timezone.now())

    fill(connection)

    assert found("kettle") == []
    assert found("urn") == ["Evenings: 3"]
