"""Some posts of a conversation, as somebody writes their numbers."""

from __future__ import annotations

import re
from typing import Any

from django import forms

#: Posts that are dealt with in one go.
MOST_POSTS = 200
_RANGE = re.compile(r"(\d{1,9})(?:\s*(?:-|–|to)\s*(\d{1,9}))?")


class PostNumbersField(forms.CharField):
    """Numbers of posts; gives a list of them in order, each once. "12, 14 to 18" is six numbers."""

    default_error_messages = {"required": "Say which posts, by their numbers."}

    def __init__(self, *, label: str | None = None) -> None:
        super().__init__(label=label, help_text="Their numbers, for example: 12, 14 to 18.", max_length=200)

    def clean(self, value: Any) -> list[int]:
        """Give the numbers. Raises ValidationError."""
        text = super().clean(value)
        return read_numbers(text) if text else []


def read_numbers(text: str) -> list[int]:
    """Read "12, 14 to 18" as six numbers. Raises ValidationError."""
    numbers: set[int] = set()
    for part in text.split(","):
        found = _RANGE.fullmatch(part.strip())
        if not found:
            raise forms.ValidationError("Write numbers with commas between them, such as 12, 14 to 18.")
        first, last = int(found[1]), int(found[2] or found[1])
        if not 0 <= last - first < MOST_POSTS:
            raise forms.ValidationError(f"Choose at most {MOST_POSTS} posts, the lower number first.")
        numbers |= set(range(first, last + 1))
    if len(numbers) > MOST_POSTS:
        raise forms.ValidationError(f"Choose at most {MOST_POSTS} posts.")
    return sorted(numbers)
