"""Editors and Moderators, Wagtail's own groups, settle what readers say of pages and keep the review rules.

With the rules that a new hub begins with; Editors change them, and add shorter ones for topics.
"""

from django.db import migrations

GROUPS = ["Editors", "Moderators"]
CODENAMES = {
    "feedback": ["view_feedback", "change_feedback", "delete_feedback"],
    "reviewrule": ["view_reviewrule", "add_reviewrule", "change_reviewrule", "delete_reviewrule"],
}
MONTHS = {"guide": 24, "chapter": 24, "case-study": 36, "linked-resource": 12}


def give(apps, schema_editor):
    content_types = apps.get_model("contenttypes", "ContentType").objects
    permissions = apps.get_model("auth", "Permission").objects
    groups = list(apps.get_model("auth", "Group").objects.filter(name__in=GROUPS))
    for model, codenames in CODENAMES.items():
        content_type, _ = content_types.get_or_create(app_label="freshness", model=model)
        # Django makes permissions after the last migration, which is too late for us.
        given = [
            permissions.get_or_create(
                content_type=content_type, codename=codename, defaults={"name": f"Can {codename.replace('_', ' ')}"}
            )[0]
            for codename in codenames
        ]
        for group in groups:
            group.permissions.add(*given)


def take(apps, schema_editor):
    codenames = [codename for each in CODENAMES.values() for codename in each]
    for group in apps.get_model("auth", "Group").objects.filter(name__in=GROUPS):
        group.permissions.remove(
            *group.permissions.filter(content_type__app_label="freshness", codename__in=codenames)
        )


def make_rules(apps, schema_editor):
    rules = apps.get_model("freshness", "ReviewRule").objects
    for kind, months in MONTHS.items():
        rules.get_or_create(kind=kind, defaults={"months": months})


class Migration(migrations.Migration):
    dependencies = [("freshness", "0001_initial"), ("resources", "0003_editors")]

    operations = [
        migrations.RunPython(give, take),
        migrations.RunPython(make_rules, migrations.RunPython.noop),
    ]
