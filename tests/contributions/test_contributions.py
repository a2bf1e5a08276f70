"""Words of a conversation reach guidance with their author's yes, as their author likes, and leave it with a no."""

import json
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision

from communities.models import Organisation
from contributions import actions, permissions, tasks
from contributions.models import Contribution, Gathering
from contributions.permissions import CannotAnswer, CannotGather
from discussions import actions as talk
from discussions.models import Post, Thread
from resources.models import CaseStudyPage, ChapterPage, Voice
from tests.communities.factories import CommunityFactory, MembershipFactory, OrganisationFactory, UserFactory
from tests.contributions.factories import contribution_of, make_gathering, publish, say
from tests.discussions.factories import lead_of, make_member, make_reply, make_thread
from tests.resources.factories import GuideFactory, make_private

pytestmark = pytest.mark.django_db

PRIVACY = ("open", "members", "private", "confidential")


def room(privacy: str = "private"):
    return make_thread(CommunityFactory(**{privacy: True}))


def author_in(thread, **facts):
    organisation = Organisation.objects.filter(name="Marker Council").first()
    organisation = organisation or OrganisationFactory(name="Marker Council")
    return make_member(
        thread.community, user=UserFactory(**{"name": "Ines Okoro", "organisation": organisation} | facts)
    )


def text_of(client, page) -> str:
    return client.get(page.url).content.decode()


@pytest.mark.parametrize("privacy", PRIVACY)
def test_nothing_reaches_the_page_or_its_revisions_before_a_yes(client, privacy):
    thread = room(privacy)
    post = make_reply(thread, author_in(thread), body="<p>MARKWORDS</p>")
    gathering = make_gathering(thread, [post])
    page = publish(gathering)

    before = text_of(client, page)
    revisions = json.dumps(list(Revision.objects.values_list("content", flat=True)))
    say(gathering, post, "nobody")

    assert "MARKWORDS" not in before
    assert "Ines Okoro" not in before
    assert "MARKWORDS" not in revisions
    assert "MARKWORDS" in text_of(client, page)


@pytest.mark.parametrize(
    ("credit", "shown"),
    [
        ("name", "Ines Okoro, Marker Council"),
        ("organisation", "Somebody at Marker Council"),
        ("nobody", "Somebody in the network"),
    ],
)
def test_people_are_named_as_they_chose(client, credit, shown):
    thread = room()
    post = make_reply(thread, author_in(thread), body="<p>MARKWORDS</p>")
    gathering = make_gathering(thread, [post])
    say(gathering, post, credit)

    words = text_of(client, publish(gathering))

    assert shown in words
    assert ("Ines Okoro" in words) == (credit == "name")


def test_under_the_chatham_house_rule_nobody_is_named():
    thread = room("confidential")
    post = make_reply(thread, author_in(thread))
    gathering = make_gathering(thread, [post])

    assert [value for value, _ in contribution_of(gathering, post).credits] == ["nobody"]
    for credit in ("name", "organisation"):
        with pytest.raises(CannotAnswer):
            say(gathering, post, credit)


@pytest.mark.parametrize("taken_back", [None, "delete", "hide"])
def test_what_is_taken_back_leaves_every_page_and_every_earlier_version(client, taken_back):
    thread = room("open")
    author = author_in(thread)
    post = make_reply(thread, author, body="<p>MARKWORDS</p>")
    gathering = make_gathering(thread, [post])
    say(gathering, post, "name")
    page = publish(gathering)
    assert "MARKWORDS" in text_of(client, page)

    if taken_back is None:
        say(gathering, post, None)
    elif taken_back == "delete":
        talk.delete_post(post=post, author=author, deleted_at=timezone.now())
    else:
        talk.hide_post(post=post, lead=gathering.made_by, reason="No.", hidden_at=timezone.now())

    words = text_of(client, page)
    assert "MARKWORDS" not in words
    assert "Ines Okoro" not in words.split("Conversations about this page")[0]
    voice = Voice.objects.get()
    assert (voice.is_shown, voice.words, voice.credit) == (False, "", "")
    if taken_back != "hide":
        assert Contribution.objects.get().words == ""


