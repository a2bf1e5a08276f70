"""How often one person may do what sends mail or looks for people."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from limits import parse
from limits.errors import StorageError
from limits.storage import storage_from_string
from limits.strategies import MovingWindowRateLimiter

_limiter: MovingWindowRateLimiter | None = None


class TooOften(PermissionDenied):
    """The limit of this act is reached; the message says when to try again."""


def check_rate(act: str, key: object, limit: str) -> None:
    """Count one act of this person. Raises TooOften above the limit, written like "10/hour".

    When the counting place is away the act passes: a sick neighbour blocks nobody.
    """
    try:
        if not _limits().hit(parse(limit), act, str(key)):
            raise TooOften(
                "That was often enough for now. Please try again in an hour; nothing you typed is lost."
            )
    except (StorageError, OSError):
        return


def _limits() -> MovingWindowRateLimiter:
    global _limiter  # one per process, made when first asked for
    if _limiter is None:
        storage = (
            storage_from_string(settings.REDIS_URL, wrap_exceptions=True, socket_timeout=1)
            if (settings.REDIS_URL)
            else storage_from_string("memory://", wrap_exceptions=True)
        )
        _limiter = MovingWindowRateLimiter(storage)
    return _limiter


def forget_all() -> None:
    """Start counting anew; for tests."""
    global _limiter
    _limiter = None
