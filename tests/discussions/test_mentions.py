"""Mentions: who may be named, what becomes of the rest, who is told, and what the composer is offered."""

import time
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connection
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.utils import timezone

from communities.models import Membership, User
from discussions import actions, mentions
from discussions.mentions import CannotMention, Name
from discussions.models import Mention, Thread
from discussions.templatetags.discussions import unseen_mentions
from tests.communities.factories import CommunityFactory, MembershipFactory, OrganisationFactory, UserFactory
from tests.discussions.factories import lead_of, make_member, make_reply, make_thread

pytestmark = pytest.mark.django_db


@pytest.fixture
def thread() -> Thread:
    return make_thread(CommunityFactory(members=True))


@pytest.fixture
def author(thread) -> User:
    return make_member(thread.community)


@pytest.fixture
def nadia(thread) -> User:
    return make_member(thread.community, user=UserFactory(name="Nadia Rahim"))


def span(user, words: str | None = None, kind: str = "user") -> str:
    return f'<span class="mention" data-{kind}="{user.pk}">@{words or user.name}</span>'


def told(post) -> list[int]:
    return sorted(post.mentions.values_list("user_id", flat=True))


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def desk(user) -> str:
    return signed_in(user).get("/").content.decode()


# Who may be named


def test_a_member_who_is_named_is_told(thread, author, nadia):
    post = make_reply(thread, author, body=f"<p>Dear {span(nadia)}</p>")

    assert post.body == f"<p>Dear {span(nadia)}</p>"
    assert told(post) == [nadia.pk]


@pytest.mark.parametrize(
    "make",
    [
        lambda community: UserFactory(name="Nadia Rahim"),
        lambda community: MembershipFactory(community=community, ended=True, user__name="Nadia Rahim").user,
        lambda community: MembershipFactory(community=community, asked=True, user__name="Nadia Rahim").user,
        lambda community: (
            MembershipFactory(community=community, user=UserFactory(suspended=True, name="Nadia Rahim")).user
        ),
    ],
)
@pytest.mark.parametrize("privacy", ["open", "members"])
def test_somebody_who_does_not_belong_becomes_plain_words(make, privacy):
    thread = make_thread(CommunityFactory(**{privacy: True}))
    stranger = make(thread.community)

    post = make_reply(thread, body=f"<p>Dear {span(stranger)}</p>")

    assert post.body == "<p>Dear @Nadia Rahim</p>"
    assert told(post) == []


def test_a_number_nobody_has_becomes_plain_words(thread):
    post = make_reply(thread, body='<p><span class="mention" data-user="999999">@Nobody</span></p>')

    assert post.body == "<p>@Nobody</p>"


def test_a_name_is_written_as_it_is_whatever_the_browser_says(thread, nadia):
    post = make_reply(thread, body=f"<p>{span(nadia, 'Somebody Else')}</p>")

    assert post.body == f"<p>{span(nadia)}</p>"


def test_an_edit_leaves_the_names_of_before_as_they_were_written(thread, author, nadia):
    post = make_reply(thread, author, body=f"<p>{span(nadia)}</p>")
    written = post.body
    nadia.name = "Nadia Khan"
    nadia.save()

    edited = actions.edit_post(
        post=post, editor=author, body=f"{written}<p>And more</p>", edited_at=timezone.now()
    )

    assert edited.body == f"{written}<p>And more</p>"


def test_an_edit_tells_again_only_whom_it_names_anew(thread, author, nadia):
    other = make_member(thread.community)
    third = make_member(thread.community)
    post = make_reply(thread, author, body=f"<p>{span(nadia)} {span(other)}</p>")
    Mention.objects.filter(user=nadia).update(seen_at=timezone.now())
    kept = Mention.objects.get(user=nadia).pk

    actions.edit_post(
        post=post, editor=author, body=f"<p>{span(nadia)} {span(third)}</p>", edited_at=timezone.now()
    )

    assert told(post) == sorted([nadia.pk, third.pk])
    assert Mention.objects.get(user=nadia).pk == kept
    assert Mention.objects.get(user=nadia).seen_at is not None


def test_nobody_is_told_of_their_own_words_or_of_a_quotation(thread, nadia):
    author = make_member(thread.community)

    post = make_reply(
        thread, author, body=f"<blockquote><p>{span(nadia)} wrote</p></blockquote><p>{span(author)}</p>"
    )

    assert told(post) == []
    assert span(nadia) in post.body


