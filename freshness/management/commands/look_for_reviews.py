from datetime import timedelta

from django.core.management.base import BaseCommand
from django.utils import timezone

from freshness.actions import consider_questions, due_soon
from freshness.models import ReviewReminder
from freshness.tasks import remind_to_review
from resources.keepers import keepers_of

#: How long before a review date its owner is told.
AHEAD = timedelta(days=14)


class Command(BaseCommand):
    """Looks for guidance that should be looked at: questions left open, and review dates that come."""

    help = (
        "Call for reviews where questions stood open, and remind owners of review dates. Safe to run again."
    )

    def handle(self, **options) -> None:
        now = timezone.now()
        called = consider_questions(at=now)
        due = list(due_soon(timezone.localdate(now), AHEAD))
        reminders = ReviewReminder.objects.filter(page__in=due)
        told = set(reminders.values_list("page", "person", "due_date"))
        count = 0
        for page in due:
            for person in keepers_of(page):
                if (page.pk, person.pk, page.review_due_date) not in told:
                    remind_to_review.enqueue(page.pk, person.pk, str(page.review_due_date))
                    count += 1
        self.stdout.write(f"{called} pages with questions left open, {count} reminders.")
