"""The one order in which people and Organisations are locked: people first, then Organisations, each by number."""

from __future__ import annotations

from collections.abc import Iterable

from communities.models import Organisation, User


def lock_people(*people: User) -> dict[int, User]:
    """Lock these people's rows, and give each as they are now, by their id."""
    rows = User.objects.select_for_update().filter(pk__in={person.pk for person in people}).order_by("pk")
    return {user.pk: user for user in rows}


def lock_organisations(pks: Iterable[int | None]) -> None:
    """Lock these Organisations; None is nobody."""
    wanted = {pk for pk in pks if pk}
    list(Organisation.objects.select_for_update().filter(pk__in=wanted).order_by("pk").values_list("pk"))
