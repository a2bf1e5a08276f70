import re
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from communities.directory import COUNTER
from communities.models import Place
from communities.places import EditionError, keep_edition, read_edition
from communities.public import bump


class Command(BaseCommand):
    """Keeps an edition of the list of places."""

    help = (
        "Load an edition of the local authorities, as CSV with the columns code, name, kind and nation. The "
        "one of 2021 comes with the hub. Safe to run again."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("file", type=Path, help="such as places-2025.csv")
        parser.add_argument(
            "--year", type=int, help="the edition's, where the file's name does not end in it"
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would change, and change nothing"
        )

    def handle(self, *, file: Path, year: int | None, dry_run: bool, **options) -> None:
        if year is None:
            in_name = re.search(r"-(\d{4})$", file.stem)
            if in_name is None:
                raise CommandError("Say which year it is of: --year 2025.")
            year = int(in_name[1])
        try:
            rows = read_edition(file)
        except EditionError as refusal:
            raise CommandError(str(refusal)) from refusal
        with transaction.atomic():
            kept = keep_edition(Place.objects, year=year, rows=rows)
            bump(COUNTER)  # a place may have another name now, and rows are kept past any signal
            if dry_run:
                transaction.set_rollback(True)
        told = f"{kept.added} places added, {kept.changed} put right, {kept.unchanged} as they were."
        self.stdout.write(f"Nothing was kept. It would be: {told}" if dry_run else told)
