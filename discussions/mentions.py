"""Whom words name: who may be named in a Community, what becomes of the rest, and who is told.

A mention in cleaned HTML is a claim of the browser's. `settle` decides again, as the Post is written:
only members of the Community are named and told, everybody else's name becomes plain words.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from html import escape, unescape
from itertools import islice
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q

from communities.models import Community, Membership, User
from discussions import richtext

if TYPE_CHECKING:
    from discussions.forms import WordsForm

#: People one Post may tell.
MAX_TOLD = 20
#: Different names looked up in one Post, written out or as mentions.
MAX_NAMED = 100
#: Rows the composer offers, and how many of them may be Organisations.
OFFERED, OFFERED_ORGANISATIONS = 8, 3

_PIECE = re.compile(
    r'<span class="mention" data-(?P<kind>user|organisation)="(?P<number>\d+)">(?P<words>[^<]*)</span>'
    r"|<(?P<end>/?)(?P<tag>blockquote|a)\b[^>]*>"
    r"|<[^>]*>"
    r"|(?P<text>[^<]+)"
)
_WRITTEN = re.compile(r"(?<![^\s(])@(?=(?P<rest>\S{1,120}(?: \S{1,120}){0,9}))")
#: What may stand between a name and the next word.
_SENTENCE_ENDS = ".,;:!?)\"'\u2019\u201d\u2026"


class CannotMention(PermissionDenied):
    """This Post would tell more people than one Post may."""


@dataclass(frozen=True)
class Name:
    """A mention as it stands in words: "user" or "organisation", and its id."""

    kind: str
    pk: int


@dataclass
class Readers:
    """Those of some names who belong to a Community: names by id, and the same for each Organisation's members."""

    people: dict[int, str] = field(default_factory=dict)
    organisations: dict[int, str] = field(default_factory=dict)
    members: dict[int, dict[int, str]] = field(default_factory=dict)

    def label(self, name: Name) -> str | None:
        """Give what this name is written as, or None when it may not be named here."""
        return (self.people if name.kind == "user" else self.organisations).get(name.pk)

    def told(self, names: Collection[Name], author: User) -> dict[int, int | None]:
        """Give the ids of those who are told, in order, each with the Organisation it is through, if any."""
        told: dict[int, int | None] = {
            name.pk: None for name in names if name.kind == "user" and name.pk in self.people
        }
        for name in names:
            if name.kind == "organisation":
                for pk in self.members.get(name.pk, ()):
                    told.setdefault(pk, name.pk)
        told.pop(author.pk, None)
        return told


@dataclass(frozen=True)
class Settled:
    """Words in which only those are named who may be, and who is told of them."""

    body: str
    told: dict[int, int | None]


def settle(body: str, *, community: Community, author: User, before: str = "") -> Settled:
    """Decide whom these cleaned words name. Raises CannotMention when they would tell too many.

    A name is written as it is now, unless it stood in the words `before` an edit: those stay as written.
    In a quotation nobody is told again.
    """
    named = names_in(body)
    if not named:
        return Settled(body, {})
    readers = readers_named(community, {name for name, _ in named})
    # As they stood, not as this form has them: a label is the browser's claim.
    old = {
        Name(match["kind"], int(match["number"])): match[0]
        for match in _PIECE.finditer(before)
        if match["kind"]
    }

    def write(match: re.Match[str]) -> str:
        if not match["kind"]:
            return match[0]
        name = Name(match["kind"], int(match["number"]))
        label = readers.label(name)
        if label is None:
            return match["words"]
        return old.get(name) or _span(name, label)

    told = readers.told([name for name, is_quoted in named if not is_quoted], author)
    check_may_tell(len(told))
    try:
        return Settled(richtext.clean(_PIECE.sub(write, body)), told)
    except richtext.TooLong as error:  # a name grew meanwhile
        raise CannotMention(str(error)) from error


def check_may_tell(count: int) -> None:
    """Raises CannotMention when one Post would tell this many people."""
    if count > MAX_TOLD:
        raise CannotMention(
            f"This would tell {count:,} people. One post tells at most {MAX_TOLD}: "
            "name fewer, or write some names without the @."
        )


def names_in(body: str) -> list[tuple[Name, bool]]:
    """List the different names in cleaned words, each with whether it stands in quotations only.

    Raises CannotMention when there are more than MAX_NAMED.
    """
    found: dict[Name, bool] = {}
    for match, is_quoted, _ in _pieces(body):
        if match["kind"]:
            name = Name(match["kind"], int(match["number"]))
            found[name] = found.get(name, True) and is_quoted
    if len(found) > MAX_NAMED:
        raise CannotMention(
            f"This names {len(found):,} people. One post tells at most {MAX_TOLD}: name fewer."
        )
    return list(found.items())


def readers_named(community: Community, names: Collection[Name]) -> Readers:
    """Look up those of these names who belong to a Community. Two queries."""
    people = {name.pk for name in names if name.kind == "user"}
    organisations = {name.pk for name in names if name.kind == "organisation"}
    readers = Readers()
    belonging = Membership.objects.belonging().filter(community=community)
    if people:
        readers.people = dict(belonging.filter(user__in=people).values_list("user_id", "user__name"))
    if organisations:
        rows = belonging.filter(user__organisation__in=organisations).order_by("user__name", "user_id")
        columns = ("user__organisation_id", "user__organisation__name", "user_id", "user__name")
        for pk, name, user_id, person in rows.values_list(*columns):
            readers.organisations[pk] = name
            readers.members.setdefault(pk, {})[user_id] = person
    return readers


