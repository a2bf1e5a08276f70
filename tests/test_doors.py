"""A new door is locked until it is listed in tests/surfaces.py, and lets in whom the list says."""

import re
from fnmatch import fnmatchcase
from importlib import import_module, util
from typing import NamedTuple

import pytest
from django.urls import NoReverseMatch, get_resolver, reverse
from django_tasks.base import Task

from discussions.routing import websocket_application
from tests.communities.factories import UserFactory
from tests.surfaces import PACKAGES, SOCKETS, TASKS, VIEWS, Who

OURS = (
    "hub",
    "communities",
    "organisations",
    "resources",
    "discussions",
    "files",
    "care",
    "passages",
    "practice",
    "contributions",
    "reading_lists",
    "freshness",
    "finding",
    "demo",
)
#: Stands for an object nobody has, in any kind of address.
ABSENT = {
    "int": 999_999,
    "slug": "nobody-has-this",
    "path": "nobody/has/this",
    "uuid": "00000000-0000-0000-0000-000000000000",
    "str": "nobody",
}


class Door(NamedTuple):
    """An address as the resolver knows it."""

    name: str
    route: str
    module: str


def walk(resolver, prefix: str = "", spaces: tuple[str, ...] = ()) -> list[Door]:
    """List every address below this resolver."""
    doors = []
    for pattern in resolver.url_patterns:
        route = prefix + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            doors += walk(pattern, route, (*spaces, pattern.namespace) if pattern.namespace else spaces)
        else:
            view = getattr(pattern.callback, "view_class", pattern.callback)
            name = ":".join((*spaces, pattern.name)) if pattern.name else "/" + re.sub(r"[\^$]", "", route)
            doors.append(Door(name, route, view.__module__))
    return doors


DOORS = walk(get_resolver())


def who_may(door: Door) -> Who | None:
    """Give the list's answer; a package's view may be covered by its namespace, ours never."""
    if door.name in VIEWS:
        return VIEWS[door.name]
    if door.module.partition(".")[0] in OURS:
        return None
    return next((who for pattern, who in PACKAGES.items() if fnmatchcase(door.name, pattern)), None)


def address(door: Door) -> str | None:
    """Give an address for this door with objects in it that do not exist."""
    if door.name.startswith("/"):
        return door.name if "<" not in door.name else None
    kinds = re.findall(r"<(?:(\w+):)?(\w+)>", door.route)
    try:
        return reverse(door.name, kwargs={name: ABSENT.get(kind or "str", "1") for kind, name in kinds})
    except NoReverseMatch:
        return None


def doors_for(*whose: Who) -> dict[str, str]:
    """Give the doors that open for these circles, each with an address to try it by."""
    tried = {door.name: address(door) for door in DOORS if who_may(door) in whose}
    return {name: url for name, url in tried.items() if url}


def broken_pages(client, *whose: Who) -> dict[str, tuple[int, int]]:
    """Give the doors behind which something broke or has not exactly one `h1`: status and how many."""
    broken = {}
    for name, url in doors_for(*whose).items():
        answer = client.get(url, follow=True)
        is_page = answer.get("Content-Type", "").startswith("text/html") and answer.status_code != 405
        headings = answer.content.count(b"<h1") if is_page and not answer.streaming else 1
        if answer.status_code >= 500 or headings != 1:
            broken[name] = answer.status_code, headings
    return broken


def is_way_in(url: str) -> bool:
    """Does this address lead to the one place where people sign in?"""
    return url.startswith((reverse("account_login"), reverse("wagtailadmin_login")))


def test_every_address_is_listed():
    unlisted = [f"{door.name} at /{door.route}" for door in DOORS if who_may(door) is None]

    assert not unlisted, "Say in tests/surfaces.py who may use these"


def test_nothing_is_listed_that_does_not_exist():
    assert not VIEWS.keys() - {door.name for door in DOORS}


def test_every_socket_is_listed():
    assert {str(route.pattern) for route in websocket_application.routes} == SOCKETS.keys()


def test_every_background_task_is_listed():
    found = {
        task.module_path
        for app in OURS
        if util.find_spec(f"{app}.tasks")
        for task in vars(import_module(f"{app}.tasks")).values()
        if isinstance(task, Task)
    }

    assert found == TASKS.keys()


@pytest.mark.django_db
def test_a_stranger_gets_a_refusal_or_the_way_in(client):
    shut = set(Who) - {Who.ANYONE, Who.SIGNED_OUT, Who.READERS}
    wrong = {}
    for name, url in doors_for(*shut).items():
        answer = client.get(url)
        goes_in = answer.status_code in {302, 303} and is_way_in(answer["Location"])
        if not goes_in and answer.status_code not in {401, 403, 404, 405}:
            wrong[name] = answer.status_code, answer.get("Location")

    assert not wrong


