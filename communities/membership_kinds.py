"""The decisions that Leads take about who belongs and how, registered as the room opens."""

from __future__ import annotations

from django.urls import reverse

from communities.actions import moderation
from communities.deciding import Kind, register
from communities.models import Decision


def _member(decision: Decision) -> str:
    community = decision.community
    return reverse("communities:member-look-after", args=[community.slug, decision.subject_id])


def _home(decision: Decision) -> str:
    return decision.community.get_absolute_url()


def _log(decision: Decision) -> str:
    return reverse("communities:decision-log", args=[decision.community.slug])


def register_kinds() -> None:
    """Register them."""
    register(
        Kind("request-approved", "let in", address=_member),
        Kind(
            "request-declined",
            "said no to the request of",
            told="The Leads said no to your request to join.",
            has_letter=False,  # the answer to a request is a letter of its own
            undo=moderation.undo_decline,
        ),
        Kind("request-returned", "took back the no to", takes_back="request-declined"),
        Kind("lead-named", "named as a Lead", address=_member),
        Kind("lead-unnamed", "made a member again", address=_member),
        Kind(
            "member-removed",
            "took out",
            told="A Lead has taken you out of the community.",
            undo=moderation.undo_removal,
        ),
        Kind(
            "member-brought-back",
            "brought back",
            told="You belong to the community again.",
            takes_back="member-removed",
            address=_member,
        ),
        Kind(
            "member-warned",
            "warned",
            told="A Lead has written to you about how you take part.",
            undo=moderation.undo_warning,
            address=_member,
        ),
        Kind(
            "warning-taken-back",
            "took back the warning of",
            told="The warning you had is taken back.",
            takes_back="member-warned",
            address=_member,
        ),
        Kind(
            "member-muted",
            "asked to pause",
            told="A Lead has asked you to pause: you can read, and not write for now.",
            undo=moderation.undo_mute,
            address=_member,
        ),
        Kind(
            "member-unmuted",
            "let write again",
            told="You can write again.",
            takes_back="member-muted",
            address=_member,
        ),
        Kind(
            "member-blocked",
            "took out for good",
            told="A Lead has decided that you do not come into the community again.",
            undo=moderation.undo_block,
            address=_member,
        ),
        Kind(
            "member-unblocked",
            "may come in again:",
            told="You may ask to come into the community again.",
            takes_back="member-blocked",
            address=_member,
        ),
        Kind("community-paused", "paused the community", address=_home),
        Kind("community-archived", "archived the community", address=_home),
        Kind("community-reopened", "opened the community again", address=_home),
        Kind("asking-offered", "let people ask without their name", address=_home),
        Kind("asking-ended", "stopped letting people ask without their name", address=_home),
        Kind("staff-reading", "began to read here as staff"),
        Kind("staff-reading-ended", "stopped reading here as staff"),
        Kind(
            "appeal-granted",
            "looked again, and took back a decision about",
            told="Somebody looked again and took the decision back.",
            address=_log,
        ),
        Kind(
            "appeal-refused",
            "looked again, and kept a decision about",
            told="Somebody looked again, and the decision stays.",
            address=_log,
        ),
    )
