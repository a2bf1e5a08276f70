from django.core.management.base import BaseCommand
from django.db import connection


class Command(BaseCommand):
    help = (
        "Lets SQLite learn how full its tables are. Without that it takes any column it could look up for a short "
        "way, and reads most of a large table on the way to a few rows. PostgreSQL learns by itself."
    )

    def handle(self, **options):
        if connection.vendor != "sqlite":
            self.stdout.write("This database learns by itself.")
            return
        with connection.cursor() as cursor:
            # Looks at no more rows of each index than these, so that writers wait for a moment at most.
            cursor.execute("PRAGMA analysis_limit=1000")
            cursor.execute("ANALYZE")
        self.stdout.write("Learned.")
