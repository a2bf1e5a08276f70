"""The live hub: what it hands out, to whom, and what happens when the bus misbehaves."""

import asyncio
import json
import random
import time
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import partial
from uuid import uuid4

import pytest
from channels.layers import InMemoryChannelLayer, channel_layers
from django.utils import timezone

from communities.access import record_access_change
from communities.loop import in_database
from communities.models import Membership
from discussions import actions, frames, live_hub, readers
from discussions.fragments import fragments_of
from discussions.live_hub import LiveHub
from discussions.models import Post, Thread
from discussions.readers import Claim, Close, Reader
from tests.communities.factories import CommunityFactory, MembershipFactory
from tests.discussions.factories import lead_of, make_member, make_reply, make_thread

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.asyncio]


class UnreliableLayer(InMemoryChannelLayer):
    """Drops, doubles, delays and reorders messages, on purpose and always in the same way."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.dice = random.Random(7)  # a test that must repeat

    async def group_send(self, group, message):
        for _ in range(self.dice.choice([0, 1, 1, 2])):
            asyncio.get_running_loop().call_later(
                self.dice.random() / 5, asyncio.ensure_future, super().group_send(group, message)
            )


class SilentLayer(InMemoryChannelLayer):
    """Loses everything."""

    async def group_send(self, group, message):
        """Drop it."""


class BrokenLayer(InMemoryChannelLayer):
    """Fails at everything, as a Redis that is away does."""

    async def new_channel(self, prefix="specific"):
        raise ConnectionError

    async def group_add(self, group, channel):
        raise ConnectionError

    async def group_send(self, group, message):
        raise ConnectionError


@asynccontextmanager
async def running_hub(layer=None):
    """Give a hub at work on a layer of its own, as `current_hub()`."""
    channel_layers.set("live", layer or InMemoryChannelLayer())
    hub = LiveHub()
    await hub.start()
    try:
        yield hub
    finally:
        await hub.stop()


async def reader_of(hub, thread, user, *, after=None):
    """Join a member to a Thread's room; gives the reader and the frames of its catch-up."""
    session = await in_database(signed_in, user)
    claim = Claim(user.pk, session, thread.community_id, thread.pk)
    reader = Reader(f"thread.{thread.pk}", claim, "127.0.0.1")
    assert hub.admit(reader)
    caught_up = await hub.join(reader, thread.last_change if after is None else after)
    return reader, caught_up


def signed_in(user):
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return session.session_key


async def next_frame(reader, within=5):
    """Give the next thing that waits for a reader and is not a heartbeat."""
    while True:
        async with asyncio.timeout(within):
            while not reader.waiting:
                await asyncio.sleep(0.005)
        item = reader.waiting.pop(0)
        if isinstance(item, Close):
            return item
        frame = json.loads(item)
        if frame["type"] != "beat":
            return frame


async def thread_with_member(**facts):
    def make():
        thread = make_thread(**facts)
        return thread, make_member(thread.community)

    return await in_database(make)


async def test_reply_reaches_an_open_page_within_a_second():
    thread, member = await thread_with_member()
    async with running_hub() as hub:
        reader, _ = await reader_of(hub, thread, member)

        post = await in_database(make_reply, thread)

        frame = await next_frame(reader, within=1)
        assert (frame["after"], frame["upto"], frame["kinds"]) == (1, 2, ["post.added"])
        assert [each["number"] for each in frame["posts"]] == [post.number]
        assert "We tried that." in frame["posts"][0]["html"]


async def test_reply_reaches_no_page_of_another_thread():
    thread, member = await thread_with_member()
    other, _ = await in_database(lambda: (make_thread(thread.community), None))
    async with running_hub() as hub:
        reader, _ = await reader_of(hub, other, member)

        await in_database(make_reply, thread)
        await asyncio.sleep(1.5)  # longer than a sweep

        assert not reader.waiting


