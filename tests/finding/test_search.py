"""What the page of the search shows, to whom, and how it takes what people type."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from communities.limits import forget_all
from discussions import actions
from discussions.models import HeldPost, Post, Thread
from finding import spelling, synonyms
from finding.models import PostWords, Synonyms
from tests.communities.factories import (
    CommunityFactory,
    MembershipFactory,
    OrganisationFactory,
    TopicFactory,
    UserFactory,
)
from tests.discussions.factories import lead_of, make_member, make_reply, make_thread
from tests.files.factories import make_file
from tests.passages.factories import body_of
from tests.practice.factories import make_record
from tests.resources.factories import ChapterFactory, GuideFactory, make_private

pytestmark = pytest.mark.django_db

HOSTILE = [
    '"',
    "'",
    "*",
    "NEAR(",
    "a AND",
    "OR",
    "-",
    "(((",
    "x" * 5_000,
    "the",
    "a",
    "\\",
    "%",
    "kettle*",
    "col:x",
    "\x00",
]


@pytest.fixture(autouse=True)
def _anew():
    synonyms.forget()
    spelling.forget()
    forget_all()


def ask(client: Client, words: str, **more) -> str:
    """Give the page for these words."""
    answer = client.get("/search/", {"q": words, **more})
    assert answer.status_code == 200
    return answer.content.decode()


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_a_post_is_found_with_its_words_marked_and_leads_to_its_place(client):
    thread = make_thread(CommunityFactory(open=True), title="Evenings")
    make_reply(thread, body="<p>Keep the <em>kettles</em> &lt;on&gt; all evening.</p>")

    page = ask(client, "kettle")

    assert "Keep the <mark>kettles</mark> &lt;on&gt; all evening." in " ".join(page.split())
    assert f"/{thread.pk}/evenings/?at=2#post-2" in page


def test_what_is_typed_is_escaped_wherever_it_is_shown(client):
    make_thread(CommunityFactory(open=True), title="<b>Kettles</b>", body="<p>Words.</p>")

    page = ask(client, "kettles <script>alert(1)</script>")

    assert "<script>alert" not in page
    assert "&lt;b&gt;<mark>Kettles</mark>&lt;/b&gt;" in page


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("kind", ["", "conversations", "guidance", "files"])
def test_whatever_is_typed_gets_a_page(words, kind):
    client = signed_in(UserFactory())

    assert 'role="search"' in ask(client, words, kind=kind)


def test_nothing_typed_teaches_what_can_be_found(client):
    assert "What are you looking for?" in ask(client, "")


def test_nothing_found_says_what_to_do_next(client):
    page = ask(client, "zzqq")

    assert "Nothing found for “zzqq”" in page
    assert "sign in" in page


@pytest.mark.parametrize(
    "address", ["/search/?kind=secrets", "/search/?page=0", "/search/?q=a&page=9999", "/search/?page=²"]
)
def test_an_address_that_nothing_leads_to_is_not_found(client, address):
    assert client.get(address).status_code == 404


def test_words_of_a_room_are_found_by_those_who_may_read_it_alone():
    community = CommunityFactory(confidential=True)
    make_thread(community, title="Secret kettles")
    member = make_member(community)

    assert "Secret <mark>kettles</mark>" in ask(signed_in(member), "kettles")
    assert "Secret" not in ask(signed_in(UserFactory()), "kettles")
    assert "Secret" not in ask(Client(), "kettles")


def test_a_conversation_that_moved_is_found_by_those_who_read_where_it_stands_now():
    before, after = CommunityFactory(members=True), CommunityFactory(members=True)
    lead = lead_of(before)
    MembershipFactory(community=after, user=lead, lead=True)
    thread = make_thread(before, title="Kettles")
    actions.move_thread(thread=thread, to=after, lead=lead)

    assert "<mark>Kettles</mark>" in ask(signed_in(make_member(after)), "kettles")
    assert "<mark>Kettles</mark>" not in ask(signed_in(make_member(before)), "kettles")


def test_a_room_one_may_not_read_narrows_like_one_that_is_not_there():
    community = CommunityFactory(private=True, slug="hidden-room")
    make_thread(community, title="Secret kettles")
    client = signed_in(UserFactory())

    there = ask(client, "kettles", community="hidden-room")
    absent = ask(client, "kettles", community="no-such-room")

    def plain(page: str, slug: str) -> str:
        return re.sub(r'csrfmiddlewaretoken" value="\w+"', "", page).replace(slug, "")

    assert plain(there, "hidden-room") == plain(absent, "no-such-room")
    assert "Nothing found" in there


def test_hidden_deleted_and_held_words_are_not_found_even_if_the_index_had_them():
    community = CommunityFactory(open=True)
    author = make_member(community)
    thread = make_thread(community, author, title="Evenings")
    hidden, deleted = (make_reply(thread, author, body=f"<p>Kettle {name}.</p>") for name in ("one", "two"))
    actions.hold_post(
        author=author, community=community, thread=thread, body="<p>Kettle three.</p>",
        token=hidden.token.__class__(int=3), why=HeldPost.Why.FIRST, held_at=timezone.now(),
    )  # fmt: skip
    with connection.cursor() as cursor:  # from here on the index says nothing of what is out of sight
        table = " ON discussions_post" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER finding_post_changed{table}")
    Post.objects.filter(pk=hidden.pk).update(hidden_at=timezone.now())
    Post.objects.filter(pk=deleted.pk).update(deleted_at=timezone.now())

    assert "Nothing found" in ask(signed_in(author), "kettle")
    assert PostWords.objects.filter(pk__in=[hidden.pk, deleted.pk]).count() == 2


def test_the_title_of_a_hidden_question_is_found_and_its_words_are_not(client):
    thread = make_thread(CommunityFactory(open=True), title="Kettles", body="<p>Boiling.</p>")
    actions.hide_post(
        post=thread.posts.get(), lead=lead_of(thread.community), reason="Rude.", hidden_at=timezone.now()
    )

    assert "<mark>Kettles</mark>" in ask(client, "kettles")
    assert "Nothing found" in ask(client, "boiling")


def test_a_masked_author_is_found_by_no_name(client):
    community = CommunityFactory(open=True)
    asker = make_member(community, user=UserFactory(name="Zebedee Quill"))
    thread = make_thread(community, asker, title="Evenings")
    Post.objects.filter(thread=thread).update(author=None, organisation=None, is_masked=True)
    Thread.objects.filter(pk=thread.pk).update(author=None, is_masked=True)

    page = ask(client, "evenings")

    assert "Asked through a Lead" in page
    assert "Zebedee" not in page
    assert "Nothing found" in ask(client, "zebedee")


def test_under_the_chatham_house_rule_no_author_stands_beside_the_words():
    community = CommunityFactory(private=True, is_chatham_house=True)
    author = make_member(community, user=UserFactory(name="Zebedee Quill"))
    make_thread(community, author, title="Evenings")

    page = ask(signed_in(make_member(community)), "evenings")

    assert "<mark>Evenings</mark>" in page
    assert "Zebedee" not in page


def test_guidance_is_found_with_its_chapters_and_a_title_counts_more(client):
    text = body_of("The kettle did it.")
    GuideFactory(title="Other things", body=text)
    guide = GuideFactory(title="Kettles", body=body_of("Words."))
    ChapterFactory(title="Descaling", parent=guide, body=body_of("Kettles need it."))

    page = ask(client, "kettles", kind="guidance")

    assert page.index("<mark>Kettles</mark>") < page.index("Other things")
    assert "Descaling" in page
    assert "of Kettles" in page


def test_a_private_page_is_found_by_those_who_may_read_it_alone():
    guide = GuideFactory(title="Open guide", body=body_of("Words."))
    make_private(GuideFactory(title="Kettles within", body=body_of("Kettle.")))
    make_private(ChapterFactory(title="Inside", parent=guide, body=body_of("Kettle.")))

    shown, kept = ask(signed_in(UserFactory()), "kettle"), ask(Client(), "kettle")

    assert "within" in shown
    assert "Inside" in shown
    assert "Nothing found" in kept
    assert "within" not in kept
    assert "Open guide" not in kept


def test_the_list_of_guidance_brings_up_no_guide_by_a_private_chapter(client):
    guide = GuideFactory(title="Open guide", body=body_of("Words."))
    make_private(ChapterFactory(title="Inside", parent=guide, body=body_of("Kettle.")))

    assert b"Open guide" not in client.get("/guidance/?q=kettle").content


def test_people_and_organisations_are_found_by_those_who_may_see_them():
    OrganisationFactory(name="Kettle Borough Council")
    UserFactory(name="Ada Kettle")
    UserFactory(name="Hidden Kettle", is_listed=False)

    page = ask(signed_in(UserFactory()), "kettle")

    assert "Ada <mark>Kettle</mark>" in page
    assert "<mark>Kettle</mark> Borough Council" in page
    assert "Hidden" not in page
    assert "Nothing found" in ask(Client(), "kettle")


def test_a_person_is_found_by_a_name_that_is_a_common_word():
    UserFactory(name="Will Just")

    assert "/people/" in ask(signed_in(UserFactory()), "will just", kind="people").split("search-rows")[1]


def test_files_are_found_where_they_may_be_had():
    community = CommunityFactory(members=True)
    member = make_member(community)
    make_file(community, member, title="Kettle rota")

    assert "<mark>Kettle</mark> rota" in ask(signed_in(member), "kettle")
    assert "rota" not in ask(signed_in(UserFactory()), "kettle")


def test_communities_are_found_by_name_and_a_confidential_one_by_its_members():
    community = CommunityFactory(confidential=True, name="Kettle table")
    member = MembershipFactory(community=community).user

    assert "<mark>Kettle</mark> table" in ask(signed_in(member), "kettle")
    assert "</mark> table" not in ask(signed_in(UserFactory()), "kettle")


def test_a_search_is_narrowed_to_a_community_and_to_a_topic(client):
    here, there = CommunityFactory(open=True, slug="here"), CommunityFactory(open=True)
    topic = TopicFactory(slug="tea")
    make_thread(here, title="Kettles here").topics.add(topic)
    make_thread(there, title="Kettles there")

    assert "Kettles</mark> there" not in ask(client, "kettles", community="here")
    assert "Kettles</mark> here" in ask(client, "kettles", community="here")
    assert "Kettles</mark> there" not in ask(client, "kettles", topic="tea")
    assert "Kettles</mark> here" in ask(client, "kettles", topic="tea")


def test_some_of_the_words_are_better_than_none_and_it_says_so(client):
    make_thread(CommunityFactory(open=True), title="Kettles")

    page = ask(client, "kettles zzqq")

    assert "Nothing holds all of these words" in page
    assert "<mark>Kettles</mark>" in page


def test_one_way_of_saying_it_finds_the_others(client):
    Synonyms.objects.create(ways="hate crime\nhate incident")
    make_thread(CommunityFactory(open=True), title="After a hate incident")
    GuideFactory(title="Hate incidents", body=body_of("Words."))

    page = ask(client, "hate crimes")

    assert page.count("<mark>incident") == 2
    assert "Nothing holds all" not in page


def test_synonyms_that_changed_count_at_once(client):
    make_thread(CommunityFactory(open=True), title="Urns")
    assert "Nothing found" in ask(client, "kettles")

    group = Synonyms.objects.create(ways="kettle\nurn")

    assert "<mark>Urns</mark>" in ask(client, "kettles")

    group.delete()

    assert "Nothing found" in ask(client, "kettles")


def test_more_leads_through_all_of_it_and_says_no_number(client):
    community = CommunityFactory(open=True)
    author = make_member(community)
    for number in range(23):
        make_thread(community, author, title=f"Kettle {number:02}")

    first, second = (
        ask(client, "kettle", kind="conversations"),
        ask(client, "kettle", kind="conversations", page="2"),
    )

    def titles(page):
        return {number for number in range(23) if f"</mark> {number:02}" in page}

    assert len(titles(first)) == 20
    assert titles(first) | titles(second) == set(range(23))
    assert "More" in first
    assert "More<" not in second
    assert "23" not in first.split("search-rows")[0]


def test_a_conversation_stands_once_on_a_page_with_how_many_more_of_it(client):
    thread = make_thread(CommunityFactory(open=True), title="Kettles", body="<p>Kettle.</p>")
    for _ in range(2):
        make_reply(thread, body="<p>Kettle.</p>")

    page = ask(client, "kettle", kind="conversations")

    assert page.count("search-row__title") == 1
    assert "2 more posts of this conversation" in page


def test_a_page_is_for_nobody_else_and_no_search_engine(client):
    answer = client.get("/search/?q=kettle")

    assert answer["Cache-Control"] == "private, no-store"
    assert 'name="robots" content="noindex"' in answer.content.decode()
    assert not answer.cookies


def test_an_address_that_asks_without_end_is_told_to_wait(client, monkeypatch):
    monkeypatch.setattr("finding.views.STRANGERS_LIMIT", "1/hour")
    assert client.get("/search/?q=kettle").status_code == 200

    answer = client.get("/search/?q=kettle")

    assert answer.status_code == 429
    assert "nothing you typed is lost" in answer.content.decode()
    assert signed_in(UserFactory()).get("/search/?q=kettle").status_code == 200


def test_a_page_takes_as_many_queries_for_much_as_for_little(django_assert_max_num_queries, client):
    community = CommunityFactory(open=True)
    member = make_member(community)
    client = signed_in(member)

    def fill(times):
        for number in range(times):
            thread = make_thread(community, member, title=f"Kettle {number}")
            make_reply(thread, member, body="<p>Kettle.</p>")
            guide = GuideFactory(title=f"Kettle {number} {times}", body=body_of("Kettle."))
            ChapterFactory(title=f"Kettle {number}", parent=guide, body=body_of("Kettle."))
            make_file(community, member, title=f"Kettle {number}")
            UserFactory(name=f"Kettle {number}")
            OrganisationFactory(name=f"Kettle {number} {times}")

    fill(1)
    ask(client, "kettle")
    with django_assert_max_num_queries(60) as little:
        ask(client, "kettle")
    fill(6)

    with django_assert_max_num_queries(len(little)):
        ask(client, "kettle")


def test_a_word_spelt_otherwise_is_asked_about(client):
    make_thread(CommunityFactory(open=True), title="Volunteering in parks")

    page = ask(client, "vollunteering", kind="conversations")

    assert 'Did you mean <a href="?q=volunteering&amp;kind=conversations">volunteering</a>?' in page


@pytest.mark.parametrize("privacy", ["members", "private", "confidential"])
def test_no_suggestion_tells_a_word_that_not_everybody_may_read(privacy):
    community = CommunityFactory(**{privacy: True})
    make_thread(community, title="Zanzibarian volunteering")
    make_private(GuideFactory(title="Zanzibarian kettles", body=body_of("Words.")))
    member = signed_in(make_member(community))

    assert "Did you mean" not in ask(member, "zanzibarien")


def test_a_title_that_closes_lends_its_words_no_longer(client):
    guide = GuideFactory(title="Zanzibarian kettles", body=body_of("Words."))
    assert "Did you mean" in ask(client, "zanzibarien")

    make_private(guide)

    assert "Did you mean" not in ask(client, "zanzibarien")


def test_what_is_like_a_title_is_shown_to_whoever_writes_it_as_far_as_they_may_read():
    room, secret = CommunityFactory(members=True), CommunityFactory(private=True)
    writer = make_member(room)
    make_thread(room, title="Kettles in the hall")
    make_thread(secret, title="Kettles elsewhere")
    make_thread(room, title="Other things", body="<p>A kettle in passing.</p>")
    GuideFactory(title="Kettle care", body=body_of("Words."))

    shown = signed_in(writer).get("/search/alike/", {"q": "Which kettle for a big hall?"}).json()["html"]

    assert "<mark>Kettles</mark> in the <mark>hall</mark>" in shown
    assert "care" in shown
    assert "elsewhere" not in shown
    assert "Other things" not in shown


def test_what_is_like_a_title_is_for_people_with_an_account(client):
    assert client.get("/search/alike/?q=kettle").status_code == 302


def test_the_page_where_a_title_is_written_has_a_place_for_what_is_like_it():
    room = CommunityFactory(members=True)

    page = signed_in(make_member(room)).get(f"/communities/{room.slug}/threads/start/").content.decode()

    assert 'data-alike="title" data-address="/search/alike/" role="status" hidden' in page
    assert 'name="title"' in page


def test_a_conversation_leads_to_guidance_and_guidance_to_conversations(client):
    thread = make_thread(CommunityFactory(open=True), title="Kettles & urns")
    guide = GuideFactory(title="Kettle care", body=body_of("Words."))

    assert (
        "/search/?kind=guidance&amp;q=Kettles%20%26%20urns"
        in client.get(thread.get_absolute_url()).content.decode()
    )
    assert "/search/?kind=conversations&amp;q=Kettle%20care" in client.get(guide.get_url()).content.decode()


def test_what_was_tried_is_found_by_its_words_and_never_by_a_name_that_is_not_told(client):
    author = UserFactory(organisation=OrganisationFactory(name="Zelkova Council"))
    make_record(author=author, happened="We tried soup on Tuesdays.", is_named=False)
    make_record(happened="Half a word about soup.", draft=True)

    by_words, by_name = ask(client, "soup"), ask(client, "zelkova")

    assert "What was tried" in by_words
    assert "<mark>soup</mark> on Tuesdays" in by_words
    assert "Half a word" not in by_words
    assert "Zelkova Council" not in by_words
    assert "on Tuesdays" not in by_name
    client.force_login(UserFactory())
    assert "Zelkova Council" in ask(client, "soup")
