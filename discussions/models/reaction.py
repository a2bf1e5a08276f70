"""What readers say to a Post without a Post of their own."""

from django.conf import settings
from django.db import models


class Reaction(models.Model):
    """One reader's word to one Post. Each word at most once."""

    class Kind(models.TextChoices):
        THANKS = "thanks", "Thanks"
        USEFUL = "useful", "Useful"
        SAME = "same", "We do this too"

    post = models.ForeignKey("discussions.Post", on_delete=models.CASCADE, related_name="reactions")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["post", "user", "kind"], name="one_reaction_of_a_kind"),
        ]

    def __str__(self) -> str:
        return f"user {self.user_id} to post {self.post_id}: {self.kind}"
