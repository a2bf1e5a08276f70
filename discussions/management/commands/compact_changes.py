"""Shorten the logs of long conversations."""

from django.core.management.base import BaseCommand

from discussions.compaction import compact_changes


class Command(BaseCommand):
    help = "Removes entries of the change log that no open page asks for any more."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="say how many, and remove none")

    def handle(self, *, dry_run, **options):
        count = compact_changes(dry_run=dry_run)
        self.stdout.write(f"{count} entries {'would be' if dry_run else 'were'} removed.")
