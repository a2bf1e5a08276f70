"""What a demonstration page is made of, and short names for the pieces of its body.

A body is a tuple of pieces, each a block's name and value as `resources.blocks.body` lists them.
`Marks` are words with simple marks (Markdown); `[words](page:key)` links to another page of ours.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Marks:
    """Words that become rich text."""

    text: str


@dataclass(frozen=True)
class Drawing:
    """A picture by `demo.drawings`, which becomes an image."""

    key: str


@dataclass(frozen=True)
class PageKey:
    """A page made earlier."""

    key: str


Piece = tuple[str, object]


@dataclass(frozen=True)
class Page:
    """What all pages have: a key to refer to it by, which is also its slug."""

    key: str
    title: str
    summary: str


@dataclass(frozen=True)
class Standard(Page):
    """A plain page below the front page."""

    body: tuple[Piece, ...]


@dataclass(frozen=True)
class News(Page):
    """A piece of news."""

    date: date
    body: tuple[Piece, ...]


@dataclass(frozen=True)
class Guidance(Page):
    """What guides, case studies and linked resources share.

    `reviewed_days_ago` and `review_due_in_days` count from the day of loading; without the second, the rules of the
    hub choose the day.
    """

    topics: tuple[str, ...]
    audiences: tuple[str, ...]
    published: date
    steward: str = ""
    reviewed_days_ago: int = 45
    review_due_in_days: int | None = 320


@dataclass(frozen=True)
class Chapter(Page):
    """A chapter of a guide."""

    body: tuple[Piece, ...]


@dataclass(frozen=True, kw_only=True)
class Guide(Guidance):
    """A long read."""

    key_points: tuple[str, ...]
    body: tuple[Piece, ...]
    chapters: tuple[Chapter, ...] = ()
    changes: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class CaseStudy(Guidance):
    """What one organisation did."""

    organisation: str
    place: str
    what_they_did: tuple[Piece, ...]
    what_changed: tuple[Piece, ...]
    evidence_note: str
    cost: str = "not-known"


@dataclass(frozen=True, kw_only=True)
class LinkedResource(Guidance):
    """Somebody else's publication."""

    publisher: str
    url: str
    form: str
    about: str
    year: int | None = None


def heading(text: str, level: str = "h2") -> Piece:
    """Begin a section."""
    return "heading", {"text": text, "level": level}


def prose(text: str) -> Piece:
    """Say something in paragraphs and lists."""
    return "paragraph", Marks(text)


def key_points(title: str, *points: str) -> Piece:
    """List the few things to remember."""
    return "key_points", {"title": title, "points": list(points)}


def callout(kind: str, text: str) -> Piece:
    """Let a note stand out: note, tip, warning, law or sample."""
    return "callout", {"kind": kind, "text": Marks(text)}


def sample(text: str) -> Piece:
    """Say what is ours and not the publication's, under the words "Demonstration text"."""
    return callout("sample", text)


def figure(drawing: str, alt_text: str, caption: str) -> Piece:
    """Show a drawing with words for people who do not see it."""
    return "figure", {
        "image": {"image": Drawing(drawing), "alt_text": alt_text, "decorative": False},
        "caption": caption,
        "credit": "Drawn for this demonstration",
    }


def table(caption: str, columns: tuple[tuple[str, str], ...], *rows: tuple[str, ...]) -> Piece:
    """Show facts in rows; columns are (kind, heading) with kind `text` or `number`."""
    return "table", {
        "caption": caption,
        "has_row_headings": True,
        "table": {
            "columns": [{"type": kind, "heading": words} for kind, words in columns],
            "rows": [{"values": list(row)} for row in rows],
            "caption": "",
        },
    }


def steps(*pairs: tuple[str, str]) -> Piece:
    """List things to do in order."""
    return "steps", {"steps": [{"title": title, "text": Marks(text)} for title, text in pairs]}


def example(title: str, place: str, text: str) -> Piece:
    """Tell how one place did it."""
    return "practice_example", {"title": title, "place": place, "text": Marks(text), "case_study": None}


def case_study(key: str) -> Piece:
    """Lead to a case study."""
    return "case_study", {"page": PageKey(key)}


def references(*items: tuple[str, str]) -> Piece:
    """Say where the facts come from; an address only where we are certain of it."""
    return "references", {
        "title": "Where these facts come from",
        "items": [{"text": text, "url": url} for text, url in items],
    }
