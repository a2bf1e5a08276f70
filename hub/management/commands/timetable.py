import signal

from apscheduler.schedulers.blocking import BlockingScheduler
from django.core.management.base import BaseCommand

from hub.background import TIMETABLE, fill_timetable


class Command(BaseCommand):
    help = "Puts what is due into the queue, for `db_worker` to do. Run one of these; `serve` alone does it itself."

    def handle(self, **options):
        scheduler = fill_timetable(BlockingScheduler())
        signal.signal(signal.SIGTERM, lambda *_: scheduler.shutdown(wait=False))
        self.stdout.write(f"Keeping time for {len(TIMETABLE)} jobs. Ctrl+C ends it.")
        try:
            scheduler.start()
        except KeyboardInterrupt:
            scheduler.shutdown(wait=False)
