"""Passages for tests, made as a person makes them."""

from uuid import uuid4

from django.utils import timezone
from wagtail.models import Page

from communities.models import Community, User
from discussions.about import About
from discussions.models import Thread
from passages import actions
from passages.models import Passage
from tests.communities.factories import UserFactory
from tests.discussions.factories import make_thread
from tests.resources.factories import GuideFactory

OPENING = "Meet where people already are, and let the kettle do the work of the first ten minutes."
MIDDLE = "Mix the teams on the first day. Nobody remembers a team that was mixed later."
ENDING = "Measure before you begin, or you will never know what changed."


def body_of(*texts: str, ids: tuple[str, ...] = ()) -> list[dict]:
    """Give a body of paragraphs, under these ids or new ones."""
    ids = ids or tuple(str(uuid4()) for _ in texts)
    return [
        {"type": "paragraph", "id": name, "value": f"<p>{text}</p>"}
        for name, text in zip(ids, texts, strict=True)
    ]


def make_page(*texts: str, **facts) -> Page:
    """Make a published guide of these paragraphs; three if none are named."""
    return GuideFactory(body=body_of(*(texts or (OPENING, MIDDLE, ENDING))), **facts)


def publish(page: Page, body: list[dict]) -> None:
    """Publish a page with another body, as an Editor does."""
    page = type(page).objects.get(pk=page.pk)
    page.body = body
    page.save_revision().publish()


def make_passage(page: Page, words: str = "", *, place: int = 1, asked_by: User | None = None) -> Passage:
    """Hold words of one paragraph, counted from 0."""
    return actions.hold_passage(
        page=page,
        block=page.body[place].id,
        words=words,
        asked_by=asked_by or UserFactory(),
        made_at=timezone.now(),
    )


def talk_about(passage: Passage, community: Community | None = None, **facts) -> Thread:
    """Start a conversation about a passage."""
    return make_thread(community, about=About(passage.page_id, passage.pk), **facts)
