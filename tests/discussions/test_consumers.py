"""Sockets: who may listen, and that they only listen."""

import asyncio
import json

import pytest
from channels.testing import WebsocketCommunicator

from communities.access import record_access_change
from communities.loop import in_database
from discussions import live_hub, live_queries
from discussions.readers import Close
from discussions.routing import websocket_application
from tests.communities.factories import CommunityFactory, UserFactory
from tests.discussions.factories import make_member, make_reply, make_thread
from tests.discussions.test_live_hub import running_hub, signed_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.asyncio]


def socket(path: str, session: str | None = None) -> WebsocketCommunicator:
    headers = [(b"cookie", f"session={session}".encode())] if session else []
    return WebsocketCommunicator(websocket_application, path, headers=headers)


async def test_member_hears_a_reply():
    thread = await in_database(make_thread)
    member = await in_database(lambda: make_member(thread.community))
    async with running_hub():
        listening = socket(f"/ws/threads/{thread.pk}/?after=1", await in_database(signed_in, member))
        accepted, _ = await listening.connect()
        await in_database(make_reply, thread)

        assert accepted
        assert json.loads(await listening.receive_from(3))["upto"] == 2
        await listening.disconnect()


async def test_page_that_comes_back_gets_what_it_missed_first():
    thread = await in_database(make_thread, None, None, replies=3)
    member = await in_database(lambda: make_member(thread.community))
    async with running_hub():
        listening = socket(f"/ws/threads/{thread.pk}/?after=2", await in_database(signed_in, member))
        await listening.connect()

        frame = json.loads(await listening.receive_from(3))

        assert (frame["after"], frame["upto"]) == (2, 4)
        await listening.disconnect()


async def test_socket_stays_open_when_its_rights_are_asked_again_and_still_hold():
    thread = await in_database(make_thread)
    member = await in_database(lambda: make_member(thread.community))
    session = await in_database(signed_in, member)
    async with running_hub() as hub:
        paths = f"/ws/threads/{thread.pk}/?after=1", f"/ws/communities/{thread.community_id}/"
        sockets = [socket(path, session) for path in paths]
        for each in sockets:
            await each.connect()

        await in_database(record_access_change, user=member, community=thread.community)
        async with asyncio.timeout(3):
            while not hub.rights.notes:
                await asyncio.sleep(0.01)

        await in_database(make_reply, thread)

        for each in sockets:
            assert (await each.receive_output(3))["type"] == "websocket.send"
            await each.disconnect()


async def test_whoever_loses_the_right_while_catching_up_gets_no_further(monkeypatch):
    thread = await in_database(make_thread)
    member = await in_database(lambda: make_member(thread.community))
    session = await in_database(signed_in, member)
    async with running_hub() as hub:

        async def join(reader, after):
            def frames():
                for frame in ("first", "second", "third"):
                    yield frame
                    reader.close(Close.NO_LONGER_ALLOWED)  # while the one before was on its way

            await type(hub).join(hub, reader, after)
            return frames()

        monkeypatch.setattr(hub, "join", join)
        listening = socket(f"/ws/threads/{thread.pk}/?after=0", session)
        await listening.connect()

        sent = [await listening.receive_output(3) for _ in range(2)]

        assert sent[0]["text"] == "first"
        assert (sent[1]["type"], sent[1]["code"]) == ("websocket.close", Close.NO_LONGER_ALLOWED)
        await listening.disconnect()


@pytest.mark.parametrize("who", ["nobody", "outsider", "stale session"])
async def test_socket_is_refused_before_it_is_accepted(who):
    thread = await in_database(make_thread)
    session = {"nobody": None, "stale session": "x" * 32}.get(who)
    if who == "outsider":
        session = await in_database(signed_in, await in_database(UserFactory))
    async with running_hub():
        for path in (
            f"/ws/threads/{thread.pk}/",
            f"/ws/communities/{thread.community_id}/",
            "/ws/threads/999999/",
        ):
            accepted, _ = await socket(path, session).connect()
            assert not accepted


@pytest.mark.parametrize("garbage", ["{}", "x" * 4000, '{"__proto__": {}}', "[" * 2000, b"\x00\xff"])
async def test_socket_that_speaks_is_ended(garbage):
    thread = await in_database(lambda: make_thread(CommunityFactory(open=True)))
    async with running_hub():
        listening = socket(f"/ws/threads/{thread.pk}/?after=1")
        await listening.connect()
        await listening.send_to(
            **({"bytes_data": garbage} if isinstance(garbage, bytes) else {"text_data": garbage})
        )

        closed = await listening.receive_output(3)

        assert (closed["type"], closed["code"]) == ("websocket.close", Close.NOT_LISTENING_ONLY)


@pytest.mark.parametrize("after", ["x", "-1", "9" * 30, "²", "%FF", "1&after=2"])
async def test_number_that_is_none_does_no_harm(after):
    thread = await in_database(lambda: make_thread(CommunityFactory(open=True)))
    async with running_hub():
        listening = socket(f"/ws/threads/{thread.pk}/?after={after}")

        accepted, _ = await listening.connect()

        assert accepted
        await listening.disconnect()


async def test_socket_that_fails_while_it_joins_is_counted_out(monkeypatch):
    thread = await in_database(lambda: make_thread(CommunityFactory(open=True)))
    async with running_hub() as hub:

        def fail(*args):
            raise OSError

        monkeypatch.setattr(live_queries, "last_change", fail)
        listening = socket(f"/ws/threads/{thread.pk}/?after=1")
        await listening.connect()
        with pytest.raises(OSError):  # noqa: PT011  # whatever it is, it comes through
            await listening.receive_output(3)

        assert hub._sockets == {}


async def test_one_socket_too_many_is_told_so(monkeypatch):
    monkeypatch.setattr(live_hub, "SOCKETS_PER_ADDRESS", 0)
    thread = await in_database(lambda: make_thread(CommunityFactory(open=True)))
    async with running_hub():
        listening = socket(f"/ws/threads/{thread.pk}/?after=1")
        await listening.connect()

        assert (await listening.receive_output(3))["code"] == Close.FULL


@pytest.mark.parametrize("path", ["/ws/x/", "/ws/threads/99999999999999999999999/", "/"])
async def test_socket_to_nowhere_is_refused(path):
    async with running_hub():
        accepted, _ = await socket(path).connect()

        assert not accepted
