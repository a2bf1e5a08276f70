"""The public page cache: what is kept, for whom, and how long it stays true."""

import asyncio
import gzip
import time
from contextlib import asynccontextmanager

import pytest

from communities.signals import public_changed
from hub import kept_page, pagecache
from hub.kept_page import takes_gzip
from hub.lifespan import kept_true
from hub.pagecache import PageCache
from tests.hub.asgi_client import ask


class Site:
    """Stands for Django: one text, marked public as showing `guidance` unless told otherwise."""

    def __init__(self):
        self.text = b"first"
        self.status = 200
        self.marks = b"guidance"
        self.more_headers = []
        self.renders = 0
        self.rendering = None
        self.breaks = False

    async def __call__(self, scope, receive, send):
        self.renders += 1
        text = self.text
        if self.rendering:
            await self.rendering()
        headers = [(b"content-type", b"text/html"), (b"cache-control", b"no-cache"), *self.more_headers]
        headers += [(b"vary", b"Accept-Encoding, Cookie"), (b"content-length", str(len(text)).encode())]
        if self.marks:
            headers.append((b"x-hub-public", self.marks))
        await send({"type": "http.response.start", "status": self.status, "headers": headers})
        await send({"type": "http.response.body", "body": text, "more_body": True})
        if not self.breaks:
            await send({"type": "http.response.body", "body": b""})


@pytest.fixture
def counters(monkeypatch):
    """Stands for the database's counters; `reads` tells which names were asked for."""
    values = {"guidance": 1, "communities": 1, "thread.7": 1}
    reads = []

    async def in_database(read, names):
        reads.append(set(names))
        found = {name: values.get(name, 0) for name in names}
        await asyncio.sleep(0)
        return found

    monkeypatch.setattr(pagecache, "in_database", in_database)
    values["reads"] = reads
    return values


@pytest.fixture
async def site():
    return Site()


@pytest.fixture
async def cache(site, counters):
    cache = PageCache(site, max_bytes=1024 * 1024)
    await cache.sweep()
    return cache


async def warmed(cache, path="/", **how):
    """Ask twice: the first asking learns what a page shows, the second keeps it."""
    await ask(cache, path, **how)
    return await ask(cache, path, **how)


# --- What is kept ---------------------------------------------------------------------------


async def test_a_public_page_is_made_no_more_once_it_is_kept(cache, site):
    await warmed(cache)

    answer = await ask(cache)

    assert (answer.status, answer.body) == (200, b"first")
    assert site.renders == 2


async def test_the_inner_header_never_leaves_the_house(cache, site):
    kept = [await ask(cache) for _ in range(3)]
    site.status = 404
    not_found = await ask(cache, "/other")
    uncacheable = await ask(cache, query=b"utm=1")
    posted = await ask(cache, method="POST")
    signed_in = await ask(cache, headers={"cookie": "session=abc"})

    assert all(each["x-hub-public"] is None for each in [*kept, not_found, uncacheable, posted, signed_in])


@pytest.mark.parametrize(
    "asked",
    [
        {"headers": {"cookie": "session=abc"}},
        {"headers": {"cookie": "theme=dark; session=abc"}},
        {"headers": {"cookie": "messages=abc"}},
        {"headers": {"authorization": "Basic abc"}},
        {"query": b"page=1&utm_source=mail"},
        {"query": b"page=" + b"1" * 200},
        {"query": "page=é".encode()},
        {"method": "POST"},
    ],
    ids=[
        "session",
        "session among others",
        "message",
        "authorization",
        "foreign query",
        "long query",
        "odd query",
        "post",
    ],
)
async def test_nobody_in_particular_is_the_only_reader_served_from_memory(cache, site, asked):
    query = asked.get("query", b"")
    await warmed(cache, query=query)
    before = site.renders

    await ask(cache, **asked)

    assert site.renders == before + 1


async def test_a_cookie_that_changes_no_page_does_not_matter(cache, site):
    await warmed(cache)

    await ask(cache, headers={"cookie": "csrf=abc; obsession=1"})

    assert site.renders == 2


@pytest.mark.parametrize("kind", ["unmarked", "error", "cookie", "encoded", "cut short"])
async def test_only_a_whole_marked_page_without_a_cookie_is_kept(cache, site, kind):
    if kind == "unmarked":
        site.marks = b""
    elif kind == "error":
        site.status = 500
    elif kind == "cookie":
        site.more_headers = [(b"set-cookie", b"csrf=abc")]
    elif kind == "encoded":
        site.more_headers = [(b"content-encoding", b"br")]
    else:
        site.breaks = True

    for _ in range(3):
        await ask(cache)

    assert site.renders == 3
    assert not cache.pages