async def test_page_that_was_away_gets_what_it_missed_in_order():
    thread, member = await thread_with_member(replies=5)
    async with running_hub() as hub:
        _, caught_up = await reader_of(hub, thread, member, after=2)

        [frame] = map(json.loads, caught_up)
        assert (frame["after"], frame["upto"]) == (2, 6)
        assert [post["number"] for post in frame["posts"]] == [3, 4, 5, 6]


async def test_page_too_far_behind_is_told_to_load_itself(monkeypatch):
    monkeypatch.setattr(frames, "CATCH_UP_LIMIT", 3)
    thread, member = await thread_with_member(replies=5)
    async with running_hub() as hub:
        _, caught_up = await reader_of(hub, thread, member, after=1)

        assert caught_up == [frames.RESET]


async def test_page_newer_than_the_room_is_not_told_to_load_itself():
    """A page loaded between a commit and the sweep knows more than the room does."""
    thread, member = await thread_with_member()
    async with running_hub(SilentLayer()) as hub:
        await reader_of(hub, thread, member)
        live_hub._current = None  # the next reply comes from another process
        await in_database(make_reply, thread)

        _, caught_up = await reader_of(hub, thread, member, after=2)

        assert caught_up == []


async def test_sweep_finds_what_the_bus_lost():
    thread, member = await thread_with_member()
    async with running_hub(SilentLayer()) as hub:
        reader, _ = await reader_of(hub, thread, member)
        live_hub._current = None  # as if another process had written it

        await in_database(make_reply, thread)

        assert (await next_frame(reader, within=3))["upto"] == 2


async def test_two_hubs_on_an_unreliable_bus_end_equal_to_a_fresh_load():
    thread, member = await thread_with_member()
    layer = UnreliableLayer()
    async with running_hub(layer) as here, running_hub(layer) as there:
        channel_layers.set("live", layer)
        near, _ = await reader_of(here, thread, member)
        far, _ = await reader_of(there, thread, member)
        for number in range(12):
            live_hub._current = here if number % 2 else there
            await in_database(make_reply, thread)

        for reader in (near, far):
            have, posts = 1, {1}
            while have < 13:
                frame = await next_frame(reader, within=4)
                assert frame["after"] <= have  # never a gap
                have = max(have, frame["upto"])
                posts |= {post["number"] for post in frame["posts"]}
            assert posts == set(range(1, 14))


async def test_broken_layer_keeps_this_process_live():
    thread, member = await thread_with_member()
    async with running_hub(BrokenLayer()) as hub:
        reader, _ = await reader_of(hub, thread, member)

        await in_database(make_reply, thread)

        assert (await next_frame(reader, within=1))["upto"] == 2


async def test_slow_reader_is_cut_and_others_are_not(monkeypatch):
    thread, member = await thread_with_member()
    async with running_hub() as hub:
        slow, _ = await reader_of(hub, thread, member)
        quick, _ = await reader_of(hub, thread, member)
        for number in range(readers.QUEUE_SIZE + 1):
            hub.publish_change(thread.pk, number + 2, "{}", time.monotonic())
            quick.waiting.pop(0)

        assert slow.waiting.pop(0) is Close.TOO_SLOW
        assert not quick.is_closed


async def test_ended_membership_silences_an_open_page_within_a_second():
    thread, member = await thread_with_member()
    async with running_hub() as hub:
        reader, _ = await reader_of(hub, thread, member)

        def end():
            Membership.objects.filter(user=member).update(state=Membership.State.ENDED)
            record_access_change(user=member, community=thread.community)

        started = time.monotonic()
        await in_database(end)

        assert await next_frame(reader, within=1) is Close.NO_LONGER_ALLOWED
        assert time.monotonic() - started < 1
        await in_database(make_reply, thread)
        assert not reader.waiting


async def test_ended_membership_is_found_by_the_sweep_when_the_hint_is_lost():
    thread, member = await thread_with_member()
    async with running_hub() as hub:
        reader, _ = await reader_of(hub, thread, member)
        live_hub._current = None  # the hint of another process, lost

        def end():
            Membership.objects.filter(user=member).update(state=Membership.State.ENDED)
            record_access_change(user=member, community=thread.community)

        await in_database(end)

        assert await next_frame(reader, within=3) is Close.NO_LONGER_ALLOWED


