"""What a rule about belonging raises, with a sentence a person can act on."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied


class CannotTakePart(PermissionDenied):
    """The account may not join or post yet."""


class CannotJoin(PermissionDenied):
    """This person may not come into this Community this way."""


class CannotLead(PermissionDenied):
    """This person does not look after this Community."""


class CannotDecide(PermissionDenied):
    """There is nothing to decide here any more, or it is not this person's to decide."""


class CannotSpeak(PermissionDenied):
    """This person may read here and, for now, not write."""


class CannotPropose(PermissionDenied):
    """This person may not ask for another Community now."""


class CannotQuieten(PermissionDenied):
    """This person cannot be muted or blocked by this one."""


class CannotLeave(PermissionDenied):
    """This person may not leave now."""


def can(check, *args) -> bool:
    """Would this check pass?"""
    try:
        check(*args)
    except PermissionDenied:
        return False
    return True
