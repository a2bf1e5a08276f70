from datetime import timedelta

from django.core.management.base import BaseCommand
from django.utils.timezone import now

from communities.actions.inviting import prune_invitations


class Command(BaseCommand):
    help = "Forgets invitations that ended long ago, and the addresses in them."

    def add_arguments(self, parser):
        parser.add_argument(
            "--days", type=int, default=90, help="keep what ended later (default: %(default)s)"
        )

    def handle(self, *, days, **options):
        removed = prune_invitations(ended_before=now() - timedelta(days=days))
        self.stdout.write(f"{removed} invitations forgotten.")
