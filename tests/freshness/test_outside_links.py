"""Asking other sites: never beyond the open web, never without leave, and with little patience."""

import socket
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.core.management import call_command
from django.utils import timezone

from freshness.linking import outside
from freshness.linking.reporting import check_outside
from freshness.models import BrokenLink
from tests.resources.factories import LinkedResourceFactory

SITE = "http://example.org"
#: An address of the open web; nothing is ever sent there from here.
OPEN = "93.184.216.34"


class Site(BaseHTTPRequestHandler):
    """A site that answers as its path says, and notes what it was asked."""

    asked: list[tuple[str, str, dict]] = []

    def do_GET(self) -> None:
        self.asked.append((self.command, self.path, dict(self.headers)))
        name = self.path.strip("/").partition("/")[0]
        if name == "silent":
            threading.Event().wait(2)
            return
        if name == "to":
            self.send_response(302)
            self.send_header("Location", self.path.removeprefix("/to/"))
        elif name == "round":
            self.send_response(301)
            self.send_header("Location", "/round/")
        elif name == "no-head":
            self.send_response(405 if self.command == "HEAD" else 200)
        else:
            self.send_response(int(name or 200))
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_HEAD = do_GET  # noqa: N815  # as the library calls it

    def log_message(self, *args) -> None:
        """Say nothing."""


