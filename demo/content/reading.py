"""What the demonstration's people keep to read."""

from demo.content.shapes import ReadingList

READING_LISTS = (
    ReadingList(
        "marcia.bennett",
        "Before you plan a season",
        "Three things to read with your coaches before the first session.",
        ("power-of-sport", "case-communities-united", "case-the-r-project"),
        community="sport-and-cohesion",
    ),
    ReadingList(
        "nadia.rahim",
        "For new councillors",
        "Where to begin, in an evening.",
        ("together-we-can-achieve-unity", "reading-the-figures"),
        is_shared_by_link=True,
    ),
)
#: Who saved what.
SAVED = {"nadia.rahim": ("radical-kindness", "power-of-sport"), "gareth.pryce": ("power-of-sport",)}
