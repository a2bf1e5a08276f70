"""What the search must hear of."""

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from communities.public import bump
from finding.models import Synonyms
from finding.synonyms import COUNTER


@receiver([post_save, post_delete], sender=Synonyms)
def read_synonyms_anew(**_: object) -> None:
    """Have every process read the list again."""
    bump(COUNTER)
