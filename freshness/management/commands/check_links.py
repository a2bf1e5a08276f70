from django.core.management.base import BaseCommand
from django.utils import timezone

from freshness.linking.reporting import check_inside


class Command(BaseCommand):
    """Looks for links inside the hub that lead nowhere."""

    help = "Look for links between pages, and to files, that lead nowhere. Reaches no other site. Safe to run again."

    def handle(self, **options) -> None:
        self.stdout.write(f"{check_inside(at=timezone.now())} broken links inside the hub.")
