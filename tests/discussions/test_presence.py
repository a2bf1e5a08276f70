"""Who is here and who is writing: to whom it is told, what it never tells, and how little it costs."""

import asyncio
import json

import pytest
from channels.layers import InMemoryChannelLayer, channel_layers
from django.core.exceptions import ValidationError

from communities.actions.communities import settle_community
from communities.loop import in_database
from communities.models import Community
from discussions import live_queries, presence
from discussions.live_hub import LiveHub
from discussions.readers import SAYS_A_MINUTE, Close, Reader
from tests.communities.factories import CommunityFactory
from tests.discussions.factories import make_member, make_thread
from tests.discussions.test_consumers import socket
from tests.discussions.test_live_hub import next_frame, running_hub, signed_in

WRITING = '{"type":"writing"}'
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def soon(monkeypatch):
    monkeypatch.setattr(presence, "TELL_SECONDS", 0.05)


async def reader_here(hub: LiveHub, thread, user=None) -> Reader:
    session = user and await in_database(signed_in, user)
    claim = await in_database(live_queries.claim_for_thread, session, thread.pk)
    reader = Reader(f"thread.{thread.pk}", claim, "127.0.0.1")
    assert hub.admit(reader)
    await hub.join(reader, thread.last_change)
    return reader


async def until_told(reader: Reader, count: int) -> dict:
    """Give the first frame that counts so many people."""
    while True:
        frame = await next_frame(reader)
        if frame["type"] == "presence" and frame["count"] == count:
            return frame


def make_room(**community):
    thread = make_thread(CommunityFactory(**community))
    return thread, make_member(thread.community), make_member(thread.community)


async def test_names_are_told_where_the_community_shows_them():
    thread, one, other = await in_database(lambda: make_room(shows_readers=True))
    async with running_hub() as hub:
        reader = await reader_here(hub, thread, one)
        await reader_here(hub, thread, other)

        frame = await until_told(reader, 2)

        assert sorted(frame["people"]) == sorted([[one.pk, one.name], [other.pk, other.name]])


@pytest.mark.parametrize("community", [{"members": True}, {"open": True}, {"confidential": True}])
async def test_anywhere_else_only_how_many(community):
    thread, one, other = await in_database(lambda: make_room(**community))
    async with running_hub() as hub:
        reader = await reader_here(hub, thread, one)
        await reader_here(hub, thread, other)

        frame = await until_told(reader, 2)

        assert frame == {"type": "presence", "count": 2, "people": []}


async def test_a_person_with_two_pages_is_one_and_one_who_left_is_none():
    thread, one, other = await in_database(make_room)
    async with running_hub() as hub:
        reader = await reader_here(hub, thread, one)
        second, third = [await reader_here(hub, thread, other) for _ in range(2)]
        await until_told(reader, 2)

        hub.leave(second)
        hub.leave(third)

        await until_told(reader, 1)


async def test_two_processes_count_together_and_forget_who_went():
    thread, one, other = await in_database(make_room)
    layer = InMemoryChannelLayer()
    async with running_hub(layer) as here:
        reader = await reader_here(here, thread, one)
        channel_layers.set("live", layer)
        there = LiveHub()
        await there.start()
        far = await reader_here(there, thread, other)

        await until_told(reader, 2)
        await until_told(far, 2)
        there.leave(far)
        await until_told(reader, 1)
        await there.stop()


async def test_a_process_that_died_is_forgotten(monkeypatch):
    monkeypatch.setattr(presence, "FORGET_SECONDS", 0.3)
    thread, one, other = await in_database(make_room)
    layer = InMemoryChannelLayer()
    async with running_hub(layer) as here:
        reader = await reader_here(here, thread, one)
        channel_layers.set("live", layer)
        there = LiveHub()
        await there.start()
        await reader_here(there, thread, other)
        await until_told(reader, 2)

        await there.stop()  # without a word

        await until_told(reader, 1)


async def test_writing_is_told_to_the_others_and_to_nobody_twice():
    thread, one, other = await in_database(lambda: make_room(shows_readers=True))
    async with running_hub():
        writer = socket(f"/ws/threads/{thread.pk}/?after=1", await in_database(signed_in, one))
        reader = socket(f"/ws/threads/{thread.pk}/?after=1", await in_database(signed_in, other))
        for each in (writer, reader):
            await each.connect()

        for _ in range(3):
            await writer.send_to(text_data=WRITING)

        heard = [json.loads(await reader.receive_from(3)) for _ in range(2)]
        assert {"type": "writing", "name": one.name} in heard
        assert [frame["type"] for frame in heard].count("writing") == 1
        heard_by_writer = json.loads(await writer.receive_from(3))
        assert heard_by_writer["type"] == "presence"
        for each in (writer, reader):
            await each.disconnect()


