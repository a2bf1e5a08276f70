"""The bodies that people in the network work for."""

from django.db import models
from django.urls import reverse
from wagtail.admin.panels import FieldPanel
from wagtail.search import index


class Organisation(index.Indexed, models.Model):
    """A council, charity, club, faith body, business or other group that people come from."""

    class Sector(models.TextChoices):
        LOCAL_GOVERNMENT = "local-government", "Local government"
        CHARITY = "charity", "Charity or community group"
        SPORT = "sport", "Sport"
        FAITH = "faith", "Faith"
        EDUCATION = "education", "Education and research"
        BUSINESS = "business", "Business"
        PUBLIC_BODY = "public-body", "Other public body"

    name = models.CharField(max_length=120, unique=True)
    slug = models.SlugField(max_length=120, unique=True)
    sector = models.CharField(max_length=20, choices=Sector)
    place = models.CharField(max_length=80, blank=True, help_text="Town, district or region it works in.")
    description = models.CharField(max_length=300, blank=True, help_text="What it does, in one sentence.")
    website = models.URLField(blank=True)

    panels = [FieldPanel(name) for name in ("name", "slug", "sector", "place", "description", "website")]
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.FilterField("sector"),
    ]

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("communities:organisation-detail", args=[self.slug])
