"""What reaches a socket: at once where its line is free, in order where it is not, and never too much."""

import asyncio

import pytest

from discussions.readers import QUEUE_SIZE, Claim, Close, Reader

pytestmark = pytest.mark.asyncio


class Line:
    """A socket whose line can be full, like a server's own: a write then waits until it is free."""

    def __init__(self):
        self.free, self.written = asyncio.Event(), []
        self.free.set()

    async def write(self, item):
        await self.free.wait()
        self.written.append(item)


class BrokenLine:
    async def write(self, item):
        raise ConnectionError


async def reader_on(line):
    reader = Reader("thread.1", Claim(1, "key", 1, 1), "here")
    reader.open(line.write)
    await asyncio.sleep(0)
    return reader


async def test_frame_is_written_at_once_when_the_line_is_free():
    line = Line()
    reader = await reader_on(line)

    assert reader.offer("1")

    assert line.written == ["1"]
    assert reader.writer is None


async def test_frames_wait_in_order_for_a_full_line():
    line = Line()
    reader = await reader_on(line)
    line.free.clear()
    offers = [reader.offer(str(number)) for number in range(5)]
    assert line.written == []

    line.free.set()
    offers.append(reader.offer("5"))
    await asyncio.sleep(0.01)
    offers.append(reader.offer("6"))

    assert all(offers)
    assert line.written == list("0123456")


async def test_what_was_offered_before_the_page_caught_up_goes_first():
    line = Line()
    reader = Reader("thread.1", Claim(1, "key", 1, 1), "here")
    reader.offer("1")
    reader.open(line.write)
    reader.offer("2")
    await asyncio.sleep(0.01)
    reader.offer("3")

    assert line.written == ["1", "2", "3"]


async def test_a_line_that_stays_full_is_ended_and_keeps_nothing():
    line = Line()
    reader = await reader_on(line)
    line.free.clear()

    taken = sum(reader.offer("x") for _ in range(QUEUE_SIZE * 2))

    assert taken == QUEUE_SIZE + 1  # one is in the socket's own hands
    assert reader.is_closed
    assert reader.waiting == [Close.TOO_SLOW]


async def test_what_waits_is_dropped_when_the_right_to_read_ends():
    line = Line()
    reader = await reader_on(line)
    line.free.clear()
    for number in range(3):
        reader.offer(str(number))

    reader.close(Close.NO_LONGER_ALLOWED)
    line.free.set()
    await asyncio.sleep(0.01)

    assert line.written == ["0", Close.NO_LONGER_ALLOWED]
    assert not reader.offer("later")


async def test_broken_socket_disturbs_nobody():
    reader = await reader_on(BrokenLine())

    reader.offer("1")

    assert reader.is_closed


async def test_reader_that_left_is_written_to_no_more():
    line = Line()
    reader = await reader_on(line)
    line.free.clear()
    reader.offer("1")
    await asyncio.sleep(0)

    reader.leave()
    line.free.set()
    await asyncio.sleep(0.01)

    assert line.written == []
    assert reader.writer.cancelled()
