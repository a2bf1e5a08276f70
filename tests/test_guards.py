"""The tool that takes guards out: it finds each kind, and changes nothing until it does."""

import pytest

from guards import switches
from guards.finding import Guard, with_switches

SOURCE = """
def note(viewer, notes):
    check_can_read(viewer)
    if not can_write(viewer):
        raise PermissionDenied
    return notes.visible_to(viewer)
"""


class Notes:
    """Stands for a queryset."""

    def visible_to(self, viewer: str) -> str:
        return f"for {viewer}"

    def all(self) -> str:
        return "everything"


class Refused(Exception):  # noqa: N818  # stands for a refusal
    """Somebody was refused."""


def check_can_read(viewer: str) -> None:
    if viewer == "outsider":
        raise Refused


@pytest.fixture
def guards() -> dict[str, Guard]:
    return {guard.kind: guard for guard in with_switches("hub/notes.py", SOURCE)[0]}


@pytest.fixture
def note():
    names = {
        "check_can_read": check_can_read,
        "can_write": lambda viewer: viewer == "lead",
        "PermissionDenied": PermissionError,
    }
    exec(with_switches("hub/notes.py", SOURCE)[1], names)
    return names["note"]


def test_guards_are_found_by_their_shape_and_named_by_their_place(guards):
    assert guards.keys() == {"check", "question", "refusal", "door"}
    assert guards["check"].name == "hub/notes.py note: check_can_read(viewer)"


def test_with_every_switch_on_nothing_is_different(note):
    assert note("lead", Notes()) == "for lead"
    with pytest.raises(Refused):
        note("outsider", Notes())
    with pytest.raises(PermissionError):
        note("member", Notes())


@pytest.mark.parametrize(
    ("kind", "viewer", "answer"),
    [
        ("check", "outsider", PermissionError),
        ("question", "member", "for member"),
        ("refusal", "member", "for member"),
        ("door", "lead", "everything"),
    ],
)
def test_with_one_switch_off_that_guard_alone_is_gone(note, guards, monkeypatch, kind, viewer, answer):
    monkeypatch.setattr(switches, "off", guards[kind].key)

    if isinstance(answer, str):
        assert note(viewer, Notes()) == answer
    else:
        with pytest.raises(answer):
            note(viewer, Notes())
