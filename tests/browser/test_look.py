"""The frame of every page, as people meet it: colours, times, menus, typefaces, no script."""

import re
import time
from itertools import pairwise

import pytest
from playwright.sync_api import expect

from tests.browser.test_live import start_thread
from tests.support.browser import axe, until
from tests.support.pieces import find_typefaces

#: Colours of the ground, from tokens.css.
PAPER = {"light": "rgb(251, 250, 247)", "dark": "rgb(24, 22, 26)"}


def test_a_choice_of_colours_stays_with_the_browser_and_needs_no_cookie(open_page):
    page = open_page(path="/communities/")

    page.get_by_label("Dark", exact=True).check()
    expect(page.locator("body")).to_have_css("background-color", PAPER["dark"])
    page.goto("/account/login/")

    expect(page.locator("body")).to_have_css("background-color", PAPER["dark"])
    expect(page.get_by_label("Dark", exact=True)).to_be_checked()
    assert "theme" not in {cookie["name"] for cookie in page.context.cookies()}


def test_colours_follow_the_device_until_somebody_chooses(open_page):
    page = open_page(path="/communities/", dark=True)

    expect(page.locator("body")).to_have_css("background-color", PAPER["dark"])
    page.get_by_label("Light", exact=True).check()
    expect(page.locator("body")).to_have_css("background-color", PAPER["light"])
    page.get_by_label("As on my device").check()
    expect(page.locator("body")).to_have_css("background-color", PAPER["dark"])


def test_times_are_words_with_the_full_time_behind_them(open_page):
    page = open_page(path="/")

    moment = page.locator("time[data-ago]").first
    expect(moment).to_have_text(re.compile(r"(ago|yesterday|just now|^\d+ [A-Z][a-z]+( \d{4})?)$"))
    expect(moment).to_have_attribute("title", re.compile(r"day,? \d+ \w+ \d{4} at \d\d:\d\d"))


def test_the_account_menu_opens_and_closes_from_the_keyboard(open_page):
    page = open_page("practitioner", "/communities/")
    summary = page.locator(".site-account summary")

    summary.press("Enter")
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Your desk")).to_be_focused()
    page.keyboard.press("Escape")

    expect(page.get_by_role("button", name="Sign out")).to_be_hidden()
    expect(summary).to_be_focused()


def test_the_first_stop_of_the_keyboard_leads_past_the_navigation(open_page):
    page = open_page(path="/communities/")

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the page")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.locator("main")).to_be_focused()


def test_a_refused_form_takes_the_focus_to_what_is_wrong(open_page):
    page = open_page(path="/account/login/")

    page.get_by_label("E-mail address").fill("nobody@example.org")
    page.get_by_label("Password").fill("not the password")
    page.get_by_label("Password").press("Enter")

    expect(page.locator("[data-error-summary]")).to_be_focused()
    assert axe(page) == []


@pytest.mark.skipif(find_typefaces() is None, reason="No everyday typeface is installed")
def test_typefaces_arrive_without_moving_what_is_read(open_page):
    page = open_page()
    page.add_init_script(
        "window.moved = 0; new PerformanceObserver((list) => {"
        "for (const entry of list.getEntries()) window.moved += entry.value;"
        "}).observe({type: 'layout-shift', buffered: true})"
    )
    page.route("**/*.ttf", lambda route: (time.sleep(0.4), route.continue_()))

    page.goto("/")
    until(page, "document.fonts.status === 'loaded' && document.fonts.check('1em Lora')")

    assert page.evaluate("window.moved") < 0.01


def test_without_script_the_switch_is_not_shown_and_the_way_in_is(open_page):
    page = open_page(path="/communities/", javascript=False)

    expect(page.get_by_text("As on my device")).to_be_hidden()
    expect(page.get_by_role("link", name="Sign in").first).to_be_visible()


@pytest.mark.parametrize(
    "path", ["/", "/guidance/", "/communities/", "/account/login/", "/account/signup/", "/nowhere/"]
)
def test_a_page_needs_no_sideways_scrolling_at_400_per_cent(open_page, watch, path):
    watch.expect("status of 404")
    page = open_page()
    page.set_viewport_size({"width": 320, "height": 256})  # 1280 by 1024, enlarged four times

    page.goto(path)

    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_title_without_a_space_makes_no_page_wider_than_a_phone(open_page):
    page = open_page("practitioner")
    title = "Minutes" * 20
    path = start_thread(page, title)
    page.set_viewport_size({"width": 360, "height": 740})
    community = path.partition("threads/")[0]
    number = path.partition("threads/")[2].partition("/")[0]

    for address in (path, f"{community}threads/{number}/posts/1/", f"{community}threads/", "/inbox/posts/"):
        page.goto(address)
        expect(page.get_by_text(title).first).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, address


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_page_for_what_is_not_there_is_accessible(open_page, watch, dark):
    watch.expect("status of 404")
    page = open_page(path="/nowhere/", dark=dark)

    assert axe(page) == []


def test_nothing_on_the_desk_stands_below_a_hole_whichever_lists_there_are(open_page):
    page = open_page("practitioner", "/")
    page.set_viewport_size({"width": 1280, "height": 900})
    count = page.locator(".desk > .desk__section").count()
    assert count > 3

    for gone in range(count):
        page.goto("/")
        page.evaluate("gone => document.querySelectorAll('.desk > .desk__section')[gone].remove()", gone)
        columns = page.evaluate(
            """() => {
                const columns = {};
                for (const each of document.querySelectorAll(".desk > .desk__section:not(.desk__section--wide)")) {
                    const place = each.getBoundingClientRect();
                    (columns[Math.round(place.left)] ??= []).push([place.top, place.bottom]);
                }
                return Object.values(columns);
            }"""
        )
        assert len(columns) == 2
        for places in columns:
            for (_, bottom), (top, _) in pairwise(places):
                assert abs(top - bottom) < 2