def test_an_organisation_tells_its_members_here(thread, author):
    council = OrganisationFactory(name="Brinscombe Council")
    here = [make_member(thread.community, user=UserFactory(organisation=council)) for _ in range(2)]
    UserFactory(organisation=council)

    post = make_reply(thread, author, body=f"<p>{span(council, kind='organisation')}</p>")

    assert told(post) == sorted(user.pk for user in here)
    assert set(post.mentions.values_list("organisation", flat=True)) == {council.pk}


def test_an_organisation_without_members_here_becomes_plain_words(thread):
    council = OrganisationFactory(name="Brinscombe Council")
    UserFactory(organisation=council)

    post = make_reply(thread, body=f"<p>{span(council, kind='organisation')}</p>")

    assert post.body == "<p>@Brinscombe Council</p>"


def test_a_person_named_by_name_and_through_their_organisation_is_told_once(thread, author):
    council = OrganisationFactory()
    nadia = make_member(thread.community, user=UserFactory(organisation=council))

    post = make_reply(thread, author, body=f"<p>{span(council, kind='organisation')} {span(nadia)}</p>")

    assert post.mentions.get().organisation is None


# Too many


def test_more_people_than_one_post_tells_are_refused_kindly_and_nothing_is_posted(thread, author):
    people = [make_member(thread.community) for _ in range(21)]
    body = "".join(f"<p>{span(user)}</p>" for user in people)

    with pytest.raises(CannotMention, match=r"This would tell 21 people\. One post tells at most 20"):
        make_reply(thread, author, body=body)

    assert thread.posts.count() == 1
    assert told(make_reply(thread, author, body=body.replace(f"<p>{span(people[0])}</p>", ""))) == sorted(
        user.pk for user in people[1:]
    )


def test_a_thousand_mentions_are_refused_without_looking_them_up(
    thread, author, django_assert_max_num_queries
):
    names = [f'<span class="mention" data-user="{number}">@Name</span>' for number in range(1, 1001)]

    with django_assert_max_num_queries(0), pytest.raises(CannotMention, match="This names 1,000 people"):
        mentions.settle(f"<p>{' '.join(names)}</p>", community=thread.community, author=author)


def test_more_names_than_anybody_needs_are_refused(thread, author):
    body = "".join(f'<p><span class="mention" data-user="{number}">@x</span></p>' for number in range(1000))

    with pytest.raises(CannotMention, match="This names 1,000 people"):
        make_reply(thread, author, body=body)


def test_a_post_that_grows_too_long_with_the_names_it_holds_is_refused(thread, author, nadia):
    body = f"<p>{span(nadia, 'N')}{'a' * (mentions.richtext.MAX_POST_CHARACTERS - 2)}</p>"
    assert mentions.richtext.clean(body) == body

    with pytest.raises(CannotMention, match="characters long"):
        make_reply(thread, author, body=body)


def test_the_same_person_a_thousand_times_is_told_once(thread, author, nadia):
    post = make_reply(thread, author, body=f"<p>{' '.join([span(nadia)] * 500)}</p>")

    assert told(post) == [nadia.pk]


def test_the_page_keeps_the_words_of_a_post_that_would_tell_too_many(thread, author):
    council = OrganisationFactory()
    for _ in range(21):
        make_member(thread.community, user=UserFactory(organisation=council))

    answer = signed_in(author).post(
        f"{thread.community.get_absolute_url()}threads/{thread.pk}/reply/",
        {"body": f"Dear @[All](organisation:{council.pk})", "body_format": "text", "token": str(uuid4())},
    )

    assert answer.status_code == 403
    assert "This would tell 21 people" in answer.content.decode()
    assert f"Dear @[All](organisation:{council.pk})" in answer.content.decode()


# Without script


@pytest.mark.parametrize(
    "typed",
    ["@Nadia Rahim", "@Nadia Rahim, hello", "(@Nadia Rahim)", "@Nadia Rahim's view", "**@Nadia Rahim** and"],
)
def test_a_full_name_written_out_is_a_mention(thread, nadia, typed):
    form_body = mentions.richtext.from_plain_text(typed)

    assert span(nadia) in mentions.find_written(form_body, thread.community)


@pytest.mark.parametrize(
    "typed",
    [
        "@Nadia",
        "@nadia rahim",
        "@Nadia Rahimi",
        "mail@Nadia Rahim",
        "> @Nadia Rahim",
        "[@Nadia Rahim](https://x.example)",
    ],
)
def test_anything_else_stays_words(thread, nadia, typed):
    form_body = mentions.richtext.from_plain_text(typed)

    assert mentions.find_written(form_body, thread.community) == form_body


