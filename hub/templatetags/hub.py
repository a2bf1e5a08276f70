"""Tags every page may use: who is looking, times, and the import map."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django import template
from django.conf import settings
from django.contrib.messages import get_messages
from django.http import QueryDict
from django.template.defaultfilters import date as format_date
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from communities.viewers import is_shown_cms
from hub.importmap import import_map as get_import_map

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.core.paginator import Paginator
    from django.http import HttpRequest

    from communities.models import User

register = template.Library()


def has_session(request: HttpRequest | None) -> bool:
    """Ask whether the browser sent a session cookie, without opening the session.

    Opening it adds `Vary: Cookie`, and the page could no longer be cached for everybody.
    """
    return request is not None and settings.SESSION_COOKIE_NAME in request.COOKIES


@register.simple_tag(takes_context=True)
def viewer(context: template.Context) -> User | None:
    """Give the signed-in person, or None, without asking anything when there is no cookie.

    Use it as `{% viewer as me %}`.
    """
    request = context.get("request")
    user = getattr(request, "user", None) if has_session(request) else None
    return user if user is not None and user.is_authenticated else None


@register.filter
def edits(person: User | None) -> bool:
    """Ask whether a signed-in person is shown the way to the CMS."""
    return person is not None and is_shown_cms(person)


@register.simple_tag(takes_context=True)
def notices(context: template.Context) -> Iterable:
    """Give the messages that wait for this browser; each is shown once."""
    request = context.get("request")
    if request is not None and (has_session(request) or "messages" in request.COOKIES):
        return get_messages(request)
    return []


@register.simple_tag(takes_context=True)
def current(context: template.Context, prefix: str) -> SafeString:
    """Mark a link of the main navigation when this page lies below its address."""
    request = context.get("request")
    is_here = request is not None and request.path.startswith(prefix)
    return mark_safe(' aria-current="true"') if is_here else mark_safe("")


@register.simple_tag
def import_map() -> SafeString:
    """Print the import map. The policy allows exactly these bytes."""
    return format_html('<script type="importmap">{}</script>', mark_safe(get_import_map().text))


@register.filter
def uk_time(value: datetime) -> str:
    """Write a moment as "Thursday 12 November 2026, 2pm", in UK time."""
    local = timezone.localtime(value, timezone.get_default_timezone())
    return f"{format_date(local, 'l j F Y')}, {_clock(local)}"


@register.filter
def uk_date(value: date | datetime) -> str:
    """Write a day as "12 November 2026"; of a moment, the day it was in the UK."""
    if isinstance(value, datetime):
        value = timezone.localtime(value, timezone.get_default_timezone())
    return format_date(value, "j F Y")


@register.simple_tag
def when(value: datetime | None) -> SafeString:
    """Print a moment in full; hub/times makes it "2 hours ago" where script runs."""
    if value is None:
        return mark_safe("")
    words = uk_time(value)
    return format_html(
        '<time datetime="{}" title="{}" data-ago>{}</time>', value.isoformat(timespec="seconds"), words, words
    )


def _clock(local: datetime) -> str:
    if local.minute == 0 and local.hour in (0, 12):
        return "midday" if local.hour else "midnight"
    minutes = f":{local.minute:02}" if local.minute else ""
    return f"{local.hour % 12 or 12}{minutes}{'pm' if local.hour >= 12 else 'am'}"


@register.simple_tag(takes_context=True)
def page_query(context: template.Context, number: int) -> str:
    """Give the address of another page of this list, with the rest of the query kept."""
    request = context.get("request")
    query = request.GET.copy() if request is not None else QueryDict(mutable=True)
    query["page"] = str(number)
    return f"?{query.urlencode()}"


@register.filter
def page_numbers(paginator: Paginator, number: int) -> Iterable[int | str]:
    """List the pages worth a link around page `number`: the ends, the neighbours, gaps as an ellipsis."""
    return paginator.get_elided_page_range(number, on_each_side=1, on_ends=1)
