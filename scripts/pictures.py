"""Takes the pictures in docs/images: `make pictures`.

Starts a hub of its own with the demonstration's content, signs in as the people each picture is for, and
ends the hub again. Each picture is a page at the width of a phone, in light colours, cut at `height`.
"""

from __future__ import annotations

import os
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings.test")

from playwright.sync_api import Browser, sync_playwright  # noqa: E402  # the hub's own modules are found above

from tests.support.hub import HubServer  # noqa: E402
from tests.support.people import credentials  # noqa: E402
from tests.support.pieces import find_chromium  # noqa: E402
from tests.support.servers import RUN_FOLDER  # noqa: E402

IMAGES = ROOT / "docs" / "images"
HATE_CRIME, SPORT = "/communities/race-and-faith-hate-crime", "/communities/sport-and-cohesion"


@dataclass(frozen=True)
class Picture:
    """One page as one person sees it. `open` names what is unfolded first."""

    name: str
    who: str
    path: str
    height: int = 1100
    open: str = ""
    width: int = 400


PICTURES = (
    Picture("look-after-queue", "lead", f"{HATE_CRIME}/look-after/", height=1500),
    Picture("look-after-log", "lead", f"{SPORT}/look-after/log/", height=900),
    Picture("look-after-member", "lead", f"{SPORT}/look-after/people/5/", open="Ask to pause", height=1500),
    Picture("invite-people", "lead", f"{SPORT}/look-after/invitations/", height=1100),
    Picture("organisation-look-after", "practitioner", "/organisations/stannerley/look-after/", height=1300),
    Picture("editor-desk", "editor", "/cms/", width=1100, height=900),
    Picture("editor-guide", "editor", "/cms/pages/33/edit/", width=1100, height=1100),
    Picture(
        "editor-questions", "editor", "/cms/pages/33/edit/", open="The next version answers it", width=1100
    ),
    Picture("gather-words", "lead", "/contributions/from/21/", height=1500),
    Picture("gathered-answers", "lead", "/contributions/gathered/1/", height=1000),
    Picture(
        "asked-for-words", "practitioner", "/contributions/122994ad-019e-538a-b4d0-23b635202ad6/", height=1250
    ),
    Picture("staff-people-waiting", "administrator", "/cms/network/waiting/", width=1100, height=700),
)


def main() -> None:
    """Take all of them."""
    chromium = find_chromium()
    if chromium is None:
        sys.exit("Chromium is not installed. On Debian or Ubuntu: apt-get install chromium")
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        os.environ[RUN_FOLDER] = folder  # where servers of the suite note that they run
        hub = HubServer(Path(folder) / "hub")
        hub.folder.mkdir(parents=True)
        hub.manage("migrate", "--verbosity=0")
        hub.manage("load_demo")
        hub.start()
        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=str(chromium), args=["--no-sandbox"])
                for picture in PICTURES:
                    take(browser, hub.url, picture)
        finally:
            hub.stop()


def take(browser: Browser, url: str, picture: Picture) -> None:
    """Sign in, open the page and keep what is seen of it."""
    context = browser.new_context(
        base_url=url, viewport={"width": picture.width, "height": 800}, locale="en-GB", color_scheme="light"
    )
    page = context.new_page()
    page.goto("/account/login/")
    email, password = credentials(picture.who)
    page.locator("[name=login]").fill(email)
    page.locator("[name=password]").fill(password)
    page.locator("[name=password]").press("Enter")
    page.locator("[name=password]").wait_for(state="detached")
    answer = page.goto(picture.path)
    if answer is None or not answer.ok:
        sys.exit(f"{picture.path} cannot be opened as {picture.who}: {answer and answer.status}")
    if picture.open:
        page.get_by_text(picture.open, exact=True).click()
    height = min(picture.height, page.evaluate("document.documentElement.scrollHeight"))
    clip = {"x": 0, "y": 0, "width": picture.width, "height": height}
    page.screenshot(path=IMAGES / f"{picture.name}.png", full_page=True, clip=clip)
    print(f"docs/images/{picture.name}.png")
    context.close()


if __name__ == "__main__":
    main()