def test_words_come_back_with_a_post_that_comes_back(client):
    thread = room()
    post = make_reply(thread, author_in(thread), body="<p>MARKWORDS</p>")
    gathering = make_gathering(thread, [post])
    say(gathering, post, "nobody")
    page, lead = publish(gathering), gathering.made_by
    talk.hide_post(post=post, lead=lead, reason="No.", hidden_at=timezone.now())

    talk.restore_post(post=post, lead=lead)

    assert "MARKWORDS" in text_of(client, page)


def test_a_post_that_comes_back_is_still_unanswered():
    thread = room("open")
    post = make_reply(thread, author_in(thread))
    lead = make_gathering(thread, [post]).made_by

    talk.hide_post(post=post, lead=lead, reason="No.", hidden_at=timezone.now())
    talk.restore_post(post=post, lead=lead)

    assert not Voice.objects.shown().exists()


def test_a_no_may_become_a_yes_again(client):
    thread = room()
    post = make_reply(thread, author_in(thread), body="<p>MARKWORDS</p>")
    gathering = make_gathering(thread, [post])
    page = publish(gathering)

    say(gathering, post, None)
    say(gathering, post, "name")

    assert "MARKWORDS" in text_of(client, page)


def test_an_edit_of_the_post_changes_no_words_that_were_given(client):
    thread = room()
    author = author_in(thread)
    post = make_reply(thread, author, body="<p>MARKFIRST</p>")
    gathering = make_gathering(thread, [post])
    say(gathering, post, "nobody")
    page = publish(gathering)

    talk.edit_post(post=post, editor=author, body="<p>MARKSECOND</p>", edited_at=timezone.now())

    words = text_of(client, page)
    assert "MARKFIRST" in words
    assert "MARKSECOND" not in words


def test_the_name_goes_with_the_account_and_the_words_stay(client):
    thread = room()
    author = author_in(thread)
    post = make_reply(thread, author, body="<p>MARKWORDS</p>")
    gathering = make_gathering(thread, [post])
    say(gathering, post, "name")
    page = publish(gathering)

    author.delete()

    words = text_of(client, page)
    assert "MARKWORDS" in words
    assert "Ines Okoro" not in words
    assert "Somebody in the network" in words


def test_whoever_left_the_community_still_decides(client):
    thread = room()
    author = author_in(thread)
    post = make_reply(thread, author, body="<p>MARKWORDS</p>")
    gathering = make_gathering(thread, [post])
    author.memberships.all().delete()
    client.force_login(author)

    page = client.get(contribution_of(gathering, post).get_absolute_url()).content.decode()
    client.post(contribution_of(gathering, post).get_absolute_url(), {"answer": "no"})

    assert "MARKWORDS" in page
    assert thread.title not in page
    assert contribution_of(gathering, post).answer == "no"


def test_nobody_answers_for_somebody_else(client):
    thread = room("open")
    post = make_reply(thread, author_in(thread))
    contribution = contribution_of(make_gathering(thread, [post]), post)
    client.force_login(lead_of(thread.community))

    assert client.get(contribution.get_absolute_url()).status_code == 404
    assert client.get(reverse("contributions:contribution-answer", args=[uuid4()])).status_code == 404
    with pytest.raises(CannotAnswer):
        actions.answer(contribution=contribution, author=UserFactory(), credit="name", at=timezone.now())


def test_an_unanswered_form_says_what_is_missing(client):
    thread = room()
    post = make_reply(thread, author_in(thread))
    contribution = contribution_of(make_gathering(thread, [post]), post)
    client.force_login(contribution.author)

    answer = client.post(contribution.get_absolute_url(), {})

    assert answer.status_code == 422
    assert "Choose one of the answers." in answer.content.decode()


def test_leads_and_editors_who_belong_gather_and_nobody_else(client):
    thread = room()
    editor, outside = UserFactory(), UserFactory()
    for person in (editor, outside):
        person.groups.add(Group.objects.get(name="Editors"))
    MembershipFactory(community=thread.community, user=editor)
    address = reverse("contributions:gather", args=[thread.pk])

    for person, status in (
        (lead_of(thread.community), 200),
        (editor, 200),
        (make_member(thread.community), 403),
        (outside, 404),
        (lead_of(CommunityFactory()), 404),
    ):
        client.force_login(person)
        assert client.get(address).status_code == status
    post = make_reply(thread)
    with pytest.raises(CannotGather):
        make_gathering(thread, [post], by=make_member(thread.community))