@pytest.mark.django_db
def test_an_outsider_with_an_account_is_refused(client):
    client.force_login(UserFactory())
    wrong = {}
    for name, url in doors_for(
        Who.INVITED,
        Who.CONCERNED,
        Who.APPEAL_READERS,
        Who.MEMBERS,
        Who.LEADS,
        Who.ADMINISTRATORS,
        Who.EDITORS,
        Who.STAFF,
        Who.NOBODY,
    ).items():
        answer = client.get(url)
        if answer.status_code not in {302, 303, 403, 404, 405}:
            wrong[name] = answer.status_code

    assert not wrong


@pytest.mark.django_db
def test_no_door_for_everybody_breaks_and_its_page_has_one_heading_of_the_first_order(client):
    assert not broken_pages(client, Who.ANYONE, Who.SIGNED_OUT, Who.READERS)


@pytest.mark.django_db
def test_pages_of_people_with_an_account_have_one_heading_of_the_first_order(client):
    client.force_login(UserFactory())

    assert not broken_pages(client, Who.SIGNED_IN, Who.APPROVED)


#: Doors that take a post only: a link that somebody is made to follow does nothing here.
POST_ONLY = {
    "freshness:leave-alone",
    "freshness:changes-seen",
    "/cms/logout/",
    "practice:record-hide",
    "practice:record-restore",
    "communities:person-quiet",
    "communities:invitation-decline",
    "communities:read-as-staff-end",
    "communities:request-approve",
    "communities:request-decline",
    "communities:invitation-act",
    "communities:welcome-hide",
    "communities:member-change-role",
    "communities:member-end",
    "communities:member-hand-over",
    "communities:member-warn",
    "communities:member-mute",
    "communities:member-unmute",
    "communities:member-block",
    "communities:member-unblock",
    "communities:decision-undo",
    "care:case-decide",
    "report-decide",
    "colleague-invitation:answer",
    "organisations:invitation-act",
    "own-organisation:claim-withdraw",
    "organisations:colleague-approve",
    "organisations:colleague-confirm",
    "organisations:colleague-left",
    "organisations:colleague-hand-over",
    "proposal-open",
    "proposal-decline",
    "sessions:session-end",
    "sessions:session-end-others",
    "files:version-choose",
    "files:file-hide",
    "files:file-restore",
    "files:file-pin",
    "files:page-pin",
    "files:pin-move",
    "files:pin-remove",
    "reading-lists:page-save",
    "reading-lists:page-follow",
    "reading-lists:page-remove",
    "discussions:share-remove",
    "discussions:thread-read",
    "discussions:thread-reply",
    "discussions:thread-lock",
    "discussions:thread-pin",
    "discussions:thread-slow",
    "discussions:thread-put-aside",
    "discussions:post-answer",
    "discussions:post-react",
    "discussions:post-hide",
    "discussions:post-restore",
    "discussions:post-save",
    "discussions:post-unread",
    "discussions:thread-follow",
    "discussions:community-follow",
    "discussions:file-upload",
    "discussions:file-discard",
    "discussions:held-let-through",
    "discussions:held-turn-back",
    "inbox:held-take-back",
    "inbox:draft-save",
    "inbox:saved-remove",
    "account-approve",
    "account-decline",
    "account-undo",
    "account-lift",
}
#: Doors for people with an account that answer a stranger themselves: a script asks, or the page says how to join.
ANSWERS_STRANGERS = [
    "communities:community-people",
    "discussions:file-discard",
    "discussions:file-upload",
    "discussions:thread-read",
    "inbox:draft-save",
]


@pytest.mark.django_db
def test_what_takes_a_post_takes_nothing_else(client):
    client.force_login(UserFactory(staff=True))

    refused = {
        name for name, url in doors_for(*Who).items() if name in VIEWS and client.get(url).status_code == 405
    }

    assert refused == POST_ONLY


@pytest.mark.django_db
def test_a_stranger_is_led_to_sign_in_wherever_an_account_is_needed(client):
    wrong = set()
    for name, url in doors_for(Who.SIGNED_IN, Who.APPROVED, Who.INVITED, Who.MEMBERS, Who.LEADS).items():
        answer = client.post(url) if name in POST_ONLY else client.get(url)
        if name in VIEWS and not is_way_in(answer.get("Location", "")):
            wrong.add(name)

    assert sorted(wrong) == ANSWERS_STRANGERS
