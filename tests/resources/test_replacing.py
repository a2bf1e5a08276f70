"""Pages that others replace: where readers are led, and what goes round in circles."""

from itertools import pairwise

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from discussions.models import Thread
from reading_lists.models import SavedPage
from resources.models import GuidancePage, GuidePage, PageAuthor
from resources.replacing import Replacements
from tests.communities.factories import CommunityFactory, OrganisationFactory, TopicFactory, UserFactory
from tests.discussions.factories import make_thread
from tests.passages.factories import make_page, make_passage, talk_about
from tests.practice.factories import colleague, make_record
from tests.reading_lists.factories import make_list
from tests.resources.factories import (
    CaseStudyFactory,
    ChapterFactory,
    GuideFactory,
    LinkedResourceFactory,
    make_private,
)

pytestmark = pytest.mark.django_db

REPLACED = "This has been replaced"


def replace(old, new) -> None:
    """Say so behind the forms' back, as two drafts do that are published at once."""
    type(old).objects.filter(pk=old.pk).update(replaced_by=new.pk)
    old.refresh_from_db()


def words(client, page) -> str:
    return client.get(page.get_absolute_url() if isinstance(page, Thread) else page.url).content.decode()


@pytest.mark.parametrize("factory", [GuideFactory, CaseStudyFactory, LinkedResourceFactory])
def test_readers_are_led_to_the_page_that_replaces_this_one(client, factory):
    old, new = factory(), GuideFactory(title="The newer guide")
    replace(old, new)

    assert f'{REPLACED} by <a href="{new.url}">The newer guide</a>.' in words(client, old)
    assert REPLACED not in words(client, new)


def test_a_chapter_is_replaced_by_itself_or_with_its_guide(client):
    old, new, other = GuideFactory(), GuideFactory(), GuideFactory()
    chapter, own = ChapterFactory(parent=old), ChapterFactory(parent=old)
    replace(old, new)
    replace(own, other)

    assert f'{REPLACED} by <a href="{new.url}">' in words(client, chapter)
    assert f'{REPLACED} by <a href="{other.url}">' in words(client, own)
    assert f'{REPLACED} by <a href="{new.url}">' in client.get(f"{old.url}whole/").content.decode()


def test_who_may_not_read_the_other_learns_that_it_is_replaced_and_no_more(client):
    old, new = GuideFactory(), GuideFactory(title="MARKSHUT")
    make_private(new)
    replace(old, new)

    signed_out = words(client, old)
    client.force_login(UserFactory())

    assert f"{REPLACED}." in signed_out
    assert "MARKSHUT" not in signed_out
    assert new.url not in signed_out
    assert "MARKSHUT" in words(client, old)


def test_a_chain_leads_to_its_last_page_that_the_reader_may_open(client):
    first, second, third = GuideFactory(), GuideFactory(), GuideFactory()
    replace(first, second)
    replace(second, third)
    assert f'by <a href="{third.url}">' in words(client, first)

    make_private(third)

    assert f'by <a href="{second.url}">' in words(client, first)


def test_a_page_that_is_not_published_replaces_nothing_and_is_passed_over_in_a_chain(client):
    first, draft, last = GuideFactory(), GuideFactory(draft=True), GuideFactory()
    replace(first, draft)
    assert REPLACED not in words(client, first)

    replace(draft, last)

    assert f'by <a href="{last.url}">' in words(client, first)
    last.unpublish()
    assert REPLACED not in words(client, first)


@pytest.mark.parametrize("length", [1, 2, 5])
def test_circles_are_refused(length):
    pages = [GuideFactory() for _ in range(length)]
    for page, following in pairwise(pages):
        replace(page, following)
    pages[-1].replaced_by = pages[0]

    with pytest.raises(ValidationError, match="round in a circle"):
        pages[-1].full_clean()


def test_a_chapter_is_no_way_round():
    guide, chapter = GuideFactory(), ChapterFactory(parent=GuideFactory())
    replace(chapter, guide)
    guide.replaced_by = chapter

    with pytest.raises(ValidationError, match="round in a circle"):
        guide.full_clean()


@pytest.mark.parametrize("length", [1, 2, 5])
def test_a_circle_made_by_other_means_replaces_nothing(client, length):
    pages = [GuideFactory() for _ in range(length)]
    for page, following in zip(pages, [*pages[1:], pages[0]], strict=True):
        replace(page, following)
    beside = GuideFactory()
    replace(beside, pages[0])

    for page in (*pages, beside):
        assert REPLACED not in words(client, page)
    assert Replacements().replaced == set()
    beside.full_clean()  # it is in no circle itself


def test_what_is_left_of_a_page_that_is_deleted_stands_for_itself(client):
    old, new = GuideFactory(), GuideFactory()
    old.replaced_by = new
    old.save_revision().publish()
    GuidePage.objects.get(pk=new.pk).delete()

    assert REPLACED not in words(client, old)
    old.get_latest_revision().publish()
    assert GuidancePage.objects.get(pk=old.pk).replaced_by is None


def test_a_copy_is_replaced_by_nothing():
    old, new = GuideFactory(), GuideFactory()
    replace(old, new)

    assert old.copy(update_attrs={"slug": "copied"}).replaced_by is None


def test_the_list_shows_it_last_and_says_so(client):
    old, new = GuideFactory(title="Oldest words of all"), GuideFactory(title="Newest words of all")
    GuidancePage.objects.filter(pk=old.pk).update(published_date="2030-01-01")
    replace(old, new)

    for address in ("/guidance/", "/guidance/?q=words"):
        page = client.get(address).content.decode()
        assert page.index("Newest words of all") < page.index("Oldest words of all")
        assert page.count(">Replaced<") == 1


