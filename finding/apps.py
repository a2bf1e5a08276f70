from django.apps import AppConfig
from django.db import connections
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate


class FindingConfig(AppConfig):
    """One search for everything a person may see."""

    name = "finding"

    def ready(self) -> None:
        """Have the database keep the index, from the first connection on, and listen for new synonyms."""
        from finding import receivers  # noqa: F401  # they connect themselves
        from finding.keeping import teach

        connection_created.connect(teach)
        post_migrate.connect(_keep_index, sender=self)


def _keep_index(using: str, **_: object) -> None:
    from finding.keeping import put_in_place

    connection = connections[using]
    if (
        "finding_postwords" in connection.introspection.table_names()
    ):  # not where one migrates back to nothing
        put_in_place(connection)
