"""Who wrote what a Lead passed on without a name: kept apart, so that nothing that shows a Post can tell."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from discussions.querysets import MaskedAuthorQuerySet


class MaskedAuthor(models.Model):
    """The author of a masked Post. No page shows it but the author's own, and `actions.reveal_asker` to a Lead.

    Read besides, and shown to nobody: by what writes down a decision, whose letter goes to whom it is about
    (`author_of`), and by `care`, where whoever wrote what was reported may not judge it.

    It goes with their account: then nobody knows any more. Source: docs/decisions/0019.
    """

    post = models.OneToOneField("discussions.Post", on_delete=models.CASCADE, related_name="masked_author")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    #: Where it was asked: the Leads of that Community alone were told.
    community = models.ForeignKey("communities.Community", on_delete=models.CASCADE, related_name="+")
    token = models.UUIDField(help_text="Of the press, as on the Post.")

    objects = MaskedAuthorQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["author", "token"], name="one_masked_post_per_press"),
        ]

    def __str__(self) -> str:
        return f"author of masked post {self.post_id}"