def test_a_name_two_people_have_stays_words_and_the_longest_name_wins(thread, nadia):
    make_member(thread.community, user=UserFactory(name="Nadia Rahim"))
    lee = make_member(thread.community, user=UserFactory(name="Lee"))
    ann = make_member(thread.community, user=UserFactory(name="Lee Ann & Co"))

    written = mentions.find_written("<p>@Nadia Rahim @Lee Ann &amp; Co @Lee</p>", thread.community)

    assert written == f"<p>@Nadia Rahim {span(ann, 'Lee Ann &amp; Co')} {span(lee)}</p>"
    assert mentions.richtext.clean(written) == written


@pytest.mark.parametrize("state", ["asked", "ended", "blocked"])
def test_the_name_of_somebody_who_does_not_belong_stays_words(thread, state):
    MembershipFactory(community=thread.community, user=UserFactory(name="Lee Ann"), **{state: True})

    assert mentions.find_written("<p>@Lee Ann</p>", thread.community) == "<p>@Lee Ann</p>"


def test_the_plain_form_and_an_edit_of_it_name_people(thread, author, nadia):
    client = signed_in(author)
    address = f"{thread.community.get_absolute_url()}threads/{thread.pk}/"
    client.post(
        f"{address}reply/", {"body": "@Nadia Rahim look", "body_format": "text", "token": str(uuid4())}
    )
    post = thread.posts.get(number=2)
    assert told(post) == [nadia.pk]

    form = client.get(f"{address}posts/2/edit/").context["form"]
    assert form["body"].value() == f"@[Nadia Rahim](person:{nadia.pk}) look"


def test_many_at_signs_cost_little(thread):
    body = "<p>" + "@a b c d e f g h i j! " * 900 + "</p>"
    started = time.perf_counter()

    mentions.find_written(body, thread.community)

    assert time.perf_counter() - started < 2


# One press


def test_the_same_press_with_a_mention_is_the_same_post(thread, author, nadia):
    token = uuid4()
    words = {"thread": thread, "author": author, "body": f"<p>{span(nadia)}</p>", "token": token}
    first = actions.post_reply(**words, posted_at=timezone.now())
    Membership.objects.filter(user=nadia).update(state="ended")

    again = actions.post_reply(**words, posted_at=timezone.now())

    assert again == first
    assert thread.posts.count() == 2


# The desk


def test_a_mention_stands_on_the_desk_until_it_is_gone_to(thread, author, nadia):
    post = make_reply(thread, author, body=f"<p>{span(nadia)}</p>")
    address = f"/inbox/mentions/{post.mentions.get().pk}/"
    assert address in desk(nadia)
    assert "You were mentioned" not in desk(author)

    answer = signed_in(nadia).get(address)

    assert answer["Location"] == post.get_absolute_url()
    assert "You were mentioned" not in desk(nadia)


def test_a_mention_is_seen_by_reading_past_it(thread, author, nadia):
    make_reply(thread, author, body=f"<p>{span(nadia)}</p>")

    signed_in(nadia).get(thread.get_absolute_url())

    assert "You were mentioned" not in desk(nadia)


def hide(post):
    actions.hide_post(post=post, lead=lead_of(post.community), reason="No.", hidden_at=timezone.now())


def delete(post):
    actions.delete_post(post=post, author=post.author, deleted_at=timezone.now())


def leave(post):
    Membership.objects.filter(user=post.mentions.get().user).update(state="ended")


@pytest.mark.parametrize("change", [hide, delete, leave])
def test_a_post_that_may_not_be_read_any_more_tells_nobody(thread, author, nadia, change):
    post = make_reply(thread, author, body=f"<p>{span(nadia)}</p>")
    address = f"/inbox/mentions/{post.mentions.get().pk}/"

    change(post)

    assert "You were mentioned" not in desk(nadia)
    assert signed_in(nadia).get(address).status_code == 404


def test_a_mention_of_somebody_else_does_not_exist(thread, author, nadia):
    post = make_reply(thread, author, body=f"<p>{span(nadia)}</p>")

    assert signed_in(author).get(f"/inbox/mentions/{post.mentions.get().pk}/").status_code == 404


def test_the_desk_asks_the_same_of_the_database_however_often_one_was_mentioned(
    thread, author, nadia, django_assert_num_queries
):
    request = RequestFactory().get("/")
    request.user, request.COOKIES = nadia, {settings.SESSION_COOKIE_NAME: "there"}
    for _ in range(4):
        make_reply(thread, author, body=f"<p>{span(nadia)}</p>")

    with django_assert_num_queries(1):
        shown = render_to_string("discussions/_my_mentions.html", unseen_mentions({"request": request}))

    assert shown.count("<li>") == 4


