from datetime import timedelta

from django.core.management.base import BaseCommand
from django.utils.timezone import now

from discussions.attaching import sweep_uploads
from discussions.models import Attachment


class Command(BaseCommand):
    help = "Removes files that were uploaded for a post and never posted."

    def add_arguments(self, parser):
        parser.add_argument("--hours", type=int, default=24, help="keep younger ones (default: %(default)s)")
        parser.add_argument("--dry-run", action="store_true", help="say how many would go and keep them")

    def handle(self, *, hours, dry_run, **options):
        before = now() - timedelta(hours=hours)
        if dry_run:
            waiting = Attachment.objects.unposted().filter(created_at__lt=before).count()
            self.stdout.write(f"{waiting} files would be removed.")
            return
        self.stdout.write(f"{sweep_uploads(before=before)} files removed.")
