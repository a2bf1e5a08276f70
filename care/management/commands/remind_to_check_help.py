from django.core.management.base import BaseCommand
from django.utils.timezone import localdate

from care.models import HelpContact
from care.tasks import write_about_checking
from communities.models import User


class Command(BaseCommand):
    """Reminds staff of the numbers for help that nobody made sure of for half a year."""

    help = "Write to staff about numbers for help that nobody checked for half a year."

    def handle(self, **options) -> None:
        count = HelpContact.objects.check_due(localdate()).count()
        if count:
            for staff in User.objects.approved().filter(is_superuser=True):
                write_about_checking.enqueue(staff.pk)
        self.stdout.write(f"{count} numbers wait to be checked.")
