"""Posts that somebody marked, as the beginning of a summary: each quoted, with who said it and where."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from discussions import richtext
from discussions.models import Post, Thread
from discussions.post_numbers import read_numbers


def as_summary(thread: Thread, numbers: str) -> str:
    """Give the posts of these numbers as text with marks, those that everybody who reads here can read; "" for none."""
    try:
        asked = read_numbers(numbers)
    except ValidationError:
        return ""
    posts = Post.objects.readable().filter(thread=thread, number__in=asked).select_related("author")
    return richtext.to_plain_text("".join(_quoted(post) for post in posts.order_by("number")))


def _quoted(post: Post) -> str:
    return format_html(
        "<blockquote>{}</blockquote><p>{}, post {}</p>",
        mark_safe(post.body),  # cleaned on its way in, and again when the summary is saved
        post.byline,
        post.number,
    )
