"""Asking somebody by e-mail to come in, whether or not they have an account."""

from __future__ import annotations

import hashlib
import secrets

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from communities.models.community import Community, Membership
from communities.querysets import InvitationQuerySet

#: Letters that one invitation may send, the first included.
LETTERS_AT_MOST = 3


class AddressInvitation(models.Model):
    """One address that is waited for: what invitations of every kind have. The row stays, and says what came of it.

    The link in its letter holds a token of which only the hash is kept: each letter makes a new one, and
    the one before it stops working.
    """

    #: In small letters.
    email = models.EmailField("e-mail address", max_length=254)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    message = models.CharField("a word to them", max_length=300, blank=True)
    token_hash = models.CharField(max_length=64, unique=True, null=True)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    #: When its last letter was asked for: the letters of one press share the time.
    letter_asked_at = models.DateTimeField()
    is_letter_waiting = models.BooleanField(default=True)
    has_letter_failed = models.BooleanField(default=False)
    letter_count = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    @property
    def is_settled(self) -> bool:
        """Did somebody come in by it, say no to it, or take it back?"""
        return bool(self.accepted_at or self.declined_at or self.revoked_at)

    @property
    def has_run_out(self) -> bool:
        """Did nobody answer it in time?"""
        return not self.is_settled and self.expires_at <= timezone.now()

    @property
    def is_open(self) -> bool:
        """May somebody still come in by it?"""
        return not self.is_settled and not self.has_run_out

    def new_token(self) -> str:
        """Make the token of the next letter, and keep its hash on this object; saving is the caller's."""
        token = secrets.token_urlsafe(32)
        self.token_hash = hash_of(token)
        return token


class Invitation(AddressInvitation):
    """An address that a Community waits for."""

    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="invitations")
    role = models.CharField(max_length=6, choices=Membership.Role, default=Membership.Role.MEMBER)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "email"],
                condition=models.Q(accepted_at=None, declined_at=None, revoked_at=None),
                name="one_open_invitation_per_community_and_address",
            ),
        ]
        indexes = [
            models.Index(fields=["email"]),
            models.Index(fields=["community", "letter_asked_at"]),
            models.Index(fields=["invited_by", "created_at"]),
        ]

    def __str__(self) -> str:
        return f"invitation {self.pk} to community {self.community_id}"


def hash_of(token: str) -> str:
    """Give what is kept of a token. Looking it up tells nothing by its time: the hash is not to be guessed."""
    return hashlib.sha256(token.encode()).hexdigest()


def path_of(token: str) -> str:
    """Give the address that a letter leads to."""
    return reverse("communities:invitation", args=[token])
