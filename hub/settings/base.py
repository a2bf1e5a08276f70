"""Settings every kind of hub shares. Safe as they stand: debug off, no default secrets.

Each value that comes from the environment is described in docs/settings.md, and a test
holds that page and this file together.
"""

from pathlib import Path

import environ
import fontpkg_lora
import fontpkg_public_sans
from csp.constants import NONE, SELF

from hub.settings.log_lines import logging_as

BASE_DIR = Path(__file__).resolve().parent.parent.parent
env = environ.Env()

DATA_DIR = Path(env.str("DATA_DIR", default=str(BASE_DIR / "var"))).resolve()

# --- What it is made of -------------------------------------------------------------------

INSTALLED_APPS = [
    "hub.apps.HubConfig",
    "demo.apps.DemoConfig",
    "freshness.apps.FreshnessConfig",
    "finding.apps.FindingConfig",
    "passages.apps.PassagesConfig",
    "practice.apps.PracticeConfig",
    "contributions.apps.ContributionsConfig",
    "reading_lists.apps.ReadingListsConfig",
    "care.apps.CareConfig",
    "files.apps.FilesConfig",
    "discussions.apps.DiscussionsConfig",
    "resources.apps.ResourcesConfig",
    "organisations.apps.OrganisationsConfig",
    "communities.apps.CommunitiesConfig",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.sitemaps",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "communities.apps.WagtailUsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "channels",
    "csp",
    "heroicons",
    "django_prose_editor",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django.contrib.humanize",
    "django.forms",
]

MIDDLEWARE = [
    "hub.middleware.CacheRules",
    "django.middleware.security.SecurityMiddleware",
    # Above the policies, which speak to documents: on each of thirty modules and styles they would be
    # longer than the file, and HTTP/1.1 does not compress them.
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "hub.middleware.ContentPolicy",
    "hub.request_log.RequestLog",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "hub.middleware.Authentication",
    "allauth.account.middleware.AccountMiddleware",
    "hub.middleware.SessionSeen",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "hub.middleware.AdminSecondStep",
    "discussions.doors.AnswerElsewhere",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "hub.urls"
WSGI_APPLICATION = "hub.pages.application"
ASGI_APPLICATION = "hub.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
FORM_RENDERER = "hub.forms.HubFormRenderer"

# --- Where it keeps things ----------------------------------------------------------------

# The same code runs on SQLite and PostgreSQL; see docs/deployment.md for when to change.
SQLITE_OPTIONS = {
    # A deferred transaction cannot upgrade to writing while another writes: it fails at once,
    # whatever the timeout. FULL, because "posted" means on disk.
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA mmap_size=134217728; "
        "PRAGMA cache_size=-16000; PRAGMA temp_store=MEMORY;"
    ),
}
# An empty variable counts as none, here and below: deployment files often hand one on.
DATABASE_URL = env.str("DATABASE_URL", default="") or f"sqlite:///{DATA_DIR / 'hub.sqlite3'}"
DATABASES = {"default": env.db_url_config(DATABASE_URL)}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS
else:
    # A host that vanished is given up after seconds, not after the quarter of an hour that TCP would try.
    patience = {
        "connect_timeout": 5,
        "tcp_user_timeout": 10_000,
        "keepalives_idle": 10,
        "keepalives_interval": 5,
    }
    DATABASES["default"]["OPTIONS"] = patience | DATABASES["default"].get("OPTIONS", {})
# Right because pages run in a fixed pool of threads; see docs/decisions/0001-page-bridge.md.
DATABASES["default"] |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True, "ATOMIC_REQUESTS": False}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.str("REDIS_URL", default="")
if REDIS_URL:
    CACHES = {
        "default": {
            "BACKEND": "hub.caches.SharedClientRedisCache",
            "LOCATION": REDIS_URL,
            "OPTIONS": {"socket_timeout": 1, "socket_connect_timeout": 1},
        }
    }
    # Only `live`, never `default`: every consumer would take a channel of `default` for itself.
    CHANNEL_LAYERS = {
        "live": {
            "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
            "CONFIG": {
                "hosts": [
                    {
                        "address": REDIS_URL,
                        "socket_keepalive": True,
                        "health_check_interval": 10,
                        "socket_connect_timeout": 1,
                    }
                ]
            },
        }
    }