@pytest.fixture
def site(monkeypatch):
    """A site at every open address; `site.looked_up` counts the names, `site.connected` the connections."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    Site.asked = []
    server.looked_up, server.connected = [], []

    def look_up(host, port, **kwargs):
        server.looked_up.append(host)
        if host == "nowhere.example":
            raise socket.gaierror
        ip = "10.0.0.7" if host.startswith("inside") else OPEN
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port))]

    def connect_here(address, timeout):
        server.connected.append(address)
        assert address[0] == OPEN
        opened = socket.socket()
        opened.settimeout(timeout)
        opened.connect(server.server_address)
        return opened

    monkeypatch.setattr(outside.socket, "getaddrinfo", look_up)
    monkeypatch.setattr(outside.socket, "create_connection", connect_here)
    monkeypatch.setattr(outside, "PAUSE_SECONDS", 0)
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@contextmanager
def no_connection(monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(
            outside.socket, "create_connection", lambda *args, **kwargs: pytest.fail("It reached out.")
        )
        yield


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/", "http://127.1/", "http://2130706433/", "http://0x7f000001/", "http://0177.0.0.1/",
        "http://0.0.0.0/", "http://localhost/", "http://10.1.2.3/", "http://172.16.0.1/", "http://192.168.0.1/",
        "http://169.254.169.254/latest/meta-data/", "http://100.64.0.1/", "http://192.0.2.1/", "http://198.18.0.1/",
        "http://224.0.0.1/", "http://255.255.255.255/", "http://240.0.0.1/", "http://[::1]/", "http://[::]/",
        "http://[fe80::1]/", "http://[fc00::1]/", "http://[fec0::1]/", "http://[ff02::1]/",
        "http://[::ffff:127.0.0.1]/", "http://[::ffff:a9fe:a9fe]/", "http://[2002:7f00:1::]/",
        "http://[64:ff9b::7f00:1]/", "http://[64:ff9b:1::a00:1]/", "http://[64:ff9b:1::808:808]/",
        "http://[64:ff9b:1:808:8:800::]/", "http://[64:ff9b:1:ffff:ffff:ffff:ffff:ffff]/", "http://192.0.0.8/",
        "http://192.0.0.9/", "http://192.0.0.10/", "http://192.0.0.192/", "http://[::ffff:192.0.0.9]/",
        "http://[64:ff9b::c000:9]/", "http://[2002:c000:9::]/", "http://[3fff::1]/", "http://[3fff:fff:ffff::1]/",
        "http://[2001:0:7f00:1::]/",
        "http://[2001:db8::1]/", "ftp://example.org/", "file:///etc/passwd", "gopher://example.org/",
        "http://example.org:8000/", "https://example.org:80/", "http://example.org:22/", "http://me@example.org/",
        "http://me:secret@example.org/", "http:///nothing", "http://", "http://[::1", "http://example.org:x/",
        "http://example.org:99999/",
    ],
)  # fmt: skip
def test_an_address_that_is_not_of_the_open_web_is_never_asked(monkeypatch, address):
    with no_connection(monkeypatch):
        assert outside.fault_of(address) == "closed"


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700:4700::1111", "64:ff9b::808:808", "::ffff:8.8.8.8"])
def test_an_address_of_the_open_web_is_one(address):
    assert outside.is_public(address)


def test_a_name_with_one_closed_address_among_open_ones_is_closed(monkeypatch):
    found = [(0, 0, 0, "", (ip, 80)) for ip in (OPEN, "10.0.0.1")]
    monkeypatch.setattr(outside.socket, "getaddrinfo", lambda *args, **kwargs: found)

    with no_connection(monkeypatch):
        assert outside.fault_of(SITE) == "closed"


@pytest.mark.parametrize(
    ("path", "fault"),
    [
        ("/", ""),
        ("/200", ""),
        ("/401", ""),
        ("/403", ""),
        ("/429", ""),
        ("/404", "not-there"),
        ("/410", "not-there"),
        ("/500", "no-answer"),
        ("/503", "no-answer"),
        ("/no-head", ""),
        ("/to//404", "not-there"),
        ("/to//to//200", ""),
        ("/round/", "no-answer"),
        ("/404/a b/ü?q=ü ü", "not-there"),
    ],
)
def test_what_a_site_answers_is_understood(site, path, fault):
    assert outside.fault_of(SITE + path) == fault


@pytest.mark.parametrize(
    "target", ["http://inside.example/", "file:///etc/passwd", "http://example.org:22/", "//inside.example/"]
)
def test_no_redirect_leads_inside(site, target):
    assert outside.fault_of(f"{SITE}/to/{target}") == "closed"
    assert all(address == (OPEN, 80) for address in site.connected)


def test_it_connects_where_the_name_was_looked_up_and_looks_once(site):
    outside.fault_of(f"{SITE}/200")

    assert site.looked_up == ["example.org"]
    assert site.connected == [(OPEN, 80)]


def test_it_says_who_it_is_and_carries_nothing_else(site, settings):
    outside.fault_of(f"{SITE}/200")

    command, _, headers = Site.asked[0]
    assert command == "HEAD"
    assert headers["User-Agent"] == f"link check of {settings.SITE_URL}"
    assert set(headers) == {"Host", "User-Agent", "Accept", "Connection", "Accept-Encoding"}


def test_a_site_that_says_nothing_is_hung_up_on(site, monkeypatch):
    monkeypatch.setattr(outside, "ANSWER_SECONDS", 0.2)

    assert outside.fault_of(f"{SITE}/silent") == "no-answer"


def test_a_name_that_is_nobodys_does_not_answer(site):
    assert outside.fault_of("http://nowhere.example/") == "no-answer"


def test_sites_are_asked_side_by_side_and_one_question_at_a_time(site):
    addresses = [f"http://{host}.example/{code}" for host in "abc" for code in (200, 404)]

    assert outside.faults_of(addresses) == {
        address: "not-there" if address.endswith("404") else "" for address in addresses
    }


@pytest.mark.django_db
def test_what_is_broken_is_told_at_once_and_who_does_not_answer_after_the_second_week(site):
    LinkedResourceFactory(address=f"{SITE}/404")
    LinkedResourceFactory(address=f"{SITE}/503")

    check_outside(at=timezone.now())
    assert [link.fault for link in BrokenLink.objects.to_mend()] == ["not-there"]

    check_outside(at=timezone.now())
    assert {link.fault for link in BrokenLink.objects.to_mend()} == {"not-there", "no-answer"}


@pytest.mark.django_db
def test_nobody_is_asked_unless_the_deployer_says_so(site, settings, capsys):
    LinkedResourceFactory(address=f"{SITE}/404")
    assert settings.CHECK_OUTSIDE_LINKS is False
    call_command("check_outside_links")
    assert not site.looked_up
    assert not BrokenLink.objects.exists()

    settings.CHECK_OUTSIDE_LINKS = True
    call_command("check_outside_links")
    assert BrokenLink.objects.get().target == f"{SITE}/404"

    settings.CHECK_OUTSIDE_LINKS = False
    call_command("check_outside_links")
    assert not BrokenLink.objects.exists()


@pytest.mark.django_db
def test_a_link_that_was_taken_out_goes_as_the_page_is_published(site):
    page = LinkedResourceFactory(address=f"{SITE}/404")
    check_outside(at=timezone.now())
    assert BrokenLink.objects.exists()

    page.address = f"{SITE}/200"
    page.save_revision().publish()

    assert not BrokenLink.objects.exists()