async def test_changed_password_ends_the_sockets_of_older_sessions():
    thread, member = await thread_with_member()
    async with running_hub() as hub:
        reader, _ = await reader_of(hub, thread, member)

        def change_password():
            member.set_password("another long password")
            member.save()
            record_access_change(user=member)

        await in_database(change_password)

        assert await next_frame(reader, within=2) is Close.SIGNED_OUT


async def test_other_members_are_not_disturbed_by_somebody_leaving():
    thread, member = await thread_with_member()
    leaver = await in_database(make_member, thread.community)
    async with running_hub() as hub:
        stays, _ = await reader_of(hub, thread, member)

        await in_database(record_access_change, user=leaver, community=thread.community)
        await in_database(make_reply, thread)

        assert (await next_frame(stays, within=2))["upto"] == 2


async def test_no_frame_goes_to_a_reader_whose_check_is_old():
    thread, member = await thread_with_member()
    async with running_hub() as hub:
        reader, _ = await reader_of(hub, thread, member)
        reader.checked_at -= readers.CHECK_LASTS + 1

        await in_database(make_reply, thread)
        await asyncio.sleep(0.2)

        assert not reader.waiting


async def test_seventh_socket_of_a_person_is_refused():
    thread, member = await thread_with_member()
    async with running_hub() as hub:
        for _ in range(live_hub.SOCKETS_PER_USER):
            reader, _ = await reader_of(hub, thread, member)

        assert not hub.admit(Reader(reader.room_name, reader.claim, "127.0.0.1"))
        hub.leave(reader)
        assert hub.admit(Reader(reader.room_name, reader.claim, "127.0.0.1"))


async def test_room_goes_with_its_last_reader():
    thread, member = await thread_with_member()
    async with running_hub() as hub:
        reader, _ = await reader_of(hub, thread, member)

        hub.leave(reader)
        await asyncio.sleep(0.1)

        assert hub._rooms == {}


async def test_bye_is_the_last_thing_a_page_hears():
    thread, member = await thread_with_member()
    async with running_hub() as hub:
        reader, _ = await reader_of(hub, thread, member)

        await hub.say_bye()

        bye = json.loads(reader.waiting.pop(0))
        assert bye["type"] == "bye"
        assert 0 <= bye["retry_ms"] <= 10_000
        assert reader.waiting.pop(0) is Close.RESTART


async def test_community_list_hears_which_thread_moved_on():
    thread, member = await thread_with_member()
    async with running_hub() as hub:
        session = await in_database(signed_in, member)
        reader = Reader(
            f"community.{thread.community_id}", Claim(member.pk, session, thread.community_id), "127.0.0.1"
        )
        hub.admit(reader)
        await hub.join(reader, 0)

        await in_database(make_reply, thread)

        assert await next_frame(reader, within=1) == {"type": "activity", "threads": [[thread.pk, 2, 2]]}


async def test_hidden_words_are_in_no_frame():
    thread, member = await thread_with_member()
    lead = await in_database(lead_of, thread.community)
    post = await in_database(make_reply, thread, None, body="<p>MARKER-hidden</p>")
    async with running_hub() as hub:
        reader, _ = await reader_of(hub, thread, member, after=2)
        await in_database(
            lambda: actions.hide_post(
                post=post, lead=lead, reason="Names somebody.", hidden_at=timezone.now()
            )
        )

        frame = await next_frame(reader, within=2)
        _, caught_up = await reader_of(
            hub, await in_database(Thread.objects.get, pk=thread.pk), member, after=0
        )

        assert frame["kinds"] == ["post.hidden"]
        assert "MARKER-hidden" not in json.dumps(frame) + "".join(caught_up)


