"""Editors and Moderators, Wagtail's own groups, may read and settle what readers say of pages."""

from django.db import migrations

GROUPS = ["Editors", "Moderators"]
CODENAMES = ["view_feedback", "change_feedback", "delete_feedback"]


def give(apps, schema_editor):
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="freshness", model="feedback"
    )
    permissions = apps.get_model("auth", "Permission").objects
    # Django makes permissions after the last migration, which is too late for us.
    given = [
        permissions.get_or_create(
            content_type=content_type, codename=codename, defaults={"name": f"Can {codename.replace('_', ' ')}"}
        )[0]
        for codename in CODENAMES
    ]
    for group in apps.get_model("auth", "Group").objects.filter(name__in=GROUPS):
        group.permissions.add(*given)


def take(apps, schema_editor):
    for group in apps.get_model("auth", "Group").objects.filter(name__in=GROUPS):
        group.permissions.remove(
            *group.permissions.filter(content_type__app_label="freshness", codename__in=CODENAMES)
        )


class Migration(migrations.Migration):
    dependencies = [("freshness", "0001_initial"), ("resources", "0003_editors")]

    operations = [migrations.RunPython(give, take)]
