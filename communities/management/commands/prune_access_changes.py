from datetime import timedelta

from django.core.management.base import BaseCommand

from communities.access import prune_access_changes


class Command(BaseCommand):
    help = "Removes notes about access that every running process has read long ago."

    def add_arguments(self, parser):
        parser.add_argument("--hours", type=int, default=24, help="keep younger ones (default: %(default)s)")

    def handle(self, *, hours, **options):
        removed = prune_access_changes(older_than=timedelta(hours=hours))
        self.stdout.write(f"{removed} notes removed.")
