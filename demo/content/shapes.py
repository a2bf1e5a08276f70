"""What a demonstration person, room, conversation and page are made of.

Everything refers to everything else by a short key, so that the words can be written
and read without thinking of the database. `demo.loading` turns them into rows.
"""

from __future__ import annotations

from dataclasses import dataclass, field

#: Every address of a demonstration person ends like this. `.example` is reserved: no mail can leave.
MAIL_DOMAIN = "demo.example"


@dataclass(frozen=True)
class Organisation:
    """A fictional body that people come from."""

    key: str
    name: str
    sector: str
    places: tuple[str, ...]
    description: str


@dataclass(frozen=True)
class Tier:
    """A kind of membership of the network; `seats` None is as many as there are."""

    name: str
    description: str
    seats: int | None
    opens_inviting: bool = True


@dataclass(frozen=True)
class NetworkMembership:
    """What one organisation has: days since it began, and until its last day (gone by where negative)."""

    organisation: str
    tier: str
    began: int
    ends_in: int | None


@dataclass(frozen=True)
class Claim:
    """Somebody who says that they work for another organisation now, days before loading."""

    person: str
    organisation: str
    note: str
    days_ago: int


@dataclass(frozen=True)
class Place:
    """A fictional local authority; its key is its slug."""

    key: str
    name: str
    kind: str
    nation: str = "england"


@dataclass(frozen=True)
class Topic:
    """One word of the shared vocabulary; its key is its slug."""

    key: str
    name: str
    description: str


@dataclass(frozen=True)
class Term:
    """A word that the glossary explains; its key is its slug, `other_words` what else is said for it."""

    key: str
    name: str
    definition: str
    other_words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Person:
    """A fictional person. The key is their name in the address: `nadia.rahim` signs in as that, at our domain."""

    key: str
    name: str
    job_title: str
    organisation: str
    place: str  # its slug: one of `organisations.PLACES`, or a real one
    about: str
    expertise: tuple[str, ...] = ()
    is_approved: bool = True
    can_help_with: str = ""
    is_listed: bool = True
    work_role: str = ""

    @property
    def email(self) -> str:
        """Give the address this person signs in with."""
        return f"{self.key}@{MAIL_DOMAIN}"


@dataclass(frozen=True)
class Asking:
    """A request to join that waits for a Lead."""

    person: str
    note: str
    days_ago: int


@dataclass(frozen=True)
class Inviting:
    """An invitation by the first Lead, and what came of it: "", "declined", "failed" or, after thirty days, nothing."""

    person: str
    days_ago: int
    outcome: str = ""
    message: str = ""


@dataclass(frozen=True)
class Community:
    """A room, its Leads and members by key, and who is asking to come in."""

    key: str
    name: str
    purpose: str
    house_rules: tuple[str, ...]
    accent: str
    privacy: str
    joining: str
    topics: tuple[str, ...]
    leads: tuple[str, ...]
    members: tuple[str, ...]
    is_chatham_house: bool = False
    shows_help: bool = False
    holds_names: bool = False
    shows_readers: bool = False
    allows_images: bool = True
    asking: tuple[Asking, ...] = ()
    inviting: tuple[Inviting, ...] = ()
    welcome: str = ""


@dataclass(frozen=True)
class File:
    """A file on a Post: a drawing of `demo.drawings` by its key, or a page of a title and paragraphs."""

    name: str
    drawing: str = ""
    page: tuple[str, ...] = ()


@dataclass(frozen=True)
class Post:
    """What one person says, in the simple marks that `discussions.richtext` reads.

    `quotes` is the number of an earlier Post of the same Thread. `before_edit` holds the words it
    had at first. `hidden` is the reason a Lead gave for putting it out of sight. `thanks`, `useful` and
    `same` name those who said so with a press.
    """

    author: str
    text: str
    quotes: int | None = None
    before_edit: str = ""
    is_deleted: bool = False
    hidden: str = ""
    pause_days: float = 0
    thanks: tuple[str, ...] = ()
    useful: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    files: tuple[File, ...] = ()
    #: Asked through a Lead, who passed it on without a name.
    is_masked: bool = False