def test_the_search_shows_it_and_its_chapters_last(client):
    old, new = (
        GuideFactory(title="Lanterns lanterns"),
        GuideFactory(title="Evenings", summary="Lanterns too."),
    )
    chapter = ChapterFactory(parent=old, title="Lanterns in a chapter")
    replace(old, new)

    rows = client.get("/search/?q=lanterns").content.decode()

    assert rows.index(new.url) < min(rows.index(f'"{old.url}"'), rows.index(chapter.url))
    assert rows.count("<span>Replaced</span>") == 2


def test_topics_and_organisations_show_it_last_and_say_so(client):
    topic, organisation = TopicFactory(slug="lanterns"), OrganisationFactory()
    old, new = GuideFactory(title="Lanterns of before"), GuideFactory(title="Lanterns of today")
    for page in (old, new):
        page.topics.add(topic)
        page.save()
        PageAuthor.objects.create(page=page, organisation=organisation)
        ChapterFactory(parent=page, title=f"A chapter in {page.title}")
    GuidancePage.objects.filter(pk=old.pk).update(published_date="2030-01-01")
    replace(old, new)
    client.force_login(UserFactory())

    for address, count in (
        ("/topics/lanterns/", 2),
        (organisation.get_absolute_url(), 1),
        (reverse("resources:organisation-guidance", args=[organisation.slug]), 1),
    ):
        page = client.get(address).content.decode()
        assert page.index(">Lanterns of today<") < page.index(">Lanterns of before<"), address
        assert page.count(">Replaced<") == count, address
    topics = client.get("/topics/lanterns/").content.decode()
    assert topics.index("A chapter in Lanterns of today") < topics.index("A chapter in Lanterns of before")


def test_the_search_box_offers_it_last_and_says_so(client):
    old, new = GuideFactory(title="Lanterns of before"), GuideFactory(title="Lanterns of today")
    ChapterFactory(parent=old, title="A chapter on lanterns")
    replace(old, new)

    rows = client.get("/search/suggest/?q=lantern").json()["rows"]

    assert [(row["title"], row["what"]) for row in rows] == [
        ("Lanterns of today", "Guidance"),
        ("A chapter on lanterns", "Chapter of Lanterns of before that was replaced"),
        ("Lanterns of before", "Guidance that was replaced"),
    ]


def test_it_is_no_guidance_that_may_help_with_a_conversation(client):
    thread = make_thread(CommunityFactory(open=True), title="Lanterns for an evening?")
    old, new = GuideFactory(title="Lanterns of an evening"), GuideFactory(title="Evening lanterns today")
    ChapterFactory(parent=old, title="A chapter of evening lanterns")

    before = words(client, thread)
    replace(old, new)
    after = words(client, thread)

    assert old.title in before
    assert "A chapter of evening lanterns" in before
    assert old.title not in after
    assert "A chapter of evening lanterns" not in after
    assert new.title in after


def test_neither_the_front_page_nor_the_desk_puts_it_forward(client):
    old, new = GuideFactory(title="MARKOLD"), GuideFactory()
    replace(old, new)

    assert "MARKOLD" not in words(client, old.get_site().root_page)
    client.force_login(UserFactory())
    assert "MARKOLD" not in client.get("/").content.decode()


def test_a_chapter_of_a_replaced_guide_offers_the_new_one_wherever_it_is_kept(client):
    old, new, person = GuideFactory(), GuideFactory(title="The newer guide"), colleague()
    chapter = ChapterFactory(parent=old)
    SavedPage.objects.create(user=person, page=chapter, saved_at="2026-01-01T00:00Z")
    record = make_record(chapter, person)
    replace(old, new)
    client.force_login(person)

    for address in (reverse("reading-lists:overview"), record.get_absolute_url()):
        assert f'<a href="{new.url}">The newer guide</a>' in client.get(address).content.decode(), address


def test_saved_pages_lists_and_records_stay_and_offer_the_new_one(client):
    old, new, person = GuideFactory(), GuideFactory(title="The newer guide"), colleague()
    SavedPage.objects.create(user=person, page=old, saved_at="2026-01-01T00:00Z")
    listed, record = make_list(person, old), make_record(old, person)
    replace(old, new)
    client.force_login(person)

    for address in (
        reverse("reading-lists:overview"),
        listed.get_absolute_url(),
        record.get_absolute_url(),
        reverse("practice:record-edit", args=[record.pk]),
    ):
        page = client.get(address).content.decode()
        assert old.title in page
        assert f'<a href="{new.url}">The newer guide</a>' in page, address


def test_a_conversation_about_its_words_leads_to_the_new_one(client):
    old, new = make_page(), GuideFactory(title="The newer guide")
    passage = make_passage(old)
    thread = talk_about(passage, CommunityFactory(open=True))
    replace(old, new)

    for address in (thread.get_absolute_url(), reverse("passages:part", args=[old.pk, passage.block])):
        assert f'<a href="{new.url}">The newer guide</a>' in client.get(address).content.decode()


def test_rows_of_replaced_pages_cost_no_more_queries(client):
    new = GuideFactory()
    replace(GuideFactory(), new)
    client.get("/guidance/")
    with CaptureQueriesContext(connection) as few:
        client.get("/guidance/")
    for _ in range(6):
        replace(GuideFactory(), new)

    with CaptureQueriesContext(connection) as many:
        client.get("/guidance/")

    assert len(many) == len(few)
