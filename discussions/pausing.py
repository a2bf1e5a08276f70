"""Asking, before words are posted, about what may let somebody be recognised. It asks, and never blocks.

All of it happens here, in the words that were typed: nothing leaves the process, nothing is kept, nothing
is logged. Each pattern has a ceiling on what it repeats, so none can run away (TRUST rule 33).
Source: R-HC-1 in docs/rules.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.crypto import constant_time_compare, salted_hmac

from discussions import richtext

if TYPE_CHECKING:
    from communities.models import Community


class Kind(StrEnum):
    """What may let somebody be recognised, in words for whoever wrote it."""

    NAME = "a name"
    ADDRESS = "an address"
    POSTCODE = "a postcode"
    SCHOOL = "a school, a place of worship or a street"
    PHONE = "a telephone number"
    EMAIL = "an e-mail address"
    CAR = "a car's number plate"
    REFERENCE = "a crime or case number"
    DATE = "an exact date"


@dataclass(frozen=True)
class Finding:
    """Some words that were found, as they stand in the text."""

    kind: Kind
    words: str


#: What its author is asked.
QUESTION = "This may let somebody be recognised. Please look at it once more; it is for you to decide."
#: What is shown at once; a text with more has its reader asked about these first.
MOST_SHOWN = 12
_LONGEST = 60_000

#: With the capitals of our neighbours' names, and those inside McAdam and O'Hara.
_WORD = r"[A-ZÀ-ÖØ-ÞĆĞİŁŚŞŠŴŶŻŽ][\w'’\-]{1,30}"
_NAME = rf"{_WORD}(?:[ ]{_WORD}){{0,2}}"
_FULL_NAME = rf"{_WORD}(?:[ ]{_WORD}){{1,2}}"
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)"
)
_ROAD = r"(?:Street|St|Road|Rd|Avenue|Ave|Lane|Close|Drive|Crescent|Terrace|Grove|Gardens|Court|Place|Way|Square|Row)"
_PERSON = r"(?:victim|witness|suspect|perpetrator|attacker|offender|complainant|caller|client|survivor)"

#: Case matters in all of them: what begins with a capital is what names.
_PATTERNS: tuple[tuple[Kind, re.Pattern], ...] = (
    (Kind.EMAIL, re.compile(r"\b[\w.+\-]{1,64}@[A-Za-z0-9\-]{1,63}(?:\.[A-Za-z0-9\-]{1,63}){1,4}\b")),
    (
        Kind.POSTCODE,
        re.compile(r"\b(?:[A-Z]{1,2}[0-9][A-Z0-9]?|[a-z]{1,2}[0-9][a-z0-9]?)[ ]?[0-9][A-Za-z]{2}\b"),
    ),
    (
        Kind.REFERENCE,
        re.compile(
            r"(?i:\b(?:crime|case|incident|log|urn|custody|reference|ref)\b[ ]?"
            r"(?:reference|ref|number|no)?\.?[ ]?(?:is|was)?[ ]?[:#]?[ ]?)"
            r"(?=[A-Z0-9/\-]{0,20}[0-9])[A-Z0-9][A-Z0-9/\-]{3,20}\b"
        ),
    ),
    (Kind.REFERENCE, re.compile(r"\b[0-9]{2}[A-Z]{1,2}/[0-9]{3,7}/[0-9]{2}\b")),
    (Kind.CAR, re.compile(r"\b[A-Z]{2}[0-9]{2}[ ]?[A-Z]{3}\b")),
    (Kind.PHONE, re.compile(r"(?<![\w])(?:\+44[ ]?(?:\(0\)[ ]?)?|0)[0-9](?:[ \-]?[0-9]){8,9}(?![\w])")),
    (Kind.ADDRESS, re.compile(rf"\b[0-9]{{1,4}}[a-zA-Z]?,?[ ](?:{_WORD}[ ]){{1,3}}{_ROAD}\b")),
    (Kind.ADDRESS, re.compile(r"\b(?:[Ff]lat|[Aa]partment|[Rr]oom)[ ][0-9]{1,4}[a-zA-Z]?\b")),
    (
        Kind.SCHOOL,
        re.compile(
            rf"\b(?:St\.?[ ])?{_WORD}(?:[ ]{_WORD}){{0,3}}[ ](?:(?:Primary|High|Secondary|Infant|Junior|Grammar)"
            r"(?:[ ]School)?|School|Academy|College|Nursery|Mosque|Synagogue|Gurdwara|Mandir|Church|Masjid)\b"
        ),
    ),
    (Kind.SCHOOL, re.compile(rf"\b(?:on|in|at|near|along|off|from)[ ](?:{_WORD}[ ]){{1,2}}{_ROAD}\b")),
    (
        Kind.DATE,
        re.compile(rf"\b[0-9]{{1,2}}(?:st|nd|rd|th)?[ ](?:of[ ])?{_MONTH}(?:,?[ ][0-9]{{4}})?\b"),
    ),
    (Kind.DATE, re.compile(rf"\b{_MONTH}[ ][0-9]{{1,2}}(?:st|nd|rd|th)?(?![0-9])(?:,?[ ][0-9]{{4}})?\b")),
    (Kind.DATE, re.compile(r"\b[0-9]{1,2}[/.\-][0-9]{1,2}[/.\-](?:[0-9]{4}|[0-9]{2})\b")),
    (Kind.NAME, re.compile(rf"\b(?:Mrs?|Ms|Miss|Dr|Mx|Imam|Rabbi|Revd?|Reverend|PC|Sgt)\.?[ ]{_NAME}\b")),
    (
        Kind.NAME,
        re.compile(
            r"(?i:\b(?:his|her|their|my|the|whose)?[ ]?(?:full[ ]|first[ ]|real[ ])?name(?:[ ]is|[ ]was|:)[ ])"
            rf"({_NAME})\b"
        ),
    ),
    (Kind.NAME, re.compile(rf"(?i:\b(?:called|named|known[ ]as)[ ])({_NAME})\b")),
    (
        Kind.NAME,
        re.compile(rf"(?i:\b{_PERSON}(?:s|'s|’s)?(?:,|:|[ ]is|[ ]was|[ ]called|[ ]named)?[ ]\(?)({_NAME})\b"),
    ),
    (
        Kind.NAME,
        re.compile(
            rf"\b({_FULL_NAME}),?[ ](?:was|were|is|has[ ]been|had[ ]been|got|who[ ]was)[ ](?:\w{{1,12}}ly[ ])?"
            r"(?:attacked|assaulted|abused|hurt|hit|punched|kicked|spat|threatened|harassed|followed|targeted|arrested"
            r"|charged|injured|stabbed|robbed|the[ ]victim|a[ ]victim|a[ ]witness|the[ ]suspect)\b"
        ),
    ),
    (
        Kind.NAME,
        re.compile(
            r"\b(?:attacked|assaulted|abused|punched|threatened|harassed|arrested|stabbed|reported)(?:[ ]by)?[ ]"
            rf"({_FULL_NAME})\b"
        ),
    ),
)
#: Words that begin with a capital and name nobody.
_NOBODY = frozenset(
    [
        "The",
        "This",
        "That",
        "These",
        "Those",
        "There",
        "Then",
        "They",
        "We",
        "I",
        "It",
        "He",
        "She",
        "You",
        "And",
        "But",
        "Or",
        "So",
        "If",
        "When",
        "What",
        "Who",
        "Why",
        "How",
        "Not",
        "No",
        "Yes",
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "Police",
        "Council",
        "Support",
        "Hate",
        "Crime",
        "Report",
        "Reports",
    ]
)


def find(text: str) -> list[Finding]:
    """List what in this plain text may let somebody be recognised, in its order, each once."""
    found = sorted(_matches(text[:_LONGEST]), key=lambda each: (each[0], -each[1]))
    kept: dict[Finding, None] = {}
    end = 0
    for start, stop, finding in found:
        if start >= end:
            kept.setdefault(finding)
            end = stop
    return list(kept)


def _matches(text: str) -> Iterator[tuple[int, int, Finding]]:
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            group = 1 if pattern.groups else 0
            words = match[group]
            if kind == Kind.NAME and words.split()[0] in _NOBODY:
                continue
            yield match.start(group), match.end(group), Finding(kind, words)


@dataclass(frozen=True)
class Pause:
    """What its author is asked about, once for the same words found."""

    findings: tuple[Finding, ...]

    @property
    def token(self) -> str:
        """Give what the button *Post it as it is* sends: it stands for these words and no others."""
        said = "\n".join(sorted(f"{each.kind.name} {each.words}" for each in self.findings))
        return salted_hmac("discussions.pausing", said).hexdigest()[:32]

    @property
    def shown(self) -> tuple[Finding, ...]:
        """Give the first of them."""
        return self.findings[:MOST_SHOWN]

    @property
    def sentences(self) -> list[str]:
        """Say what was found, a line for each, for a page that posts by script."""
        lines = [f"“{each.words}”: perhaps {each.kind.value}" for each in self.shown]
        more = len(self.findings) - len(lines)
        return [*lines, f"And {more} more."] if more else lines


def find_in(body: str, title: str = "") -> list[Finding]:
    """List what may let somebody be recognised in a Post's words. `body` is clean HTML."""
    return find(f"{title}\n{richtext.to_plain_text(body)}")


def ask_about(community: Community, body: str, title: str = "", confirmed: str = "") -> Pause | None:
    """Give what to ask the author about before this is posted here, or None to post it.

    `body` is clean HTML. `confirmed` is the token of what they have been asked about already.
    """
    return ask(find_in(body, title), confirmed) if community.asks_before_names else None


def ask(findings: list[Finding], confirmed: str) -> Pause | None:
    """Give what to ask about these, or None where there is nothing or its author has answered."""
    if not findings:
        return None
    pause = Pause(tuple(findings))
    return None if constant_time_compare(pause.token, confirmed) else pause