async def test_scheme_host_path_and_query_each_tell_pages_apart(cache, site):
    for how in ({}, {"headers": {"host": "other"}}, {"query": b"page=2"}, {"path": "/elsewhere"}):
        site.text = repr(how).encode()
        await warmed(cache, **{"path": "/"} | how)

    assert (await ask(cache, query=b"page=2")).body == repr({"query": b"page=2"}).encode()
    assert (await ask(cache)).body == b"{}"
    assert len(cache.pages) == 4


async def test_a_page_too_large_to_keep_arrives_whole(cache, site, monkeypatch):
    monkeypatch.setattr(kept_page, "LARGEST_PAGE", 3)

    answers = [await ask(cache) for _ in range(3)]

    assert {(each.body, each.is_whole, each.status) for each in answers} == {(b"first", True, 200)}
    assert not cache.pages


async def test_memory_stays_within_its_limit_and_the_least_asked_for_goes_first(site, counters):
    site.text = b"x" * 10_000
    cache = PageCache(site, max_bytes=30_000)
    await cache.sweep()
    for path in ("/a", "/b"):
        await warmed(cache, path)
    await ask(cache, "/a")

    await warmed(cache, "/c")

    assert [key[2] for key in cache.pages] == ["/a", "/c"]
    assert cache.bytes == sum(page.size for page in cache.pages.values()) <= 30_000


# --- How it is sent -------------------------------------------------------------------------


async def test_head_tells_what_get_would_and_sends_no_body(cache, site):
    await warmed(cache)

    head, get = await ask(cache, method="HEAD"), await ask(cache)

    assert site.renders == 2
    assert head.body == b""
    assert head["content-length"] == get["content-length"] == "5"


async def test_head_keeps_nothing(cache, site):
    for _ in range(3):
        await ask(cache, method="HEAD")

    assert site.renders == 3
    assert not cache.pages


@pytest.mark.parametrize("warm", [False, True], ids=["made", "kept"])
async def test_a_reader_who_takes_gzip_gets_it_and_another_does_not(cache, site, warm):
    site.text = b"the same words " * 100
    if warm:
        await warmed(cache)

    compressed = await ask(cache, headers={"accept-encoding": "br, gzip;q=0.8"})
    plain = await ask(cache, headers={"accept-encoding": "gzip;q=0, identity"})

    assert compressed["content-encoding"] == "gzip"
    assert gzip.decompress(compressed.body) == plain.body == site.text
    assert int(compressed["content-length"]) == len(compressed.body) < len(plain.body)
    assert plain["content-encoding"] is None
    assert compressed["etag"] == plain["etag"]


@pytest.mark.parametrize(
    ("accepted", "takes"),
    [
        (b"gzip", True),
        (b"deflate, GZIP ; q=0.5", True),
        (b"gzip;q=1.0", True),
        (b"gzip;q=0", False),
        (b"gzip; q=0.000", False),
        (b"br", False),
        (b"x-gzip-like", False),
        (b"", False),
    ],
)
def test_what_accept_encoding_means(accepted, takes):
    assert takes_gzip(accepted) is takes


async def test_a_reader_who_has_the_page_is_told_so(cache, site):
    etag = (await warmed(cache))["etag"]

    has_it = await ask(cache, headers={"if-none-match": f'"other", {etag}'})
    has_another = await ask(cache, headers={"if-none-match": 'W/"other"'})

    assert (has_it.status, has_it.body, has_it["etag"]) == (304, b"", etag)
    assert has_it["cache-control"] == "no-cache"
    assert has_it["vary"] == "Accept-Encoding, Cookie"
    assert has_another.status == 200


async def test_a_page_that_changed_is_sent_anew(cache, site, counters):
    etag = (await warmed(cache))["etag"]
    site.text, counters["guidance"] = b"second", 2
    await cache.sweep()

    answer = await ask(cache, headers={"if-none-match": etag})

    assert (answer.status, answer.body) == (200, b"second")


# --- How it stays true ----------------------------------------------------------------------


async def test_the_sweep_lets_go_of_what_changed_and_of_nothing_else(cache, site, counters):
    await warmed(cache, "/guide")
    site.marks = b"thread.7 communities"
    await warmed(cache, "/thread")

    counters["thread.7"] = 2
    await cache.sweep()

    assert [key[2] for key in cache.pages] == ["/guide"]


async def test_one_sweep_asks_for_every_counter_once(cache, site, counters):
    await warmed(cache, "/guide")
    site.marks = b"thread.7 guidance"
    await warmed(cache, "/thread")
    counters["reads"].clear()

    await cache.sweep()

    assert counters["reads"] == [{"guidance", "thread.7"}]


async def test_a_slow_render_brings_no_old_page_back(cache, site, counters):
    await ask(cache)

    async def while_it_renders():
        site.text, counters["guidance"] = b"second", 2

    site.rendering = while_it_renders
    made = await ask(cache)
    site.rendering = None
    await cache.sweep()

    assert made.body == b"first"
    assert (await ask(cache)).body == b"second"


