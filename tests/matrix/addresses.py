"""An address for every door of the hub and every thing behind it, made of what stands in a world.

`tests.test_doors` finds the doors; here each is filled in. A door with something to fill in that no rule
covers fails the build, unless it is among those that open to nothing a reader could guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fnmatch import fnmatchcase

from django.urls import NoReverseMatch, reverse

from communities.models import Decision, Membership, ReadyReason
from discussions.models import Draft
from finding.topics import PARTS
from organisations.models import Claim
from passages.models import PageUpdate
from resources.models import Voice
from tests.matrix.world import World
from tests.test_doors import DOORS, OURS, Door

#: Doors whose address is a secret, or that are about the one who asks and nobody's words.
NOT_FILLED = {
    "sessions:session-end",
    "account_reset_password_from_key",
    "mfa_*_webauthn",
    "communities:invitation",
    "colleague-invitation:*",
    "communities:person-photo",
    "communities:welcome-step",
    "care:report-thanks",
    "resources:media",
    "account-*",
    "appoint",
    "organisations_*:*",
    "wagtail*",
}
#: What somebody who looks for it would type, in a hub where every word stands alone.
LOOKED_FOR = [
    *(
        "MARKTITLE",
        "MARKLIVE",
        "MARKLOCKED",
        "MARKPASSAGE",
        "MARKSCHEDULED",
        "MARKNAME",
        "MARKINSIDE",
        "MARKEARLIER",
    ),
    *(
        "MARKEDITED",
        "MARKASKED",
        "MARKHIDDEN",
        "MARKHELD",
        "MARKDRAFT",
        "MARKDELETED",
        "MARKSEALED",
    ),
    *("MARKARCHIVED", "MARKARRIVED", "MARKGONE", "MARKKEPTFILE", "MARKHIDFILE", "MARKSEALFILE"),
    *("MARKTRIEDLIVE", "MARKTRIEDHALF", "MARKTRIEDHID", "MARKTRIEDSEAL"),
    "MARKCHANGED",
    *("MARKGIVENWORDS", "MARKASKEDWORDS", "MARKREFUSEDWORDS", "MARKGATHERED"),
]
#: What else stands in an address, where the door tells more for it.
QUERIES = {
    "discussions:thread-changes": ("?after=0",),
    "discussions:thread-posts": ("?after=0",),
    "discussions:thread-detail": ("", "?quote=1", "?quote=3", "?quote=4"),
    "discussions:thread-list": ("", "?kind=question"),
    "discussions:thread-people": ("?q=mark",),
    "discussions:start-people": ("?q=mark",),
    "files:file-list": ("", "?q=mark"),
    "practice:record-list": ("", "?q=mark"),
    "communities:person-list": ("", "?q=mark"),
    "finding:alike": tuple(f"?q={word.lower()}" for word in LOOKED_FOR),
    "finding:suggest": tuple(f"?q={word.lower()}" for word in LOOKED_FOR),
    "finding:search": (
        "",
        "?q=markasker&kind=conversations",  # among people, whoever asked without a name is a person as others are
        *(f"?q={word.lower()}" for word in LOOKED_FOR),
    ),
    "wagtailadmin_pages:search": ("?q=mark",),
}
Kwargs = dict[str, object]


def fillings(world: World) -> dict[str, list[Kwargs]]:
    """Give for each pattern of names what its doors are filled in with; the first pattern that fits counts."""
    rooms: list[Kwargs] = [{"slug": each.slug} for each in (world.community, world.archived, world.away)]
    home = rooms[0]
    pks: list[Kwargs] = [{"pk": each.pk} for each in (world.community, world.archived, world.away)]
    old: list[Kwargs] = [home | {"pk": thread.pk} for thread in world.threads]
    threads = old + [{"slug": each.community.slug, "pk": each.pk} for each in world.threads[2:]]
    posts = [
        {"slug": post.thread.community.slug, "pk": post.thread_id, "number": post.number}
        for post in world.posts()
    ]
    files = [
        place | {"file": file.public_id, "name": file.name}
        for place, post in zip(posts, world.posts(), strict=True)
        for file in post.attachments.all()
    ]
    kept: list[Kwargs] = [
        home | {"file": each.public_id, "number": 1, "name": "minutes.pdf"} for each in world.kept
    ]
    held: list[Kwargs] = [{"pk": each.pk} for each in world.held]
    people: list[Kwargs] = [{"pk": each.pk} for each in (*world.people.values(), world.asker)]
    bodies: list[Kwargs] = [{"slug": world.organisation.slug}]
    decisions: list[Kwargs] = [{"pk": pk} for pk in Decision.objects.values_list("pk", flat=True)]
    memberships = Membership.objects.filter(community=world.community).values_list("pk", flat=True)
    reported = [("post", post.pk) for post in world.posts()] + [("kept-file", each.pk) for each in world.kept]
    reported += [("practice", each.pk) for each in world.records]
    reported += [("reading-list", mark) for each in world.reading_lists for mark in (each.pk, each.key)]
    return {
        "communities:community-number": pks,
        "communities:read-as-staff*": pks,
        "communities_community:*": pks,
        "communities:decision-detail": decisions,
        "communities:decision-*": [home | each for each in decisions],
        "communities:appeal-detail": [],
        "communities:announcement-*": rooms,
        "communities:member-*": [home | {"pk": pk} for pk in memberships],
        "communities:request-*": [home | {"pk": pk} for pk in memberships],
        "communities:reason-edit": [
            home | {"pk": pk} for pk in ReadyReason.objects.values_list("pk", flat=True)
        ],
        "communities:person-*": people,
        "communities:quiet-*": people,
        "communities:organisation-*": bodies,
        "begun:person": people,
        "added:person": people,
        "resources:person-guidance": people,
        "begun:organisation": bodies,
        "added:organisation": bodies,
        "resources:organisation-guidance": bodies,
        "communities:*": rooms,
        "organisations:*": [],
        "*claim*": [{"pk": pk} for pk in Claim.objects.values_list("pk", flat=True)],
        "discussions:held-*": [home | each | {"file": "0" * 32, "name": "x"} for each in held],
        "discussions:file*": files,
        "discussions:post-*": posts,
        "discussions:thread-*": [each | {"words": "words"} for each in threads],
        "discussions:summary-history": threads,
        "discussions:share-remove": [],
        "discussions:announce*": rooms,
        "discussions:*": rooms,
        "files:pin-*": rooms,
        "files:folder*": rooms,
        "files:*": [*kept, *rooms],
        "resources:booklet": [{"pk": world.talked_about.pk, "slug": world.talked_about.slug}],
        "passages:update": [{"pk": pk} for pk in PageUpdate.objects.values_list("pk", flat=True)],
        "passages:part": [{"page": world.talked_about.pk, "block": world.talked_about.body[0].id}],
        "practice:record-new": [{"page": world.talked_about.pk}],
        "practice:record-*": [{"pk": record.pk} for record in world.records],
        "contributions:gather": [{"pk": thread.pk} for thread in world.threads],
        "contributions:gathering-detail": [{"pk": each.pk} for each in world.gatherings],
        "contributions:*": [
            {"pk": pk} for each in world.gatherings for pk in each.contributions.values_list("pk", flat=True)
        ],
        "topics:topic-detail": [{"slug": world.topic.slug}],
        "topics:topic-part": [{"slug": world.topic.slug, "part": part} for part in PARTS],
        "voice_chooser:*": [{"pk": pk} for pk in Voice.objects.values_list("pk", flat=True)],
        "freshness:change-open": [],  # whoever opens one is told of it no more
        "freshness:*": [{"page": world.talked_about.pk}],
        "reading-lists:page-remove": [
            {"key": each.key, "page": world.talked_about.pk} for each in world.reading_lists
        ],
        "reading-lists:page-*": [{"page": world.talked_about.pk}],
        "reading-lists:list-*": [{"key": each.key} for each in world.reading_lists],
        "care:case-decide": [home | {"pk": world.case.pk}],
        "care:report": [{"kind": kind, "mark": mark} for kind, mark in reported],
        "report-*": [{"pk": world.case.pk}],
        "inbox:held-*": held,
        "inbox:draft-*": [{"pk": pk} for pk in Draft.objects.values_list("pk", flat=True)],
        "inbox:mention-open": [],
        "inbox:*": [{"pk": post.pk} for post in world.posts()],
        "proposal-*": [],
        "wagtailsnippets_communities_organisation:*": [],
        "wagtailsnippets_freshness_feedback:*": [],
        "wagtailusers_users:*": people[-2:],
        "wagtailadmin_pages:*": [
            dict.fromkeys(("page_id", "parent_page_id", "page_to_move_id"), world.page.pk)
            | {"revision_id": world.page.latest_revision_id}
        ],
    }


def parameters(door: Door) -> set[str]:
    """Name what an address of this door is made of."""
    return set(re.findall(r"<(?:\w+:)?(\w+)>", door.route))


def addresses(world: World) -> list[tuple[str, str]]:
    """Give every address there is in this world once, beside the name of its door."""
    pages = [("wagtail_serve", each.page.url) for each in world.gatherings if each.page]
    return list(dict.fromkeys([*_addresses(world), *pages]))


def _addresses(world: World) -> Iterator[tuple[str, str]]:
    rules = fillings(world)
    for door in DOORS:
        wanted = parameters(door)
        if door.name == "wagtailadmin_error_test":
            continue
        if door.name.startswith("/"):
            if not wanted and "*" not in door.name:
                yield door.name, door.name
            continue
        rule = next((rules[name] for name in rules if fnmatchcase(door.name, name)), [])
        for values in rule if wanted else [{}]:
            if wanted <= values.keys():
                yield from _address(door, {name: values[name] for name in wanted})


def unfilled(world: World) -> set[str]:
    """Name the doors for which nothing says how to fill them in."""
    known = {*fillings(world), *NOT_FILLED}
    return {
        door.name
        for door in DOORS
        if parameters(door) and not any(fnmatchcase(door.name, name) for name in known)
        and door.module.partition(".")[0] in (*OURS, "wagtail")
    }  # fmt: skip


def _address(door: Door, values: Kwargs) -> Iterator[tuple[str, str]]:
    try:
        address = reverse(door.name, kwargs=values)
    except NoReverseMatch:
        return
    for query in QUERIES.get(door.name, ("",)):
        yield door.name, address + query
