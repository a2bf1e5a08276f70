"""`python -m bench`: measure the hub, measure the yardstick, print both side by side."""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from uuid import uuid4

from bench import servers
from bench.inviting import measure_inviting
from bench.load import Answer, Connection, Load, get, press
from bench.publishing import measure_publishing
from bench.rooms import measure_rooms
from bench.servers import Server
from bench.sockets import Delivery, deliver
from bench.talk import measure_talk

PAGES = ("home", "guidance", "thread, signed out", "thread, member", "search, member")


def main() -> None:
    """Make a hub of its own in a temporary folder, drive it over HTTP and WebSocket, print the tables."""
    options = _options()
    if options.full:
        from bench import full  # late: it needs the servers of the tests

        full.main()
        return
    if options.search:
        from bench import searching

        searching.main()
        return
    with tempfile.TemporaryDirectory(prefix="hub-bench-") as folder, ExitStack() as stack:
        environment = {"DATA_DIR": folder, "LOG_LEVEL": "ERROR", "DJANGO_SETTINGS_MODULE": "hub.settings.dev"}
        print("Making a hub with the demonstration and a thousand members…", flush=True)
        servers.run_manage("migrate", "--verbosity=0", environment=environment)
        servers.run_manage("load_demo", environment=environment)
        found = subprocess.run(
            [sys.executable, "manage.py", "measure_relevance", "--worst", "0"],
            cwd=servers.ROOT, env=os.environ | environment, check=True, capture_output=True, text=True,
        )  # fmt: skip
        print(f"search: {found.stdout.strip()}", flush=True)
        seeded = json.loads(
            subprocess.run(
                [sys.executable, "-m", "bench.seed"],
                cwd=servers.ROOT, env=os.environ | environment, check=True, capture_output=True, text=True,
            ).stdout
        )  # fmt: skip
        hub = stack.enter_context(servers.hub(environment))
        asyncio.run(_measure(hub, seeded, options, Path(folder), stack, environment))