async def test_nobody_is_named_under_the_chatham_house_rule():
    thread, one, other = await in_database(lambda: make_room(confidential=True))
    async with running_hub() as hub:
        reader, writer = await reader_here(hub, thread, one), await reader_here(hub, thread, other)

        hub.note_writing(writer)
        frames = [await next_frame(reader), await next_frame(reader)]

        assert {"type": "writing", "name": ""} in frames
        assert other.name not in json.dumps(frames)


async def test_nobody_is_named_as_writing_where_one_may_ask_without_a_name():
    thread, one, other = await in_database(lambda: make_room(shows_readers=True, asks_through_leads=True))
    async with running_hub() as hub:
        reader, writer = await reader_here(hub, thread, one), await reader_here(hub, thread, other)

        hub.note_writing(writer)
        frames = [await next_frame(reader), await next_frame(reader)]

        assert {"type": "writing", "name": ""} in frames


async def test_once_a_lead_offers_asking_without_a_name_open_pages_come_back_unnamed():
    thread, one, _ = await in_database(lambda: make_room(shows_readers=True))
    claim = await in_database(live_queries.claim_for_thread, await in_database(signed_in, one), thread.pk)
    assert await in_database(live_queries.refused, {claim}) == {}

    await in_database(lambda: Community.objects.update(asks_through_leads=True))

    assert await in_database(live_queries.refused, {claim}) == {claim: Close.RESTART}
    fresh = await in_database(live_queries.claim_for_thread, claim.session_key, thread.pk)
    assert await in_database(live_queries.refused, {fresh}) == {}


async def test_in_an_open_community_writing_is_not_told():
    thread, _, other = await in_database(lambda: make_room(open=True))
    async with running_hub() as hub:
        reader, writer = await reader_here(hub, thread), await reader_here(hub, thread, other)
        await until_told(reader, 2)

        hub.note_writing(writer)

        with pytest.raises(TimeoutError):
            await next_frame(reader, within=0.3)


async def test_a_page_that_says_too_much_is_ended():
    thread, one, _ = await in_database(make_room)
    async with running_hub():
        flood = socket(f"/ws/threads/{thread.pk}/?after=1", await in_database(signed_in, one))
        await flood.connect()

        for _ in range(SAYS_A_MINUTE + 1):
            await flood.send_to(text_data=WRITING)
        while (output := await flood.receive_output(3))["type"] != "websocket.close":
            pass

        assert output["code"] == Close.NOT_LISTENING_ONLY


@pytest.mark.parametrize(
    "words",
    ['{"type": "writing"}', '{"type":"writing","name":"Somebody else"}', "[]", '{"__proto__":{}}', " "],
)
async def test_anything_but_the_very_words_ends_the_socket(words):
    thread, one, _ = await in_database(make_room)
    async with running_hub():
        talker = socket(f"/ws/threads/{thread.pk}/?after=1", await in_database(signed_in, one))
        await talker.connect()

        await talker.send_to(text_data=words)
        while (output := await talker.receive_output(3))["type"] != "websocket.close":
            pass

        assert output["code"] == Close.NOT_LISTENING_ONLY


async def test_a_list_of_conversations_hears_nothing_from_its_page():
    thread, one, _ = await in_database(make_room)
    async with running_hub():
        talker = socket(f"/ws/communities/{thread.community_id}/", await in_database(signed_in, one))
        await talker.connect()

        await talker.send_to(text_data=WRITING)

        assert (await talker.receive_output(3))["code"] == Close.NOT_LISTENING_ONLY


@pytest.mark.parametrize("traits", [{"open": True}, {"members": True, "is_chatham_house": True}])
async def test_names_cannot_be_switched_on_where_they_would_be_told(traits):
    def switch_on():
        community = CommunityFactory(**traits)
        community.shows_readers = True
        community.full_clean()

    with pytest.raises(ValidationError):
        await in_database(switch_on)


@pytest.mark.parametrize("change", [{"shows_readers": False}, {"shows_readers": False, "privacy": "open"}])
async def test_a_setting_that_names_nobody_any_more_sends_named_pages_back(change):
    thread, one, _ = await in_database(lambda: make_room(shows_readers=True))

    def settle():
        Community.objects.filter(pk=thread.community_id).update(**change)
        settle_community(community=Community.objects.get(pk=thread.community_id), former_privacy="members")

    async with running_hub() as hub:
        reader = await reader_here(hub, thread, one)

        await in_database(settle)
        while not isinstance(heard := await next_frame(reader), Close):
            pass

        assert heard == Close.RESTART


async def test_a_quiet_room_costs_nothing(monkeypatch):
    thread, one, _ = await in_database(make_room)
    async with running_hub() as hub:
        reader = await reader_here(hub, thread, one)
        await until_told(reader, 1)
        sent = []
        monkeypatch.setattr(hub._bus, "post", lambda *message: sent.append(message))

        await asyncio.sleep(0.4)

        assert sent == []
        assert all(json.loads(frame)["type"] == "beat" for frame in reader.waiting)
