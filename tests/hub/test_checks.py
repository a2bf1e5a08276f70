"""The house rules: each is kept, and each is noticed when it is broken."""

import pytest
from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.core.checks import run_checks

from hub import checks


def broken(check, **how) -> list[str]:
    return [message.id for message in check(**how)]


@pytest.mark.django_db
def test_the_house_keeps_its_own_rules():
    found = run_checks(databases=["default"], include_deployment_checks=False)

    assert [str(message) for message in found if message.id.startswith("hub.")] == []


def test_a_default_channel_layer_is_noticed(settings):
    settings.CHANNEL_LAYERS = {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}

    assert broken(checks.live_layer_only) == ["hub.E001"]


@pytest.mark.parametrize(
    ("changed", "number"),
    [
        ({"ATOMIC_REQUESTS": True}, "hub.E002"),
        (
            {"OPTIONS": {"transaction_mode": "DEFERRED", "init_command": "PRAGMA synchronous=FULL;"}},
            "hub.E003",
        ),
        (
            {"OPTIONS": {"transaction_mode": "IMMEDIATE", "init_command": "PRAGMA synchronous=NORMAL;"}},
            "hub.E003",
        ),
    ],
    ids=["requests in transactions", "deferred transactions", "words not on disk"],
)
def test_a_database_that_could_lose_or_hold_up_words_is_noticed(monkeypatch, changed, number):
    sound = {
        "ENGINE": "django.db.backends.sqlite3",
        "ATOMIC_REQUESTS": False,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "init_command": "PRAGMA synchronous=FULL;"},
    }
    monkeypatch.setitem(settings.DATABASES, "default", sound)
    assert broken(checks.connections_fit_the_threads) == []

    monkeypatch.setitem(settings.DATABASES, "default", sound | changed)

    assert broken(checks.connections_fit_the_threads) == [number]


@pytest.mark.parametrize(
    "origin",
    [
        "https://hub.example/",
        "https://hub.example:443",
        "http://hub.example:80",
        "https://Hub.example",
        "hub.example",
        "*",
    ],
)
def test_an_origin_no_browser_would_send_is_noticed(settings, origin):
    settings.ALLOWED_ORIGINS = ["https://hub.example", "http://[::1]:8000", origin]

    assert broken(checks.addresses_are_exact) == ["hub.E004"]


def test_a_second_reading_of_the_proxy_is_noticed(settings):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

    assert broken(checks.proxies_are_read_once) == ["hub.E005"]


def test_anything_outside_the_cache_rules_is_noticed(settings):
    settings.MIDDLEWARE = ["another.middleware", *settings.MIDDLEWARE]

    assert broken(checks.cache_rules_stand_outermost) == ["hub.E006"]


def test_a_cookie_that_may_travel_is_noticed(settings):
    for kind in ("SESSION", "CSRF"):
        setattr(settings, f"{kind}_COOKIE_NAME", f"__Host-{kind.lower()}")
        setattr(settings, f"{kind}_COOKIE_SECURE", True)
    assert broken(checks.cookies_stay_home) == []

    settings.SESSION_COOKIE_DOMAIN = "example.org"

    assert broken(checks.cookies_stay_home) == ["hub.E007"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("codename", "found"),
    [("change_user", ["hub.E008"]), ("add_group", ["hub.E008"]), ("view_user", []), ("add_topic", [])],
)
def test_a_group_that_could_become_anyone_is_noticed(codename, found):
    group = Group.objects.create(name="Helpers")
    group.permissions.add(
        *Permission.objects.filter(codename=codename, content_type__app_label__in=["communities", "auth"])
    )

    assert broken(checks.groups_hold_no_account_permissions, databases=["default"]) == found


@pytest.mark.parametrize(
    ("name", "value", "number"),
    [
        ("REQUIRE_SECOND_STEP", False, "hub.E009"),
        ("RECENT_SIGN_IN_MINUTES", 0, "hub.E010"),
        ("STAFF_READING_MINUTES", 0, "hub.E011"),
        ("STAFF_READING_MINUTES", 100_000, "hub.E011"),
    ],
)
def test_power_that_is_not_asked_who_it_is_stops_a_deploy(settings, name, value, number):
    settings.REQUIRE_SECOND_STEP, settings.RECENT_SIGN_IN_MINUTES = True, 15
    assert broken(checks.power_asks_who_one_is) == []

    setattr(settings, name, value)

    assert broken(checks.power_asks_who_one_is) == [number]
