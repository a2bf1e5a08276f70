"""Muting and blocking somebody, and letting them back. Nobody is told."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from communities import permissions
from communities.models import Quiet, User


@transaction.atomic
def quieten(*, person: User, other: User, is_block: bool, since: datetime) -> Quiet:
    """Mute somebody, or block them; a second choice takes the place of the first. Raises CannotQuieten."""
    User.objects.select_for_update().get(pk=person.pk)  # two presses at once count the same list
    permissions.check_can_quieten(person, other)
    chosen = {"is_block": is_block}
    quiet, _ = Quiet.objects.update_or_create(
        person=person, other=other, defaults=chosen, create_defaults=chosen | {"since": since}
    )
    return quiet


def hear_again(*, person: User, other_id: int) -> None:
    """Hear somebody again, whoever and wherever they are now."""
    Quiet.objects.by(person).filter(other=other_id).delete()
