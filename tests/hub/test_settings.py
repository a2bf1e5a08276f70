"""Settings: safe as they stand, complete in production, and each of them described."""

import os
import re
import runpy
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

FOLDER = Path(settings.BASE_DIR) / "hub" / "settings"
NEEDED = {
    "SECRET_KEY": "k" * 50,
    "DATABASE_URL": "postgres://hub@127.0.0.1/hub",
    "SITE_URL": "https://hub.example",
    "ALLOWED_HOSTS": "hub.example",
    "EMAIL_URL": "smtp+tls://127.0.0.1:587",
    "DEFAULT_FROM_EMAIL": "hub@hub.example",
}


@pytest.fixture
def production(monkeypatch):
    """Read the production settings anew, as a process that starts would, and give them."""
    for name in list(os.environ):
        if name in NEEDED or name in ("REDIS_URL", "HSTS_SECONDS", "DATA_DIR"):
            monkeypatch.delenv(name)

    def read(**environment):
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        base = runpy.run_path(str(FOLDER / "base.py"))
        module = type(os)("hub.settings.base")
        module.__dict__.update(base)
        monkeypatch.setitem(__import__("sys").modules, "hub.settings.base", module)
        return runpy.run_path(str(FOLDER / "production.py"))

    return read


def test_production_starts_with_everything_it_needs(production):
    read = production(**NEEDED)

    assert read["DEBUG"] is False
    assert read["EMBEDDED"] is False
    assert read["DEMO_ALLOWED"] is False
    assert read["ALLOWED_ORIGINS"] == read["CSRF_TRUSTED_ORIGINS"] == ["https://hub.example"]
    assert read["EMAIL_USE_TLS"] is True


@pytest.mark.parametrize("missing", NEEDED)
@pytest.mark.parametrize("how", ["not set", "empty"])
def test_production_refuses_to_start_and_names_what_is_missing(production, missing, how):
    given = {name: value for name, value in NEEDED.items() if name != missing}
    if how == "empty":
        given[missing] = ""

    with pytest.raises(ImproperlyConfigured, match=missing):
        production(**given)


@pytest.mark.parametrize(
    ("name", "value"),
    [("SECRET_KEY", "short"), ("SITE_URL", "http://hub.example")],
    ids=["short key", "open line"],
)
def test_production_refuses_what_is_not_safe(production, name, value):
    with pytest.raises(ImproperlyConfigured, match=name):
        production(**NEEDED | {name: value})


@pytest.mark.parametrize("kind", ["SESSION", "CSRF"])
def test_cookies_of_production_stay_on_their_host(production, kind):
    read = production(**NEEDED)

    assert read[f"{kind}_COOKIE_NAME"].startswith("__Host-")
    assert read[f"{kind}_COOKIE_SECURE"] is read[f"{kind}_COOKIE_HTTPONLY"] is True


def test_redis_is_given_a_second_and_no_default_layer(production):
    read = production(**NEEDED, REDIS_URL="redis://127.0.0.1/0")

    assert read["CACHES"]["default"]["OPTIONS"] == {"socket_timeout": 1, "socket_connect_timeout": 1}
    assert set(read["CHANNEL_LAYERS"]) == {"live"}


def test_the_base_is_safe_as_it_stands(production):
    production(**NEEDED)
    base = runpy.run_path(str(FOLDER / "base.py"))

    assert "SECRET_KEY" not in base
    assert not base.get("DEBUG")
    assert base["REQUIRE_SECOND_STEP"] is True


def test_every_variable_is_described_and_every_description_has_its_variable():
    read = set(NEEDED)
    for file in FOLDER.glob("*.py"):
        read |= set(re.findall(r"""env(?:\.\w+)?\(\s*"([A-Z_]+)\"""", file.read_text()))

    page = (Path(settings.BASE_DIR) / "docs" / "settings.md").read_text()
    described = re.findall(r"^\| `([A-Z_]+)` \|", page, re.MULTILINE)

    assert sorted(described) == sorted(read)


def test_a_key_of_its_own_is_made_once_and_closed_to_others(tmp_path):
    from hub.settings.secret import read_or_make_secret

    key = read_or_make_secret(tmp_path / "data" / "secret-key")

    assert len(key) >= 50
    assert read_or_make_secret(tmp_path / "data" / "secret-key") == key
    assert (tmp_path / "data" / "secret-key").stat().st_mode & 0o777 == 0o600