def in_form(form: WordsForm, community: Community) -> str:
    """Give the words of a valid form; in those typed as text, names written out are mentions."""
    data = form.cleaned_data
    return find_written(data["body"], community) if data["body_format"] == "text" else data["body"]


def find_written(body: str, community: Community) -> str:
    """Make mentions of names written out as `@Full Name`, exactly as a member has it: the way without script.

    The longest name wins; a name that two people have, and one in a quotation or a link, stays words.
    """
    written = (
        candidate
        for match, is_quoted, is_linked in _pieces(body)
        if match["text"] and not (is_quoted or is_linked)
        for at in _WRITTEN.finditer(unescape(match["text"]))
        for candidate in _candidates(at["rest"])
    )
    labels = set(islice(written, MAX_NAMED * 10))
    if not labels:
        return body
    known = _named_exactly(community, labels)

    def write_text(text: str) -> str:
        parts, done = [], 0
        for at in _WRITTEN.finditer(text):
            label = next((candidate for candidate in _candidates(at["rest"]) if known.get(candidate)), None)
            if label and at.start() >= done:
                parts += [escape(text[done : at.start()], quote=False), _span(known[label], label)]
                done = at.end() + len(label)
        return "".join([*parts, escape(text[done:], quote=False)])

    return "".join(
        write_text(unescape(match["text"])) if match["text"] and not (is_quoted or is_linked) else match[0]
        for match, is_quoted, is_linked in _pieces(body)
    )


def as_words(body: str) -> str:
    """Give cleaned words with nobody named in them: two of the same are the same words."""
    return _PIECE.sub(lambda match: match["words"] if match["kind"] else match[0], body)


@dataclass(frozen=True)
class Offer:
    """One row of the composer's list: a person with their Organisation, or an Organisation with its count."""

    name: Name
    label: str
    beside: str


def offers(community: Community, viewer: User, beginning: str) -> list[Offer]:
    """Find members, and Organisations of members, one of whose words begins so; at most OFFERED. Two queries."""
    belonging = Membership.objects.belonging().filter(community=community).exclude(user=viewer)
    places = (
        belonging.filter(_begins("user__organisation__name", beginning))
        .values("user__organisation_id", "user__organisation__name")
        .annotate(count=Count("pk"))
        .order_by("user__organisation__name")[:OFFERED_ORGANISATIONS]
    )
    organisations = [
        Offer(
            Name("organisation", row["user__organisation_id"]),
            row["user__organisation__name"],
            "1 person" if row["count"] == 1 else f"{row['count']} people",
        )
        for row in places
    ]
    rows = belonging.filter(_begins("user__name", beginning)).order_by("user__name", "user_id")
    columns = rows.values_list("user_id", "user__name", "user__organisation__name")
    people = [
        Offer(Name("user", pk), name, organisation or "")
        for pk, name, organisation in columns[: OFFERED - len(organisations)]
    ]
    return people + organisations


def sentence(names: Collection[Name], community: Community, author: User) -> str:
    """Say before posting who will be told; refuse kindly when they are too many."""
    readers = readers_named(community, names)
    told = readers.told(names, author)
    try:
        check_may_tell(len(told))
    except CannotMention as refusal:
        return str(refusal)
    labels = [
        readers.people[pk] if through is None else readers.members[through][pk]
        for pk, through in list(told.items())[:2]
    ]
    if len(told) > 2:
        labels[1] = f"{len(told) - 1} others"
    return f"{' and '.join(labels)} will be told." if labels else ""


def _begins(path: str, beginning: str) -> Q:
    return Q(**{f"{path}__istartswith": beginning}) | Q(**{f"{path}__icontains": f" {beginning}"})


def _span(name: Name, label: str) -> str:
    return f'<span class="mention" data-{name.kind}="{name.pk}">@{escape(label, quote=False)}</span>'


def _pieces(body: str) -> Iterator[tuple[re.Match[str], bool, bool]]:
    """Walk through cleaned words, saying of each piece whether it is in a quotation, and in a link."""
    depth = {"blockquote": 0, "a": 0}
    for match in _PIECE.finditer(body):
        if match["tag"]:
            depth[match["tag"]] += -1 if match["end"] else 1
        yield match, depth["blockquote"] > 0, depth["a"] > 0


def _candidates(rest: str) -> list[str]:
    """List what may be the name after an "@", the longest first, without the end of its sentence."""
    words = rest.split(" ")
    found = []
    for count in range(len(words), 0, -1):
        whole = " ".join(words[:count])
        bare = whole.rstrip(_SENTENCE_ENDS)
        found += [whole, bare, bare.removesuffix("'s").removesuffix("\u2019s")]
    return [name for name in dict.fromkeys(found) if name]


def _named_exactly(community: Community, labels: set[str]) -> dict[str, Name]:
    """Give the one member, or the one Organisation of members, that has each of these names."""
    belonging = Membership.objects.belonging().filter(community=community)
    found: dict[str, set[Name]] = {}
    for pk, label in belonging.filter(user__name__in=labels).values_list("user_id", "user__name"):
        found.setdefault(label, set()).add(Name("user", pk))
    places = belonging.filter(user__organisation__name__in=labels)
    for pk, label in places.values_list("user__organisation_id", "user__organisation__name").distinct():
        found.setdefault(label, set()).add(Name("organisation", pk))
    return {label: names.pop() for label, names in found.items() if len(names) == 1}