def test_staff_who_read_for_a_reason_gather_nothing(client):
    from communities.actions import start_staff_reading

    thread, staff = room(), UserFactory(staff=True)
    start_staff_reading(community=thread.community, by=staff, reason="A report.", started_at=timezone.now())
    client.force_login(staff)

    assert client.get(thread.get_absolute_url()).status_code == 200
    assert client.get(reverse("contributions:gather", args=[thread.pk])).status_code == 403


def test_masked_hidden_and_orphaned_posts_are_not_asked_for():
    thread = room("open")
    lead = lead_of(thread.community)
    hidden, orphan = make_reply(thread), make_reply(thread)
    talk.hide_post(post=hidden, lead=lead, reason="No.", hidden_at=timezone.now())
    orphan.author.delete()

    for post in (hidden, orphan):
        with pytest.raises(CannotGather, match=str(post.number)):
            make_gathering(thread, [post], by=lead)
    assert not Gathering.objects.exists()
    assert not CaseStudyPage.objects.exists()


def test_a_lead_marks_posts_and_a_draft_opens_with_a_place_for_each(
    client, mailoutbox, django_capture_on_commit_callbacks
):
    thread = room()
    posts = [make_reply(thread, author_in(thread), body=f"<p>MARK{number}</p>") for number in range(2)]
    client.force_login(lead_of(thread.community))
    address = reverse("contributions:gather", args=[thread.pk])
    token = client.get(address).context["form"]["token"].value()

    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(2):  # pressed twice
            answer = client.post(
                address,
                {
                    "posts": [post.number for post in posts],
                    "kind": "case-study",
                    "title": "Found out",
                    "days": 14,
                    "token": token,
                },
            )

    gathering = Gathering.objects.get()
    page = gathering.page.specific
    assert answer.url == gathering.get_absolute_url()
    assert (page.title, page.live) == ("Found out", False)
    assert [child.block_type for child in page.what_they_did] == ["voice", "voice"]
    assert "Has not answered" in client.get(answer.url).content.decode()


def test_the_form_says_what_is_missing(client):
    thread = room()
    make_reply(thread)
    client.force_login(lead_of(thread.community))
    address = reverse("contributions:gather", args=[thread.pk])

    nothing = client.post(address, {"token": uuid4(), "days": 14}).content.decode()
    section = client.post(
        address, {"token": uuid4(), "days": 14, "posts": [1], "kind": "section"}
    ).content.decode()

    assert "Tick the posts you would like to use." in nothing
    assert "Say what it is to become." in nothing
    assert "Choose the guide it is for." in section
    assert "Give it a working title." in section


def test_a_chapter_stands_below_its_guide():
    thread, guide = room("open"), GuideFactory()

    gathering = make_gathering(thread, kind="section", guide=guide)

    chapter = ChapterPage.objects.get()
    assert chapter.get_parent().pk == guide.pk
    assert gathering.page_id == chapter.pk
    assert [child.block_type for child in chapter.body] == ["voice"]


def test_a_summary_begins_with_the_posts_that_were_marked(client):
    thread = room()
    make_reply(thread, author_in(thread), body="<p>Meet at the kettle.</p>")
    client.force_login(lead_of(thread.community))

    led = client.post(
        reverse("contributions:gather", args=[thread.pk]),
        {"posts": [2], "kind": "summary", "days": 14, "token": uuid4()},
    )
    words = client.get(led.url).content.decode()

    assert "Meet at the kettle." in words
    assert "Ines Okoro, post 2" in words


def test_the_conversation_tells_where_its_words_went_to_those_who_may_read_there(client):
    thread = room("open")
    post = make_reply(thread, author_in(thread))
    gathering = make_gathering(thread, [post], title="Where words went")
    say(gathering, post, "nobody")
    before = client.get(thread.get_absolute_url(), follow=True).content.decode()
    page = publish(gathering)

    after = client.get(thread.get_absolute_url(), follow=True).content.decode()
    make_private(page)

    assert "Where words went" not in before
    assert "Words of this conversation stand in" in after
    assert "Where words went" not in client.get(thread.get_absolute_url(), follow=True).content.decode()