async def test_a_thread_that_is_moved_ends_every_socket_on_it_within_a_second():
    def make():
        thread = make_thread()
        member, lead = make_member(thread.community), lead_of(thread.community)
        to = MembershipFactory(user=lead, lead=True).community
        return thread, member, lead, to

    thread, member, lead, to = await in_database(make)
    async with running_hub(SilentLayer()) as hub:
        reader, _ = await reader_of(hub, thread, member)

        started = time.monotonic()
        await in_database(partial(actions.move_thread, thread=thread, to=to, lead=lead))
        while not reader.is_closed:
            await asyncio.sleep(0.01)

        assert time.monotonic() - started < 1.5  # a sweep each second, and what it asks
        assert await next_frame(reader) == Close.MOVED


async def test_who_may_not_follow_a_moved_thread_is_told_nothing_of_where_it_went():
    def make():
        thread = make_thread(CommunityFactory(open=True))
        lead = lead_of(thread.community)
        return thread, make_member(thread.community), lead, MembershipFactory(user=lead, lead=True).community

    thread, member, lead, to = await in_database(make)
    async with running_hub() as hub:
        reader, _ = await reader_of(hub, thread, member)

        await in_database(partial(actions.move_thread, thread=thread, to=to, lead=lead))

        heard = [reader.waiting.pop(0) for _ in range(len(reader.waiting))] or [await next_frame(reader)]
        assert heard == [Close.MOVED]


ACTS = [
    "reply", "edit", "delete", "hide", "restore", "pin", "answer", "react", "sum up", "move out", "move in",
]  # fmt: skip


async def test_300_mixed_changes_while_away_end_equal_to_a_fresh_load():
    thread, member = await thread_with_member()
    dice = random.Random(11)  # a test that must repeat

    def change_much():
        lead = lead_of(thread.community)
        author = make_member(thread.community)
        elsewhere = make_thread(thread.community)
        for _ in range(300):
            act = dice.choice(ACTS)
            fresh = Thread.objects.select_related("community").get(pk=thread.pk)
            post = dice.choice(
                list(Post.objects.filter(thread=thread, number__gt=1, author=author)) or [None]
            )
            at = timezone.now()
            if act == "reply" or post is None:
                make_reply(fresh, author)
            elif act == "edit" and post.is_readable:
                actions.edit_post(post=post, editor=author, body=f"<p>{dice.random()}</p>", edited_at=at)
            elif act == "delete" and not post.is_deleted and dice.random() < 0.2:
                actions.delete_post(post=post, author=author, deleted_at=at)
            elif act == "hide":
                actions.hide_post(post=post, lead=lead, reason="No.", hidden_at=at)
            elif act == "restore":
                actions.restore_post(post=post, lead=lead)
            elif act == "answer" and post.is_readable:
                actions.mark_answer(thread=fresh, post=post, marker=lead)
            elif act == "react" and post.is_readable:
                actions.set_reaction(post=post, reader=lead, kind="useful", is_on=dice.random() < 0.7)
            elif act == "sum up":
                actions.summarise_thread(
                    thread=fresh, editor=lead, body=f"<p>{dice.random()}</p>", written_at=at
                )
            elif act == "move out" and dice.random() < 0.5:
                actions.move_posts(thread=fresh, numbers=[post.number], to=elsewhere, lead=lead)
            elif act == "move in":
                stray = make_reply(elsewhere, author)
                actions.move_posts(thread=elsewhere, numbers=[stray.number], to=fresh, lead=lead)
            else:
                actions.set_pinned(thread=fresh, lead=lead, pinned_at=None if fresh.is_pinned else at)

    def loaded():
        fresh = Thread.objects.select_related("community").get(pk=thread.pk)
        return {post.number: post.html for post in fragments_of(fresh, fresh.posts.all())}

    page = await in_database(loaded)
    await in_database(change_much)
    async with running_hub() as hub:
        _, caught_up = await reader_of(hub, thread, member)

        have = thread.last_change
        for frame in map(json.loads, caught_up):
            assert frame["after"] == have
            have = frame["upto"]
            page |= {post["number"]: post["html"] for post in frame["posts"]}
            for number in frame["removed"]:
                page.pop(number, None)
        assert page == await in_database(loaded)
        assert len(page) > 20