else:
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
            # Limits on signing in live here; a small cache would forget them under attack.
            "OPTIONS": {"MAX_ENTRIES": 20_000},
        }
    }
    CHANNEL_LAYERS = {"live": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}

# The queue is in the same database, and letters are put into it inside the transaction they tell of:
# after the commit, a process that dies in between would lose them.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

MEDIA_ROOT = DATA_DIR / "media"
MEDIA_URL = "/media/"
STATIC_ROOT = DATA_DIR / "static"
STATIC_URL = "/static/"
STATICFILES_DIRS = [
    ("fonts/lora", Path(fontpkg_lora.__file__).parent / "files"),
    ("fonts/public-sans", Path(fontpkg_public_sans.__file__).parent / "files"),
]
STATICFILES_FINDERS = [
    "hub.staticfiles.JoinedStylesFinder",
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "hub.staticfiles.LeanStaticFilesStorage"},
}

# --- Where it is --------------------------------------------------------------------------

#: The one address people use, with scheme and port. Sockets and forms from elsewhere are refused.
SITE_URL = env.str("SITE_URL", default="http://127.0.0.1:8000").rstrip("/")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])
ALLOWED_ORIGINS = [SITE_URL, *env.list("EXTRA_ORIGINS", default=[])]
CSRF_TRUSTED_ORIGINS = ALLOWED_ORIGINS
APPEND_SLASH = True

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True

# --- Who comes in -------------------------------------------------------------------------

AUTH_USER_MODEL = "communities.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"

ACCOUNT_ADAPTER = "communities.accounts.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_DISPLAY = "communities.accounts.display_name"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SIGNUP_FORM_CLASS = "communities.accounts.SignupForm"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SIGNUP_FORM_HONEYPOT_FIELD = "website"
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_FORMS = {
    "login": "communities.account_forms.LoginForm",
    "signup": "communities.account_forms.SignupForm",
    "add_email": "communities.account_forms.AddEmailForm",
    "change_password": "communities.account_forms.ChangePasswordForm",
    "reset_password": "communities.account_forms.ResetPasswordForm",
    "reset_password_from_key": "communities.account_forms.ResetPasswordKeyForm",
    "reauthenticate": "communities.account_forms.ReauthenticateForm",
    "confirm_email_verification_code": "communities.account_forms.ConfirmEmailForm",
}
#: Seconds a link to choose a new password works.
PASSWORD_RESET_TIMEOUT = 2 * 60 * 60
MFA_FORMS = {
    "authenticate": "communities.account_forms.SecondStepForm",
    "reauthenticate": "communities.account_forms.SecondStepAgainForm",
    "activate_totp": "communities.account_forms.ActivateAppForm",
    "add_webauthn": "communities.account_forms.AddPasskeyForm",
    "edit_webauthn": "communities.account_forms.RenamePasskeyForm",
    "authenticate_webauthn": "communities.account_forms.PasskeyForm",
    "reauthenticate_webauthn": "communities.account_forms.PasskeyAgainForm",
}
# A passkey is a second step here, never the only one: what asks for a second step asks for both.
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Cohesion Hub"
# A code typed as it ran out still counts, and so does the next one of a telephone that is fast (RFC 6238, 5.2).
MFA_TOTP_TOLERANCE = 1
MFA_ADAPTER = "communities.accounts.SecondStepAdapter"

#: Must a sign-in have taken a second step before the CMS opens to staff and Editors, and the pages for
#: looking after a Private or Confidential Community to its Leads? Off only for a demonstration.
REQUIRE_SECOND_STEP = env.bool("REQUIRE_SECOND_STEP", default=True)

