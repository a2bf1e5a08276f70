"""Passages of pages: who holds and reads them, and where they stand when Editors publish."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from discussions.about import About
from discussions.actions import hold_post, merge_threads, split_thread
from discussions.models import HeldPost, Thread
from passages import actions
from passages.models import Passage
from tests.communities.factories import CommunityFactory, UserFactory
from tests.discussions.factories import make_member, make_reply, make_thread
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
from tests.resources.factories import ChapterFactory, GuideFactory, make_private

pytestmark = pytest.mark.django_db


@pytest.fixture
def guide():
    return make_page()


def test_the_same_words_are_held_once(guide):
    first = make_passage(guide, "the first day")

    assert make_passage(guide, "the  first\nday") == first
    assert make_passage(guide, "the first") != first
    assert make_passage(guide, "the first day").quotation == "the first day."


def test_without_words_the_whole_paragraph_is_held(guide):
    passage = make_passage(guide)

    assert passage.quotation == MIDDLE
    assert passage.is_whole_paragraph


def test_words_that_are_not_there_are_not_held(guide):
    for block, words in ((guide.body[1].id, "the last day"), (str(uuid4()), "the first day")):
        with pytest.raises(actions.NotThere):
            actions.hold_passage(
                page=guide, block=block, words=words, asked_by=UserFactory(), made_at=timezone.now()
            )


@pytest.mark.parametrize("viewer", [AnonymousUser, lambda: UserFactory(unapproved=True)])
def test_nobody_holds_words_who_does_not_take_part(guide, viewer):
    with pytest.raises(PermissionDenied):
        make_passage(guide, asked_by=viewer())


def test_nobody_holds_words_of_a_page_they_may_not_read(guide):
    make_private(guide, kind="groups")

    with pytest.raises(PermissionDenied):
        make_passage(guide)


def test_words_are_shown_to_those_who_may_read_the_page(guide):
    passage = make_passage(guide)
    make_private(guide)

    assert not Passage.objects.visible_to(AnonymousUser()).exists()
    assert Passage.objects.visible_to(UserFactory()).get() == passage


def test_a_passage_follows_its_words_when_an_editor_publishes(guide):
    passage = make_passage(guide, "the first day")
    ids = tuple(child.id for child in guide.body)

    publish(guide, body_of(OPENING, MIDDLE.replace("first day", "first evening"), ENDING, ids=ids))

    passage.refresh_from_db()
    assert (passage.is_placed, passage.now) == (True, "the first evening.")
    assert passage.quotation == "the first day."
    assert passage.has_changed


def test_words_that_went_are_shown_on_an_earlier_version_and_come_back_with_them(guide):
    passage = make_passage(guide, "Nobody remembers a team")
    ids = tuple(child.id for child in guide.body)

    publish(guide, body_of(OPENING, ENDING, ids=(ids[0], ids[2])))
    passage.refresh_from_db()
    gone = passage.is_placed
    publish(guide, body_of(OPENING, MIDDLE, ENDING))
    passage.refresh_from_db()

    assert not gone
    assert passage.is_placed
    assert passage.now == "Nobody remembers a team"
    assert str(passage.block) not in ids


def test_words_moved_to_another_chapter_take_their_conversations_along():
    guide = GuideFactory()
    old = ChapterFactory(parent=guide, body=body_of(OPENING, MIDDLE))
    new = ChapterFactory(parent=guide, body=body_of(ENDING))
    passage = make_passage(old, "Nobody remembers a team")
    thread = talk_about(passage)

    publish(new, body_of(ENDING, MIDDLE))
    publish(old, body_of(OPENING))

    passage.refresh_from_db()
    thread.refresh_from_db()
    assert (passage.is_placed, passage.page_id) == (True, new.pk)
    assert thread.page_id == new.pk


@pytest.mark.parametrize("is_private", [False, True])
def test_words_of_a_page_that_is_gone_stay_for_those_who_could_read_it(guide, is_private):
    if is_private:
        make_private(guide)
    passage = make_passage(guide)
    guide.unpublish()
    guide.delete()

    passage.refresh_from_db()
    assert (passage.page, passage.is_placed) == (None, False)
    assert Passage.objects.visible_to(AnonymousUser()).exists() is not is_private
    assert Passage.objects.visible_to(UserFactory()).exists() is not is_private


def test_a_page_that_is_withdrawn_takes_its_words_out_of_sight(guide):
    make_passage(guide)

    guide.unpublish()

    assert not Passage.objects.visible_to(UserFactory()).exists()
    assert not Passage.objects.placed().exists()


def test_what_nobody_talks_about_is_forgotten_after_a_while(guide):
    member = make_member(CommunityFactory(members=True))
    community = member.memberships.get().community
    talked_about, held = make_passage(guide, "Mix the teams"), make_passage(guide, "the first day")
    talk_about(talked_about, community)
    hold_post(
        author=member, community=community, title="Which day?", kind="question", body="<p>Which?</p>", token=uuid4(),
        why=HeldPost.Why.FIRST, held_at=timezone.now(), about=About(guide.pk, held.pk),
    )  # fmt: skip
    make_passage(guide, "Nobody remembers")

    assert actions.forget_unused(before=timezone.now() - timedelta(days=1)) == 0
    assert actions.forget_unused(before=timezone.now() + timedelta(seconds=1)) == 1
    assert set(Passage.objects.all()) == {talked_about, held}


def test_a_part_of_a_conversation_is_about_the_same_words(guide):
    community = CommunityFactory(members=True)
    thread = talk_about(make_passage(guide), community)
    make_reply(thread)

    fresh = split_thread(
        thread=thread, numbers=[2], title="Another thing", lead=make_member(community, lead=True)
    )

    assert fresh.passage == thread.passage


@pytest.mark.parametrize("has_page", [False, True])
def test_a_merged_conversation_gives_what_it_was_about_to_one_about_nothing(guide, has_page):
    community = CommunityFactory(members=True)
    thread = talk_about(make_passage(guide), community)
    other = make_thread(community, about=About(GuideFactory().pk) if has_page else About())

    into = merge_threads(thread=thread, into=other, lead=make_member(community, lead=True))

    assert (Thread.objects.get(pk=into.pk).passage == thread.passage) is not has_page
