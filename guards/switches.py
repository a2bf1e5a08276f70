"""The switch beside each guard: off for the one that is taken out, and noting who comes by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from functools import wraps

#: The key of the guard that is taken out of this process.
off = ""
#: Whoever comes by now; nobody between tests.
test = ""
#: Key, then test, then whether the guard said no to it.
notes: dict[str, dict[str, bool]] = defaultdict(dict)


def note(key: str, *, refused: bool) -> None:
    """Remember that this test came by."""
    if test:
        notes[key][test] = refused or notes[key].get(test, False)


def is_on(key: str) -> bool:
    """Is this guard still there?"""
    return key != off


@contextmanager
def passing(key: str) -> Iterator[None]:
    """Stand around a check or a refusal."""
    try:
        yield
    except BaseException:
        note(key, refused=True)
        raise
    note(key, refused=False)


def question(key: str, answer: object, passes: object) -> object:
    """Give the answer, or without the guard the one that lets people pass."""
    note(key, refused=bool(answer) != passes)
    return answer if is_on(key) else passes


def door(key: str, everything, name: str):
    """Give the door of this queryset or manager, or without the guard a hole in the wall."""
    note(key, refused=False)
    return getattr(everything, name) if is_on(key) else lambda *_: everything.all()


def decorator(key: str, decorate):
    """Decorate a view, or without the guard leave it bare."""

    def decorated(view):
        guarded = decorate(view)

        @wraps(view)
        def either(*args, **kwargs):
            response = (guarded if is_on(key) else view)(*args, **kwargs)
            note(key, refused=response.status_code >= 300)
            return response

        return either

    return decorated