def test_contributors_are_thanked_once_by_a_letter_without_their_words(
    mailoutbox, django_capture_on_commit_callbacks, settings
):
    thread = room()
    author = author_in(thread)
    posts = [make_reply(thread, author, body="<p>MARKWORDS</p>") for _ in range(2)]
    gathering = make_gathering(thread, posts)
    for post in posts:
        say(gathering, post, "name")

    with django_capture_on_commit_callbacks(execute=True):
        page = publish(gathering)
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()

    from contributions.tasks import thank_contributor

    thank_contributor.func(page.pk, author.pk)
    assert Contribution.objects.filter(thanked_at__isnull=False).count() == 2
    assert [letter.to for letter in mailoutbox][-1] == [author.email]
    assert "MARKWORDS" not in "".join(letter.body for letter in mailoutbox)


def test_the_letter_that_asks_holds_no_words_and_leaves_only_while_they_wait(mailoutbox):
    from contributions.tasks import write_to_contributor

    thread = room()
    author = author_in(thread)
    post = make_reply(thread, author, body="<p>MARKWORDS</p>")
    gathering = make_gathering(thread, [post], title="MARKGATHERED")
    mailoutbox.clear()

    write_to_contributor.func(gathering.pk, author.pk)
    say(gathering, post, "name")
    write_to_contributor.func(gathering.pk, author.pk)

    assert len(mailoutbox) == 1
    assert "MARKWORDS" not in mailoutbox[0].body
    assert "MARKGATHERED" not in mailoutbox[0].body


def test_the_source_is_told_only_of_those_who_are_named(client):
    thread = room("open")
    post = make_reply(thread, author_in(thread))
    gathering = make_gathering(thread, [post])
    page = publish(gathering)

    for credit, is_told in (("name", True), ("organisation", False), ("nobody", False)):
        say(gathering, post, credit)
        assert ("Where it was said" in text_of(client, page)) == is_told


def test_the_source_leads_those_who_may_read_there_and_nobody_else(client):
    thread = room()
    post = make_reply(thread, author_in(thread))
    gathering = make_gathering(thread, [post])
    source = reverse("contributions:contribution-source", args=[contribution_of(gathering, post).pk])
    client.force_login(make_member(thread.community))
    unsaid = client.get(source).status_code
    say(gathering, post, "nobody")

    inside = client.get(source)
    client.logout()

    assert unsaid == 404
    assert inside.url == Post.objects.get(pk=post.pk).get_absolute_url()
    assert client.get(source).status_code == 404


def test_sealed_words_are_shown_to_their_author_no_more(client):
    thread = room()
    post = make_reply(thread, author_in(thread), body="<p>MARKWORDS</p>")
    contribution = contribution_of(make_gathering(thread, [post]), post)
    Post.objects.filter(pk=post.pk).update(hidden_at=timezone.now(), sealed_at=timezone.now())
    client.force_login(contribution.author)

    assert client.get(contribution.get_absolute_url()).status_code == 404
    assert "MARKWORDS" not in client.get(reverse("contributions:contribution-list")).content.decode()


def test_what_is_asked_for_waits_on_the_desk_and_in_the_inbox(client):
    thread = room()
    author = author_in(thread)
    post = make_reply(thread, author)
    gathering = make_gathering(thread, [post], title="Found out")
    client.force_login(author)

    assert "1 of your posts is asked for" in client.get("/").content.decode()
    assert "Waits for your answer" in client.get(reverse("contributions:contribution-list")).content.decode()
    say(gathering, post, "nobody")
    assert "asked for, to stand" not in client.get("/").content.decode()


def test_a_page_costs_the_same_with_one_voice_and_with_ten(client):
    thread = room("open")
    posts = [make_reply(thread, author_in(thread, organisation=None)) for _ in range(10)]
    counts = []
    for some in (posts[:1], posts):
        gathering = make_gathering(thread, some)
        for post in some:
            say(gathering, post, "name")
        page = publish(gathering)
        client.get(page.url)
        with CaptureQueriesContext(connection) as queries:
            client.get(page.url)
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_editors_choose_only_among_words_that_were_given(client):
    thread = room()
    given, waiting = (
        make_reply(thread, author_in(thread, organisation=None), body=f"<p>MARK{n}</p>") for n in "AB"
    )
    gathering = make_gathering(thread, [given, waiting])
    say(gathering, given, "nobody")
    editor = UserFactory()
    editor.groups.add(Group.objects.get(name="Editors"))
    client.force_login(editor)

    words = client.get("/cms/voices/").content.decode()

    assert "MARKA" in words
    assert "MARKB" not in words


