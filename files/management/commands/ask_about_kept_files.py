from datetime import timedelta

from django.core.management.base import BaseCommand
from django.utils.timezone import now

from files.tasks import ask_about_forgotten


class Command(BaseCommand):
    help = "Asks the virus scanner again about files of communities that have waited for it too long."

    def add_arguments(self, parser):
        parser.add_argument("--hours", type=int, default=2, help="leave younger ones (default: %(default)s)")

    def handle(self, *, hours, **options):
        asked = ask_about_forgotten(before=now() - timedelta(hours=hours))
        self.stdout.write(f"The scanner is asked about {asked} files.")
