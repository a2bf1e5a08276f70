"""The database itself refuses to change what was decided. Only the people in it may be forgotten."""

from django.db import migrations

SEALED = "community_id, kind, subject_id, reason, until, decided_at, undoes_id"

SEAL = {
    "sqlite": f"""
        CREATE TRIGGER decisions_are_written_once BEFORE UPDATE OF {SEALED} ON communities_decision
        BEGIN SELECT RAISE(ABORT, 'a decision is written once'); END;
    """,
    "postgresql": f"""
        CREATE FUNCTION decisions_are_written_once() RETURNS trigger AS $$
        BEGIN RAISE EXCEPTION 'a decision is written once'; END;
        $$ LANGUAGE plpgsql;
        CREATE TRIGGER decisions_are_written_once BEFORE UPDATE OF {SEALED} ON communities_decision
        FOR EACH ROW EXECUTE FUNCTION decisions_are_written_once();
    """,
}
UNSEAL = {
    "sqlite": "DROP TRIGGER IF EXISTS decisions_are_written_once;",
    "postgresql": """
        DROP TRIGGER IF EXISTS decisions_are_written_once ON communities_decision;
        DROP FUNCTION IF EXISTS decisions_are_written_once();
    """,
}


def seal(apps, schema_editor):
    schema_editor.execute(SEAL[schema_editor.connection.vendor], params=None)


def unseal(apps, schema_editor):
    for statement in UNSEAL[schema_editor.connection.vendor].split(";"):
        if statement.strip():
            schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("communities", "0005_keep_a_log_of_decisions")]

    operations = [migrations.RunPython(seal, unseal)]