# What the composer is offered


def people(client: Client, thread: Thread, **query) -> dict:
    return client.get(f"{thread.community.get_absolute_url()}threads/{thread.pk}/people/", query).json()


def test_members_are_offered_by_the_beginning_of_a_word_of_their_name(thread, author, nadia):
    council = OrganisationFactory(name="Rahtown Council")
    make_member(thread.community, user=UserFactory(name="Gareth Pryce", organisation=council))
    UserFactory(name="Rahel Elsewhere")
    MembershipFactory(community=thread.community, user=UserFactory(name="Rahim Before"), ended=True)

    rows = people(signed_in(author), thread, q="rah")["rows"]

    assert rows == [
        {"kind": "user", "id": nadia.pk, "name": "Nadia Rahim", "beside": ""},
        {"kind": "organisation", "id": council.pk, "name": "Rahtown Council", "beside": "1 person"},
    ]


def test_at_most_eight_rows_in_two_queries(thread, author, django_assert_max_num_queries):
    for number in range(12):
        council = OrganisationFactory(name=f"Ann {number}")
        make_member(thread.community, user=UserFactory(name=f"Ann {number}", organisation=council))
    client = signed_in(author)
    people(client, thread, q="ann")

    with django_assert_max_num_queries(7):
        rows = people(client, thread, q="ann")["rows"]

    assert len(rows) == 8
    assert sum(row["kind"] == "organisation" for row in rows) == 3


def test_only_those_who_may_write_there_are_told_who_is_there(thread, nadia):
    shut = make_thread(CommunityFactory(confidential=True))
    opened = make_thread(CommunityFactory(open=True))
    outsider = signed_in(UserFactory())
    home = shut.community.get_absolute_url()

    assert outsider.get(f"{home}threads/{shut.pk}/people/").status_code == 404
    assert outsider.get(f"{home}threads/start/people/").status_code == 404
    for tail in (f"{opened.pk}/people/", "start/people/"):
        assert outsider.get(f"{opened.community.get_absolute_url()}threads/{tail}").status_code == 403


def test_the_list_is_limited_and_says_so(thread, author, monkeypatch):
    monkeypatch.setattr("discussions.views.mentions.LIMIT", "2/hour")
    client = signed_in(author)
    people(client, thread, q="a")
    people(client, thread, q="a")

    answer = client.get(f"{thread.community.get_absolute_url()}threads/{thread.pk}/people/?q=a")

    assert answer.status_code == 429
    assert "try again" in answer.json()["error"]


def test_who_will_be_told_is_said_before_posting(thread, author, nadia):
    client = signed_in(author)
    council = OrganisationFactory()
    others = [make_member(thread.community, user=UserFactory(organisation=council)) for _ in range(2)]
    names = f"user:{nadia.pk}"

    assert people(client, thread, told=names) == {"sentence": "Nadia Rahim will be told."}
    assert people(client, thread, told=f"{names},user:{others[0].pk}") == {
        "sentence": f"Nadia Rahim and {others[0].name} will be told."
    }
    assert people(client, thread, told=f"{names},organisation:{council.pk}") == {
        "sentence": "Nadia Rahim and 2 others will be told."
    }
    assert people(client, thread, told="user:999999,nonsense") == {"sentence": ""}
    for _ in range(19):
        make_member(thread.community, user=UserFactory(organisation=council))
    assert (
        "One post tells at most 20" in people(client, thread, told=f"organisation:{council.pk}")["sentence"]
    )


@pytest.mark.slow
def test_the_list_is_quick_in_a_community_of_twenty_thousand(thread, author):
    now = timezone.now()
    crowd = User.objects.bulk_create(
        User(email=f"crowd{n}@example.org", name=f"Crowd {n} Person", approved_at=now) for n in range(20_000)
    )
    Membership.objects.bulk_create(
        Membership(user=user, community=thread.community, state="active") for user in crowd
    )
    if connection.vendor == "postgresql":  # which looks at new rows by itself, but not in a transaction
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE communities_user, communities_membership")
    started = time.perf_counter()

    rows = mentions.offers(thread.community, author, "per")

    assert len(rows) == 8
    assert time.perf_counter() - started < 0.5


def test_names_in_tells_what_stands_in_quotations_only(nadia):
    body = f"<p>{span(nadia)}</p><blockquote><p>{span(nadia)}</p></blockquote>"

    assert mentions.names_in(body) == [(Name("user", nadia.pk), False)]
