"""Passkeys, with a device that Chromium imitates: added, used as the second step, asked again, cancelled, removed."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser import axe
from tests.support.hub import HubServer
from tests.support.people import credentials

pytestmark = pytest.mark.browser

OWNER, FORGETFUL, ALONE = "second", "practitioner", "lead"


@pytest.fixture
def hub(start_hub) -> HubServer:
    """Give a hub of its own: whoever adds a passkey is asked for it in every test that follows."""
    return start_hub()


def home_of(hub: HubServer) -> str:
    """Give the address of the hub by a name: no browser keeps passkeys for a number."""
    return hub.url.replace("127.0.0.1", "localhost")


def plug_in_a_key(page: Page):
    """Give this page a device that holds passkeys; its session and its id."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    return session, session.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]


def give_password(page: Page, who: str) -> None:
    address, password = credentials(who)
    if page.get_by_label("E-mail address").count():
        page.get_by_label("E-mail address").fill(address)
    page.get_by_label("Password", exact=True).fill(password)
    page.locator("main form button[type=submit]").first.click()


def show_it_is_you(page: Page, who: str) -> None:
    """Answer when the hub asks again, which it does before anybody touches a second step."""
    expect(page.get_by_role("heading", name="Show that it is you")).to_be_visible()
    give_password(page, who)


def add_passkey(page: Page, home: str, who: str) -> None:
    page.goto(f"{home}/account/2fa/")
    if page.get_by_label("E-mail address").count():
        give_password(page, who)
    page.get_by_role("link", name="Add a passkey").click()
    show_it_is_you(page, who)
    expect(page.get_by_role("heading", name="Add a passkey")).to_be_visible()
    assert axe(page) == []
    page.get_by_label("What you call it").fill("My laptop")
    page.get_by_label("What you call it").press("Enter")
    expect(page.get_by_text("Your passkey is added")).to_be_visible()


def test_a_passkey_is_added_signs_in_and_is_removed(open_page, hub):
    page = open_page(size="phone", hub=hub)
    home = home_of(hub)
    plug_in_a_key(page)

    add_passkey(page, home, OWNER)
    expect(
        page.locator("main li code").first
    ).to_be_visible()  # recovery codes come with the first second step
    page.goto(f"{home}/account/2fa/webauthn/")
    expect(page.get_by_role("heading", name="My laptop")).to_be_visible()
    assert axe(page) == []

    page.context.clear_cookies()
    page.goto(f"{home}/account/login/")
    give_password(page, OWNER)
    expect(page.get_by_role("heading", name="Your second step")).to_be_visible()
    assert axe(page) == []
    page.get_by_role("button", name="Use your passkey").click()
    expect(page).not_to_have_url(re.compile("/account/"))

    page.goto(f"{home}/account/2fa/webauthn/")
    expect(page.get_by_text("Last used on")).to_be_visible()
    page.get_by_role("link", name="Remove My laptop").click()
    show_it_is_you(page, OWNER)
    page.get_by_role("button", name="Remove it").click()
    expect(page.get_by_text("You have none.")).to_be_visible()


def test_a_key_that_says_nothing_is_told_in_the_page_and_the_code_is_still_there(open_page, hub):
    page = open_page(hub=hub)
    home = home_of(hub)
    session, key = plug_in_a_key(page)
    add_passkey(page, home, FORGETFUL)
    page.context.clear_cookies()
    session.send("WebAuthn.clearCredentials", {"authenticatorId": key})

    page.goto(f"{home}/account/login/")
    give_password(page, FORGETFUL)
    page.get_by_role("button", name="Use your passkey").click()

    expect(page.get_by_role("alert").filter(has_text="The passkey was not used")).to_be_visible()
    expect(page.get_by_label("Code from your app, or a recovery code")).to_be_visible()
    assert axe(page) == []


def test_without_script_the_page_says_what_a_passkey_needs(open_page, hub):
    page = open_page(javascript=False, hub=hub)
    home = home_of(hub)

    page.goto(f"{home}/account/2fa/webauthn/add/")
    give_password(page, ALONE)
    show_it_is_you(page, ALONE)

    expect(page.get_by_text("Passkeys need a browser with scripts.")).to_be_visible()
