"""What the composer's template needs to know beside its form."""

from __future__ import annotations

import json

from django import template
from django.forms import Form
from django.utils.safestring import SafeString, mark_safe

from discussions import drafts, richtext
from discussions.file_forms import as_row
from discussions.models import Draft

register = template.Library()


@register.filter
def starting_html(form: Form) -> SafeString:
    """Give the words a composer starts with as the editor reads them, or nothing.

    Only words in marks: words the editor itself sent stand in the textarea as they came.
    """
    words = str(form["body"].value() or "")
    if form["body_format"].value() == "html" or not words.strip():
        return SafeString("")
    try:
        return mark_safe(richtext.from_plain_text(words))
    except richtext.TooLong:
        return SafeString("")


@register.filter
def draft_html(draft: Draft) -> SafeString:
    """Give a draft's words as they would look in a Post."""
    return mark_safe(drafts.as_html(draft))


@register.filter
def draft_files(draft: Draft) -> str:
    """Give the files that wait with a draft (from `with_files()`), as script reads them."""
    return json.dumps([as_row(file) for file in draft.files.all()])


@register.filter
def draft_excerpt(draft: Draft) -> str:
    """Give a draft's first words on one line."""
    return richtext.excerpt(drafts.as_html(draft))
