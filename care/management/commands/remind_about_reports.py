from django.core.management.base import BaseCommand
from django.utils.timezone import now

from care.actions import hand_on_overdue
from care.models import Case


class Command(BaseCommand):
    """Asks the office where no Lead answered in time."""

    help = "Let the network's office look at reports that no Lead answered in time. Safe to run again."

    def handle(self, **options) -> None:
        at = now()
        count = sum(hand_on_overdue(case=case, at=at) for case in Case.objects.overdue(at)[:500])
        self.stdout.write(f"{count} reports are with the office now.")
