"""A hub that people rely on. It does not start without its secrets, and names the one that is missing."""

from django.core.exceptions import ImproperlyConfigured

from hub.settings.base import *  # noqa: F403  # a settings file is its base and the few lines that differ
from hub.settings.base import SITE_URL, env
from hub.settings.log_lines import logging_as

for _name in ("SECRET_KEY", "DATABASE_URL", "SITE_URL", "ALLOWED_HOSTS", "EMAIL_URL", "DEFAULT_FROM_EMAIL"):
    if not env.str(_name, default=""):
        raise ImproperlyConfigured(f"{_name} is not set. docs/settings.md says what it is for.")

SECRET_KEY = env.str("SECRET_KEY")
if len(SECRET_KEY) < 50:
    raise ImproperlyConfigured("SECRET_KEY is shorter than 50 characters.")
if not SITE_URL.startswith("https://"):
    raise ImproperlyConfigured("SITE_URL must begin with https://; nobody signs in over an open line.")

DEBUG = False
DEMO_ALLOWED = False

SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=60 * 60 * 24 * 365)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True

LOGGING = logging_as(env.str("LOG_FORMAT", default="") or "json", env.str("LOG_LEVEL", default="INFO"))
