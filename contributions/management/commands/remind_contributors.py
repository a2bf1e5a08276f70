from django.core.management.base import BaseCommand
from django.utils import timezone

from contributions.models import Contribution
from contributions.tasks import REMIND_BEFORE, remind_contributor


class Command(BaseCommand):
    """Reminds people whose words were asked for, two days before the last day."""

    help = "Remind people who have not said whether their words may be used. Safe to run again."

    def handle(self, **options) -> None:
        waiting = Contribution.objects.to_remind(timezone.localdate(), REMIND_BEFORE)
        asked = set(waiting.order_by().values_list("gathering", "author"))
        for gathering, author in sorted(asked):
            remind_contributor.enqueue(gathering, author)
        self.stdout.write(f"{len(asked)} reminders.")
