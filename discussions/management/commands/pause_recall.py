from django.core.management.base import BaseCommand

from discussions.measuring_pauses import measure
from discussions.pausing_examples import NOT_ASKED, examples


class Command(BaseCommand):
    """Says how well the hub sees what may let somebody be recognised."""

    help = (
        "Print, on invented sentences, how much of what should be asked about is, and how many false alarms."
    )

    def handle(self, **options) -> None:
        scores = measure(examples())
        self.stdout.write(f"{'kind':<46}{'found':>12}{'share':>8}{'false alarms':>14}")
        for kind, score in scores.items():
            self.stdout.write(
                f"{kind:<46}{score.found:>5} of {score.wanted:<4}{score.recall:>7.0%}{score.false_alarms:>14}"
            )
        self.stdout.write(f"{len(NOT_ASKED)} sentences should pass without a question.")
