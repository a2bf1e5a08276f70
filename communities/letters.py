"""How a letter leaves: in plain text, from the hub, to one person."""

import logging
from collections.abc import Callable
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection, send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.timezone import now

from communities.models import AddressInvitation, User
from communities.querysets import AddressInvitationQuerySet

logger = logging.getLogger(__name__)


def send_letter(name: str, to: User, **context) -> None:
    """Send the letter whose templates begin with this name: `…_subject.txt` and `…_message.txt`."""
    context |= {"to": to, "site_name": settings.WAGTAIL_SITE_NAME}
    subject = render_to_string(f"{name}_subject.txt", context)
    send_mail(
        " ".join(subject.split()),
        render_to_string(f"{name}_message.txt", context).strip() + "\n",
        settings.DEFAULT_FROM_EMAIL,
        [to.email],
    )


def link_to(path: str) -> str:
    """Give the whole address of a page."""
    return settings.SITE_URL + path


def take_waiting_letter(
    invitations: AddressInvitationQuerySet, pk: int, does_stand: Callable[[Any], bool]
) -> tuple[Any, str] | None:
    """Take the letter of an invitation that waits, so that nobody sends it twice; give it with a new token.

    None where it does not wait, where nobody may be invited any more by `does_stand`, and where the invited
    have blocked its sender; the last looks sent, as the sender is not to know.
    """
    from communities.permissions import is_kept_from_invited  # which speak of what is decided here

    with transaction.atomic():
        waiting = invitations.filter(pk=pk, is_letter_waiting=True)
        invitation = waiting.select_for_update(of=("self",)).first()
        if invitation is None:
            return None
        invitation.is_letter_waiting = False
        stands = invitation.is_open and does_stand(invitation)
        if stands:
            token = invitation.new_token()
            invitation.sent_at, invitation.has_letter_failed = now(), False
            invitation.letter_count += 1
        invitation.save()
    return (invitation, token) if stands and not is_kept_from_invited(invitation) else None


def send_each(
    kind: type[AddressInvitation], pks: list[int], write: Callable[[int], EmailMessage | None]
) -> None:
    """Send what `write` gives for each of these; one that fails keeps no other waiting, and is marked."""
    connection = get_connection()
    for pk in pks:
        letter = write(pk)
        if letter is None:
            continue
        letter.connection = connection
        try:
            letter.send()
        except (OSError, SMTPException):
            logger.exception("The letter of %s %s could not be sent", kind._meta.verbose_name, pk)
            kind._default_manager.filter(pk=pk).update(has_letter_failed=True)
            connection.close()
    connection.close()


def letter_to(address: str, name: str, context: dict) -> EmailMessage:
    """Write a letter to somebody of whom only the address is known."""
    context |= {"site_name": settings.WAGTAIL_SITE_NAME}
    subject = render_to_string(f"{name}_subject.txt", context)
    body = render_to_string(f"{name}_message.txt", context).strip() + "\n"
    return EmailMessage(" ".join(subject.split()), body, settings.DEFAULT_FROM_EMAIL, [address])
