"""Icons, each drawn once."""

from functools import cache

from django import template
from heroicons.templatetags import heroicons

register = template.Library()

_DRAW = {"mini": heroicons.heroicon_mini, "outline": heroicons.heroicon_outline}


@register.simple_tag
def icon(name: str, style: str = "mini", size: int = 20) -> str:
    """Print an icon, hidden from screen readers: a word stands beside it.

    The package parses and writes its XML anew each time, and a page holds a dozen.
    """
    return _drawn(str(name), style, size)


@cache
def _drawn(name: str, style: str, size: int) -> str:
    return _DRAW[style](name, size=size)
