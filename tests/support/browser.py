"""Browser tests: Chromium, signed-in pages, and a watch that lets no fault pass.

A test takes `page`, or `open_page` for several people side by side. Each page is watched: a script
error, a breach of the content policy or a request to another host fails the test, whatever else it
asked. Browser tests go through the front; the database of the hub they see is not the tests' own.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Playwright,
    ViewportSize,
    expect,
    sync_playwright,
)

from tests.support.hub import HubServer
from tests.support.people import credentials
from tests.support.pieces import find_chromium

OWN_HOSTS = {"127.0.0.1", "localhost"}
SIZES: dict[str, ViewportSize] = {
    "phone": {"width": 360, "height": 740},
    "desk": {"width": 1280, "height": 900},
}

NOT_OURS = {"exclude": [["wagtail-userbar"], ["wagtail-inline-userbar"]]}

#: In the page, not in a route: what a page sends as it closes passes every route.
DRAFTS_STAY_HERE = """
    const send = window.fetch.bind(window);
    window.fetch = (address, ...rest) =>
        String(address).endsWith("/inbox/drafts/save/")
            ? Promise.resolve(new Response(null, { status: 204 }))
            : send(address, ...rest);
"""

#: Cookies of those who have signed in already, by hub and person.
_signed_in: dict[tuple[str, str], list] = {}


@dataclass
class Watch:
    """What went wrong in the pages of one test, and what the test said would."""

    faults: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)

    def expect(self, words: str) -> None:
        """Let faults pass that hold these words: `watch.expect("status of 404")`."""
        self.expected.append(words)

    def unexpected(self) -> list[str]:
        """List the faults nobody announced."""
        return [fault for fault in self.faults if not any(words in fault for words in self.expected)]

    def over(self, context: BrowserContext) -> None:
        """Watch every page of a context, those it opens later included."""
        context.on("console", self._hear)
        context.on("weberror", lambda error: self.faults.append(f"script: {error.error}"))
        context.on("request", lambda request: self._see(request.url))
        context.on("page", lambda page: page.on("websocket", lambda socket: self._see(socket.url)))

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.faults.append(f"console: {message.text}")

    def _see(self, url: str) -> None:
        address = urlsplit(url)
        if address.scheme not in {"data", "blob", "about"} and address.hostname not in OWN_HOSTS:
            self.faults.append(f"request to another host: {url}")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict) -> dict:
    """Use the machine's own Chromium, and let it reach this machine only."""
    chromium = find_chromium()
    if chromium is None:
        pytest.skip("Chromium is not installed")
    only_here = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"
    return browser_type_launch_args | {
        "executable_path": str(chromium),
        "args": ["--no-sandbox", "--disable-background-networking", "--disable-dev-shm-usage", only_here],
    }


@pytest.fixture(scope="session")
def playwright(django_db_setup) -> Iterator[Playwright]:
    """Start Playwright after the database: beside its event loop Django opens no connection."""
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture
def watch() -> Iterator[Watch]:
    """Collect what goes wrong in this test's pages, and fail the test for it at its end."""
    watch = Watch()
    yield watch
    assert not watch.unexpected(), "\n".join(watch.unexpected())


@pytest.fixture
def open_page(request, browser: Browser, watch: Watch) -> Iterator[Callable[..., Page]]:
    """Give a function that opens a page in a browser of its own.

    `open_page("lead", "/communities/", size="phone", dark=True, javascript=False, sockets=False, hub=other)`:
    all of them can be left out. Without a name nobody is signed in.
    """
    contexts: list[BrowserContext] = []
    # Now, as part of the setting up, unless the test starts hubs of its own and may not need it.
    usual = None if "start_hub" in request.fixturenames else request.getfixturevalue("hub_server")

    def open_one(
        who: str | None = None, path: str | None = None, *, size: str = "desk", dark: bool = False,
        javascript: bool = True, sockets: bool = True, hub: HubServer | None = None,
    ) -> Page:  # fmt: skip
        server = hub or usual or request.getfixturevalue("hub_server")
        context = browser.new_context(
            base_url=server.url,
            viewport=SIZES[size],
            locale="en-GB",
            timezone_id="Europe/London",
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            java_script_enabled=javascript,
        )
        contexts.append(context)
        context.set_default_timeout(15_000)
        watch.over(context)
        if "kept_drafts" not in request.fixturenames:
            context.add_init_script(DRAFTS_STAY_HERE)
        if not sockets:
            context.route_web_socket("**/*", lambda socket: socket.close(code=1011, reason="blocked"))
        page = context.new_page()
        if who:
            sign_in(page, who)
        if path:
            page.goto(path)
        return page

    yield open_one
    for context in contexts:
        context.close()


@pytest.fixture
def kept_drafts() -> None:
    """Let the hub keep drafts in this test.

    Otherwise it hears of none: they would be given back to the next test that writes as the same person.
    """


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    """Give one page of somebody who has not signed in."""
    return open_page()


def sign_in(page: Page, who: str, *, afresh: bool = False) -> None:
    """Sign a demonstration person in: by the form once, by the same cookies afterwards.

    A test that ends the session asks for one `afresh`, so that it takes nobody else's away.
    """
    page.goto("/account/login/")
    origin = urlsplit(page.url).netloc
    if not afresh and (origin, who) in _signed_in:
        page.context.add_cookies(_signed_in[origin, who])
        return
    email, password = credentials(who)
    page.locator("[name=login]").fill(email)
    page.locator("[name=password]").fill(password)
    page.locator("[name=password]").press("Enter")
    expect(page.locator("[name=password]")).to_have_count(0)
    if not afresh:
        _signed_in[origin, who] = page.context.cookies()


def until(page: Page, condition: str, seconds: float = 30) -> None:
    """Wait until a line of script is true on the page.

    Not `page.wait_for_function`: it asks again by `eval` inside the page, which our own content
    policy forbids, so it works only where the first answer is yes.
    """
    ends_at = time.monotonic() + seconds
    while not page.evaluate(condition):
        assert time.monotonic() < ends_at, f"never became true: {condition}"
        page.wait_for_timeout(50)


def axe(page: Page) -> list[str]:
    """List everything axe finds wrong with the page as it is now, one sentence each.

    Leaves out the bars that Wagtail puts on the pages of Editors: they are its own.
    """
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, context=NOT_OURS).response["violations"]
    return [f"{rule['id']}: {'; '.join(map(_told, rule['nodes'][:3]))}" for rule in found]


def _told(node: dict) -> str:
    reasons = [check["message"] for kind in ("any", "all", "none") for check in node[kind]]
    return f"{node['html'][:120]} {' '.join(reasons)}"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run browser tests last: Playwright keeps an event loop, beside which no other test can have one."""
    for item in items:
        # By what Chromium is launched with: `browser` may also be a test's own name for a client.
        if "browser_type_launch_args" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


# A longer patience than Playwright's five seconds, for two workers on two cores.
expect.set_options(timeout=10_000)
