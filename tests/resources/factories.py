"""Guidance for tests, hung under the tree that every database has, told apart by traits."""

import io
from datetime import date

import factory
from django.core.files.base import ContentFile
from django.utils.text import slugify
from factory.django import DjangoModelFactory
from PIL import Image
from wagtail.documents import get_document_model
from wagtail.models import Collection, PageViewRestriction
from wagtail_factories import PageFactory

from resources.blocks.body import stream
from resources.models import (
    Audience,
    CaseStudyPage,
    ChapterPage,
    GuidanceImage,
    GuidanceIndexPage,
    GuidePage,
    HomePage,
    LinkedResourcePage,
    NewsIndexPage,
    NewsPage,
    StandardPage,
    Term,
)

PARAGRAPH = ("paragraph", "<p>People who would not otherwise meet come to know each other.</p>")


def make_private(page, kind: str = PageViewRestriction.LOGIN, group=None) -> PageViewRestriction:
    """Restrict a page and all below it, as an Editor does on the privacy screen."""
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=kind)
    if group is not None:
        restriction.groups.add(group)
    return restriction


class UnderFactory(PageFactory):
    """A published page under the one place its type may stand; `draft` leaves it unpublished."""

    class Meta:
        abstract = True
        skip_postgeneration_save = True

    class Params:
        draft = factory.Trait(live=False)

    @factory.post_generation
    def private(self, create, extracted, **kwargs):
        """Make it private with `private=True`."""
        if extracted:
            make_private(self)


class GuideFactory(UnderFactory):
    """A guide with one paragraph."""

    class Meta:
        model = GuidePage

    parent = factory.LazyFunction(GuidanceIndexPage.objects.get)
    title = factory.Sequence(lambda n: f"Guide {n}")
    summary = "What to settle before the first session."
    key_points = "Meet people where they are\nPlan for mixing"
    published_date = date(2022, 3, 1)
    body = factory.LazyFunction(lambda: stream([PARAGRAPH]))


class ChapterFactory(UnderFactory):
    """A chapter; give it a `parent` guide."""

    class Meta:
        model = ChapterPage

    title = factory.Sequence(lambda n: f"Chapter {n}")
    body = factory.LazyFunction(lambda: stream([PARAGRAPH]))


class CaseStudyFactory(UnderFactory):
    """A case study of an organisation that is not in the list."""

    class Meta:
        model = CaseStudyPage

    parent = factory.LazyFunction(GuidanceIndexPage.objects.get)
    title = factory.Sequence(lambda n: f"Case study {n}")
    summary = "How six clubs came to share one kitchen."
    organisation_name = "Northfield Sports Trust"
    place = "Northfield"
    published_date = date(2022, 4, 1)
    what_they_did = factory.LazyFunction(lambda: stream([PARAGRAPH]))
    what_changed = factory.LazyFunction(lambda: stream([PARAGRAPH]))


class LinkedResourceFactory(UnderFactory):
    """Somebody else's report."""

    class Meta:
        model = LinkedResourcePage

    parent = factory.LazyFunction(GuidanceIndexPage.objects.get)
    title = factory.Sequence(lambda n: f"Linked resource {n}")
    summary = "Fourteen areas, and what to measure in each."
    publisher = "Home Office"
    address = "https://www.gov.uk/government/publications/indicators"
    published_date = date(2022, 5, 1)
    about = "<p>Why it matters.</p>"


class NewsFactory(UnderFactory):
    """A piece of news."""

    class Meta:
        model = NewsPage

    parent = factory.LazyFunction(NewsIndexPage.objects.get)
    title = factory.Sequence(lambda n: f"News {n}")
    summary = "Something happened."
    date = date(2022, 6, 20)
    body = factory.LazyFunction(lambda: stream([PARAGRAPH]))


class StandardFactory(UnderFactory):
    """A plain page."""

    class Meta:
        model = StandardPage

    parent = factory.LazyFunction(HomePage.objects.get)
    title = factory.Sequence(lambda n: f"Plain {n}")
    body = factory.LazyFunction(lambda: stream([PARAGRAPH]))


class AudienceFactory(DjangoModelFactory):
    """A kind of reader."""

    class Meta:
        model = Audience

    name = factory.Sequence(lambda n: f"Readers {n}")
    slug = factory.Sequence(lambda n: f"readers-{n}")


class ImageFactory(DjangoModelFactory):
    """A small picture that is really a picture."""

    class Meta:
        model = GuidanceImage

    title = factory.Sequence(lambda n: f"Picture {n}")
    description = "Three circles that overlap"
    collection = factory.LazyFunction(Collection.get_first_root_node)

    @factory.lazy_attribute_sequence
    def file(self, n):
        drawn = io.BytesIO()
        Image.new("RGB", (1300, 700), (n % 255, 93, 91)).save(drawn, "PNG")
        return ContentFile(drawn.getvalue(), f"picture-{n}.png")


class DocumentFactory(DjangoModelFactory):
    """A document of a few words."""

    class Meta:
        model = get_document_model()

    title = factory.Sequence(lambda n: f"Document {n}")
    collection = factory.LazyFunction(Collection.get_first_root_node)
    file = factory.LazyAttributeSequence(lambda page, n: ContentFile(b"A planning sheet", f"sheet-{n}.txt"))


class TermFactory(DjangoModelFactory):
    """A word that the glossary explains."""

    class Meta:
        model = Term

    name = factory.Sequence(lambda n: f"term {n}")
    slug = factory.LazyAttribute(lambda term: slugify(term.name))
    definition = factory.LazyAttribute(lambda term: f"What {term.name} means.")