def test_a_conversation_that_goes_takes_its_words_along(client):
    thread = room("open")
    post = make_reply(thread, author_in(thread), body="<p>MARKWORDS</p>")
    gathering = make_gathering(thread, [post])
    say(gathering, post, "nobody")
    page = publish(gathering)

    thread.community.delete()

    assert "MARKWORDS" not in text_of(client, page)
    assert not Voice.objects.shown().exists()


def test_people_and_organisations_are_called_as_they_are_called_now(client):
    thread = room()
    author = author_in(thread)
    post = make_reply(thread, author)
    gathering = make_gathering(thread, [post])
    say(gathering, post, "name")
    page = publish(gathering)

    author.name, author.organisation.name = "Ines Okoro-Bell", "Marker City Council"
    author.save()
    author.organisation.save()

    assert "Ines Okoro-Bell, Marker City Council" in text_of(client, page)


def test_names_go_when_the_room_comes_under_the_chatham_house_rule(client):
    thread = room()
    post = make_reply(thread, author_in(thread))
    gathering = make_gathering(thread, [post])
    say(gathering, post, "name")
    page = publish(gathering)

    thread.community.is_chatham_house = True
    thread.community.save()

    assert "Ines Okoro" not in text_of(client, page)
    assert "Somebody in the network" in text_of(client, page)


def test_an_edit_before_the_answer_is_what_its_author_is_asked_about(client):
    thread = room()
    author = author_in(thread)
    post = make_reply(thread, author, body="<p>MARKVICTIM came.</p>")
    gathering = make_gathering(thread, [post])
    talk.edit_post(post=post, editor=author, body="<p>A woman came.</p>", edited_at=timezone.now())
    assert not Voice.objects.shown().exists()

    say(gathering, post, "nobody")

    words = text_of(client, publish(gathering))
    assert "A woman came." in words
    assert "MARKVICTIM" not in words


def test_words_given_for_one_page_cannot_be_published_on_another():
    thread = room()
    post = make_reply(thread, author_in(thread))
    gathering = make_gathering(thread, [post])
    say(gathering, post, "name")
    other = GuideFactory()
    other.body = [("voice", Voice.objects.get())]

    with pytest.raises(ValidationError, match="given for another page"):
        other.full_clean()
    publish(gathering)


def test_a_guide_is_copied_with_its_chapters_and_without_their_voices(client):
    thread = room("open")
    post = make_reply(thread, author_in(thread), body="<p>MARKWORDS</p>")
    guide = GuideFactory()
    gathering = make_gathering(thread, [post], kind=Gathering.Kind.SECTION, guide=guide)
    say(gathering, post, "name")
    gathering.page.specific.save_revision().publish()
    copied = guide.copy(recursive=True, update_attrs={"slug": "again"})

    for page in (copied, *copied.get_children()):
        assert page.live
        assert "MARKWORDS" not in text_of(client, page)
    assert "MARKWORDS" not in client.get(f"{copied.url}whole/").content.decode()
    with pytest.raises(ValidationError, match="given for another page"):
        copied.get_children().get().specific.full_clean()


@pytest.mark.parametrize("alias", [False, True])
def test_a_live_copy_of_a_page_shows_no_words_that_were_given_for_it(client, alias):
    thread = room("open")
    post = make_reply(thread, author_in(thread), body="<p>MARKWORDS</p>")
    gathering = make_gathering(thread, [post])
    say(gathering, post, "name")
    page = CaseStudyPage.objects.get(pk=publish(gathering).pk)
    facts = {"update_slug": "again", "parent": page.get_parent()}
    copied = (
        page.create_alias(**facts) if alias else page.copy(update_attrs={"slug": "again"}, keep_live=True)
    )

    words = text_of(client, copied)

    assert copied.live
    assert "MARKWORDS" not in words
    assert "Ines Okoro" not in words
    assert "MARKWORDS" in text_of(client, page)
    assert Contribution.objects.get().page_id == page.pk


