"""Pictures and pages, made as an Editor makes them: added below their parent, revised, published."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from io import BytesIO
from uuid import NAMESPACE_URL, uuid5

from django.core.files.images import ImageFile
from django.utils import timezone
from markdown_it import MarkdownIt
from wagtail.models import Page

from communities.models import Community, Organisation, Topic, User
from demo import drawings
from demo.content import glossary, guidance, pages
from demo.content.shapes import MAIL_DOMAIN
from demo.loading.people import EDITOR
from resources.blocks.body import stream
from resources.models import (
    Audience,
    CaseStudyPage,
    ChapterPage,
    GuidanceImage,
    GuidanceIndexPage,
    GuideChange,
    GuidePage,
    HomePage,
    HomePick,
    LinkedResourcePage,
    NewsIndexPage,
    NewsPage,
    PageAuthor,
    StandardPage,
    Term,
)

IMAGE_TITLE = "Demonstration drawing: {}"
_PAGE_LINK = re.compile(r'<a href="page:([a-z0-9-]+)">')
#: Wagtail's editor writes these two, and reads them back without a change.
_TAGS = (("<strong>", "<b>"), ("</strong>", "</b>"), ("<em>", "<i>"), ("</em>", "</i>"))


class GuidanceLoader:
    """Adds the pages that are not there, and knows the number of each by key."""

    def __init__(self, now: datetime) -> None:
        self.now, self.today = now, timezone.localdate(now)
        self.home = HomePage.objects.get()
        self.lists = {pages.News: NewsIndexPage.objects.get(), pages.Standard: self.home}
        self.guidance_list = GuidanceIndexPage.objects.get()
        self.editor = User.objects.get(email=f"{EDITOR}@{MAIL_DOMAIN}")
        self.office = Organisation.objects.get(slug="office")
        self.topics = {topic.slug: topic for topic in Topic.objects.all()}
        self.audiences = {audience.slug: audience for audience in Audience.objects.all()}
        self.stewards = {room.slug: room for room in Community.objects.all()}
        self.page_ids: dict[str, int] = {}
        self.image_ids: dict[str, int] = {}
        self.new_images: list[GuidanceImage] = []
        self.added_count = 0

    def load_images(self) -> int:
        """Draw what was not drawn yet. Give the number of new pictures."""
        there = dict(GuidanceImage.objects.values_list("title", "pk"))
        for key in drawings.DRAWINGS:
            title = IMAGE_TITLE.format(key)
            if title not in there:
                file = ImageFile(BytesIO(drawings.draw(key)), name=f"demonstration-{key}.png")
                image = GuidanceImage(title=title, file=file, credit="Drawn for this demonstration")
                image.save()
                there[title] = image.pk
                self.new_images.append(image)
            self.image_ids[key] = there[title]
        return len(self.new_images)

    def discard_images(self) -> None:
        """Take the files of new pictures away again; no rollback reaches them."""
        for image in self.new_images:
            image.file.delete(save=False)

    def load_terms(self) -> int:
        """Fill the glossary with what it does not explain yet. Give the number of new terms."""
        added = 0
        for term in glossary.TERMS:
            words = {"name": term.name, "definition": _typeset(term.definition)}
            words["other_words"] = "\n".join(term.other_words)
            added += Term.objects.get_or_create(slug=term.key, defaults=words)[1]
        return added

    def load_pages(self) -> int:
        """Add and publish what is not there. Give the number of new pages, chapters included."""
        for told in guidance.PAGES:
            parent = self.lists.get(type(told), self.guidance_list)
            page = self._place(parent, told)
            for chapter in getattr(told, "chapters", ()):
                self._place(page, chapter)
        return self.added_count

    def arrange_front_page(self) -> None:
        """Give the front page its words and picks, unless an Editor has made picks already."""
        if self.home.picks.exists():
            return
        self.home.headline, self.home.intro = _typeset(guidance.HEADLINE), _typeset(guidance.INTRO)
        self.home.how_to_join = self._rich_text(guidance.HOW_TO_JOIN)
        self.home.picks.set(
            HomePick(page_id=self.page_ids[key], sort_order=order)
            for order, key in enumerate(guidance.FRONT_PAGE_PICKS)
        )
        self._publish(self.home)

    def _place(self, parent: Page, told: pages.Page) -> Page:
        page = Page.objects.child_of(parent).filter(slug=told.key).first()
        if page is None:
            page = self._make(told)
            page.owner = self.editor
            parent.add_child(instance=page)
            if isinstance(told, pages.Guidance):
                self._describe(page, told)
            self._publish(page)
            self._date(page, told)
            self.added_count += 1
        self.page_ids[told.key] = page.pk
        return page

    def _make(self, told: pages.Page) -> Page:
        words = {"title": _typeset(told.title), "slug": told.key, "summary": _typeset(told.summary)}
        match told:
            case pages.Guide():
                return GuidePage(
                    **words,
                    **self._dates(told),
                    key_points=_typeset("\n".join(told.key_points)),
                    body=self._body(told.key, told.body),
                )
            case pages.CaseStudy():
                return CaseStudyPage(
                    **words,
                    **self._dates(told),
                    organisation_name=_typeset(told.organisation),
                    place=_typeset(told.place),
                    what_they_did=self._body(f"{told.key}/did", told.what_they_did),
                    what_changed=self._body(f"{told.key}/changed", told.what_changed),
                    evidence=CaseStudyPage.Evidence.FEEDBACK,
                    evidence_note=_typeset(told.evidence_note),
                    cost=told.cost,
                )
            case pages.LinkedResource():
                return LinkedResourcePage(
                    **words,
                    **self._dates(told),
                    publisher=_typeset(told.publisher),
                    address=told.url,
                    form=told.form,
                    year=told.year,
                    about=self._rich_text(told.about),
                )
            case pages.News():
                return NewsPage(**words, date=told.date, body=self._body(told.key, told.body))
            case pages.Chapter():
                return ChapterPage(**words, body=self._body(told.key, told.body))
            case pages.Standard():
                return StandardPage(**words, body=self._body(told.key, told.body))
        raise TypeError(f"{told.key} is of a kind nobody can make.")

    def _dates(self, told: pages.Guidance) -> dict:
        days = told.review_due_in_days
        return {
            "published_date": told.published,
            "reviewed_date": self.today - timedelta(days=told.reviewed_days_ago),
            "review_due_date": None if days is None else self.today + timedelta(days=days),
        }

    def _describe(self, page, told: pages.Guidance) -> None:
        page.topics.set([self.topics[key] for key in told.topics])
        page.audiences.set([self.audiences[key] for key in told.audiences])
        page.steward = self.stewards[told.steward] if told.steward else None
        page.authors.add(PageAuthor(organisation=self.office))
        for days_ago, description in getattr(told, "changes", ()):
            page.changes.add(
                GuideChange(date=self.today - timedelta(days=days_ago), description=_typeset(description))
            )

    def _date(self, page: Page, told: pages.Page) -> None:
        """Let guidance have been published when it was reviewed, so that not all of it is new today."""
        if isinstance(told, pages.Guidance):
            at = self.now - timedelta(days=told.reviewed_days_ago)
            Page.objects.filter(pk=page.pk).update(first_published_at=at, last_published_at=at)

    def _publish(self, page: Page) -> None:
        page.save_revision(user=self.editor).publish(user=self.editor)

    def _body(self, name: str, pieces: tuple[pages.Piece, ...]) -> list[dict]:
        """Give a body whose blocks have the same ids in every demonstration, so that addresses of its parts last."""
        body = stream(self._resolved(pieces))
        return [
            piece | {"id": str(uuid5(NAMESPACE_URL, f"{name}/{place}"))} for place, piece in enumerate(body)
        ]

    def _resolved(self, value):
        """Turn words into rich text, and drawings and pages into their numbers, however deep they lie."""
        match value:
            case pages.Marks():
                return self._rich_text(value.text)
            case pages.Drawing():
                return self.image_ids[value.key]
            case pages.PageKey():
                return self.page_ids[value.key]
            case dict():
                return {name: self._resolved(part) for name, part in value.items()}
            case str():
                return _typeset(value)
            case tuple() | list():
                return [self._resolved(part) for part in value]
        return value

    def _rich_text(self, text: str) -> str:
        html = MarkdownIt("commonmark", {"html": False}).render(_typeset(text))
        for theirs, ours in _TAGS:
            html = html.replace(theirs, ours)
        return _PAGE_LINK.sub(lambda found: f'<a linktype="page" id="{self.page_ids[found[1]]}">', html)


def _typeset(text: str) -> str:
    """Set apostrophes as a printer does; people in conversations type them straight."""
    return text.replace("'", "’")
