"""A line of plain text shows what it holds."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import get_resolver

from communities.lines import LineField, NameField, SeveralField, fold_line
from communities.models import Community, Topic
from tests.communities.factories import CommunityFactory

BLANK = [
    "",
    "   ",
    "\u200b" * 6,
    "\u3164",
    "\u200b\u3164\u200d",
    "\u200e",
    "\u2800",
    "\x00\x07",
    "\u00ad",
    "\ufe0f",
    "\u0301",
]


@pytest.mark.parametrize("text", BLANK)
def test_what_nobody_can_see_is_nothing(text):
    assert fold_line(text) == ""


@pytest.mark.parametrize("text", BLANK)
def test_a_required_line_is_missed(text):
    with pytest.raises(ValidationError, match="Say it"):
        LineField(error_messages={"required": "Say it."}).clean(text)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("  two \n words ", "two words"),
        ("evil\u202eeman", "evileman"),
        ("a\u200bb\u2066c\u2069", "abc"),
        ("Siân Ŵyn", "Siân Ŵyn"),
        ("نور", "نور"),
        ("👩‍👧 family", "👩‍👧 family"),
        ("🏴󠁧󠁢󠁷󠁬󠁳󠁿 Cymru", "🏴󠁧󠁢󠁷󠁬󠁳󠁿 Cymru"),
        ("می‌خواهم", "می‌خواهم"),
        ("?", "?"),
    ],
)
def test_a_line_keeps_what_people_write(text, line):
    assert fold_line(text) == line
    assert fold_line(line) == line


def test_a_line_that_is_too_long_is_told_by_how_much():
    with pytest.raises(ValidationError, match=r"This is 12 characters long\. Please keep it to 10\."):
        LineField(max_length=10).clean("a" * 12)


def routes(resolver, before: str = "") -> list[str]:
    """List the whole route of each address."""
    found = []
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern)
        found += routes(pattern, route) if hasattr(pattern, "url_patterns") else [route]
    return found


@pytest.mark.django_db
def test_no_community_takes_an_address_that_the_hub_uses():
    below = [route.split("/")[1] for route in routes(get_resolver()) if route.startswith("communities/")]

    assert {word for word in below if word and "<" not in word} == Community.RESERVED_SLUGS
    for slug in Community.RESERVED_SLUGS:
        with pytest.raises(ValidationError, match="uses"):
            CommunityFactory.build(slug=slug).full_clean()


@pytest.mark.parametrize("name", ["Asked through a Lead", "a former  MEMBER", "The hub"])
def test_nobody_is_called_as_those_the_hub_does_not_name(name):
    with pytest.raises(ValidationError, match="Give your own name"):
        NameField().clean(name)


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["9" * 30, "x", ""])
def test_a_key_longer_than_any_is_no_choice(key):
    with pytest.raises(ValidationError):
        SeveralField(Topic.objects.all()).clean([key])
