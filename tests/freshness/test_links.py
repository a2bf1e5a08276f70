"""Links that lead nowhere, inside the hub: found, told to whoever may mend them, and gone when they are mended."""

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import CollectionViewRestriction

from freshness.linking.reading import links_of
from freshness.linking.reporting import check_inside
from freshness.models import BrokenLink
from resources.blocks.body import stream
from resources.models import GuidancePage
from tests.resources.factories import (
    CaseStudyFactory,
    ChapterFactory,
    DocumentFactory,
    GuideFactory,
    LinkedResourceFactory,
    make_private,
)

pytestmark = pytest.mark.django_db


def anchor(href: str) -> str:
    return f"<p>Please <a {href}>read on</a> there.</p>"


def guide_with(*pieces, **facts):
    return GuideFactory(body=stream([*pieces]), **facts)


def guide_linking_to(page, **facts):
    return guide_with(("paragraph", anchor(f'linktype="page" id="{page.pk}"')), **facts)


def faults() -> dict[str, str]:
    check_inside(at=timezone.now())
    return dict(BrokenLink.objects.values_list("page__title", "fault"))


def test_every_kind_of_link_is_read_once(settings):
    page, document = CaseStudyFactory(), DocumentFactory()
    guide = guide_with(
        ("paragraph", anchor(f'linktype="page" id="{page.pk}"') * 2),
        ("callout", {"kind": "tip", "text": anchor('href="https://example.org/a"')}),
        ("steps", {"steps": [{"title": "Go", "text": anchor(f'href="{settings.SITE_URL}/help/"')}] * 2}),
        ("download", {"document": document.pk, "title": "", "description": ""}),
        ("practice_example", {"title": "A kitchen", "place": "", "text": "<p>x</p>", "case_study": page.pk}),
        ("case_study", {"page": page.pk}),
        (
            "references",
            {"title": "References", "items": [{"text": "A report", "url": "http://example.org/b"}]},
        ),
        ("paragraph", anchor('href="mailto:a@example.org"') + anchor('href="#part"') + "<p>&lt;a&gt;</p>"),
    )

    assert [(link.key, link.words) for link in links_of(guide)] == [
        (f"page {page.pk}", "read on"),
        ("https://example.org/a", "read on"),
        ("/help/", "read on"),
        (f"document {document.pk}", "Download"),
        ("http://example.org/b", "A report"),
    ]
    resource = LinkedResourceFactory(about=anchor('href="//example.org/c"'))
    assert {link.target for link in links_of(resource)} == {resource.address, "https://example.org/c"}


def test_links_to_pages_that_are_gone_or_not_published_are_found():
    gone, draft = GuideFactory(), GuideFactory(draft=True)
    guide_linking_to(gone, title="To a page that goes")
    guide_linking_to(draft, title="To a draft")
    guide_linking_to(GuideFactory(), title="To a page")
    gone.delete()

    assert faults() == {"To a page that goes": "gone", "To a draft": "unpublished"}


def test_a_link_into_what_fewer_people_may_read_is_found_and_one_beside_it_is_not():
    shut = GuideFactory()
    chapter = ChapterFactory(
        parent=shut, body=stream([("paragraph", anchor(f'linktype="page" id="{shut.pk}"'))])
    )
    guide_linking_to(shut, title="Open")
    make_private(shut)
    assert chapter.live

    assert faults() == {"Open": "narrower"}


def test_a_link_to_what_is_replaced_is_found():
    old, new = GuideFactory(), GuideFactory()
    GuidancePage.objects.filter(pk=old.pk).update(replaced_by=new.pk)
    chapter = ChapterFactory(
        parent=old, body=stream([("paragraph", anchor(f'linktype="page" id="{old.pk}"'))])
    )
    guide_linking_to(old, title="To the old one")
    guide_linking_to(chapter, title="To its chapter")

    assert faults() == {"To the old one": "replaced", "To its chapter": "replaced"}


def test_a_document_that_is_gone_or_whose_file_is_or_that_is_shut_is_found():
    deleted, lost, shut = DocumentFactory(), DocumentFactory(), DocumentFactory()
    for title, document in (("Deleted", deleted), ("Lost", lost)):
        guide_with(("paragraph", anchor(f'linktype="document" id="{document.pk}"')), title=title)
    lost.file.storage.delete(lost.file.name)
    deleted.delete()
    assert faults() == {"Deleted": "no-file", "Lost": "no-file"}

    guide_with(("paragraph", anchor(f'linktype="document" id="{shut.pk}"')), title="Shut")
    CollectionViewRestriction.objects.create(collection=shut.collection, restriction_type="login")
    assert faults()["Shut"] == "narrower"


@pytest.mark.parametrize("path", ["/guidance/", "/communities/", "/", "/old-place/", "/guidance/?q=a#b"])
def test_an_address_of_the_hub_at_which_something_is_is_whole(path):
    Redirect.objects.create(old_path="/old-place", redirect_link="/guidance/")
    guide_with(("paragraph", anchor(f'href="{path}"')))

    assert faults() == {}


@pytest.mark.parametrize("path", ["/guidance/nothing/", "/communities/a/b/c/d/"])
def test_an_address_of_the_hub_at_which_nothing_is_is_found(path):
    guide_with(("paragraph", anchor(f'href="{path}"')), title="Here")

    assert faults()["Here"] in {"gone", "not-there"}


def test_a_whole_guide_is_at_its_address():
    guide = GuideFactory()
    guide_with(("paragraph", anchor(f'href="{guide.url}whole/"')))

    assert faults() == {}


@pytest.mark.parametrize("number", ["", "x", "9" * 40, "-1"])
def test_a_number_that_is_none_is_a_page_that_is_gone(number):
    guide_with(("paragraph", anchor(f'linktype="page" id="{number}"')), title="Odd")

    assert faults() == {"Odd": "gone"}


def test_what_is_found_keeps_its_first_day_and_goes_when_it_is_mended():
    draft = GuideFactory(draft=True)
    guide_linking_to(draft)
    check_inside(at=(first := timezone.now()))
    call_command("check_links")
    assert BrokenLink.objects.get().found_at == first

    draft.save_revision().publish()
    call_command("check_links")

    assert not BrokenLink.objects.exists()


def test_a_page_is_looked_at_as_it_is_published_and_no_more_once_it_is_not():
    draft = GuideFactory(draft=True)
    guide = guide_linking_to(draft)
    guide.save_revision().publish()
    assert BrokenLink.objects.get().fault == "unpublished"

    guide.body = stream([("paragraph", "<p>Nothing to read on.</p>")])
    guide.save_revision().publish()
    assert not BrokenLink.objects.exists()

    guide_linking_to(draft, draft=True)
    assert faults() == {}


def test_looking_asks_no_more_for_many_links_than_for_few(django_assert_max_num_queries):
    targets = [GuideFactory(draft=True) for _ in range(12)]
    pieces = [("paragraph", anchor(f'linktype="page" id="{page.pk}"')) for page in targets]
    one, many = guide_with(pieces[0]), guide_with(*pieces)
    for page in (one, many):
        page.save_revision().publish()  # rows are written once
    from freshness.linking.reporting import Inside

    for page in (one, many):
        with django_assert_max_num_queries(10):
            inside = Inside(links_of(page))
            assert all(inside.fault_of(link, page) for link in links_of(page))
