from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from freshness.linking.reporting import check_outside
from freshness.models import BrokenLink


class Command(BaseCommand):
    """Asks the sites that pages link to whether they are still there, where the deployer lets it."""

    help = "Ask other sites whether the pages we link to are still there. Does nothing without CHECK_OUTSIDE_LINKS."

    def handle(self, **options) -> None:
        if not settings.CHECK_OUTSIDE_LINKS:
            BrokenLink.objects.filter(
                is_outside=True
            ).delete()  # nobody looks any more whether they are mended
            self.stdout.write("CHECK_OUTSIDE_LINKS is off: nobody was asked.")
            return
        self.stdout.write(f"{check_outside(at=timezone.now())} broken links to other sites.")