#: Minutes for which a sign-in, or an answer to being asked again, is enough for risky acts.
RECENT_SIGN_IN_MINUTES = env.int("RECENT_SIGN_IN_MINUTES", default=15)
ACCOUNT_REAUTHENTICATION_TIMEOUT = (RECENT_SIGN_IN_MINUTES or 15) * 60
#: Minutes for which staff who stated a reason may read a Community that is not theirs.
STAFF_READING_MINUTES = env.int("STAFF_READING_MINUTES", default=60)

#: Minutes to within which we keep when a sign-in was last seen. 0 keeps only when it began.
SESSION_SEEN_MINUTES = 10

#: Days in which an invitation may be answered.
INVITATION_DAYS = env.int("INVITATION_DAYS", default=30)

# May the hub ask other sites, once a week, whether the pages that guidance links to are still there? Decision 29.
CHECK_OUTSIDE_LINKS = env.bool("CHECK_OUTSIDE_LINKS", default=False)

SESSION_COOKIE_NAME = "__Host-session"
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
CSRF_COOKIE_NAME = "__Host-csrf"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "communities.views.errors.csrf_failure"

# --- What pages may do --------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],  # hub.middleware adds the hash of the import map
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    name: []
    for name in (
        "accelerometer",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "usb",
    )
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
#: Bytes of a whole request, files included. A larger one is refused before it is read.
MAX_REQUEST_BYTES = env.int("MAX_REQUEST_BYTES", default=55 * 1024 * 1024)
#: The virus scanner, as host:port. Empty: files are not scanned.
CLAMD_ADDRESS = env.str("CLAMD_ADDRESS", default="")
#: The program that makes PDFs of guides. Empty: none are offered.
WEASYPRINT = env.str("WEASYPRINT", default="")

# --- How it runs --------------------------------------------------------------------------

#: Threads that make pages. One to four is best; more only wait for the interpreter's lock.
PAGE_THREADS = env.int("HUB_PAGE_THREADS", default=4)
#: Bytes of finished public pages that each process keeps in memory. 0 keeps none.
PAGE_CACHE_BYTES = env.int("PAGE_CACHE_BYTES", default=64 * 1024 * 1024)
#: Opens `/metrics` to whoever sends it; without one, that address does not exist.
METRICS_TOKEN = env.str("METRICS_TOKEN", default="")
#: One process that needs no other: `serve` runs the worker and the timetable itself, and no proxy stands in front.
EMBEDDED = False
#: The proxies whose word we take for a reader's address and scheme, by address or network.
FORWARDED_ALLOW_IPS = env.str("FORWARDED_ALLOW_IPS", default="127.0.0.1")

vars().update(env.email_url_config(env.str("EMAIL_URL", default="") or "smtp://localhost:25"))
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="hub@localhost")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
#: Whom people write to who cannot sign in.
OFFICE_EMAIL = env.str("OFFICE_EMAIL", default="") or DEFAULT_FROM_EMAIL

TAGGIT_CASE_INSENSITIVE = True

WAGTAIL_SITE_NAME = "Cohesion Hub"
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_FRONTEND_LOGIN_URL = "/account/login/"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAILUSERS_PASSWORD_REQUIRED = False
WAGTAILREDIRECTS_AUTO_CREATE = True
# A password that people pass on protects nothing, and its form would tell that the page exists.
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILIMAGES_IMAGE_MODEL = "resources.GuidanceImage"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_FORMAT_CONVERSIONS = {"png": "webp", "jpeg": "webp", "webp": "webp"}
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odt", "pdf", "pptx", "txt", "xlsx"]
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "resources.forms.DocumentForm"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAIL_TAG_LIMIT = 8

LOGGING = logging_as(env.str("LOG_FORMAT", default="") or "line", env.str("LOG_LEVEL", default="INFO"))
