"""A line of plain text, as people see it: names, titles, reasons."""

from __future__ import annotations

import re
import unicodedata

from django import forms

#: Joiners and marks that emoji and some scripts are written with: kept, though alone they show nothing.
_KEPT = "\u200c\u200d\u200e\u200f\u061c" + "".join(map(chr, range(0xE0020, 0xE0080)))
#: Letters by their category, blank to the eye.
_BLANK_LETTERS = "\u115f\u1160\u2800\u3164\uffa0"


def fold_line(text: str) -> str:
    """Take out what nobody can see or what turns others' letters round, and make all white space one space.

    Gives "" for a text that shows nothing at all.
    """
    seen = "".join(letter for letter in text if _is_wanted(letter))
    folded = re.sub(r"\s+", " ", seen).strip()
    return folded if shows_something(folded) else ""


def shows_something(text: str) -> bool:
    """Is there a single letter, figure or sign to be seen?"""
    return any(unicodedata.category(letter)[0] in "LNPS" and letter not in _BLANK_LETTERS for letter in text)


def _is_wanted(letter: str) -> bool:
    if letter in _BLANK_LETTERS:
        return False
    if letter in _KEPT or letter.isspace():
        return True
    return unicodedata.category(letter) not in {"Cc", "Cf", "Cs", "Co", "Cn"}


#: What stands where a name would, for somebody who has none here.
NOBODYS_NAMES = {
    "asked through a lead",
    "somebody who asked through a lead",
    "a former member",
    "a lead",
    "the hub",
}
#: Digits of the longest number that every database takes for a key.
LONGEST_KEY = 18


class SeveralField(forms.ModelMultipleChoiceField):
    """Several things to choose; a number longer than any key is none of them, where SQLite would stumble."""

    def clean(self, value):
        """Give the things chosen. Raises ValidationError."""
        for each in value or ():
            if len(str(each)) > LONGEST_KEY:
                raise forms.ValidationError(
                    self.error_messages["invalid_pk_value"], code="invalid_pk_value", params={"pk": "…"}
                )
        return super().clean(value)


class LineField(forms.CharField):
    """A line of plain text; one that shows nothing is empty. Too long a text is told by how much."""

    default_error_messages = {
        "required": "Fill this in.",
        "max_length": "This is %(show_value)d characters long. Please keep it to %(limit_value)d.",
    }

    def to_python(self, value: object) -> str:
        return fold_line(super().to_python(value) or "")


class NameField(LineField):
    """What somebody is called; never as the hub calls those it does not name."""

    def clean(self, value: object) -> str:
        """Give the name. Raises ValidationError."""
        name = super().clean(value)
        if name.casefold() in NOBODYS_NAMES:
            raise forms.ValidationError("The hub calls people so whom it does not name. Give your own name.")
        return name
