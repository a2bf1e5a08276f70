"""Long reads: a guide and its chapters."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import cached_property
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page
from wagtail.search import index
from wagtail.url_routing import RouteResult

from communities.models import Topic
from communities.pages import visible_pages_for
from resources.blocks import BodyBlock
from resources.blocks.body import headings, reading_minutes
from resources.models.base import GuidancePage
from resources.models.living import LivingPage
from resources.models.page import RESERVED_SLUGS
from resources.querysets import ChapterPageManager
from resources.questions import QuestionsPanel


class GuidePage(GuidancePage):
    """Guidance to read from beginning to end: a summary, key points, a body, and chapters if it is long."""

    key_points = models.TextField(
        blank=True, help_text="One a line, three to seven. They stand first, for readers with one minute."
    )
    body = StreamField(
        BodyBlock(), blank=True, help_text="The introduction of a long guide, or all of a short one."
    )

    kind_label = "Guide"
    kind_slug = "guide"
    template = "resources/guide_page.html"

    is_creatable = True
    subpage_types = ["resources.ChapterPage"]
    page_description = "A long read with key points, and chapters if it needs them."

    content_panels = [
        *GuidancePage.content_panels,
        FieldPanel("key_points"),
        FieldPanel("body"),
        *GuidancePage.about_panels,
        InlinePanel("changes", heading="What changed", label="change"),
    ]
    search_fields = [*GuidancePage.search_fields, index.SearchField("key_points"), index.SearchField("body")]

    def clean(self) -> None:
        """Count the reading time of the whole guide, chapters included."""
        super().clean()
        self.reading_minutes = self.minutes_with(self.live_chapters() if self.pk else [])

    def live_chapters(self):
        """Give the published chapters in the Editor's order."""
        return ChapterPage.objects.child_of(self).live().order_by("path")

    def minutes_with(self, chapters) -> int:
        """Add the chapters' reading time to that of the guide's own words."""
        return reading_minutes(self.summary, self.key_points, self.body) + sum(
            chapter.reading_minutes for chapter in chapters
        )

    def recount(self) -> None:
        """Bring the reading time up to date after a chapter came, went or changed."""
        GuidePage.objects.filter(pk=self.pk).update(reading_minutes=self.minutes_with(self.live_chapters()))

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Answer `…/whole/` with all chapters on one page."""
        if path_components == ["whole"] and self.live:
            return RouteResult(self, kwargs={"whole": True})
        return super().route(request, path_components)

    def serve(self, request: HttpRequest, whole: bool = False) -> HttpResponse:
        """Answer with the guide's first page, or with all of it to print."""
        return super().serve(request, whole=whole)

    def get_template(self, request: HttpRequest, *args, whole: bool = False, **kwargs) -> str:
        """Choose between the first page and the whole."""
        return "resources/guide_whole.html" if whole else self.template

    def get_context(self, request: HttpRequest, *args, whole: bool = False, **kwargs) -> dict:
        """Add the chapters this viewer may read; with their words only when all are shown."""
        chapters = visible_pages_for(request, self.live_chapters())
        if not whole:
            chapters = chapters.defer("body")
        context = super().get_context(request, *args, **kwargs)
        return context | {"chapters": list(chapters), "guide": self, "sections": headings(self.body)}

    @property
    def points(self) -> list[str]:
        """List the key points, one sentence each."""
        return [line.strip() for line in self.key_points.splitlines() if line.strip()]

    @cached_property
    def change_list(self) -> list[GuideChange]:
        """List what changed, newest first."""
        return sorted(self.changes.all(), key=lambda change: (change.date, change.pk), reverse=True)


class GuideChange(Orderable):
    """What an Editor changed in a guide that readers should know of."""

    page = ParentalKey(GuidePage, on_delete=models.CASCADE, related_name="changes")
    date = models.DateField(default=timezone.localdate)
    description = models.CharField(max_length=240, help_text="What is different now, in one sentence.")

    panels = [FieldPanel("date"), FieldPanel("description")]

    def __str__(self) -> str:
        return f"{self.date}: {self.description}"


class ChapterPage(LivingPage):
    """One chapter of a guide."""

    has_conversations = True

    summary = models.CharField(
        max_length=240, blank=True, help_text="What this chapter is about; the contents show it."
    )
    body = StreamField(BodyBlock())
    reading_minutes = models.PositiveSmallIntegerField(default=0, editable=False)

    objects = ChapterPageManager()

    template = "resources/chapter_page.html"
    parent_page_types = ["resources.GuidePage"]
    subpage_types: list[str] = []
    page_description = "One chapter of a guide. Chapters are read in the order they stand in here."

    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        QuestionsPanel(),
        FieldPanel("body"),
        *LivingPage.telling_panels,
    ]
    search_fields = [*Page.search_fields, index.SearchField("summary"), index.SearchField("body")]

    def clean(self) -> None:
        """Count the reading time, and keep the addresses a guide answers itself.

        Raises ValidationError for a reserved slug.
        """
        super().clean()
        if self.slug in RESERVED_SLUGS:
            raise ValidationError(
                {"slug": "Guides use this address for the page with all chapters. Choose another."}
            )
        self.reading_minutes = reading_minutes(self.summary, self.body)

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        """Add the guide, all chapters this viewer may read, and the ones before and after this one."""
        guide = self.guide
        chapters = list(visible_pages_for(request, guide.live_chapters()).defer("body"))
        place = next((index for index, chapter in enumerate(chapters) if chapter.pk == self.pk), None)
        context = super().get_context(request, *args, **kwargs) | {
            "guide": guide,
            "chapters": chapters,
            "sections": headings(self.body),
        }
        if place is not None:
            context["chapter_number"] = place + 1
            context["previous"] = chapters[place - 1] if place else guide
            context["next"] = chapters[place + 1] if place + 1 < len(chapters) else None
        return context

    @cached_property
    def guide(self) -> GuidePage:
        """Give the guide it is a chapter of."""
        return self.get_parent().specific

    @property
    def guide_path(self) -> str:
        """Say where in the tree its guide stands, without fetching it."""
        return self.path[: -self.steplen]

    @property
    def topic_list(self) -> list[Topic]:
        """List the topics of its guide, by name."""
        return self.guide.topic_list

    @property
    def sections(self) -> list[dict]:
        """List its sections, for the contents of the whole guide."""
        return headings(self.body)

    @property
    def public_counters(self) -> tuple[str, ...]:
        """Name what this page shows: guidance, and the conversations about this chapter."""
        return ("guidance", f"talk.{self.pk}", "communities")
