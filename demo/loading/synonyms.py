"""Words that mean the same."""

from demo.content.synonyms import SYNONYMS
from finding.models import Synonyms


def load_synonyms() -> int:
    """Load the list; give how many were new."""
    return sum(Synonyms.objects.get_or_create(ways="\n".join(ways))[1] for ways in SYNONYMS)


def remove_synonyms() -> None:
    """Take them away again."""
    for synonyms in Synonyms.objects.filter(ways__in=["\n".join(ways) for ways in SYNONYMS]):
        synonyms.delete()
