"""What the composer's template needs to know beside its form."""

from __future__ import annotations

from django import template
from django.forms import Form
from django.utils.safestring import SafeString, mark_safe

from discussions import richtext

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
