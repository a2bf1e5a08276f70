"""What the logs say, and above all what they do not."""

import json
import logging
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import RequestFactory

from hub.logs import PlainLine, json_line
from hub.request_log import request_id
from hub.settings.log_lines import logging_as
from tests.support.person import Person

MARKER = "purple-elephant"


def record(name: str, message: str, *args, error: bool = False, **more) -> logging.LogRecord:
    try:
        raise ValueError(f"{MARKER} is not a number")
    except ValueError:
        found = sys.exc_info() if error else None
    made = logging.LogRecord(name, logging.ERROR, "somewhere.py", 1, message, args, found)
    vars(made).update(more)
    return made


def told(made: logging.LogRecord) -> dict:
    line = json_line().format(made)
    assert "\n" not in line
    return json.loads(line)


def test_our_own_sentence_is_told_with_its_ids():
    assert told(record("discussions.live_bus", "Thread %s is late.", 42))["event"] == "Thread 42 is late."


def test_of_a_stranger_s_sentence_only_the_pattern_is_told():
    assert told(record("some.package", "Could not read %s", MARKER))["event"] == "Could not read %s"


def test_an_error_is_told_by_kind_and_place_and_not_by_what_it_says():
    said = told(record("hub.pages", "A page could not be made.", error=True))

    assert said["error"] == "ValueError"
    assert said["where"][0].startswith("tests/hub/test_logs.py:")
    assert MARKER not in str(said)


def test_django_s_own_line_on_a_failed_request_loses_its_address():
    request = RequestFactory().get(f"/account/confirm/{MARKER}/")

    said = told(record("django.request", "%s: %s", "Oh", request.path, request=request, status_code=500))

    assert said["status"] == 500
    assert MARKER not in str(said)


def test_a_line_break_begins_no_line():
    forged = record("hub", "Host %s", "a\n2026-01-01 00:00:00 INFO hub: all is well\r", error=True)

    lines = PlainLine().format(forged).splitlines()

    assert all(line.startswith("    ") for line in lines[1:])
    assert "\\n2026-01-01" in lines[0]


@pytest.mark.parametrize(("given", "taken"), [("7f3a-0001-beef", True), (MARKER + "\nx", False), ("", False)])
def test_a_proxy_may_name_a_request_by_an_id_and_nothing_else(given, taken):
    request = RequestFactory().get("/", headers={"X-Request-ID": given})

    assert (request_id(request) == given) is taken


def test_an_unknown_form_stops_the_start():
    with pytest.raises(ImproperlyConfigured, match="LOG_FORMAT"):
        logging_as("xml", "INFO")


def test_what_people_write_and_what_lets_them_in_is_in_no_log(start_hub):
    hub = start_hub(LOG_FORMAT="json")
    person = Person(hub, "practitioner")
    thread = person.open_thread(f"About {MARKER}")
    answer = thread.reply(f"We saw a {MARKER}.")
    person.http.get(f"{hub.url}/search/?q={MARKER}", timeout=20)
    person.http.get(f"{hub.url}/{MARKER}/", headers={"X-Request-ID": f"{MARKER} {MARKER}"}, timeout=20)
    person.http.get(hub.url, headers={"Host": f"{MARKER}.example"}, timeout=20)
    page = person.http.get(f"{hub.url}{thread.path}", timeout=20).text
    person.post("/account/login/", page, login=f"{MARKER}@example.org", password=MARKER)

    text = hub.log.read_text()
    lines = [json.loads(line) for line in text.splitlines() if line.startswith("{")]
    reply = next(line for line in lines if line.get("view") == "discussions:thread-reply")

    assert answer.status_code == 201
    assert (reply["status"], reply["method"]) == (201, "POST")
    assert reply["user"]
    assert reply["ms"] > 0
    assert len(reply["request"]) == 32
    assert {line["request"] for line in lines if line["logger"] == "hub.requests"}
    for secret in (MARKER, *(cookie.value for cookie in person.http.cookies)):
        assert secret not in text
