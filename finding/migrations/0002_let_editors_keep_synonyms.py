"""Editors and Moderators, Wagtail's own groups, keep the words that mean the same."""

from django.db import migrations

GROUPS = ["Editors", "Moderators"]
CODENAMES = ["add_synonyms", "change_synonyms", "delete_synonyms"]


def give(apps, schema_editor):
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="finding", model="synonyms"
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
            *group.permissions.filter(content_type__app_label="finding", codename__in=CODENAMES)
        )


class Migration(migrations.Migration):
    dependencies = [
        ("finding", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
        # Wagtail makes the groups.
        ("wagtailcore", "0002_initial_data"),
    ]

    operations = [migrations.RunPython(give, take)]