def test_words_in_a_chapter_stand_in_the_whole_guide_too(client):
    thread = room("open")
    post = make_reply(thread, author_in(thread), body="<p>MARKWORDS</p>")
    guide = GuideFactory()
    gathering = make_gathering(thread, [post], kind=Gathering.Kind.SECTION, guide=guide)
    say(gathering, post, "name")
    gathering.page.specific.save_revision().publish()

    assert "MARKWORDS" in client.get(f"{guide.url}whole/").content.decode()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_presses_at_once_open_one_draft(monkeypatch):
    thread = room()
    post, lead = make_reply(thread, author_in(thread)), lead_of(thread.community)
    both_looked, check, token = Barrier(2, timeout=10), permissions.check_can_gather, uuid4()

    def check_and_wait(*args) -> None:
        check(*args)
        both_looked.wait()

    def press() -> int:
        facts = {"kind": Gathering.Kind.CASE_STUDY, "title": "Once", "guide": None}
        day = timezone.localdate()
        try:
            gathering = actions.gather(
                thread=thread,
                by=lead,
                numbers=[post.number],
                answer_by=day,
                token=token,
                at=timezone.now(),
                **facts,
            )
            return gathering.pk
        finally:
            connection.close()

    monkeypatch.setattr(permissions, "check_can_gather", check_and_wait)
    with ThreadPoolExecutor(2) as presses:
        made = {each.result() for each in [presses.submit(press) for _ in range(2)]}

    assert made == {Gathering.objects.get().pk}
    assert CaseStudyPage.objects.count() == 1


def test_a_gathering_tells_nothing_of_a_post_that_went_where_its_reader_does_not_read(client):
    thread = room("members")
    post = make_reply(thread, author_in(thread))
    gathering = make_gathering(thread, [post])
    secret = make_thread(CommunityFactory(confidential=True), title="MARKSECRET")
    Post.objects.filter(pk=post.pk).update(thread=secret, community=secret.community, number=99)
    client.force_login(gathering.made_by)

    words = client.get(gathering.get_absolute_url()).content.decode()

    assert "marksecret" not in words.lower()
    assert "Ines Okoro" not in words
    assert "1 post of it stands where you do not read." in words


def test_a_title_without_letters_and_a_post_asked_for_twice(client):
    thread = room()
    posts = [make_reply(thread, author_in(thread)) for _ in range(2)]
    first = make_gathering(thread, posts[:1], title="!!!")
    second = make_gathering(thread, posts[1:], by=first.made_by, title="???")

    assert first.page.slug != second.page.slug
    with pytest.raises(CannotGather, match=str(posts[0].number)):
        make_gathering(thread, posts, by=first.made_by)


def test_nobody_gathers_more_than_an_hour_bears(client):
    thread = room()
    client.force_login(lead_of(thread.community))
    address = reverse("contributions:gather", args=[thread.pk])
    make_reply(thread, author_in(thread))
    facts = {"kind": "case-study", "title": "Found out", "days": 14, "posts": [2]}

    answers = [client.post(address, facts | {"token": uuid4()}) for _ in range(21)]

    assert answers[0].status_code == 302
    assert "That was often enough for now." in answers[-1].content.decode()


def test_editors_find_the_drafts_in_the_cms_until_they_are_published(client):
    thread = room()
    posts = [make_reply(thread, author_in(thread)) for _ in range(2)]
    gathering = make_gathering(thread, posts, title="Found out together")
    say(gathering, posts[0], "nobody")
    editor = UserFactory()
    editor.groups.add(Group.objects.get(name="Editors"))
    client.force_login(editor)

    before = client.get("/cms/").content.decode()
    publish(gathering)

    assert "Found out together</a>: 1 of 2 said yes" in before
    assert thread.title not in before
    assert "From conversations" not in client.get("/cms/").content.decode()


@pytest.mark.parametrize("to", ["private", "confidential"])
@pytest.mark.parametrize("how", ["thread", "post", "room"])
def test_words_fall_silent_when_their_conversation_goes_into_a_closed_room(client, how, to):
    thread, post, page = quoted(client, "open")
    owner = keeper(page)

    enclose(thread, post, how, to)

    assert "MARKWORDS" not in text_of(client, page)
    contribution = Contribution.objects.get()
    assert (contribution.answer, contribution.voice.is_shown, contribution.voice.words) == (
        "waiting",
        False,
        "",
    )
    assert contribution.asked_again_at
    assert owner.is_active


