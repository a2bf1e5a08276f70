from datetime import timedelta

from django.core.management.base import BaseCommand
from django.utils.timezone import now

from passages.actions import KEPT_FOR, forget_unused


class Command(BaseCommand):
    help = "Removes passages that somebody chose and nobody talked about."

    def add_arguments(self, parser):
        parser.add_argument(
            "--days", type=int, default=KEPT_FOR.days, help="keep younger ones (default: %(default)s)"
        )

    def handle(self, *, days, **options):
        removed = forget_unused(before=now() - timedelta(days=days))
        self.stdout.write(f"{removed} passages removed.")
