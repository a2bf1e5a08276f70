from datetime import timedelta

from django.core.management.base import BaseCommand
from django.utils.timezone import now

from organisations.actions import prune_claims


class Command(BaseCommand):
    help = "Forgets who asked long ago to be among the people of an organisation, and what was said about it."

    def add_arguments(self, parser):
        parser.add_argument(
            "--days", type=int, default=90, help="keep what was answered later (default: %(default)s)"
        )

    def handle(self, *, days, **options):
        removed = prune_claims(answered_before=now() - timedelta(days=days))
        self.stdout.write(f"{removed} claims forgotten.")