@dataclass(frozen=True)
class Held:
    """A reply that waits for a Lead, because of `why`, a value of `HeldPost.Why`."""

    community: str
    thread: str
    author: str
    text: str
    why: str
    hours_ago: float


@dataclass(frozen=True)
class Update:
    """What an Editor changed in the paragraph of a question: the words it `was` before, what it says `now`, and a note."""

    was: str
    now: str
    note: str


@dataclass(frozen=True)
class Thread:
    """A conversation that began and was last heard of so many days before the demonstration was loaded.

    `answer` is the number of the Post marked as such; `page` the key of a page of guidance.
    `summary` stands above it, by whoever asked. `unread` says how many of its last Posts a documented account has not seen; the others have seen all.
    """

    community: str
    title: str
    kind: str
    topics: tuple[str, ...]
    days_ago: tuple[float, float]
    posts: tuple[Post, ...]
    page: str = ""
    #: Words of that page, where it is about those.
    passage: str = ""
    answer: int | None = None
    is_locked: bool = False
    is_pinned: bool = False
    moderator: str = ""
    summary: str = ""
    unread: dict[str, int] = field(default_factory=dict)
    #: A Lead has told all members of it.
    is_told_to_all: bool = False
    #: A second community in which its starter shared it, and why.
    shared_in: str = ""
    shared_why: str = ""
    #: An Editor answered it with its last Post, by changing the page it is about.
    update: Update | None = None


@dataclass(frozen=True)
class KeptFile:
    """A file of a community: `versions` are the pages of each, oldest first; a title, then paragraphs."""

    title: str
    name: str
    by: str
    description: str
    versions: tuple[tuple[str, ...], ...]
    folder: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    days_ago: int = 20
    is_pinned: bool = False


@dataclass(frozen=True)
class Pin:
    """Guidance, by its key, or a link to elsewhere, on the home of a community."""

    by: str
    page: str = ""
    title: str = ""
    url: str = ""
    sentence: str = ""


@dataclass(frozen=True)
class Shelf:
    """What one community keeps."""

    community: str
    files: tuple[KeptFile, ...]
    pins: tuple[Pin, ...] = ()



@dataclass(frozen=True)
class ReadingList:
    """A list of pages of guidance, by their keys, and with whom its owner shares it."""

    owner: str
    title: str
    intro: str
    pages: tuple[str, ...]
    community: str = ""
    is_shared_by_link: bool = False


@dataclass(frozen=True)
class Tried:
    """What somebody's organisation made of a page, days before loading; without `days_ago` a draft."""

    page: str
    by: str
    days_ago: int | None
    year: int
    place_kind: str
    scale: str
    outcome: str
    happened: str
    evidence: str
    again: str
    changed: str = ""
    evidence_note: str = ""
    cost: str = "not-known"
    is_named: bool = True
    may_be_contacted: bool = True


@dataclass(frozen=True)
class Gathered:
    """Posts of a conversation on their way into a case study: number, and its author's answer, a credit or "no" or ""."""

    community: str
    thread: str
    title: str
    by: str
    days_ago: int
    posts: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class HelpContact:
    """Whom people turn to; nobody of the demonstration has rung them, so none is checked."""

    name: str
    who_for: str
    number: str = ""
    text_number: str = ""
    website: str = ""
    hours: str = ""
    is_urgent: bool = False
    source: str = ""


@dataclass(frozen=True)
class Report:
    """Somebody reports a post, by the title of its thread and its number; with an outcome it is decided."""

    community: str
    thread: str
    number: int
    reporter: str
    category: str
    words: str
    hours_ago: int
    outcome: str = ""
    decided_by: str = ""
    answer: str = ""
