"""What the Leads of a Community put in front of everybody who comes to its home."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import URLValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

#: Beyond this nobody reads them.
MAX_PINS = 12


class Pin(models.Model):
    """One thing on the home of a Community: a guidance page, a file of its own, or a link to elsewhere."""

    community = models.ForeignKey("communities.Community", on_delete=models.CASCADE, related_name="pins")
    position = models.PositiveIntegerField()
    # Pinned, a page is only pointed at: whoever may not read it does not see that it is pinned.
    page = models.ForeignKey(
        "wagtailcore.Page", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    kept_file = models.ForeignKey(
        "files.KeptFile", null=True, blank=True, on_delete=models.CASCADE, related_name="pins"
    )
    title = models.CharField(max_length=120, blank=True)
    url = models.URLField(max_length=500, blank=True, validators=[URLValidator(schemes=["https"])])
    sentence = models.CharField(max_length=200, blank=True)
    pinned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    pinned_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["community", "page"], name="one_pin_per_page"),
            models.UniqueConstraint(fields=["community", "kept_file"], name="one_pin_per_file"),
            models.CheckConstraint(
                condition=Q(page__isnull=False, kept_file=None, url="", title="")
                | Q(page=None, kept_file__isnull=False, url="", title="")
                | (Q(page=None, kept_file=None, url__startswith="https://") & ~Q(title="")),
                name="pin_is_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"pin {self.pk} in community {self.community_id}"
