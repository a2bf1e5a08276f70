"""Who may keep what, as the middleware tells browsers and the page cache."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from communities.public import HEADER, mark_public
from hub.middleware import CacheRules

NOBODY_KEEPS_IT = "private, no-store"


def answer(response, path="/", *, cookies=None, **headers):
    request = RequestFactory().get(path, headers=headers)
    request.COOKIES = cookies or {}
    return CacheRules(lambda _: response)(request)


def test_what_is_not_marked_is_kept_by_nobody():
    assert answer(HttpResponse("words"))["Cache-Control"] == NOBODY_KEEPS_IT


def test_a_view_cannot_talk_its_way_past_the_rule():
    assert (
        answer(HttpResponse(headers={"Cache-Control": "public, max-age=3600"}))["Cache-Control"]
        == NOBODY_KEEPS_IT
    )


def test_a_marked_page_is_asked_about_each_time():
    response = answer(mark_public(HttpResponse("words"), "guidance", "thread.7"))

    assert response["Cache-Control"] == "no-cache"
    assert response["Vary"] == "Accept-Encoding, Cookie"
    assert response[HEADER] == "guidance thread.7"


@pytest.mark.parametrize(
    "kind", ["session", "csrf cookie", "sets a cookie", "varies by cookie", "authorization", "error"]
)
def test_a_mark_does_not_hold_for_anything_that_could_be_personal(kind):
    response = mark_public(HttpResponse("words"), "guidance")
    cookies, headers = {}, {}
    if kind == "session":
        cookies = {"session": "abc"}
    elif kind == "csrf cookie":
        cookies = {
            "csrf": "abc"
        }  # to somebody who has one, a token is shown without Set-Cookie and without Vary
    elif kind == "sets a cookie":
        response.set_cookie("csrf", "abc")
    elif kind == "varies by cookie":
        response["Vary"] = "Cookie"
    elif kind == "authorization":
        headers = {"authorization": "Basic abc"}
    else:
        response.status_code = 404

    response = answer(response, cookies=cookies, **headers)

    assert response["Cache-Control"] == NOBODY_KEEPS_IT
    assert HEADER not in response


def test_a_mark_that_does_not_hold_is_told_to_the_log_without_the_address(caplog):
    response = mark_public(HttpResponse("words"), "guidance")
    response["Vary"] = "Cookie"

    answer(response, "/communities/secret-name/")

    assert "is marked public" in caplog.text
    assert "secret-name" not in caplog.text


@pytest.mark.parametrize("path", ["/static/hub/site.0123456789ab.css", "/media/pictures/1.webp"])
def test_files_say_themselves_how_long_they_are_good(path):
    forever = "max-age=315360000, public, immutable"

    assert answer(HttpResponse(headers={"Cache-Control": forever}), path)["Cache-Control"] == forever


def test_a_file_that_says_nothing_is_kept_by_nobody():
    assert answer(HttpResponse(), "/media/pictures/1.webp")["Cache-Control"] == NOBODY_KEEPS_IT