async def test_open_community_lets_somebody_signed_out_listen():
    def make():
        return make_thread(CommunityFactory(open=True))

    thread = await in_database(make)
    async with running_hub() as hub:
        reader = Reader(f"thread.{thread.pk}", Claim(None, None, thread.community_id), "127.0.0.1")
        hub.admit(reader)
        await hub.join(reader, 1)

        await in_database(make_reply, thread)

        assert (await next_frame(reader, within=1))["upto"] == 2


async def test_right_lost_between_the_claim_and_the_room_is_asked_for_again():
    thread, member = await thread_with_member()
    async with running_hub() as hub:
        session = await in_database(signed_in, member)
        claim = Claim(member.pk, session, thread.community_id)
        reader = Reader(f"thread.{thread.pk}", claim, "127.0.0.1", access_notes=hub.rights.notes)

        def end():
            Membership.objects.filter(user=member).update(state=Membership.State.ENDED)
            record_access_change(user=member, community=thread.community)

        await in_database(end)
        await asyncio.sleep(0.2)  # the hub has heard of it, and found nobody in the room
        hub.admit(reader)
        caught_up = await hub.join(reader, 0)

        assert caught_up == []
        assert reader.waiting.pop(0) is Close.NO_LONGER_ALLOWED


async def test_sweep_asks_about_rights_before_it_hands_out_what_was_said():
    thread, member = await thread_with_member()
    async with running_hub(SilentLayer()) as hub:
        reader, _ = await reader_of(hub, thread, member)
        live_hub._current = None  # everything that follows happens in another process

        def end_and_speak():
            Membership.objects.filter(user=member).update(state=Membership.State.ENDED)
            record_access_change(user=member, community=thread.community)
            make_reply(thread)

        await in_database(end_and_speak)

        assert await next_frame(reader, within=3) is Close.NO_LONGER_ALLOWED
        assert not reader.waiting


async def test_question_about_rights_that_failed_is_asked_again(monkeypatch):
    from django.db import OperationalError

    from discussions import live_queries

    thread, member = await thread_with_member()
    asked = live_queries.refused
    failures = [OperationalError("database is locked")]

    def sometimes(claims):
        if failures:
            raise failures.pop()
        return asked(claims)

    monkeypatch.setattr(live_queries, "refused", sometimes)
    async with running_hub() as hub:
        reader, _ = await reader_of(hub, thread, member)

        def end():
            Membership.objects.filter(user=member).update(state=Membership.State.ENDED)
            record_access_change(user=member, community=thread.community)

        await in_database(end)

        assert await next_frame(reader, within=4) is Close.NO_LONGER_ALLOWED


async def test_hub_starts_while_the_layer_is_away():
    thread, member = await thread_with_member()
    async with running_hub(BrokenLayer()) as hub:
        reader, _ = await reader_of(hub, thread, member)
        live_hub._current = None  # another process writes

        await in_database(make_reply, thread)

        assert (await next_frame(reader, within=3))["upto"] == 2


async def test_list_hears_of_a_host_whose_clock_is_slow():
    thread, member = await thread_with_member()
    async with running_hub(SilentLayer()) as hub:
        session = await in_database(signed_in, member)
        reader = Reader(
            f"community.{thread.community_id}", Claim(member.pk, session, thread.community_id), "here"
        )
        hub.admit(reader)
        await hub.join(reader, 0)
        live_hub._current = None

        def reply_ten_minutes_ago():
            actions.post_reply(
                thread=thread,
                author=make_member(thread.community),
                body="<p>Slow clock.</p>",
                token=uuid4(),
                posted_at=timezone.now() - timedelta(minutes=10),
            )

        await in_database(reply_ten_minutes_ago)

        async with asyncio.timeout(4):
            while [thread.pk, 2, 2] not in (await next_frame(reader))["threads"]:
                pass
