"""Every pair of tokens that meets on a page can be told apart, by day and by night."""

import re
from itertools import product

import pytest

from hub.staticfiles import SOURCES, sources

TOKENS = (SOURCES / "tokens.css").read_text()
PAIR = re.compile(r"--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)")
COLOURS = {name: {"light": light, "dark": dark} for name, light, dark in PAIR.findall(TOKENS)}

GROUNDS = ["paper", "paper-raised", "paper-sunken"]
TINTS = ["action-tint", "danger-tint", "success-tint", "warning-tint"]
ACCENTS = ["indigo", "green", "plum", "ochre", "slate"]

TEXT = [
    *product(["ink", "ink-muted"], [*GROUNDS, *TINTS, "highlight"]),
    *product(["action", "action-hover", "danger", "danger-hover"], [*GROUNDS, "action-tint"]),
    *product(["success", "warning"], GROUNDS),
    *product([f"accent-{name}" for name in ACCENTS], GROUNDS),
    *[(f"accent-{name}", f"accent-{name}-tint") for name in ACCENTS],
    *[(name, f"{name}-tint") for name in ("action", "danger", "success", "warning")],
    *product(["on-action"], ["action", "action-hover"]),
    *product(["on-danger"], ["danger", "danger-hover"]),
    *[("on-avatar", f"avatar-{number}") for number in range(1, 9)],
    ("action", "success-tint"),  # a link in the answer to a question
]
EDGES = [
    *product(["line-strong", "action", "danger", "success", "warning"], GROUNDS),
    *product([f"accent-{name}" for name in ACCENTS], GROUNDS),
]


def luminance(colour: str) -> float:
    """Give the relative luminance of `#rrggbb`, 0 to 1, as WCAG 2.2 defines it."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str, theme: str) -> float:
    """Give the contrast of two tokens in a theme, 1 to 21."""
    darker, lighter = sorted(luminance(COLOURS[name][theme]) for name in (one, other))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_words_stand_out_from_what_they_are_written_on(theme):
    faint = {pair: round(contrast(*pair, theme), 2) for pair in TEXT if contrast(*pair, theme) < 4.5}

    assert faint == {}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_edges_that_carry_meaning_stand_out_from_the_ground(theme):
    faint = {pair: round(contrast(*pair, theme), 2) for pair in EDGES if contrast(*pair, theme) < 3}

    assert faint == {}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_one_of_the_two_focus_rings_shows_on_any_ground(theme):
    for ground in [*GROUNDS, *TINTS, "action", "danger"]:
        assert max(contrast("focus", ground, theme), contrast("focus-edge", ground, theme)) >= 3, ground
    assert contrast("focus", "focus-edge", theme) >= 3


def test_no_colour_is_written_outside_the_tokens():
    literal = re.compile(r":[^;{]*(#[0-9a-fA-F]{3,8}\b|\b(?:rgba?|hsla?|oklch|lab)\()")
    strays = [
        f"{path.name}: {line.strip()}"
        for path in sources()
        if path.name != "tokens.css"
        for line in path.read_text().splitlines()
        if literal.search(line)
    ]

    assert strays == []


def test_every_token_that_is_used_is_declared():
    css = "\n".join(path.read_text() for path in sources())
    declared = set(re.findall(r"(--[\w-]+)\s*:", css))
    used = set(re.findall(r"var\((--[\w-]+)\s*[,)]", css))

    assert used <= declared
