"""House rules that matter, as system checks: `manage.py check` fails when one is broken."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.models import Permission
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections
from django.db.utils import OperationalError, ProgrammingError

ORIGIN = re.compile(r"https?://(\[[0-9a-f:]+\]|[a-z0-9.-]+)(:\d{1,5})?")
USUAL_PORTS = {"http": ":80", "https": ":443"}
#: Whoever may change these can become anyone.
ACCOUNT_MODELS = {("communities", "user"), ("auth", "group"), ("auth", "permission")}


def house_rule(*tags: str, **options: bool) -> Callable:
    """Register a check that gives sentences with their ids; each becomes an error."""

    def decorate(rule: Callable) -> Callable:
        def check(app_configs: object = None, databases: object = None, **_: object) -> list[CheckMessage]:
            found = rule(databases) if Tags.database in tags else rule()
            return [Error(text, id=f"hub.{number}") for number, text in found]

        check.__name__ = rule.__name__
        register(check, *tags, **options)
        return check

    return decorate


@house_rule(Tags.compatibility)
def live_layer_only():
    """Any Channels consumer, even one that refuses, takes a channel of `default` before anything else."""
    if "default" in settings.CHANNEL_LAYERS:
        yield (
            "E001",
            "CHANNEL_LAYERS has a `default` layer; every socket would take a channel of it. Use `live` alone.",
        )


@house_rule(Tags.database)
def connections_fit_the_threads(databases):
    """Transactions are short and chosen; SQLite writes to disk before it answers."""
    for name, options in settings.DATABASES.items():
        if options.get("ATOMIC_REQUESTS"):
            yield (
                "E002",
                f"DATABASES[{name!r}] has ATOMIC_REQUESTS on; every page would hold a transaction open.",
            )
        if options["ENGINE"].endswith("sqlite3"):
            chosen = options.get("OPTIONS", {})
            if chosen.get("transaction_mode") != "IMMEDIATE" or "synchronous=FULL" not in chosen.get(
                "init_command", ""
            ):
                yield (
                    "E003",
                    f"DATABASES[{name!r}] lacks IMMEDIATE transactions or synchronous=FULL; words could be lost.",
                )


@house_rule(Tags.security)
def addresses_are_exact():
    """Origins are compared letter for letter, so they must be written as browsers write them."""
    for origin in settings.ALLOWED_ORIGINS:
        usual_port = USUAL_PORTS.get(origin.partition(":")[0], "")
        if not ORIGIN.fullmatch(origin) or (usual_port and origin.endswith(usual_port)):
            yield (
                "E004",
                (
                    f"{origin!r} is no origin: scheme, host in lower case, and the port unless it is the usual one; "
                    "no slash at its end."
                ),
            )


@house_rule(Tags.security)
def proxies_are_read_once():
    """uvicorn reads a proxy's headers, for pages and sockets alike; a second reading could be told something else."""
    if settings.SECURE_PROXY_SSL_HEADER or settings.USE_X_FORWARDED_HOST or settings.USE_X_FORWARDED_PORT:
        yield "E005", "Name the proxy in FORWARDED_ALLOW_IPS, and leave Django's own forwarding settings off."


@house_rule(Tags.security)
def cache_rules_stand_outermost():
    """They must see every cookie and every Vary."""
    if settings.MIDDLEWARE[0] != "hub.middleware.CacheRules":
        yield (
            "E006",
            "hub.middleware.CacheRules must be the first middleware; else something may be kept that is personal.",
        )


@house_rule(Tags.security, deploy=True)
def cookies_stay_home():
    """`__Host-` binds a cookie to this very host; a neighbour's page can neither read nor plant it."""
    for kind in ("SESSION", "CSRF"):
        is_safe = (
            getattr(settings, f"{kind}_COOKIE_NAME").startswith("__Host-")
            and getattr(settings, f"{kind}_COOKIE_SECURE")
            and getattr(settings, f"{kind}_COOKIE_HTTPONLY")
            and getattr(settings, f"{kind}_COOKIE_SAMESITE") in ("Lax", "Strict")
            and getattr(settings, f"{kind}_COOKIE_DOMAIN") is None
            and getattr(settings, f"{kind}_COOKIE_PATH") == "/"
        )
        if not is_safe:
            yield (
                "E007",
                f"The {kind} cookie must be __Host-, Secure, HttpOnly, SameSite=Lax, on / and without a domain.",
            )


@house_rule(Tags.security, deploy=True)
def power_asks_who_one_is():
    """The demonstration signs in without a second step, by passwords that everybody knows; nobody else may."""
    if not settings.REQUIRE_SECOND_STEP:
        yield (
            "E009",
            "REQUIRE_SECOND_STEP is off; a password alone would open the CMS. That is for a demonstration.",
        )
    if settings.RECENT_SIGN_IN_MINUTES < 1:
        yield "E010", "RECENT_SIGN_IN_MINUTES is 0; a session that was left open could give anybody power."
    if not 1 <= settings.STAFF_READING_MINUTES <= 24 * 60:
        yield (
            "E011",
            "STAFF_READING_MINUTES is not between 1 and a day; staff would read for good, or not at all.",
        )


@house_rule(Tags.database)
def groups_hold_no_account_permissions(databases):
    """Only full staff manage accounts. Asks the database: `manage.py check --database default`."""
    for alias in databases or []:
        held = Permission.objects.using(alias).filter(
            group__isnull=False, content_type__app_label__in=["communities", "auth"]
        )
        try:
            rows = list(
                held.values_list("group__name", "codename", "content_type__app_label", "content_type__model")
            )
        except (OperationalError, ProgrammingError):
            if "auth_permission" in connections[alias].introspection.table_names():
                raise
            continue  # not migrated yet, so no group holds anything
        for group, codename, app, model in rows:
            if (app, model) in ACCOUNT_MODELS and not codename.startswith("view_"):
                yield (
                    "E008",
                    f"The group {group!r} may {codename}: whoever can change an account can become anyone.",
                )
