"""Asking other people's sites whether a page is still there: the only place where the hub reaches out (decision 29).

An address is what an Editor typed, so it may lead anywhere, also into the network the hub stands in. The name is
looked up once, every address it has must be one of the open web, and the connection is made to that address and to
no other. Each hop of a redirect is asked the same. No word of what is answered is read.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from django.conf import settings

from freshness.models import BrokenLink

Fault = BrokenLink.Fault

#: Seconds for one step of one answer, and for all of it: a site may dribble.
STEP_SECONDS, ANSWER_SECONDS = 5, 15
HOPS = 4
#: Sites asked at the same time, and the seconds between two questions to one.
SITES_AT_ONCE, PAUSE_SECONDS = 4, 1.0
PORTS = {"http": 80, "https": 443}
#: Answers that say the page is not there; any other below 500 says that somebody is at home.
NOT_THERE = {404, 410}
#: Where a site answers a short question wrongly, the long one is asked before anybody is told.
ASK_AGAIN = {400, 403, 404, 405, 410, 501}
#: IPv6 that carries an IPv4 address in its last 32 bits, which is where it leads: NAT64 of the open web.
CARRIER = ip_network("64:ff9b::/96")
#: Closed ranges that `is_global` lets through in some version of Python: a network's own NAT64, which may hide the
#: address in other bits (RFC 8215), what is for protocols and may be answered nearby (RFC 6890), and what is for
#: documents (RFC 9637).
CLOSED = (ip_network("64:ff9b:1::/48"), ip_network("192.0.0.0/24"), ip_network("3fff::/20"))


class ClosedAddress(Exception):  # noqa: N818  # an answer, as Django's DoesNotExist is
    """It leads somewhere that is not the open web."""


def faults_of(addresses: Iterable[str]) -> dict[str, str]:
    """Say of each address what is wrong with it, as a `Fault`, or "". A site is asked one question at a time."""
    sites: dict[str, list[str]] = {}
    for address in sorted(addresses):
        sites.setdefault(address.split("/")[2].lower() if address.count("/") > 1 else address, []).append(
            address
        )
    with ThreadPoolExecutor(SITES_AT_ONCE, thread_name_prefix="links") as asking:
        return {
            address: fault for answers in asking.map(_ask_site, sites.values()) for address, fault in answers
        }


def _ask_site(addresses: list[str]) -> list[tuple[str, str]]:
    answers = []
    for number, address in enumerate(addresses):
        if number:
            time.sleep(PAUSE_SECONDS)
        answers.append((address, fault_of(address)))
    return answers


def fault_of(address: str) -> str:
    """Ask one address, and follow where it leads."""
    try:
        for _ in range(HOPS + 1):
            status, location = _ask(address)
            if status // 100 != 3 or not location:
                break
            address = urljoin(address, location)
        else:
            return Fault.NO_ANSWER
    except ClosedAddress:
        return Fault.CLOSED
    except (OSError, http.client.HTTPException, ValueError):
        return Fault.NO_ANSWER
    if status in NOT_THERE:
        return Fault.NOT_THERE
    return Fault.NO_ANSWER if status >= 500 else ""


def _ask(address: str) -> tuple[int, str]:
    parts = _checked(address)
    host, port = str(parts.hostname), PORTS[parts.scheme]
    ip = public_address(host, port)
    status, location = _answer("HEAD", parts, ip)
    return _answer("GET", parts, ip) if status in ASK_AGAIN else (status, location)


def _checked(address: str) -> SplitResult:
    """Give the parts of an address of the web. Raises ClosedAddress for any other."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise ClosedAddress(address) from error
    if parts.scheme not in PORTS or not parts.hostname or parts.username is not None:
        raise ClosedAddress(address)
    if port not in {None, PORTS[parts.scheme]}:
        raise ClosedAddress(address)
    return parts


def public_address(host: str, port: int) -> str:
    """Look a name up, once, and give where to connect. Raises ClosedAddress where any answer is not of the open web."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [str(where[0]) for *_, where in found]
    if not addresses or not all(is_public(each) for each in addresses):
        raise ClosedAddress(host)
    return addresses[0]


def is_public(address: str) -> bool:
    """Is it an address that anybody on the web could reach, whatever it is wrapped in?"""
    ip = ip_address(address.partition("%")[0])
    if isinstance(ip, IPv6Address):
        if ip.ipv4_mapped:
            return is_public(str(ip.ipv4_mapped))
        if ip.sixtofour:
            return is_public(str(ip.sixtofour))
        if ip in CARRIER:
            return is_public(str(IPv4Address(int(ip) & 0xFFFFFFFF)))
        if ip.teredo or ip.is_site_local:
            return False
    if any(ip in closed for closed in CLOSED):
        return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def _answer(method: str, parts: SplitResult, ip: str) -> tuple[int, str]:
    connection = _connection(parts, ip)
    late = threading.Timer(ANSWER_SECONDS, _hang_up, [connection])
    late.daemon = True
    late.start()
    try:
        path = quote(parts.path or "/", safe="/%:=&~+!$,;'@()*")
        query = f"?{quote(parts.query, safe='/%:=&?~+!$,;@()*')}" if parts.query else ""
        headers = {"User-Agent": f"link check of {settings.SITE_URL}", "Accept": "*/*", "Connection": "close"}
        connection.request(method, path + query, headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.headers.get("Location", "")
    finally:
        late.cancel()
        connection.close()


def _connection(parts: SplitResult, ip: str) -> http.client.HTTPConnection:
    """Make a connection to this address and no other, which speaks to the host by its name."""
    host, port = str(parts.hostname), PORTS[parts.scheme]
    connection = http.client.HTTPConnection(host, port, timeout=STEP_SECONDS)
    opened = socket.create_connection((ip, port), timeout=STEP_SECONDS)
    try:
        if parts.scheme == "https":
            opened = ssl.create_default_context().wrap_socket(opened, server_hostname=host)
    except OSError:
        opened.close()
        raise
    connection.sock = opened
    return connection


def _hang_up(connection: http.client.HTTPConnection) -> None:
    if connection.sock:
        try:
            connection.sock.shutdown(socket.SHUT_RDWR)
        except OSError:
            return  # it has gone by itself
