"""A person without a browser: signs in and posts over plain HTTP."""

import re
from dataclasses import dataclass, field
from uuid import uuid4

import requests

from tests.support.hub import HubServer
from tests.support.people import credentials

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


class Person:
    """Somebody signed in to a hub that runs beside the tests."""

    def __init__(self, hub: HubServer, who: str):
        self.hub = hub
        self.http = requests.Session()
        email, password = credentials(who)
        page = self.http.get(f"{hub.url}/account/login/", timeout=20)
        self.post("/account/login/", page.text, login=email, password=password)
        assert "session" in self.http.cookies

    def post(self, path: str, page: str, **fields: str) -> requests.Response:
        """Send a form of this page, as a script would."""
        token = TOKEN.search(page)
        assert token, "This page has no form to send."
        fields["csrfmiddlewaretoken"] = token[1]
        headers = {"Accept": "application/json", "Referer": self.hub.url}
        return self.http.post(f"{self.hub.url}{path}", data=fields, headers=headers, timeout=20)

    def open_thread(self, title: str, community: str = "local-government") -> "OpenThread":
        """Start a Thread and give it."""
        start = f"/communities/{community}/threads/start/"
        page = self.http.get(self.hub.url + start, timeout=20).text
        words = {"body": "To begin with.", "body_format": "text", "token": str(uuid4())}
        answer = self.post(start, page, title=title, kind="question", **words)
        assert answer.status_code == 201, answer.text[:500]
        return OpenThread(self, answer.json()["url"], page)


@dataclass
class OpenThread:
    """A Thread somebody has open."""

    person: Person
    path: str
    page: str
    acknowledged: list[str] = field(default_factory=list)

    @property
    def number(self) -> int:
        return int(self.path.rstrip("/").rpartition("/")[2])

    def reply(self, words: str, *, token: str | None = None) -> requests.Response:
        """Post a reply; what the hub says is posted is remembered."""
        form = {"body": words, "body_format": "text", "token": token or str(uuid4())}
        answer = self.person.post(f"{self.path}reply/", self.page, **form)
        if answer.status_code == 201:
            self.acknowledged.append(words)
        return answer

    def words(self) -> str:
        """Give everything said in it, by the address that polling asks."""
        answer = self.person.http.get(f"{self.person.hub.url}{self.path}changes/?after=0", timeout=20)
        return "".join(post["html"] for frame in answer.json()["frames"] for post in frame["posts"])
