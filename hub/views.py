"""The two answers that belong to no room."""

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say what was wrong with a request that no view was asked about: 413 for too much, else 400.

    Drawn without the request: it may be what is broken.
    """
    is_too_much = isinstance(exception, TOO_MUCH)
    page = render_to_string("400.html", {"is_too_much": is_too_much})
    return HttpResponse(page, status=413 if is_too_much else 400)


def robots(request: HttpRequest) -> HttpResponse:
    """Tell search engines what is worth their time. What is private is kept from them by permission."""
    words = render_to_string("robots.txt", {"sitemap": request.build_absolute_uri("/sitemap.xml")})
    return HttpResponse(words, content_type="text/plain; charset=utf-8")
