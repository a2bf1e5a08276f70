"""The embedded hub that `make run` opens: one process, SQLite, this machine only."""

from django.core.exceptions import ImproperlyConfigured

from hub.settings.base import *  # noqa: F403  # a settings file is its base and the few lines that differ
from hub.settings.base import DATA_DIR, SITE_URL, env
from hub.settings.secret import read_or_make_secret

EMBEDDED = True
DEBUG = env.bool("DEBUG", default=False)

# Made on the first start and kept with the data, so that a restart signs nobody out.
SECRET_KEY = env.str("SECRET_KEY", default="") or read_or_make_secret(DATA_DIR / "secret-key")

ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", *env.list("ALLOWED_HOSTS", default=[])]


def read_port(value: str) -> int:
    """Read a port. Raises ImproperlyConfigured with a sentence for what is no number."""
    if not value.isdecimal():
        raise ImproperlyConfigured(f"PORT is a number, for example 8000, and not {value!r}.")
    return int(value)


def addresses(port: int) -> dict:
    """Give the settings that follow from the port; `serve --port` asks again."""
    site_url = SITE_URL if "SITE_URL" in env.ENVIRON else f"http://127.0.0.1:{port}"
    origins = [site_url, f"http://localhost:{port}"]
    return {
        "SITE_URL": site_url,
        "WAGTAILADMIN_BASE_URL": site_url,
        "ALLOWED_ORIGINS": origins,
        "CSRF_TRUSTED_ORIGINS": origins,
    }


PORT = read_port(env.str("PORT", default="") or "8000")
vars().update(addresses(PORT))

# The loopback address speaks plain HTTP, the one exception to secure cookies.
SESSION_COOKIE_NAME = "session"
SESSION_COOKIE_SECURE = False
CSRF_COOKIE_NAME = "csrf"
CSRF_COOKIE_SECURE = False

# The demonstration's accounts have passwords that everybody knows; nothing real stands behind them.
REQUIRE_SECOND_STEP = env.bool("REQUIRE_SECOND_STEP", default=False)

# Mail is written to files beside the data, where the README says to look.
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = DATA_DIR / "mail"

DEMO_ALLOWED = True
