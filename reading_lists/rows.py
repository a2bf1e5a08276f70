"""Pages as lists show them: specific ones, with their summary and address."""

from __future__ import annotations

from collections.abc import Iterable

from wagtail.models import Page


def pages_of(page_ids: Iterable[int]) -> list[Page]:
    """Give these pages in this order, in one query and one more for each type. Who may read them was asked before."""
    ids = list(page_ids)
    found = {page.pk: page for page in Page.objects.filter(pk__in=ids).defer_streamfields().specific()}
    return [found[pk] for pk in ids if pk in found]
