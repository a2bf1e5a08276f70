"""What is on its way from a conversation into guidance."""

from demo.content.communities import SPORT
from demo.content.shapes import Gathered

GATHERED = (
    Gathered(
        SPORT, "A summer of tape-ball in a park that two groups had stopped sharing",
        "A park that two groups share again", "marcia.bennett", 3, ((1, "name"), (2, ""), (3, "nobody"), (5, "no")),
    ),
)
