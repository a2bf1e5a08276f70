"""How much somebody hears of the changes of a page they saved, in the words of the control that chooses it."""

from __future__ import annotations

from django.urls import reverse

from discussions.following import Choice, Follow
from discussions.models import FollowLevel
from reading_lists.models import SavedPage

#: What each level does, true today.
MEANS = {
    FollowLevel.EVERYTHING: "What changed in it is news on your desk.",
    FollowLevel.DIGEST: "Gathered under Digest in your inbox, for when you have time.",
    FollowLevel.NOTHING: "It stays among your saved pages, and you hear of no change.",
}


def of_saved(saved: SavedPage) -> Follow:
    """Give the control of a page that somebody saved."""
    level = FollowLevel(saved.level)
    choices = [Choice(each.value, each.label, means, each == level) for each, means in MEANS.items()]
    return Follow(level, choices, reverse("reading-lists:page-follow", args=[saved.page_id]))
