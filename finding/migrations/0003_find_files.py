"""The index of files on posts, and of those that communities keep."""

import django.db.models.deletion
from django.db import migrations, models

import finding.matching
from finding.keeping_files import TABLES, TABLES_KEPT


def make(apps, schema_editor):
    for statement in TABLES[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


def unmake(apps, schema_editor):
    for table in TABLES_KEPT:
        schema_editor.execute(f"DROP TABLE IF EXISTS {table}", params=None)


class Migration(migrations.Migration):
    dependencies = [
        ("finding", "0002_let_editors_keep_synonyms"),
        ("files", "0003_files_keep_their_organisation"),
        ("discussions", "0011_say_which_passage"),
    ]

    operations = [
        migrations.CreateModel(
            name="AttachmentWords",
            fields=[
                (
                    "attachment",
                    models.OneToOneField(
                        db_column="rowid",
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="words",
                        serialize=False,
                        to="discussions.attachment",
                    ),
                ),
                ("index", finding.matching.IndexField(db_column="finding_attachmentwords")),
            ],
            options={"db_table": "finding_attachmentwords", "managed": False},
        ),
        migrations.CreateModel(
            name="VersionWords",
            fields=[
                (
                    "version",
                    models.OneToOneField(
                        db_column="rowid",
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="words",
                        serialize=False,
                        to="files.fileversion",
                    ),
                ),
                ("index", finding.matching.IndexField(db_column="finding_versionwords")),
            ],
            options={"db_table": "finding_versionwords", "managed": False},
        ),
        migrations.RunPython(make, unmake),
    ]
