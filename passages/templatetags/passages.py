"""Where other rooms' pages show passages; their Python never learns of it."""

from __future__ import annotations

from uuid import UUID

from django import template
from wagtail.blocks.stream_block import StreamValue
from wagtail.models import Page

from communities.models import User
from communities.viewers import viewer_of
from discussions.models import Thread
from passages.marks import Mark, Marks
from passages.models import PageUpdate, Passage
from passages.questions import OpenQuestions

register = template.Library()


@register.simple_tag(takes_context=True)
def passage_marks(context: template.Context, page: Page) -> Marks | None:
    """Give the marks of a page as this viewer has them; none in a preview, which has no readers."""
    request = context.get("request")
    if request is None or getattr(request, "is_preview", False):
        return None
    return Marks.of(page, viewer_of(request))


@register.simple_tag
def mark_beside(marks: Marks, child: StreamValue.StreamChild) -> Mark | None:
    """Give the mark beside one block."""
    return marks.beside(child)


@register.inclusion_tag("passages/_passage.html", takes_context=True)
def passage_of(context: template.Context, thread: Thread) -> dict:
    """Show the words a conversation is about and what Editors changed because of it, to those who may read them.

    Two queries; none where it is about no page.
    """
    if thread.page_id is None and thread.passage is None:
        return {}
    updates = PageUpdate.objects.visible_to(viewer_of(context.get("request"))).filter(
        thread=thread, post__isnull=False
    )
    return {
        "passage": _find(context, thread.passage),
        "thread": thread,
        "updates": updates.select_related("page").order_by("kept_at", "pk"),
        "request": context.get("request"),
    }


@register.inclusion_tag("passages/_passage.html", takes_context=True)
def passage_words(context: template.Context, number: UUID | None) -> dict:
    """Show the words that a conversation to be started is about."""
    return {"passage": _find(context, number), "request": context.get("request")}


@register.inclusion_tag("passages/cms/_open_questions.html")
def open_questions(page: Page, editor: User) -> dict:
    """Show an Editor what is asked about the page they edit, with a tick for what its next version answers."""
    return {"questions": OpenQuestions.about(page, editor)}


def _find(context: template.Context, number: UUID | None) -> Passage | None:
    if number is None:
        return None
    visible = Passage.objects.visible_to(viewer_of(context.get("request")))
    return visible.filter(pk=number).select_related("page").first()
