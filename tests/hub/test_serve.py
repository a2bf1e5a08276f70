"""The one command that opens the hub."""

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.management import CommandError, call_command

from hub import preparing
from hub.management.commands.serve import Command
from hub.server import configure

ROOT = Path(django_settings.BASE_DIR)


@pytest.fixture
def taken_port():
    with socket.socket() as other_program:
        other_program.bind(("127.0.0.1", 0))
        other_program.listen()
        yield other_program.getsockname()[1]


def test_a_taken_port_is_one_clear_sentence(taken_port, tmp_path):
    run = subprocess.run(
        [sys.executable, "manage.py", "serve", "--port", str(taken_port)],
        cwd=ROOT, env=_environment(tmp_path), capture_output=True, text=True, timeout=60,
    )  # fmt: skip

    assert run.returncode == 1
    assert run.stdout == ""
    assert run.stderr.strip() == (
        f"CommandError: Port {taken_port} is taken by another program. "
        f"Choose another one, for example: make run PORT={taken_port + 1}"
    )


@pytest.mark.parametrize(
    ("setting", "sentence"),
    [
        ({"PORT": "abc"}, "The hub cannot start. PORT is a number, for example 8000, and not 'abc'."),
        ({"DATA_DIR": str(ROOT / "manage.py")}, "cannot be the folder for the hub's data (DATA_DIR)"),
    ],
)
def test_a_setting_that_cannot_be_is_one_clear_sentence(setting, sentence, tmp_path):
    run = subprocess.run(
        [sys.executable, "manage.py", "serve"],
        cwd=ROOT, env=_environment(tmp_path) | setting, capture_output=True, text=True, timeout=60,
    )  # fmt: skip

    assert run.returncode == 1
    assert sentence in run.stderr
    assert "Traceback" not in run.stderr


def test_a_second_hub_on_the_same_data_is_refused(start_hub):
    hub = start_hub(demo=False)

    second = subprocess.run(
        [sys.executable, "manage.py", "serve", "--port", "0"],
        cwd=ROOT, env=_environment(hub.folder), capture_output=True, text=True, timeout=60,
    )  # fmt: skip

    assert second.returncode == 1
    assert f"Another hub is open on the data in {hub.folder}." in second.stderr


def test_a_taken_port_is_known_before_the_long_work(taken_port, monkeypatch):
    monkeypatch.setattr(preparing, "missing_migrations", lambda: pytest.fail("the long work was begun"))

    with pytest.raises(CommandError, match="is taken"):
        call_command("serve", port=taken_port)


@pytest.mark.parametrize(("host", "port"), [("127.0.0.1", 99999), ("203.0.113.1", 8000)])
def test_an_address_that_cannot_be_is_a_sentence(host, port):
    with pytest.raises(CommandError, match=r"^Cannot listen on"):
        Command().take_port(host, port)


def test_several_processes_without_redis_are_refused():
    with pytest.raises(CommandError, match="REDIS_URL"):
        call_command("serve", workers=2)


def test_the_port_is_not_open_before_the_hub_is_ready():
    listener = Command().take_port("127.0.0.1", 0)

    with listener, pytest.raises(ConnectionRefusedError), socket.socket() as visitor:
        visitor.connect(listener.getsockname())


def test_in_production_a_database_that_is_behind_is_not_touched(settings, monkeypatch):
    settings.EMBEDDED = False
    monkeypatch.setattr(preparing, "missing_migrations", lambda: 3)
    monkeypatch.setattr(preparing, "migrate_with_progress", lambda *_: pytest.fail("it migrated"))

    with pytest.raises(CommandError, match="3 steps behind"):
        Command().prepare(demo=False)


@pytest.mark.django_db
def test_the_demonstration_is_loaded_only_where_there_are_no_people(settings, monkeypatch):
    from django.contrib.auth import get_user_model

    loaded = []
    monkeypatch.setattr("hub.management.commands.serve.call_command", loaded.append)
    monkeypatch.setattr(preparing, "missing_migrations", lambda: 0)
    Command().prepare(demo=False)
    assert loaded == []

    Command().prepare(demo=True)
    assert loaded == ["load_demo"]

    get_user_model().objects.create(email="first@example.org", name="First Person")
    Command().prepare(demo=True)
    assert loaded == ["load_demo"]


def test_the_embedded_address_follows_the_port(monkeypatch):
    from django.conf import settings

    from hub.settings.dev import addresses

    for name in addresses(8000):
        monkeypatch.setattr(settings, name, getattr(settings, name))
    monkeypatch.setenv("PORT", "8000")

    Command().stand_at(8123)

    assert settings.SITE_URL == "http://127.0.0.1:8123"
    assert settings.ALLOWED_ORIGINS == settings.CSRF_TRUSTED_ORIGINS
    assert "http://localhost:8123" in settings.ALLOWED_ORIGINS
    assert os.environ["PORT"] == "8123"


def test_nobody_may_say_where_a_request_to_an_embedded_hub_came_from(settings):
    settings.EMBEDDED = True

    assert configure().proxy_headers is False


def test_in_production_only_the_named_proxy_is_believed(settings):
    settings.EMBEDDED, settings.FORWARDED_ALLOW_IPS = False, "10.0.0.7"

    config = configure()

    assert (config.proxy_headers, config.forwarded_allow_ips) == (True, "10.0.0.7")


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM], ids=["Ctrl+C", "SIGTERM"])
def test_the_hub_closes_when_it_is_told_to(start_hub, sign):
    hub = start_hub(demo=False)

    os.kill(hub.pid, sign)
    _, status = os.waitpid(hub.pid, 0)

    assert os.waitstatus_to_exitcode(status) == 0
    assert "Closed." in hub.last_words()
    assert "Traceback" not in hub.last_words()


def _environment(data: Path) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "DATA_DIR": str(data), "DJANGO_SETTINGS_MODULE": "hub.settings.dev"}
