"""What the tests run on: as production, but quick, quiet and without the world outside."""

import tempfile
from pathlib import Path

from hub.settings.base import *  # noqa: F403  # a settings file is its base and the few lines that differ
from hub.settings.base import DATABASES, SQLITE_OPTIONS, STORAGES, env

SECRET_KEY = "only-for-tests"  # noqa: S105  # nothing real is signed with it
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
SITE_URL = "http://testserver"
ALLOWED_ORIGINS = [SITE_URL]
CSRF_TRUSTED_ORIGINS = ALLOWED_ORIGINS

SESSION_COOKIE_NAME = "session"
SESSION_COOKIE_SECURE = False
CSRF_COOKIE_NAME = "csrf"
CSRF_COOKIE_SECURE = False

# DATABASE_URL may name a database that people rely on, so it is not read here:
# tests/support/database.py gives each worker a place of its own.
if env.str("TEST_DATABASE", default="sqlite") == "postgres":
    DATABASES["default"] |= {"ENGINE": "django.db.backends.postgresql", "NAME": "none", "OPTIONS": {}}
else:
    DATABASES["default"] |= {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": ":memory:",
        "OPTIONS": SQLITE_OPTIONS,
    }

# Argon2 is slow on purpose; hundreds of tests sign in.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
MEDIA_ROOT = Path(tempfile.gettempdir()) / "hub-tests-media"
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
ACCOUNT_RATE_LIMITS = False
# Tests of the CMS sign in by force; the gate itself has tests that switch it on.
REQUIRE_SECOND_STEP = False
RECENT_SIGN_IN_MINUTES = 0
# Tests that count queries sign in anew each time, and would each write down that they were seen.
SESSION_SEEN_MINUTES = 0

DEMO_ALLOWED = True

# Each test has a database file of its own; no thread may keep the one before open.
DATABASES["default"]["CONN_MAX_AGE"] = 0
