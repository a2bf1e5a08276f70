"""Drafts: kept for their author alone, never lost to an older page, gone once posted."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from communities.models import Community, Membership
from discussions import actions
from discussions.actions import drafts as draft_actions
from discussions.models import Draft, Thread
from tests.communities.factories import CommunityFactory, UserFactory
from tests.discussions.factories import make_member, make_reply, make_thread

pytestmark = pytest.mark.django_db

SAVE = "/inbox/drafts/save/"
LIST = "/inbox/drafts/"


@pytest.fixture
def thread() -> Thread:
    return make_thread(CommunityFactory(members=True))


@pytest.fixture
def writer(thread):
    return make_member(thread.community)


@pytest.fixture
def client(writer) -> Client:
    return signed_in(writer)


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def save(client: Client, place, body="<p>Half a thought</p>", *, script=True, **facts):
    key = place if isinstance(place, str) else f"thread-{place.pk}"
    words = {"place": key, "body": body, "body_format": "html", "token": str(uuid4()), "revision": 0}
    return client.post(SAVE, words | facts, headers={"Accept": "application/json" if script else "text/html"})


def post(client: Client, thread, **facts):
    words = {"body": "Whole", "body_format": "text", "token": str(uuid4())}
    return client.post(f"{thread.community.get_absolute_url()}threads/{thread.pk}/reply/", words | facts)


# Keeping


def test_what_is_typed_is_kept_and_cleaned_like_a_post(client, writer, thread):
    answer = save(client, thread, "<p onclick=x>Half <script>evil()</script><b>a</b> thought</p>")

    draft = Draft.objects.get()
    assert answer.json() == {"revision": draft.revision}
    assert (draft.author, draft.place) == (writer, f"thread-{thread.pk}")
    assert draft.body == "<p>Half <strong>a</strong> thought</p>"


def test_text_with_marks_is_kept_as_it_was_typed(client, thread):
    save(client, thread, "- one\r\n- **two**", body_format="text")

    assert Draft.objects.get().body == "- one\n- **two**"


def test_a_place_has_one_draft_of_each_person(client, thread):
    first = save(client, thread).json()["revision"]

    second = save(client, thread, "<p>More</p>", revision=first).json()["revision"]

    assert second > first
    assert Draft.objects.get().body == "<p>More</p>"


def test_an_older_page_never_overwrites_newer_words_and_is_told_of_them(client, thread):
    first = save(client, thread).json()["revision"]
    newest = save(client, thread, "<p>Newer</p>", revision=first).json()["revision"]

    answer = save(client, thread, "<p>From the older page</p>", revision=first)

    assert answer.status_code == 409
    assert answer.json()["newer"]["body"] == "<p>Newer</p>"
    assert answer.json()["newer"]["revision"] == newest
    assert Draft.objects.get().body == "<p>Newer</p>"


def test_the_older_page_may_keep_its_words_once_it_has_seen_the_newer_ones(client, thread):
    save(client, thread)
    newer = save(client, thread, "<p>Mine</p>").json()["newer"]

    answer = save(client, thread, "<p>Mine</p>", revision=newer["revision"])

    assert answer.status_code == 200
    assert Draft.objects.get().body == "<p>Mine</p>"


def test_a_revision_of_a_draft_that_is_gone_is_never_given_again(client, thread):
    first = save(client, thread).json()["revision"]
    Draft.objects.all().delete()

    assert save(client, thread).json()["revision"] > first


def test_no_words_are_no_draft(client, thread):
    revision = save(client, thread).json()["revision"]

    answer = save(client, thread, "", revision=revision)

    assert answer.json() == {"revision": 0}
    assert not Draft.objects.exists()


@pytest.mark.parametrize("body_format", ["html", "text"])
def test_a_draft_over_the_ceiling_is_refused_kindly_and_the_last_one_stays(client, thread, body_format):
    save(client, thread)

    answer = save(client, thread, "word " * 9_000, body_format=body_format)

    assert answer.status_code == 422
    assert "Please keep it under 20,000" in answer.json()["errors"]["body"][0]
    assert Draft.objects.get().body == "<p>Half a thought</p>"


def test_there_is_a_ceiling_on_how_many(client, thread, writer, monkeypatch):
    monkeypatch.setattr(draft_actions, "MAX_DRAFTS", 1)
    save(client, thread)

    answer = save(client, f"start-{thread.community_id}")

    assert answer.status_code == 403
    assert "Post or discard some" in answer.json()["errors"]["__all__"][0]


@pytest.mark.parametrize("place", ["thread-0x1", "thread-", "page-1", "thread-1-1", "thread-99999999999"])
def test_a_place_that_is_none_is_refused(client, place):
    assert save(client, place).status_code == 422


def test_a_place_one_may_not_read_answers_as_one_that_never_was(client):
    shut = make_thread(CommunityFactory(confidential=True))

    there, absent = save(client, shut), save(client, "thread-999999")

    assert there.status_code == absent.status_code == 404
    assert there.content == absent.content
    assert not Draft.objects.exists()


def test_a_post_of_somebody_else_is_no_place(client, thread):
    post = make_reply(thread)

    assert save(client, f"post-{post.pk}").status_code == 404


def test_a_community_one_may_not_read_is_no_place(client):
    shut = CommunityFactory(confidential=True)

    assert save(client, f"start-{shut.pk}").status_code == 404


def test_an_own_post_is_no_place_once_one_has_left(client, thread, writer):
    own = make_reply(thread, writer)
    assert save(client, f"post-{own.pk}").status_code == 200

    leave(thread)

    assert save(client, f"post-{own.pk}").status_code == 404


def test_nobody_saves_signed_out_or_waiting(thread):
    assert save(Client(), thread).status_code == 403
    assert save(signed_in(UserFactory(unapproved=True)), thread).status_code == 404
    open_to_all = make_thread(CommunityFactory(open=True))
    assert save(signed_in(UserFactory(unapproved=True)), open_to_all).status_code == 403
    assert not Draft.objects.exists()


def test_without_script_a_save_signed_out_says_that_nothing_was_kept(thread):
    page = save(Client(), thread, "My words", body_format="text", script=False)

    assert page.status_code == 403
    words = page.content.decode()
    assert "nothing was kept. Copy your words, sign in and save them again." in words
    assert "this browser only" not in words
    assert "My words</textarea>" in words


# Giving back


def test_the_composer_holds_what_was_kept_for_its_author_only(client, thread):
    save(client, thread, "<p>Half &lt;a&gt; thought</p>")

    mine = client.get(thread.get_absolute_url()).content.decode()
    theirs = signed_in(make_member(thread.community)).get(thread.get_absolute_url()).content.decode()

    assert "&lt;p&gt;Half &amp;lt;a&amp;gt; thought&lt;/p&gt;</template>" in mine
    assert "Half" not in theirs


def test_without_script_the_words_are_asked_for_and_come_with_their_token(client, thread):
    token = str(uuid4())
    save(client, thread, "<p>Half <strong>a</strong> thought</p>", token=token)

    page = client.get(thread.get_absolute_url())
    asked = client.get(f"{thread.get_absolute_url()}?draft=1")

    assert 'href="?draft=1#reply"' in page.content.decode()
    assert asked.context["form"]["body"].value() == "Half **a** thought"
    assert str(asked.context["form"]["token"].value()) == token
    other = signed_in(make_member(thread.community)).get(f"{thread.get_absolute_url()}?draft=1")
    assert not other.context["form"]["body"].value()


def test_without_script_a_button_saves(client, thread):
    answer = save(client, thread, "Half", body_format="text", script=False)

    assert answer["Location"] == LIST
    assert "Half" in client.get(LIST).content.decode()


def test_without_script_both_words_are_shown_when_there_are_newer_ones(client, thread):
    save(client, thread, "Theirs", body_format="text")

    answer = save(client, thread, "Mine", body_format="text", script=False)

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Theirs</textarea>" in page
    assert "Mine</textarea>" in page
    assert f'name="revision" value="{Draft.objects.get().revision}"' in page


def test_without_script_words_that_were_refused_are_shown_to_copy(client, thread):
    answer = save(client, thread, "long " * 9_000, body_format="text", script=False)

    assert answer.status_code == 422
    assert "long long" in answer.content.decode()


# The end of a draft


def test_a_draft_is_gone_once_its_words_are_posted(client, thread):
    token = str(uuid4())
    save(client, thread, token=token)

    post(client, thread, token=token)

    assert not Draft.objects.exists()


def test_a_draft_of_other_words_outlives_a_post(client, thread):
    save(client, thread)

    post(client, thread)

    assert Draft.objects.exists()


def test_a_save_that_arrives_after_the_post_keeps_nothing(client, thread):
    token = str(uuid4())
    post(client, thread, token=token)

    answer = save(client, thread, token=token)

    assert answer.json() == {"revision": 0}
    assert not Draft.objects.exists()


def test_a_draft_of_a_conversation_is_gone_once_it_starts(client, thread):
    token = str(uuid4())
    place = f"start-{thread.community_id}"
    save(client, place, title="Half a question", token=token)

    client.post(
        f"{thread.community.get_absolute_url()}threads/start/",
        {"title": "A question", "kind": "question", "body": "Whole", "body_format": "text", "token": token},
    )

    assert not Draft.objects.exists()


def test_a_draft_of_a_change_is_gone_once_it_is_made_or_the_post_deleted(client, thread, writer):
    for end in (
        lambda post: actions.edit_post(post=post, editor=writer, body="<p>B</p>", edited_at=timezone.now()),
        lambda post: actions.delete_post(post=post, author=writer, deleted_at=timezone.now()),
    ):
        post = make_reply(thread, writer)
        save(client, f"post-{post.pk}")
        assert Draft.objects.exists()

        end(post)

        assert not Draft.objects.exists()


def test_a_draft_is_discarded_after_a_question(client, thread):
    save(client, thread)
    address = f"{LIST}{Draft.objects.get().pk}/discard/"

    asked = client.get(address)
    assert "Half a thought" in asked.content.decode()
    assert Draft.objects.exists()

    assert client.post(address)["Location"] == LIST
    assert not Draft.objects.exists()


def test_a_draft_of_another_person_does_not_exist(client, thread):
    save(client, thread)
    other = signed_in(make_member(thread.community))
    pk = Draft.objects.get().pk

    assert other.get(f"{LIST}{pk}/discard/").status_code == 404
    assert other.post(f"{LIST}{pk}/discard/")["Location"] == LIST
    assert "Half" not in other.get(LIST).content.decode()
    assert Draft.objects.exists()


def test_a_second_press_of_discard_shows_the_list(client, thread):
    save(client, thread)
    address = f"{LIST}{Draft.objects.get().pk}/discard/"
    client.post(address)

    again = client.post(address, follow=True)

    assert again.redirect_chain == [(LIST, 302)]
    assert "Nothing half written" in again.content.decode()
    assert client.get(address).status_code == 404


def test_old_drafts_are_pruned_and_young_ones_stay(client, thread):
    save(client, thread)
    save(client, f"start-{thread.community_id}")
    Draft.objects.filter(kind="thread").update(saved_at=timezone.now() - timedelta(days=91))

    call_command("prune_drafts", verbosity=0)

    assert [draft.kind for draft in Draft.objects.all()] == ["start"]


# The list


def test_the_list_leads_back_to_each_place_newest_first(client, thread, writer):
    own = make_reply(thread, writer)
    for place in (f"start-{thread.community_id}", f"post-{own.pk}", f"thread-{thread.pk}"):
        save(client, place)

    rows = client.get(LIST).context["rows"]

    home = thread.community.get_absolute_url()
    assert [row.address for row in rows] == [
        f"{thread.get_absolute_url()}?at=newest#reply",
        f"{home}threads/{thread.pk}/posts/{own.number}/edit/",
        f"{home}threads/start/",
    ]
    for row in rows:
        assert client.get(row.address.partition("#")[0]).status_code == 200


def lock(thread):
    Thread.objects.filter(pk=thread.pk).update(locked_at=timezone.now())


def delete(thread):
    thread.delete()


def leave(thread):
    Membership.objects.filter(community=thread.community).update(state="ended")


@pytest.mark.parametrize(
    ("change", "sentence", "shows_title"),
    [
        (lock, "A Lead has closed this conversation", True),
        (delete, "is not here for you any more", False),
        (leave, "is not here for you any more", False),
    ],
)
def test_a_draft_whose_place_went_away_keeps_its_words_and_says_why(
    client, thread, change, sentence, shows_title
):
    save(client, thread)

    change(thread)

    page = client.get(LIST).content.decode()
    assert "Half a thought" in page
    assert sentence in page
    assert ("How do you open a meeting?" in page) == shows_title
    assert "Go on writing" not in page


def test_drafts_whose_places_went_away_are_told_apart_by_their_own_words(client, thread, writer):
    places = {
        f"start-{thread.community_id}": "A new conversation",
        f"post-{make_reply(thread, writer).pk}": "A change of your post",
        f"summary-{thread.pk}": "A summary",
        f"thread-{thread.pk}": "A reply",
    }
    for place in places:
        save(client, place, "<p>Begun &amp; left</p>", title="Mine" if place.startswith("start") else "")
    Thread.objects.update(title="A title they may not see")
    Community.objects.update(name="A name they may not see")
    leave(thread)

    page = client.get(LIST)

    names = {row.draft.place: row.name for row in page.context["rows"]}
    assert names == {
        place: f"{kind}: “{'Mine' if place.startswith('start') else 'Begun & left'}”"
        for place, kind in places.items()
    }
    assert "may not see" not in page.content.decode()


def test_the_list_is_drawn_in_rows_as_its_neighbours_in_the_inbox(client, thread):
    save(client, thread)

    page = client.get(LIST).content.decode()

    assert page.count('<li class="thread-row">') == 1
    assert "wrap--narrow" not in page


def test_the_list_says_why_a_post_or_a_summary_cannot_be_changed_now(client, thread, writer):
    mine = make_thread(thread.community, writer)
    for place in (f"post-{mine.posts.get().pk}", f"summary-{mine.pk}"):
        save(client, place)
    assert all(row.address for row in client.get(LIST).context["rows"])

    lock(mine)

    assert [row.address for row in client.get(LIST).context["rows"]] == ["", ""]


def test_the_list_says_that_one_has_left_where_one_still_reads():
    thread = make_thread(CommunityFactory(open=True))
    client = signed_in(make_member(thread.community))
    save(client, thread)
    assert client.get(LIST).context["rows"][0].address

    leave(thread)

    row = client.get(LIST).context["rows"][0]
    assert (row.name, row.address) == (thread.title, "")
    assert "You do not belong to this community now" in row.reason


def test_the_list_asks_the_same_of_the_database_however_long(client, thread, django_assert_max_num_queries):
    for place in (thread, *(make_thread(thread.community) for _ in range(6))):
        save(client, place)
    client.get(LIST)

    with django_assert_max_num_queries(7):
        page = client.get(LIST)

    assert len(page.context["rows"]) == 7


def test_a_page_whose_sign_in_ended_is_told_where_its_words_are(client, thread):
    client.logout()

    answer = save(client, thread)

    assert answer.status_code == 403
    assert "kept in this browser only" in answer.json()["errors"]["__all__"][0]
    assert not Draft.objects.exists()
