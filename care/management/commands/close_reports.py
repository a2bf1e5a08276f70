from django.core.management.base import BaseCommand
from django.utils.timezone import now

from care.actions import CLOSED_AFTER, close
from care.models import Case


class Command(BaseCommand):
    """Closes what was decided a month ago, and forgets what people wrote about it."""

    help = "Close reports decided 30 days ago; what people wrote and their addresses go. Safe to run again."

    def handle(self, **options) -> None:
        at = now()
        count = sum(
            close(case=case, closed_at=at) for case in Case.objects.decided_before(at - CLOSED_AFTER)[:2000]
        )
        self.stdout.write(f"{count} reports are closed.")
