"""What every piece of guidance carries."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from taggit.models import ItemBase
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable, Page
from wagtail.search import index

from communities.models import Community, Topic
from resources.models.living import LivingPage
from resources.querysets import GuidancePageManager
from resources.questions import QuestionsPanel


class TaggedPage(ItemBase):
    """A Guidance page is about a Topic."""

    tag = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="tagged_pages")
    content_object = ParentalKey(
        "resources.GuidancePage", on_delete=models.CASCADE, related_name="tagged_items"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tag", "content_object"], name="one_tag_per_page_and_topic")
        ]

    def __str__(self) -> str:
        return f"page {self.content_object_id} on {self.tag}"


class Audience(models.Model):
    """A kind of reader that guidance is written for. Editors keep the list."""

    name = models.CharField(max_length=60, unique=True)
    slug = models.SlugField(max_length=60, unique=True)

    panels = [FieldPanel("name"), FieldPanel("slug")]

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class PageAuthor(Orderable):
    """An Organisation that wrote a Guidance page."""

    page = ParentalKey("resources.GuidancePage", on_delete=models.CASCADE, related_name="authors")
    organisation = models.ForeignKey("communities.Organisation", on_delete=models.CASCADE, related_name="+")

    panels = [FieldPanel("organisation")]

    class Meta(Orderable.Meta):
        constraints = [
            models.UniqueConstraint(fields=["page", "organisation"], name="one_authorship_per_page")
        ]

    def __str__(self) -> str:
        return f"{self.organisation} wrote page {self.page_id}"


class GuidancePage(LivingPage):
    """What guides, case studies and linked resources share.

    A table of its own, so that one query lists, filters and orders all kinds together.
    """

    has_conversations = True

    summary = models.CharField(
        max_length=300,
        help_text="What a busy reader learns here, in one or two plain sentences. Lists show it.",
    )
    topics = ClusterTaggableManager(
        through=TaggedPage,
        blank=True,
        related_name="guidance_pages",
        help_text="Choose from the network's topics.",
    )
    audiences = ParentalManyToManyField(
        Audience, blank=True, related_name="pages", help_text="Who it is written for. None means everybody."
    )
    steward = models.ForeignKey(
        Community,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        # A narrower Community's name may not stand on a public page, nor in this list.
        limit_choices_to={"privacy__in": [Community.Privacy.OPEN, Community.Privacy.MEMBERS]},
        help_text="The community that keeps this page true.",
    )
    published_date = models.DateField("first published", default=timezone.localdate)
    reviewed_date = models.DateField("last reviewed", null=True, blank=True)
    review_due_date = models.DateField(
        "next review",
        null=True,
        blank=True,
        help_text="Leave it empty, and the review rules (under Snippets) choose the day once the page is published as "
        "reviewed. A day of your own wins.",
    )
    reading_minutes = models.PositiveSmallIntegerField(default=0, editable=False)

    objects = GuidancePageManager()

    #: What people call this kind, in lists and filters, and how an address says it.
    kind_label = "Guidance"
    kind_slug = "guidance"

    is_creatable = False
    parent_page_types = ["resources.GuidanceIndexPage"]
    subpage_types: list[str] = []

    content_panels = [*Page.content_panels, FieldPanel("summary"), QuestionsPanel()]
    about_panels = [
        MultiFieldPanel(
            [FieldPanel("topics"), FieldPanel("audiences"), FieldPanel("steward")], heading="Find it by"
        ),
        InlinePanel("authors", heading="Author organisations", label="organisation", max_num=8),
        MultiFieldPanel(
            [FieldPanel("published_date"), FieldPanel("reviewed_date"), FieldPanel("review_due_date")],
            heading="Dates",
        ),
        *LivingPage.telling_panels,
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("summary", boost=2),
        index.FilterField("published_date"),
    ]

    class Meta:
        indexes = [models.Index(fields=["review_due_date"], name="guidance_review_due")]

    @property
    def public_counters(self) -> tuple[str, ...]:
        """Name what this page shows: itself, the conversations about it, and its steward's name."""
        return ("guidance", f"talk.{self.pk}", "communities")

    @property
    def kind(self) -> str:
        """Say what kind of guidance this is, without fetching the specific page."""
        return self.specific_class.kind_label

    @property
    def public_steward(self) -> Community | None:
        """Give the steward, unless its name is no longer for everybody."""
        steward = self.steward
        return (
            steward
            if steward and steward.privacy in (Community.Privacy.OPEN, Community.Privacy.MEMBERS)
            else None
        )

    @property
    def is_review_due(self) -> bool:
        """Has its next review date come?"""
        return self.review_due_date is not None and self.review_due_date <= timezone.localdate()

    @cached_property
    def author_names(self) -> list[str]:
        """List the author Organisations' names in the Editor's order. One query."""
        return [author.organisation.name for author in self.authors.select_related("organisation")]

    @cached_property
    def topic_list(self) -> list[Topic]:
        """List the topics by name; no query when `tagged_items__tag` was prefetched."""
        items = self.tagged_items.all()
        if "tagged_items" not in getattr(self, "_prefetched_objects_cache", {}):
            items = items.select_related("tag")
        return sorted((item.tag for item in items), key=lambda topic: topic.name)
