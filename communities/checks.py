"""House rules that must hold in every database, as Django checks."""

from django.core.checks import Error, Tags, register

#: Whoever may change one of these can become anyone.
ACCOUNT_MODELS = [
    ("communities", "user"),
    ("auth", "group"),
    ("auth", "permission"),
    ("account", "emailaddress"),
    ("mfa", "authenticator"),
    ("sessions", "session"),
    ("usersessions", "usersession"),
]


@register(Tags.database)
def no_group_holds_account_permissions(app_configs, databases, **kwargs):
    """Say which groups could change accounts; only full staff may."""
    from django.contrib.auth.models import Permission
    from django.db import connections
    from django.db.models import Q

    if not databases or "default" not in databases:
        return []
    if Permission._meta.db_table not in connections["default"].introspection.table_names():
        return []  # before the first migrate
    wanted = Q()
    for app_label, model in ACCOUNT_MODELS:
        wanted |= Q(content_type__app_label=app_label, content_type__model=model)
    held = (
        Permission.objects.filter(wanted, group__isnull=False)
        .values_list("group__name", "codename")
        .distinct()
    )
    return [
        Error(
            f"The group “{group}” holds the account permission “{codename}”.",
            hint="Only full staff may manage accounts: take it from the group.",
            id="communities.E001",
        )
        for group, codename in held
    ]
