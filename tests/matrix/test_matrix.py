"""Every role at every door, at each level of privacy, with a thing behind it in every state there is.

Each thing carries marker words of its own, and the raw bytes of every answer are searched for all of them. A commit
is asked about a quarter of the roles at each level, every role at one of them; `make matrix` asks about all.
"""

import os
from fnmatch import fnmatchcase
from urllib.parse import quote

import pytest
from django.test import Client

from tests.matrix.addresses import addresses, unfilled
from tests.matrix.world import LEVELS, ROLES, World, make_world

pytestmark = pytest.mark.django_db

IS_WHOLE = os.environ.get("MATRIX") == "whole"
#: Where people are named as people. Nowhere else does who asked without a name appear.
ABOUT_PEOPLE = (
    "communities:person-*",
    "communities:quiet-*",
    "communities:community-people",
    "communities:member-*",
    "discussions:*-people",
    "*:person",
    "resources:person-guidance",
    "wagtailusers_users:*",
    "communities:organisation-detail",
)
#: Where Leads read what is hidden: asked for by itself, and nowhere else.
HIDDEN_IS_READ_AT = {"discussions:post-detail", "discussions:file"}


def roles_at(level: str) -> list[str]:
    """Give the roles that are asked at this level."""
    first = LEVELS.index(level)
    return list(ROLES) if IS_WHOLE else [role for number, role in enumerate(ROLES) if number % 4 == first]


def answers(world: World, role: str) -> dict[tuple[str, str], bytes]:
    """Give the raw bytes, with the headers, of every address there is for somebody in this role."""
    found = {}
    client = Client()
    if role != "anonymous":
        client.force_login(world.people[role])
    for name, address in addresses(world):
        answer = client.get(address)
        assert answer.status_code < 500, (name, address)
        body = b"".join(answer) if answer.streaming else answer.content
        body += str(sorted(answer.headers.items())).encode()
        if answer.status_code >= 300:  # a refusal may lead back to what was asked for
            body = body.replace(address.encode(), b"").replace(quote(address, safe="").encode(), b"")
        found[name, address] = body
    return found


@pytest.mark.timeout(600)
@pytest.mark.parametrize("level", LEVELS)
def test_every_role_sees_exactly_what_it_may_behind_every_door(level):
    world = make_world(level)
    wrong = []

    for role in roles_at(level):
        shown = answers(world, role)
        for mark, roles in world.seen_by.items():
            places = [address for (_, address), body in shown.items() if mark.encode() in body]
            if role in roles and not places:
                wrong.append(f"{role} does not find {mark}")
            elif role not in roles and places:
                wrong.append(f"{role} finds {mark} at {places[:3]}")
        for (name, address), body in shown.items():
            if role == "lead" and b"MARKHIDDEN" in body and name not in HIDDEN_IS_READ_AT:
                wrong.append(f"lead reads hidden words in passing at {address}")
            is_about_people = any(fnmatchcase(name, pattern) for pattern in ABOUT_PEOPLE)
            if b"MARKASKER" in body and not is_about_people:
                wrong.append(f"{role} learns at {address} who asked without a name")

    assert not wrong, "\n".join(wrong)


def test_every_door_is_filled_in():
    world = make_world("open")

    assert not unfilled(world)
