"""The one way a long list is cut into pages, for every room."""

from django.core.paginator import InvalidPage, Page, Paginator
from django.http import Http404, HttpRequest


def page_of(request: HttpRequest, rows, per_page: int = 30) -> Page:
    """Give the page of these rows that `?page=` asks for, the first where it asks for none.

    Raises Http404 for whatever is no such page, be it no number or one longer than Python reads.
    """
    try:
        return Paginator(rows, per_page).page(request.GET.get("page") or 1)
    except InvalidPage as error:
        raise Http404("There is no such page.") from error
