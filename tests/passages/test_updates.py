"""Editors see what is asked about a page and answer it by editing."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.auth.models import Group
from django.contrib.messages.storage.fallback import FallbackStorage
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageLogEntry

from communities.models import Membership
from discussions import actions as discussions
from discussions.models import HeldPost, Post
from passages import actions
from passages.actions import Promise
from passages.models import PageUpdate
from passages.paragraphs import paragraphs_of
from passages.permissions import CannotUpdate
from passages.wagtail_hooks import tell_what_was_answered
from tests.communities.factories import CommunityFactory, MembershipFactory, UserFactory
from tests.discussions.factories import make_member, make_thread
from tests.passages.factories import (
    ENDING,
    MIDDLE,
    OPENING,
    body_of,
    make_page,
    make_passage,
    publish,
    talk_about,
)
from tests.resources.factories import make_private

pytestmark = pytest.mark.django_db

BETTER = "Mix the teams before the first day. Nobody remembers a team that was mixed later."


@pytest.fixture
def guide():
    page = make_page()
    page.save_revision().publish()
    PageLogEntry.objects.update(timestamp=timezone.now() - timedelta(days=3))  # before anybody asked
    return Page.objects.get(pk=page.pk).specific


@pytest.fixture
def editor():
    person = UserFactory(name="Edna Editor")
    person.groups.add(Group.objects.get(name="Editors"))
    return person


@pytest.fixture
def question(guide, editor):
    community = CommunityFactory(open=True)
    MembershipFactory(user=editor, community=community)
    return talk_about(
        make_passage(guide, "on the first day"), community, kind="question", title="Not earlier?"
    )


SAID = Promise("Before the first day, as you said")


def ids_of(guide) -> tuple[str, ...]:
    return tuple(child.id for child in guide.body)


def promise(question, editor, said: Promise = SAID) -> None:
    page = Page.objects.get(pk=question.page_id)
    actions.promise_updates(page=page, editor=editor, promises={question.pk: said}, at=timezone.now())


def withdraw(question, editor, seen: PageUpdate) -> None:
    page = Page.objects.get(pk=question.page_id)
    actions.promise_updates(page=page, editor=editor, promises={}, withdrawn=[seen.pk], at=timezone.now())


def change(guide, words: str = BETTER) -> None:
    publish(guide, body_of(OPENING, words, ENDING, ids=ids_of(guide)))


def answer_of(question) -> Post | None:
    question.refresh_from_db()
    return question.answer


def test_publishing_answers_the_question_with_what_was_changed(guide, editor, question):
    promise(question, editor)

    change(guide)

    answer, update = answer_of(question), PageUpdate.objects.get()
    assert answer is not None
    assert answer == update.post
    assert answer.author == editor
    assert "Updated the guide: Before the first day, as you said" in answer.body
    assert update.get_absolute_url() in answer.body
    assert update.changes == [{"before": MIDDLE, "after": BETTER}]
    assert BETTER not in answer.body  # those who may not read the page read the thread


def test_nothing_is_posted_before_the_page_is_published(guide, editor, question):
    promise(question, editor)
    guide.body = body_of(OPENING, BETTER, ENDING, ids=ids_of(guide))
    guide.save_revision()

    assert answer_of(question) is None
    assert question.last_post_number == 1


def test_a_tick_taken_away_is_no_promise(guide, editor, question):
    promise(question, editor)
    withdraw(question, editor, PageUpdate.objects.get())

    change(guide)

    assert answer_of(question) is None
    assert not PageUpdate.objects.exists()


def test_a_version_that_changes_nothing_keeps_the_promise_waiting(guide, editor, question):
    promise(question, editor)
    change(guide, MIDDLE)
    assert answer_of(question) is None

    change(guide)

    assert answer_of(question) is not None


def test_what_was_changed_before_the_tick_counts_when_the_page_is_published_again(guide, editor, question):
    change(guide)
    promise(question, editor)

    change(guide)

    assert answer_of(question) is not None
    assert PageUpdate.objects.get().changes == [{"before": MIDDLE, "after": BETTER}]


def test_publishing_again_says_it_once(guide, editor, question):
    promise(question, editor)
    change(guide)
    change(guide, BETTER + " Ask us.")

    question.refresh_from_db()
    assert question.last_post_number == 2


def test_somebody_else_answers_first_and_nothing_is_posted(guide, editor, question):
    promise(question, editor)
    reply = discussions.post_reply(
        thread=question, author=question.author, body="<p>Done.</p>", token=uuid4(), posted_at=timezone.now()
    )
    discussions.mark_answer(thread=question, post=reply, marker=question.author)

    change(guide)

    assert answer_of(question) == reply
    assert "has an answer" in PageUpdate.objects.get().refusal


def test_an_editor_who_left_the_community_posts_nothing_there(guide, editor, question):
    promise(question, editor)
    Membership.objects.filter(user=editor).delete()

    change(guide)

    assert answer_of(question) is None
    assert "Only members" in PageUpdate.objects.get().refusal


def test_where_a_lead_looks_first_the_update_answers_once_it_is_let_through(guide, editor, question):
    question.community.holding = "every"
    question.community.save()
    promise(question, editor)

    change(guide)

    held = HeldPost.objects.get()
    assert held.author == editor
    assert "Updated the guide" in held.body
    assert answer_of(question) is None

    lead = make_member(question.community, lead=True)
    post = discussions.let_through(held=held, lead=lead, at=timezone.now())

    assert answer_of(question) == post == PageUpdate.objects.get().post


def test_a_discussion_is_no_question_to_answer(guide, editor):
    community = CommunityFactory(open=True)
    MembershipFactory(user=editor, community=community)
    talk = talk_about(make_passage(guide), community, kind="discussion")
    promise(talk, editor)

    assert not PageUpdate.objects.exists()


def test_who_may_not_edit_the_page_promises_nothing(question):
    with pytest.raises(CannotUpdate):
        promise(question, make_member(question.community))


def test_a_question_the_editor_cannot_see_is_passed_over(guide, editor):
    private = talk_about(make_passage(guide), CommunityFactory(private=True), kind="question")

    promise(private, editor)

    assert not PageUpdate.objects.exists()


def test_a_paragraph_that_was_added_is_told(guide, editor, question):
    promise(question, editor)
    new = "Ask at the parish council first."
    publish(guide, body_of(OPENING, MIDDLE, ENDING, new, ids=(*ids_of(guide), str(uuid4()))))

    assert PageUpdate.objects.get().changes == [{"before": "", "after": new}]


def test_the_update_is_read_by_whoever_may_read_the_page(client, guide, editor, question):
    promise(question, editor)
    change(guide)
    address = PageUpdate.objects.get().get_absolute_url()

    shown = client.get(address)
    thread = client.get(question.get_absolute_url()).content.decode()
    make_private(guide)

    assert "<ins>before</ins>" in shown.content.decode()
    assert "<ins>before</ins>" in thread
    assert client.get(address).status_code == 404
    assert "<ins>before</ins>" not in client.get(question.get_absolute_url()).content.decode()


def test_the_update_does_not_tell_of_a_room_its_reader_may_not_see(client, guide, editor):
    private = CommunityFactory(private=True)
    MembershipFactory(user=editor, community=private)
    question = talk_about(make_passage(guide), private, kind="question", title="What went wrong here")
    promise(question, editor)
    change(guide)
    address = PageUpdate.objects.get().get_absolute_url()

    shown = client.get(address).content.decode()
    client.force_login(make_member(private))

    assert question.title not in shown
    assert private.name not in shown
    assert question.title in client.get(address).content.decode()


def test_a_promise_has_no_page_of_its_own(client, guide, editor, question):
    promise(question, editor)
    client.force_login(editor)

    assert client.get(PageUpdate.objects.get().get_absolute_url()).status_code == 404


def test_a_hidden_update_is_not_shown_beside_the_conversation(client, guide, editor, question):
    promise(question, editor)
    change(guide)
    lead = make_member(question.community, lead=True)
    discussions.hide_post(post=answer_of(question), lead=lead, reason="no", hidden_at=timezone.now())

    assert "<ins>" not in client.get(question.get_absolute_url()).content.decode()


def edit_address(guide) -> str:
    return reverse("wagtailadmin_pages:edit", args=[guide.pk])


def test_the_cms_shows_what_is_asked_and_only_what_this_editor_may_see(client, guide, editor, question):
    hidden = talk_about(
        make_passage(guide), CommunityFactory(private=True), kind="question", title="Secret one"
    )
    elsewhere = talk_about(
        make_passage(guide), CommunityFactory(open=True), kind="question", title="Not mine"
    )
    client.force_login(editor)

    words = client.get(edit_address(guide)).content.decode()

    assert question.title in words
    assert f'value="{question.pk}"> The next version' in words
    assert elsewhere.title in words
    assert f'value="{elsewhere.pk}"> The next' not in words
    assert hidden.title not in words


def test_the_panel_costs_the_same_whatever_is_asked(guide, editor, question, django_assert_num_queries):
    from passages.questions import OpenQuestions

    for _ in range(3):
        talk_about(make_passage(guide, place=0), question.community, kind="question")
        make_thread(question.community, kind="question")
    promise(question, editor)

    with django_assert_num_queries(7):
        OpenQuestions.about(guide, editor)


def test_a_page_without_a_history_tells_its_passage(guide, editor, question):
    PageLogEntry.objects.all().delete()
    promise(question, editor)

    change(guide)

    assert PageUpdate.objects.get().changes == [{"before": MIDDLE, "after": BETTER}]


def test_words_that_should_not_have_stood_there_are_not_shown_again(client, guide, editor, question):
    promise(question, editor, Promise("Took a name out", shows_before=False))

    change(guide)

    update = PageUpdate.objects.get()
    assert update.changes == [{"before": "", "after": BETTER}]
    assert "<del>" not in client.get(question.get_absolute_url()).content.decode()


def test_the_ticks_of_the_editing_screen_are_read_before_the_page_is_saved(client, guide, editor, question):
    client.force_login(editor)

    client.post(
        edit_address(guide),
        {
            "body-count": "0",
            "question": [question.pk, "x", "9" * 30],
            "answers": [question.pk],
            f"note-{question.pk}": "  As\x00 you said " + "x" * 400,
            "without-before": [question.pk],
        },
    )

    update = PageUpdate.objects.get()
    assert update.note.startswith("As you said xxx")
    assert len(update.note) == 300
    assert not update.shows_before


def test_whoever_publishes_is_told_only_of_questions_they_may_see(guide, editor, question, rf):
    private = CommunityFactory(private=True)
    MembershipFactory(user=editor, community=private)
    secret = talk_about(make_passage(guide), private, kind="question", title="What went wrong here")
    waiting = talk_about(make_passage(guide), private, kind="question", title="What else went wrong")
    publisher = make_member(question.community)
    for thread in (question, secret):
        promise(thread, editor)
    change(guide)
    promise(waiting, editor)

    assert_told(rf, guide, publisher, [question.title])
    assert_told(rf, guide, editor, [question.title, secret.title, waiting.title])


def assert_told(rf, guide, publisher, titles: list[str]) -> None:
    request = rf.post(edit_address(guide))
    request.user, request.session = publisher, {}
    request._messages = FallbackStorage(request)
    tell_what_was_answered(request, Page.objects.get(pk=guide.pk))
    assert [str(told).split(":")[0] for told in request._messages] == titles


def test_an_update_whose_post_is_taken_back_is_nowhere(client, guide, editor, question):
    promise(question, editor)
    change(guide)
    update = PageUpdate.objects.get()

    discussions.delete_post(post=update.post, author=editor, deleted_at=timezone.now())

    assert client.get(update.get_absolute_url()).status_code == 404


def make_editor(community=None):
    person = UserFactory()
    person.groups.add(Group.objects.get(name="Editors"))
    if community:
        MembershipFactory(user=person, community=community)
    return person


def test_a_form_that_never_showed_a_tick_cannot_take_it_away(client, guide, editor, question):
    client.force_login(other := make_editor(question.community))
    promise(question, editor)

    client.post(edit_address(guide), {"body-count": "0", "question": [question.pk]})
    assert PageUpdate.objects.get().editor == editor

    kept = PageUpdate.objects.get()
    client.post(
        edit_address(guide),
        {"body-count": "0", "question": [question.pk], f"promised-{question.pk}": kept.pk},
    )
    assert not PageUpdate.objects.exists()
    assert other != editor


def test_saving_what_another_editor_said_leaves_it_theirs(guide, editor, question):
    promise(question, editor)
    other = make_editor(question.community)

    promise(question, other)
    assert PageUpdate.objects.get().editor == editor

    promise(question, other, Promise("In other words"))
    assert PageUpdate.objects.get().editor == other


def test_who_is_no_editor_any_more_posts_nothing(guide, editor, question):
    promise(question, editor)
    editor.groups.clear()

    change(guide)

    assert answer_of(question) is None
    assert "may change this page" in PageUpdate.objects.get().refusal


def test_why_it_is_not_posted_is_for_the_editor_it_is_about(client, guide, editor, question):
    Membership.objects.filter(user=editor).update(muted_until=timezone.now() + timedelta(days=1))
    promise(question, editor)
    change(guide)
    assert "pause" in PageUpdate.objects.get().refusal
    seen = {}
    for reader in (editor, make_editor(question.community)):
        client.force_login(reader)
        seen[reader] = client.get(edit_address(guide)).content.decode()

    mine, theirs = seen.values()
    assert "asked you to pause" in mine
    assert "asked you to pause" not in theirs
    assert "It could not be posted yet." in theirs


def test_the_note_stands_in_the_post_and_nowhere_else(client, guide, editor):
    private = CommunityFactory(private=True)
    MembershipFactory(user=editor, community=private)
    question = talk_about(make_passage(guide), private, kind="question")
    promise(question, editor, Promise("because of Mrs K"))
    change(guide)

    update = PageUpdate.objects.get()

    assert "because of Mrs K" in answer_of(question).body
    assert update.note == ""
    assert "Mrs K" not in client.get(update.get_absolute_url()).content.decode()


def test_an_update_that_is_turned_back_is_nowhere(client, guide, editor, question):
    question.community.holding = "every"
    question.community.save()
    promise(question, editor)
    change(guide)
    address = PageUpdate.objects.get().get_absolute_url()
    assert client.get(address).status_code == 200  # a Lead looks at it

    lead = make_member(question.community, lead=True)
    discussions.turn_back(held=HeldPost.objects.get(), lead=lead, reason="No names here", at=timezone.now())

    assert client.get(address).status_code == 404


@pytest.mark.parametrize("words", ["the first day", ""])
def test_words_that_should_not_have_stood_there_are_read_nowhere_any_more(
    client, guide, editor, question, words
):
    about = talk_about(make_passage(guide, words), question.community, kind="question")
    gone = talk_about(make_passage(guide, place=2), question.community, kind="question")
    promise(question, editor)
    change(guide, BETTER + " Mrs Khan said so.")
    earlier = PageUpdate.objects.get()
    other = talk_about(make_passage(guide, place=0), question.community, kind="question")
    promise(other, editor, Promise("Took a name out", shows_before=False))

    publish(guide, body_of(OPENING, BETTER, ids=ids_of(guide)[:2]))

    for thread in (question, about, gone, other):
        shown = client.get(thread.get_absolute_url()).content.decode()
        assert "Khan" not in shown
        assert MIDDLE not in shown
        assert ENDING not in shown
    assert "Khan" not in client.get(earlier.get_absolute_url()).content.decode()


def test_what_a_page_said_while_it_was_private_is_not_read_once_it_is_public(client, guide, editor):
    restriction = make_private(guide)
    community = CommunityFactory(open=True)
    MembershipFactory(user=editor, community=community)
    question = talk_about(make_passage(guide, asked_by=editor), community, kind="question")
    promise(question, editor)
    change(guide)
    update = PageUpdate.objects.get()
    restriction.delete()

    shown = client.get(question.get_absolute_url()).content.decode()

    assert client.get(update.get_absolute_url()).status_code == 404
    assert "<del>" not in shown
    assert MIDDLE not in shown
    assert "When it was asked about" not in shown


def test_a_passage_of_another_page_is_not_shown_in_the_cms(client, guide, editor, question):
    private = make_page("Words of a private page.")
    passage = make_passage(private, place=0)
    make_private(private, "groups")
    type(question).objects.filter(pk=question.pk).update(passage=passage.pk)
    client.force_login(editor)

    assert "Words of a private page." not in client.get(edit_address(guide)).content.decode()


def test_each_version_is_drawn_once_however_many_questions_it_answers(guide, editor, question, monkeypatch):
    from passages.actions import updates

    drawn = []
    monkeypatch.setattr(updates, "paragraphs_of", lambda page: drawn.append(page) or paragraphs_of(page))
    for _ in range(3):
        promise(talk_about(make_passage(guide), question.community, kind="question"), editor)
    promise(question, editor)

    change(guide)

    assert PageUpdate.objects.exclude(kept_at=None).count() == 4
    assert len(drawn) == 2  # as it is, and as it was
