"""Rights are asked about in turn: never many at once, everybody within a minute."""

import asyncio
from datetime import timedelta
from functools import partial

import pytest
from allauth.usersessions.models import UserSession
from django.db import OperationalError
from django.utils import timezone

from communities.actions import end_sessions, end_staff_reading, start_staff_reading
from communities.loop import in_database
from communities.models import Membership
from discussions import live_hub, live_queries, rights
from discussions.readers import Claim, Close, Reader
from discussions.rights import ASK_SECONDS, MOST_AT_ONCE, ROUND_SECONDS, Rights
from tests.communities.factories import UserFactory
from tests.discussions.factories import make_member
from tests.discussions.test_live_hub import next_frame, reader_of, running_hub, thread_with_member


def open_pages(count):
    return [Reader("thread.1", Claim(number, "key", 1, 1), "here", asked_at=0.0) for number in range(count)]


def longest_waits(readers, *, seconds):
    """Ask in turn, at a clock of our own; gives the longest wait of each reader and the most asked at once."""
    asking, waits, most = Rights(lambda: readers), dict.fromkeys(readers, 0.0), 0
    for now in range(ASK_SECONDS, seconds, ASK_SECONDS):
        turn = asking.next_in_turn(now)
        most = max(most, len(turn))
        for reader in turn:
            waits[reader] = max(waits[reader], now - reader.asked_at)
            reader.asked_at = now
    return [max(wait, seconds - reader.asked_at) for reader, wait in waits.items()], most


@pytest.mark.parametrize("count", [1, 30, live_hub.SOCKETS_PER_PROCESS])
def test_everybody_has_a_turn_within_a_minute_and_never_many_at_once(count):
    waits, most = longest_waits(open_pages(count), seconds=200)

    assert max(waits) <= ROUND_SECONDS + ASK_SECONDS
    assert most <= min(MOST_AT_ONCE, count / 25 + 1)


def test_those_who_stay_are_not_late_when_most_others_leave():
    readers = open_pages(2000)
    longest_waits(readers, seconds=ROUND_SECONDS)
    next_ones = sorted(readers, key=lambda reader: reader.asked_at)[:100]
    asking = Rights(lambda: next_ones)

    for now in range(ROUND_SECONDS + ASK_SECONDS, 60, ASK_SECONDS):
        for reader in asking.next_in_turn(now):
            reader.asked_at = now

    assert min(reader.asked_at for reader in next_ones) >= ROUND_SECONDS


@pytest.mark.django_db(transaction=True)
@pytest.mark.asyncio
async def test_right_that_was_lost_without_a_word_is_found_in_turn(monkeypatch):
    monkeypatch.setattr(rights, "ASK_SECONDS", 0.05)
    thread, member = await thread_with_member()
    async with running_hub() as hub:
        reader, _ = await reader_of(hub, thread, member)

        await in_database(lambda: Membership.objects.update(state=Membership.State.ENDED))

        assert await next_frame(reader, within=3) is Close.NO_LONGER_ALLOWED


@pytest.mark.django_db(transaction=True)
@pytest.mark.asyncio
async def test_claim_that_cannot_be_asked_for_does_not_hold_up_others(monkeypatch):
    monkeypatch.setattr(rights, "ASK_SECONDS", 0.05)
    asked = live_queries.refused
    thread, member = await thread_with_member()
    unlucky = await in_database(make_member, thread.community)

    def sometimes(claims):
        if unlucky.pk in {claim.user_id for claim in claims}:
            raise ValueError("a session that cannot be read")
        return asked(claims)

    monkeypatch.setattr(live_queries, "refused", sometimes)
    async with running_hub() as hub:
        await reader_of(hub, thread, unlucky)
        lucky, _ = await reader_of(hub, thread, member)
        before = lucky.checked_at

        async with asyncio.timeout(3):
            while lucky.checked_at == before:
                await asyncio.sleep(0.01)


@pytest.mark.asyncio
async def test_a_claim_that_cannot_be_asked_for_is_parted_from_those_asked_with_it(monkeypatch):
    readers = open_pages(60)
    unlucky = readers[17]

    def sometimes(claims):
        if unlucky.claim in claims:
            raise ValueError("a session that cannot be read")
        return {}

    monkeypatch.setattr(rights, "in_database", in_this_thread)
    monkeypatch.setattr(live_queries, "refused", sometimes)
    for reader in readers:
        reader.checked_at = 0.0

    await Rights(lambda: readers)._ask_or_part(list(readers))

    assert [reader for reader in readers if not reader.checked_at] == [unlucky]


@pytest.mark.asyncio
async def test_with_the_database_away_little_is_tried(monkeypatch):
    asked = []

    def never(claims):
        asked.append(claims)
        raise OperationalError("away")

    monkeypatch.setattr(rights, "in_database", in_this_thread)
    monkeypatch.setattr(live_queries, "refused", never)

    await Rights(list)._ask_or_part(open_pages(200))

    assert len(asked) == 3


async def in_this_thread(function, *args):
    return function(*args)


@pytest.mark.django_db(transaction=True)
@pytest.mark.asyncio
async def test_a_page_whose_reader_may_still_read_is_told_to_ask_what_else_has_changed():
    thread, member = await thread_with_member()
    async with running_hub() as hub:
        reader, _ = await reader_of(hub, thread, member)

        await hub.rights.answer(1, member.pk, thread.community_id)

        assert await next_frame(reader) == {"type": "standing"}


@pytest.mark.django_db(transaction=True)
@pytest.mark.asyncio
async def test_page_that_staff_read_for_a_reason_is_closed_when_the_time_is_over(settings):
    settings.STAFF_READING_MINUTES = 1.5 / 60
    thread, _ = await thread_with_member()
    staff = await in_database(partial(UserFactory, staff=True))
    async with running_hub() as hub:
        reading = await in_database(
            partial(
                start_staff_reading,
                community=thread.community,
                by=staff,
                reason="A report.",
                started_at=timezone.now(),
            )
        )
        reader, _ = await reader_of(hub, thread, staff)
        was_open = not reader.is_closed

        assert await next_frame(reader, within=4) is Close.NO_LONGER_ALLOWED
        assert was_open
        assert timezone.now() - reading.ends_at < timedelta(seconds=1.5)


@pytest.mark.django_db(transaction=True)
@pytest.mark.asyncio
async def test_page_that_staff_read_for_a_reason_is_closed_when_they_stop():
    thread, _ = await thread_with_member()
    staff = await in_database(partial(UserFactory, staff=True))
    about = {"community": thread.community, "by": staff}
    async with running_hub() as hub:
        start = partial(start_staff_reading, **about, reason="A report.", started_at=timezone.now())
        await in_database(start)
        reader, _ = await reader_of(hub, thread, staff)

        await in_database(partial(end_staff_reading, **about, ended_at=timezone.now()))

        assert await next_frame(reader, within=2) is Close.NO_LONGER_ALLOWED


@pytest.mark.django_db(transaction=True)
@pytest.mark.asyncio
async def test_page_is_closed_when_its_sign_in_is_ended_elsewhere_and_others_stay_open():
    thread, member = await thread_with_member()
    async with running_hub() as hub:
        gone, _ = await reader_of(hub, thread, member)
        stays, _ = await reader_of(hub, thread, member)
        session = partial(UserSession.objects.create, user=member, user_agent="", ip="127.0.0.1")
        row = await in_database(partial(session, session_key=gone.claim.session_key))

        ended = await in_database(partial(end_sessions, user=member, sessions=[row]))

        assert ended == 1
        assert await next_frame(gone, within=1) is Close.SIGNED_OUT
        assert not stays.is_closed