def test_its_author_says_yes_again_or_nothing_and_is_told_of_it(
    client, mailoutbox, django_capture_on_commit_callbacks
):
    thread, post, page = quoted(client, "members")
    owner = keeper(page)
    mailoutbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        enclose(thread, post, "thread", "private")
    tasks.ask_again.func(post.author_id)
    tasks.write_to_keeper.func(page.pk, owner.pk)

    letters = {letter.to[0]: f"{letter.subject} {letter.body}" for letter in mailoutbox}
    assert set(letters) == {post.author.email, owner.email}
    for words in letters.values():
        assert "MARKWORDS" not in words
        assert thread.title not in words
        assert Thread.objects.get(pk=thread.pk).community.name not in words
    client.force_login(post.author)
    listed = client.get(reverse("contributions:contribution-list")).content.decode()
    assert "Asked again, as its conversation is more closed now" in listed
    assert "You had said yes." in client.get(Contribution.objects.get().get_absolute_url()).content.decode()

    say(Gathering.objects.get(), post, "nobody")

    assert "MARKWORDS" in text_of(client, page)
    assert Contribution.objects.get().asked_again_at is None


def test_saving_the_room_again_asks_nobody_twice(client):
    thread, post, _ = quoted(client, "open")
    enclose(thread, post, "thread", "private")
    say(Gathering.objects.get(), post, "name")

    Thread.objects.get(pk=thread.pk).community.save()

    assert Contribution.objects.get().answer == "yes"


@pytest.mark.parametrize(("before", "after"), [("private", "private"), ("confidential", "private")])
def test_words_said_and_given_in_a_closed_room_stay_while_it_is_no_narrower(client, before, after):
    thread, _, page = quoted(client, before)
    set_privacy(thread.community, after)

    assert "MARKWORDS" in text_of(client, page)


def test_a_private_room_that_becomes_confidential_silences_what_was_said_there(client):
    thread, _, page = quoted(client, "private")
    set_privacy(thread.community, "confidential")

    assert "MARKWORDS" not in text_of(client, page)


def test_a_move_between_rooms_that_are_not_closed_leaves_words_where_they_stand(client):
    thread, post, page = quoted(client, "open")

    enclose(thread, post, "thread", "members")

    assert "MARKWORDS" in text_of(client, page)


def test_words_of_somebody_whose_account_is_gone_stay_silent_for_good(client):
    thread, post, page = quoted(client, "open")
    post.author.delete()

    enclose(thread, Post.objects.get(pk=post.pk), "thread", "private")

    assert "MARKWORDS" not in text_of(client, page)


def quoted(client, privacy: str):
    """Publish a page that quotes a post from a room; give its thread, the post and the page."""
    thread = room(privacy)
    post = make_reply(thread, author_in(thread), body="<p>MARKWORDS</p>")
    gathering = make_gathering(thread, [post])
    say(gathering, post, "nobody")
    page = CaseStudyPage.objects.get(pk=publish(gathering).pk)
    assert "MARKWORDS" in text_of(client, page)
    return thread, post, page


def keeper(page) -> UserFactory:
    person = UserFactory()
    person.groups.add(Group.objects.get(name="Editors"))
    CaseStudyPage.objects.filter(pk=page.pk).update(owner=person)
    return person


def set_privacy(community, privacy: str) -> None:
    community.privacy, community.joining = privacy, "invitation"
    if privacy == "confidential":
        community.is_chatham_house, community.shows_readers = True, False
    community.save()


def enclose(thread, post, how: str, to: str) -> None:
    """Make fewer people read there: move the thread or the post into a room, or close the room itself."""
    if how == "room":
        set_privacy(thread.community, to)
        return
    lead = lead_of(thread.community)
    inside = CommunityFactory(**{to: True})
    MembershipFactory(community=inside, user=lead, lead=True)
    if how == "thread":
        talk.move_thread(thread=thread, to=inside, lead=lead)
    else:
        talk.move_posts(thread=thread, numbers=[post.number], to=make_thread(inside), lead=lead)


def test_the_form_calls_nothing_optional_that_a_case_study_or_a_chapter_needs(client):
    thread = make_thread(CommunityFactory(open=True))
    make_reply(thread)
    client.force_login(lead_of(thread.community))
    address = reverse("contributions:gather", args=[thread.pk])

    words = client.get(address).content.decode()

    assert "(optional)" not in words
    assert 'Working title <span class="field__optional">(for a case study or a chapter)</span>' in words
    assert 'For which guide? <span class="field__optional">(for a chapter)</span>' in words
