from datetime import timedelta

from django.core.management.base import BaseCommand

from discussions.actions.drafts import KEPT_FOR, prune_drafts


class Command(BaseCommand):
    help = "Removes drafts that nobody went on with."

    def add_arguments(self, parser):
        parser.add_argument(
            "--days", type=int, default=KEPT_FOR.days, help="keep younger ones (default: %(default)s)"
        )

    def handle(self, *, days, **options):
        removed = prune_drafts(older_than=timedelta(days=days))
        self.stdout.write(f"{removed} drafts removed.")
