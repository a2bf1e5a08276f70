"""What a rule about conversations raises, with a sentence a person can act on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

if TYPE_CHECKING:
    from discussions.models import Post


class CannotReply(PermissionDenied):
    """This person may not post here, or not now."""


class CannotStart(PermissionDenied):
    """This person may not start a Thread here."""


class AlreadyPosted(PermissionDenied):
    """This press of the button made a Post before, of other words than these."""

    def __init__(self, post: Post) -> None:
        super().__init__(
            f"Your first words are posted already, as post {post.number};"
            " what you changed since is still below."
        )


class MustWait(PermissionDenied):
    """These words wait for a Lead before others see them; `why` is a value of `HeldPost.Why`."""

    def __init__(self, why: str) -> None:
        super().__init__("A Lead looks at this before others see it.")
        self.why = why


class CannotFollow(PermissionDenied):
    """This person reads here, and may not be told of it later."""


class CannotAnnounce(PermissionDenied):
    """Not everybody is told of this, or not now."""


class CannotHold(PermissionDenied):
    """There is nothing to decide about these words any more, or not this way."""


class CannotMask(PermissionDenied):
    """These words are not passed on without a name."""


class CannotReveal(PermissionDenied):
    """Who asked this is not told, or not to this person."""


class CannotEdit(PermissionDenied):
    """This person may not change this Post."""


class CannotAttach(PermissionDenied):
    """This file does not become part of this Post."""


class CannotMarkAnswer(PermissionDenied):
    """This person may not say which Post answers this Thread."""


class CannotReact(PermissionDenied):
    """This person may not answer this Post with a word."""


class CannotSave(PermissionDenied):
    """This Post cannot be put aside."""


class CannotMove(PermissionDenied):
    """These words may not go there."""


class CannotShare(PermissionDenied):
    """This conversation is not shared there, or not by this person."""


class CannotModerate(PermissionDenied):
    """This person does not look after this Community."""
