"""What public pages show, as counters: a cached page is true while the counters it names stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.db import transaction
from django.db.models import F
from django.http import HttpResponse

from communities.models import Community, PublicCounter
from communities.querysets import UserQuerySet
from communities.signals import public_changed

#: The inner header that names what a public page shows. The page cache reads it and takes it off.
HEADER = "X-Hub-Public"

_sources: dict[str, Callable[[set[int]], dict[int, int]]] = {}


def mark_public(response: HttpResponse, *names: str) -> HttpResponse:
    """Say that this response is the same for everybody signed out, and what it shows.

    Names are `guidance`, `community.7`, `communities` or `thread.42`. Only for pages that
    hold no token, no session and nothing of the viewer.
    """
    response[HEADER] = " ".join(names)
    return response


def bump(*names: str) -> None:
    """Count one more change of each of these, in the caller's transaction."""
    for name in names:
        PublicCounter.objects.get_or_create(name=name)
        PublicCounter.objects.filter(name=name).update(value=F("value") + 1)
    changed = set(names)
    transaction.on_commit(lambda: public_changed.send(PublicCounter, names=changed), robust=True)


def bump_pages_that_show(people: UserQuerySet) -> None:
    """Count a change of what public pages show of these people: their names, and how many belong.

    Call it before they are deleted. Guidance and the front page show people as `communities`, whatever
    rooms these wrote in.
    """
    rooms = Community.objects.filter(memberships__user__in=people).distinct()
    bump("communities", *sorted(f"community.{room.pk}" for room in rooms if room.is_public))


def register_counters(kind: str, read: Callable[[set[int]], dict[int, int]]) -> None:
    """Let another room count for itself: names like `thread.42` are read with `read({42})`."""
    _sources[kind] = read


def read_counters(names: Iterable[str]) -> dict[str, int]:
    """Give the present value of each name, 0 for one that was never bumped.

    One query for the plain counters and one for each registered kind.
    """
    plain: set[str] = set()
    by_kind: dict[str, set[int]] = {}
    for name in names:
        kind, _, key = name.partition(".")
        if kind in _sources:
            by_kind.setdefault(kind, set()).add(int(key))
        else:
            plain.add(name)
    values = dict.fromkeys(plain, 0)
    if plain:
        values |= dict(PublicCounter.objects.filter(name__in=plain).values_list("name", "value"))
    for kind, keys in by_kind.items():
        found = _sources[kind](keys)
        values |= {f"{kind}.{key}": found.get(key, 0) for key in keys}
    return values
