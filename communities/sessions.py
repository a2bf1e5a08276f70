"""Where somebody is signed in: what is kept about each sign-in, and in which words it is shown."""

from __future__ import annotations

from hashlib import sha256

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from communities.models import User

#: Stands where allauth would keep a person's address: nobody needs it to know their own device.
NO_ADDRESS = "0.0.0.0"  # noqa: S104  # nothing listens there
#: Sign-ins that are shown and that one press ends; more than anybody has.
MOST_SHOWN = 100

#: What a browser says of itself, and the word for it; the first that fits.
BROWSERS = [
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
]
SYSTEMS = [
    ("iPhone", "an iPhone"),
    ("iPad", "an iPad"),
    ("Android", "Android"),
    ("CrOS", "a Chromebook"),
    ("Windows", "Windows"),
    ("Mac OS", "a Mac"),
    ("Linux", "Linux"),
]


def device_words(user_agent: str) -> str:
    """Say in words which browser this is and what it runs on, as far as it tells."""
    browser = next((word for mark, word in BROWSERS if mark in user_agent), "A browser")
    system = next((word for mark, word in SYSTEMS if mark in user_agent), "a device we do not know")
    return f"{browser} on {system}"


def sessions_of(user: User) -> list[UserSession]:
    """List where this person is signed in now, last seen first, at most 100. Two queries.

    A session that has run out, or that began with a former password, is no sign-in any more.
    """
    rows = list(UserSession.objects.filter(user=user).order_by("-last_seen_at", "-pk")[:MOST_SHOWN])
    found = Session.objects.filter(
        session_key__in=[row.session_key for row in rows], expire_date__gt=timezone.now()
    )
    right = user.get_session_auth_hash()
    standing = {
        session.session_key
        for session in found
        if constant_time_compare(session.get_decoded().get(HASH_SESSION_KEY, ""), right)
    }
    return [row for row in rows if row.session_key in standing]


def note_session(request: HttpRequest) -> None:
    """Keep when this session was last seen, to within SESSION_SEEN_MINUTES, so that few pages write.

    Sessions from before the hub kept any list come into it this way. Opens no session itself: a page that
    asked for nobody stays the same for everybody.
    """
    minutes = settings.SESSION_SEEN_MINUTES
    if not minutes or settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.session.accessed:
        return
    key = request.session.session_key
    if not key or not request.user.is_authenticated:
        return
    # The key itself stays out of the cache: whoever read it there could be that person.
    if cache.add(f"seen-{sha256(key.encode()).hexdigest()}", 1, minutes * 60):
        UserSession.objects.create_from_request(request)
