"""Topics, organisations, people, communities and who belongs where."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.db.models import Max

from communities.models import (
    Community,
    Invitation,
    Membership,
    Organisation,
    Place,
    Quiet,
    TaggedCommunity,
    TaggedUser,
    Topic,
    User,
)
from communities.models.user import WELCOME_OVER
from demo.accounts import ACCOUNTS, PASSWORD
from demo.content import communities, organisations, people, shapes, topics
from organisations.models import Administrator, Domain

#: Was let in a while ago and never finished the first visit, so that its next step can be seen.
NEWCOMER = "gareth.pryce"
EDITOR, ADMINISTRATOR = "eleanor.voss", "sam.okafor"
#: Days before loading on which the network began: before the first conversation.
BEGAN = 200


def load_topics() -> int:
    """Add the vocabulary. Give the number of topics that were not there."""
    return sum(
        Topic.objects.get_or_create(
            slug=topic.key, defaults={"name": topic.name, "description": topic.description}
        )[1]
        for topic in topics.TOPICS
    )


def load_places() -> int:
    """Add the places that do not exist to the edition people choose from. Give the number that were not there."""
    year = Place.objects.aggregate(newest=Max("year"))["newest"]
    return sum(
        Place.objects.get_or_create(
            slug=place.key,
            defaults={"name": place.name, "kind": place.kind, "nation": place.nation, "year": year},
        )[1]
        for place in organisations.PLACES
    )


def load_organisations() -> int:
    """Add the organisations. Give the number that were not there."""
    added = 0
    places = _places()
    for body in organisations.ORGANISATIONS:
        organisation, is_new = Organisation.objects.get_or_create(
            slug=body.key,
            defaults={
                "name": body.name,
                "sector": body.sector,
                "size": organisations.SIZES.get(body.key, ""),
                "description": body.description,
            },
        )
        if is_new:
            organisation.places.set(places[key] for key in body.places)
        added += is_new
    return added


def load_people(now: datetime) -> int:
    """Add the people, their proven addresses and the rights of the documented ones.

    Only the documented accounts have a password. Give the number of people who were not there.
    """
    password = make_password(PASSWORD)  # once: hashing is slow on purpose
    documented = {account.key for account in ACCOUNTS}
    known = set(User.objects.values_list("email", flat=True))
    missing = [person for person in people.PEOPLE if person.email not in known]
    bodies = {body.slug: body for body in Organisation.objects.all()}
    topic_ids = dict(Topic.objects.values_list("slug", "pk"))
    places = _places()
    for person in missing:
        joined_at = now - timedelta(days=BEGAN if person.is_approved else 3, hours=len(person.name))
        user = User.objects.create(
            email=person.email,
            name=person.name,
            job_title=person.job_title,
            organisation=bodies[person.organisation],
            work_role=person.work_role,
            place=places[person.place],
            about=person.about,
            can_help_with=person.can_help_with,
            is_listed=person.is_listed,
            password=password if person.key in documented else make_password(None),
            joined_at=joined_at,
            approved_at=joined_at + timedelta(hours=20) if person.is_approved else None,
            welcome_step=2 if person.key == NEWCOMER else WELCOME_OVER,
            is_staff=person.key == ADMINISTRATOR,
            is_superuser=person.key == ADMINISTRATOR,
        )
        EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
        TaggedUser.objects.bulk_create(
            TaggedUser(tag_id=topic_ids[key], content_object=user) for key in person.expertise
        )
        if person.key == EDITOR:
            user.groups.add(*Group.objects.filter(name__in=["Editors", "Moderators"]))
    return len(missing)


def load_administrators(now: datetime) -> int:
    """Add who looks after an Organisation, and its domain. Give the number of people who did not before."""
    for key, name in organisations.DOMAINS.items():
        Domain.objects.get_or_create(name=name, defaults={"organisation": Organisation.objects.get(slug=key)})
    return sum(
        Administrator.objects.get_or_create(
            user=User.objects.get(email=f"{person}@{shapes.MAIL_DOMAIN}"),
            defaults={"organisation": Organisation.objects.get(slug=key), "since": now - timedelta(days=30)},
        )[1]
        for key, person in organisations.ADMINISTRATORS.items()
    )


def load_communities(now: datetime) -> int:
    """Add the communities. Give the number that were not there."""
    topic_ids = dict(Topic.objects.values_list("slug", "pk"))
    added = 0
    for room in communities.COMMUNITIES:
        community, is_new = Community.objects.get_or_create(
            slug=room.key,
            defaults={
                "name": room.name,
                "purpose": room.purpose,
                "house_rules": "\n".join(room.house_rules),
                "welcome": room.welcome,
                "accent": room.accent,
                "privacy": room.privacy,
                "joining": room.joining,
                "is_chatham_house": room.is_chatham_house,
                "shows_help": room.shows_help,
                "holds_names": room.holds_names,
                "shows_readers": room.shows_readers,
                "allows_images": room.allows_images,
                "created_at": now - timedelta(days=BEGAN - 5),
            },
        )
        if is_new:
            TaggedCommunity.objects.bulk_create(
                TaggedCommunity(tag_id=topic_ids[key], content_object=community) for key in room.topics
            )
        added += is_new
    return added


def load_memberships(now: datetime) -> int:
    """Add who belongs where, as what, and who is asking. Give the number that were not there."""
    user_ids = dict(User.objects.values_list("email", "pk"))
    rooms = dict(Community.objects.values_list("slug", "pk"))
    wanted = [
        membership
        for room in communities.COMMUNITIES
        for membership in _memberships_of(room, rooms[room.key], user_ids, now)
    ]
    known = set(Membership.objects.values_list("user_id", "community_id"))
    missing = [one for one in wanted if (one.user_id, one.community_id) not in known]
    Membership.objects.bulk_create(missing)
    return len(missing)


def load_quiet() -> int:
    """Add who has muted whom. Give the number that were not there."""
    made = [
        Quiet.objects.get_or_create(
            person=User.objects.get(email=_address(person)), other=User.objects.get(email=_address(other))
        )[1]
        for person, other in people.QUIET
    ]
    return sum(made)


def load_invitations(now: datetime) -> int:
    """Add who is invited and has not come yet, or never will. Give the number that were not there."""
    user_ids = dict(User.objects.values_list("email", "pk"))
    rooms = dict(Community.objects.values_list("slug", "pk"))
    known = set(Invitation.objects.values_list("community_id", "email"))
    missing = [
        _invitation(inviting, rooms[room.key], user_ids[_address(room.leads[0])], now)
        for room in communities.COMMUNITIES
        for inviting in room.inviting
        if (rooms[room.key], _address(inviting.person)) not in known
    ]
    Invitation.objects.bulk_create(missing)
    return len(missing)


def _invitation(inviting: shapes.Inviting, community_id: int, lead_id: int, now: datetime) -> Invitation:
    sent_at = now - timedelta(days=inviting.days_ago, hours=len(inviting.person))
    return Invitation(
        community_id=community_id,
        email=_address(inviting.person),
        invited_by_id=lead_id,
        message=inviting.message,
        created_at=sent_at,
        letter_asked_at=sent_at,
        sent_at=sent_at,
        is_letter_waiting=False,
        has_letter_failed=inviting.outcome == "failed",
        letter_count=1,
        declined_at=sent_at + timedelta(days=1) if inviting.outcome == "declined" else None,
        expires_at=sent_at + timedelta(days=30),
    )


def _memberships_of(
    room: shapes.Community, community_id: int, user_ids: dict[str, int], now: datetime
) -> list[Membership]:
    chance = random.Random(room.key)  # not a secret
    began = now - timedelta(days=BEGAN - 6)
    memberships = []
    for key in (*room.leads, *room.members):
        is_lead = key in room.leads
        joined_at = began if is_lead else began + timedelta(hours=chance.uniform(1, 24 * 30))
        memberships.append(
            Membership(
                user_id=user_ids[_address(key)],
                community_id=community_id,
                role=Membership.Role.LEAD if is_lead else Membership.Role.MEMBER,
                state=Membership.State.ACTIVE,
                rules_accepted_at=joined_at,
                joined_at=joined_at,
                changed_at=joined_at,
            )
        )
    for asking in room.asking:
        asked_at = now - timedelta(days=asking.days_ago, hours=chance.uniform(1, 9))
        memberships.append(
            Membership(
                user_id=user_ids[_address(asking.person)],
                community_id=community_id,
                state=Membership.State.ASKED,
                request_note=asking.note,
                rules_accepted_at=asked_at,
                changed_at=asked_at,
            )
        )
    return memberships


def _places() -> dict[str, Place]:
    """Give the places by slug, each as its newest edition has it."""
    return {place.slug: place for place in Place.objects.order_by("year")}


def _address(key: str) -> str:
    return f"{key}@{shapes.MAIL_DOMAIN}"
