from collections import Counter

from django.core.management.base import BaseCommand

from passages.trial import try_edits


class Command(BaseCommand):
    help = "Edits invented pages at random and says whether passages stay on their words."

    def add_arguments(self, parser):
        parser.add_argument("--pages", type=int, default=20, help="how many pages (default: %(default)s)")
        parser.add_argument("--edits", type=int, default=200, help="edits of each (default: %(default)s)")

    def handle(self, *, pages, edits, **options):
        became: Counter[str] = Counter()
        for seed in range(pages):
            became += try_edits(seed, edits=edits)
        placings = became.total() - became["could have stayed"]
        self.stdout.write(f"{pages} pages, {edits} edits each, {placings} placings")
        for name in ("stayed", "placed again", "earlier version", "could have stayed", "wrong"):
            self.stdout.write(f"  {name:<18}{became[name]:>9}")
