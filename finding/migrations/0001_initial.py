"""The index of conversations, and words that mean the same."""

import django.db.models.deletion
from django.db import migrations, models

import finding.matching
from finding.keeping import TABLES


def make(apps, schema_editor):
    for statement in TABLES[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


def unmake(apps, schema_editor):
    for table in ("finding_postwords", "finding_threadwords"):
        schema_editor.execute(f"DROP TABLE IF EXISTS {table}", params=None)


class Migration(migrations.Migration):
    initial = True

    dependencies = [("discussions", "0011_say_which_passage")]

    operations = [
        migrations.CreateModel(
            name="PostWords",
            fields=[
                (
                    "post",
                    models.OneToOneField(
                        db_column="rowid",
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="words",
                        serialize=False,
                        to="discussions.post",
                    ),
                ),
                ("index", finding.matching.IndexField(db_column="finding_postwords")),
                ("room", models.BigIntegerField(db_column="community_id")),
            ],
            options={"db_table": "finding_postwords", "managed": False},
        ),
        migrations.CreateModel(
            name="ThreadWords",
            fields=[
                (
                    "thread",
                    models.OneToOneField(
                        db_column="rowid",
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="words",
                        serialize=False,
                        to="discussions.thread",
                    ),
                ),
                ("index", finding.matching.IndexField(db_column="finding_threadwords")),
            ],
            options={"db_table": "finding_threadwords", "managed": False},
        ),
        migrations.CreateModel(
            name="Synonyms",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ways",
                    models.TextField(
                        help_text="One a line, two at least: whoever looks for one of them finds the others too.",
                        max_length=500,
                        verbose_name="ways to say it",
                    ),
                ),
            ],
            options={
                "verbose_name": "words that mean the same",
                "verbose_name_plural": "words that mean the same",
                "ordering": ["ways"],
            },
        ),
        migrations.RunPython(make, unmake),
    ]