async def _measure(
    hub: Server, seeded: dict, options: argparse.Namespace, folder: Path, stack: ExitStack, environment: dict
) -> None:
    member = f"session={seeded['sessions'][1]}"
    asked = {
        "home": ("/", ""),
        "guidance": (seeded["guide"], ""),
        "thread, signed out": (f"{seeded['thread']}?at=1", ""),
        "thread, member": (seeded["thread"] + "?page=1", member),
        "search, member": ("/search/?q=hate+crime+report", member),
    }
    uncached = {
        name: (path + ("&" if "?" in path else "?") + "fresh=1", cookie)
        for name, (path, cookie) in asked.items()
    }
    answers = {name: await _ask(hub, path, cookie) for name, (path, cookie) in asked.items()}
    bare = stack.enter_context(servers.bare({"BENCH_PAGES": _write_pages(folder, answers)}))

    print(
        f"\n{'page':<28}{'bytes':>8}{'per second':>12}{'p50 ms':>8}{'p95':>8}{'p99':>8}{'CPU ms':>8}{'of bare':>9}"
    )
    for name, (path, cookie) in asked.items():
        yardstick = await press(bare, f"/{PAGES.index(name)}", options.requests)
        _print_load(f"{name}: bare", len(answers[name].body), yardstick, yardstick)
        is_public = not cookie
        if is_public:
            _print_load(
                "  from the page cache",
                len(answers[name].body),
                await press(hub, path, options.requests),
                yardstick,
            )
        fresh_path = uncached[name][0] if is_public else path
        made = await press(hub, fresh_path, max(80, options.requests // 10), cookie)
        _print_load("  made by Django", len(answers[name].body), made, yardstick)

    print(
        f"\n{'sockets':<28}{'p50 ms':>8}{'p95':>8}{'p99':>8}{'lost':>6}{'doubled':>9}{'CPU us':>8}{'KB each':>9}"
    )
    for count in options.sockets:
        frame = json.dumps({"type": "changes", "upto": 0, "html": "x" * 1500})
        _print_delivery(f"{count}: bare", await _deliver_bare(bare, count, options.replies, frame))
        _print_delivery(f"{count}: hub", await _deliver_hub(hub, seeded, count, options.replies))
    await measure_publishing(hub, environment)
    await measure_inviting(hub, seeded["lead_session"])
    await measure_rooms(hub, seeded["lead_session"], environment)
    measure_talk(environment)


async def _deliver_bare(bare: Server, count: int, replies: int, frame: str) -> Delivery:
    connection = await Connection.open(bare.port)

    async def reply(number: int) -> int:
        body = frame.replace('"upto": 0', f'"upto": {number + 1}').encode()
        head = f"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {len(body)}\r\n\r\n".encode()
        await connection.ask(head + body)
        return number + 1

    return await deliver(bare, [(f"ws://127.0.0.1:{bare.port}/", {})] * count, reply, replies)


async def _deliver_hub(hub: Server, seeded: dict, count: int, replies: int) -> Delivery:
    origin = f"http://127.0.0.1:{hub.port}"
    sessions = seeded["sessions"]
    writer = f"session={sessions[0]}"
    answer = await _ask(hub, seeded["live"], writer, follow=True)
    csrf = answer.body.decode().split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    cookie = next(
        value for name, value in answer.headers if name == "set-cookie" and value.startswith("csrf=")
    )
    writer += "; " + cookie.partition(";")[0]
    connection = await Connection.open(hub.port)
    change = json.loads((await _ask(hub, f"{seeded['live']}changes/?after=0", writer)).body)["frames"][-1][
        "upto"
    ]

    async def reply(number: int) -> int:
        words = (
            f"csrfmiddlewaretoken={csrf}&body_format=text&token={uuid4()}&body="
            + "We+tried+this+twice.+" * 20
        )
        head = (
            f"POST {seeded['live']}reply/ HTTP/1.1\r\nHost: 127.0.0.1:{hub.port}\r\nCookie: {writer}\r\n"
            f"Origin: {origin}\r\nAccept: application/json\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(words)}\r\n\r\n"
        )
        return json.loads((await connection.ask((head + words).encode())).body)["change"]

    address = f"ws://127.0.0.1:{hub.port}/ws/threads/{seeded['live_id']}/?after={change}"
    listeners = [
        (address, {"Origin": origin, "Cookie": f"session={session}"}) for session in sessions[:count]
    ]
    return await deliver(hub, listeners, reply, replies)


async def _ask(server: Server, path: str, cookie: str = "", *, follow: bool = False) -> Answer:
    connection = await Connection.open(server.port)
    request = get(path, server.port, cookie).replace(b"Accept-Encoding: gzip\r\n", b"")
    answer = await connection.ask(request)
    if follow and answer.status in (301, 302):
        location = dict(answer.headers)["location"]
        answer = await connection.ask(
            get(location, server.port, cookie).replace(b"Accept-Encoding: gzip\r\n", b"")
        )
    connection.close()
    return answer


def _write_pages(folder: Path, answers: dict[str, Answer]) -> str:
    pages = {}
    for name, answer in answers.items():
        body = folder / f"page-{PAGES.index(name)}"
        body.write_bytes(answer.body)
        headers = [("content-type", "text/html; charset=utf-8"), ("content-length", str(len(answer.body)))]
        pages[f"/{PAGES.index(name)}"] = (200, headers, str(body))
    listing = folder / "pages.json"
    listing.write_text(json.dumps(pages))
    return str(listing)


def _print_load(name: str, size: int, load: Load, yardstick: Load) -> None:
    share = load.per_second / yardstick.per_second
    print(
        f"{name:<28}{size:>8}{load.per_second:>12.0f}{load.percentile(0.5):>8.1f}{load.percentile(0.95):>8.1f}"
        f"{load.percentile(0.99):>8.1f}{load.cpu_per_request * 1000:>8.2f}{share:>9.2f}",
        flush=True,
    )


def _print_delivery(name: str, delivery: Delivery) -> None:
    print(
        f"{name:<28}{delivery.percentile(0.5):>8.0f}{delivery.percentile(0.95):>8.0f}{delivery.percentile(0.99):>8.0f}"
        f"{delivery.lost:>6}{delivery.doubled:>9}{delivery.cpu_per_delivery * 1e6:>8.0f}"
        f"{delivery.memory_per_socket / 1024:>9.1f}",
        flush=True,
    )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--requests", type=int, default=4000, help="requests for each cached page")
    parser.add_argument("--replies", type=int, default=10, help="replies posted for each number of sockets")
    parser.add_argument("--sockets", type=int, nargs="+", default=[200, 1000], help="open sockets")
    parser.add_argument(
        "--search",
        action="store_true",
        help="a search among 100,000 posts and 2,000 pages, on both kinds of database; about 10 minutes",
    )
    parser.add_argument(
        "--full",
        action="store_true",
        help="crowds of 5,000, writers, threads of 100,000 posts; about 20 minutes",
    )
    return parser.parse_args()


if __name__ == "__main__":
    main()
