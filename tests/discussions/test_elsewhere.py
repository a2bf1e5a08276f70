"""Conversations on the pages of other rooms: the desk, the front page, a guide, a Community's home."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template import Context, Template
from django.test import Client, RequestFactory
from wagtail.models import Page, PageViewRestriction

from communities.models import Membership
from discussions.about import About
from discussions.models import Thread
from tests.communities.factories import CommunityFactory, UserFactory
from tests.discussions.factories import make_member, make_reply, make_thread
from tests.resources.factories import GuideFactory

pytestmark = pytest.mark.django_db


def drawn(tag: str, viewer=None, **context) -> str:
    """Draw one tag as this viewer's browser would ask for it."""
    request = RequestFactory().get("/", headers={"Cookie": "session=x"} if viewer else {})
    request.user = viewer or AnonymousUser()
    return Template("{% load discussions %}" + tag).render(Context({"request": request} | context))


@pytest.fixture
def page() -> Page:
    return GuideFactory()


def test_page_shows_conversations_this_viewer_may_read(page):
    open_one = make_thread(CommunityFactory(open=True), title="Open talk about it", about=About(page.pk))
    private = make_thread(CommunityFactory(private=True), title="Private talk about it", about=About(page.pk))
    member = make_member(private.community)

    for_nobody = drawn("{% page_conversations page %}", page=page)
    for_member = drawn("{% page_conversations page %}", member, page=page)

    assert open_one.title in for_nobody
    assert private.title not in for_nobody
    assert private.title in for_member


def test_page_without_conversations_offers_to_start_one(page):
    words = drawn("{% page_conversations page %}", page=page)

    assert "Discuss this" in words
    assert f"?page={page.pk}" in words


def test_front_page_shows_open_conversations_only():
    make_thread(CommunityFactory(open=True), title="For everybody here")
    make_thread(CommunityFactory(members=True), title="For members only")

    words = drawn("{% open_conversations %}")

    assert "For everybody here" in words
    assert "For members only" not in words


def test_desk_shows_what_is_new_in_ones_own_communities():
    thread = make_thread(title="New to me")
    elsewhere = make_thread(CommunityFactory(open=True), title="Open but not mine")
    member = make_member(thread.community)

    words = drawn("{% unread_conversations %}", member)

    assert thread.title in words
    assert elsewhere.title not in words


def test_desk_forgets_a_thread_once_it_is_read():
    thread = make_thread(title="Read and done")
    member = make_member(thread.community)
    make_reply(thread, member)  # whoever replies has read it

    assert "Read and done" not in drawn("{% unread_conversations %}", member)


def test_desk_is_silent_about_a_community_one_has_left():
    thread = make_thread(title="Behind me now")
    member = make_member(thread.community)
    Membership.objects.filter(user=member).update(state=Membership.State.ENDED)

    assert "Behind me now" not in drawn("{% unread_conversations %}{% questions_to_answer %}", member)


def test_desk_offers_other_peoples_open_questions():
    thread = make_thread(title="Who can answer this?")
    make_thread(thread.community, title="Only a discussion", kind=Thread.Kind.DISCUSSION)
    member = make_member(thread.community)

    words = drawn("{% questions_to_answer %}", member)

    assert "Who can answer this?" in words
    assert "Only a discussion" not in words
    assert "Who can answer this?" not in drawn("{% questions_to_answer %}", thread.author)


@pytest.mark.parametrize("count", [2, 12])
def test_lists_elsewhere_ask_as_much_for_many_as_for_few(django_assert_max_num_queries, page, count):
    community = CommunityFactory(open=True)
    for _ in range(count):
        make_thread(community, about=About(page.pk))
    member = make_member(community)

    for tag in (
        "page_conversations page",
        "open_conversations",
        "unread_conversations",
        "questions_to_answer",
    ):
        with django_assert_max_num_queries(3):
            drawn(f"{{% {tag} %}}", member, page=page)


def test_conversation_about_a_page_somebody_may_not_see_does_not_name_it(page):
    thread = make_thread(CommunityFactory(open=True), about=About(page.pk))
    Page.objects.filter(pk=page.pk).update(title="MARKPAGE")
    assert b"MARKPAGE" in Client().get(thread.get_absolute_url()).content

    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)

    assert b"MARKPAGE" not in Client().get(thread.get_absolute_url()).content


def test_thread_cannot_be_started_about_a_page_one_may_not_see(page):
    community = CommunityFactory()
    client = Client()
    client.force_login(make_member(community))
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.GROUPS)

    for pk in (page.pk, 999_999, "x"):
        assert client.get(f"/communities/{community.slug}/threads/start/?page={pk}").status_code == 404


def test_thread_cannot_be_started_about_a_page_that_is_not_talked_about(page):
    community = CommunityFactory()
    client = Client()
    client.force_login(make_member(community))

    for not_guidance in page.get_ancestors():
        address = f"/communities/{community.slug}/threads/start/?page={not_guidance.pk}"
        assert client.get(address).status_code == 404
    assert client.get(f"/communities/{community.slug}/threads/start/?page={page.pk}").status_code == 200


def test_discuss_this_leads_straight_on_for_a_member_of_one_community(page):
    community = CommunityFactory()
    client = Client()
    client.force_login(make_member(community))

    response = client.get(f"/communities/start/?page={page.pk}")

    assert response["Location"] == f"/communities/{community.slug}/threads/start/?page={page.pk}"


def test_discuss_this_says_how_to_join_for_a_member_of_none(page):
    client = Client()
    client.force_login(UserFactory())

    assert b"Find a community to join" in client.get("/communities/start/").content


def test_the_latest_conversations_are_shown_to_readers_and_a_way_to_start_to_members():
    shut = make_thread(CommunityFactory(members=True), title="Among members")
    opened = make_thread(CommunityFactory(open=True), title="In the open")

    def shown(viewer, thread) -> tuple[bool, bool]:
        found = drawn("{% community_threads community %}", viewer, community=thread.community)
        return thread.title in found, "Start a conversation" in found

    assert shown(shut.author, shut) == (True, True)
    assert shown(opened.author, shut) == (False, False)
    assert shown(shut.author, opened) == (True, False)