async def test_a_slow_render_is_not_kept_at_all_when_the_change_was_heard_of(cache, site, counters):
    await ask(cache)

    async def while_it_renders():
        site.text, counters["guidance"] = b"second", 2
        cache.forget({"guidance"})

    site.rendering = while_it_renders
    await ask(cache)
    site.rendering = None

    assert (await ask(cache)).body == b"second"


async def test_a_slow_render_is_not_kept_when_a_sweep_saw_the_change(cache, site, counters):
    await ask(cache)

    async def while_it_renders():
        site.text, counters["guidance"] = b"second", 2
        await cache.sweep()

    site.rendering = while_it_renders
    await ask(cache)
    site.rendering = None

    assert (await ask(cache)).body == b"second"


async def test_the_first_making_is_not_kept_because_nobody_knew_what_to_read(cache, site, counters):
    async def while_it_renders():
        site.text, counters["guidance"] = b"second", 2

    site.rendering = while_it_renders
    await ask(cache)
    site.rendering = None

    assert (await ask(cache)).body == b"second"


async def test_a_page_that_begins_to_show_something_else_is_kept_only_under_counters_read_before(cache, site):
    await ask(cache)
    site.marks = b"guidance thread.7"

    await ask(cache)

    assert not cache.pages
    await ask(cache)
    assert [set(page.counters) for page in cache.pages.values()] == [{"guidance", "thread.7"}]


async def test_nothing_is_kept_when_the_counters_cannot_be_read(cache, site, monkeypatch, counters):
    await ask(cache)

    async def away(*_):
        raise OSError("no database")

    monkeypatch.setattr(pagecache, "in_database", away)
    answer = await ask(cache)

    assert answer.status == 200
    assert not cache.pages


async def test_nothing_is_answered_from_memory_while_the_counters_cannot_be_read(cache, site):
    await warmed(cache)
    cache.swept_at = time.monotonic() - pagecache.BLIND_SECONDS - 1

    await ask(cache)

    assert site.renders == 3


async def test_a_failed_sweep_is_tried_again(cache, counters, monkeypatch):
    swept = asyncio.Event()
    results = [OSError("no database"), None]

    async def sweep():
        if failure := results.pop(0):
            raise failure
        swept.set()
        await asyncio.Event().wait()

    monkeypatch.setattr(cache, "sweep", sweep)
    monkeypatch.setattr(pagecache, "SWEEP_SECONDS", 0)
    keeping = asyncio.create_task(cache.keep_true())
    await asyncio.wait_for(swept.wait(), 5)
    keeping.cancel()


async def test_a_page_is_made_anew_after_ten_minutes_whatever_the_counters_say(cache, site, monkeypatch):
    monkeypatch.setattr(kept_page, "LONGEST_LIFE_SECONDS", -1)
    await warmed(cache)

    await ask(cache)

    assert site.renders == 3


async def test_a_change_in_this_process_is_forgotten_at_once(cache, site, counters):
    await warmed(cache)
    site.text = b"second"

    async with kept_true(cache):
        await asyncio.to_thread(public_changed.send, None, names={"guidance"})
        answer = await ask(cache)

    assert answer.body == b"second"


async def test_a_change_elsewhere_forgets_nothing_here(cache, site):
    await warmed(cache)

    async with kept_true(cache):
        await asyncio.to_thread(public_changed.send, None, names={"communities"})
        await ask(cache)

    assert site.renders == 2


# --- Many at once ---------------------------------------------------------------------------


@asynccontextmanager
async def held_render(site):
    """Hold every render until the block ends."""
    started, go_on = asyncio.Event(), asyncio.Event()

    async def hold():
        started.set()
        await go_on.wait()

    site.rendering = hold
    yield started
    site.rendering = None
    go_on.set()


async def test_a_crowd_waits_for_one_render(cache, site):
    await ask(cache)
    async with held_render(site) as started:
        crowd = [asyncio.create_task(ask(cache)) for _ in range(20)]
        await started.wait()
    answers = await asyncio.gather(*crowd)

    assert site.renders == 2
    assert {each.body for each in answers} == {b"first"}


async def test_a_crowd_does_not_take_a_page_that_was_overtaken(cache, site, counters):
    await ask(cache)
    async with held_render(site) as started:
        crowd = [asyncio.create_task(ask(cache)) for _ in range(3)]
        await started.wait()
        site.text, counters["guidance"] = b"second", 2
        cache.forget({"guidance"})
    answers = await asyncio.gather(*crowd)

    assert sorted(each.body for each in answers) == [b"first", b"second", b"second"]


async def test_a_crowd_goes_on_by_itself_when_the_first_of_it_fails(cache, site):
    await ask(cache)
    async with held_render(site) as started:
        first = asyncio.create_task(ask(cache))
        await started.wait()
        second = asyncio.create_task(ask(cache))
        await asyncio.sleep(0)
        first.cancel()

    assert (await second).body == b"first"
    assert not cache.fills
