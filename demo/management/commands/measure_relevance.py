"""Say how near the search comes to what ought to be found."""

from django.core.management.base import BaseCommand

from communities.models import User
from demo.content.shapes import MAIL_DOMAIN
from demo.relevance import mean, measure

READER = "ruth.goldman"


class Command(BaseCommand):
    """Asks the sixty questions of the demonstration, which must be loaded."""

    help = "Print nDCG@10 of the search over the demonstration, with the questions it answers worst."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--worst", type=int, default=10, help="how many of those to print")

    def handle(self, *, worst: int, **options) -> None:
        judged = measure(User.objects.get(email=f"{READER}@{MAIL_DOMAIN}"))
        for question in sorted(judged, key=lambda question: question.ndcg)[:worst]:
            self.stdout.write(f"  {question.ndcg:.2f}  {question.asks}")
        self.stdout.write(f"nDCG@10 of {len(judged)} questions: {mean(judged):.3f}")
