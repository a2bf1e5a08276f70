"""Why a page should be looked at sooner than planned, whom that was told, and what readers say of it."""

from freshness.models.changes import ChangeNote, SeenChange
from freshness.models.links import BrokenLink, LinkLook
from freshness.models.readers import MISSING_LENGTH, Feedback, LeftAlone
from freshness.models.reviews import ReviewCall, ReviewDate, ReviewReminder, ReviewRule

__all__ = [
    "MISSING_LENGTH",
    "BrokenLink",
    "ChangeNote",
    "Feedback",
    "LeftAlone",
    "LinkLook",
    "ReviewCall",
    "ReviewDate",
    "ReviewReminder",
    "ReviewRule",
    "SeenChange",
]
