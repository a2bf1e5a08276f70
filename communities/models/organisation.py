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

    class Size(models.TextChoices):
        UNDER_10 = "under-10", "Fewer than 10"
        UNDER_50 = "10-49", "10 to 49"
        UNDER_250 = "50-249", "50 to 249"
        UNDER_1000 = "250-999", "250 to 999"
        FROM_1000 = "1000-up", "1,000 or more"

    name = models.CharField(max_length=120, unique=True)
    slug = models.SlugField(max_length=120, unique=True)
    sector = models.CharField(max_length=20, choices=Sector)
    size = models.CharField(
        max_length=8, choices=Size, blank=True, help_text="How many people work or volunteer there, about."
    )
    places = models.ManyToManyField(
        "communities.Place",
        blank=True,
        related_name="organisations",
        help_text="The local authorities it works in, or a whole nation.",
    )
    #: Free words from before there was a list of places. They are shown until a place is chosen.
    former_place = models.CharField(max_length=80, blank=True, db_column="place", editable=False)
    description = models.CharField(max_length=300, blank=True, help_text="What it does, in one sentence.")
    website = models.URLField(blank=True)

    panels = [
        FieldPanel(name) for name in ("name", "slug", "sector", "size", "places", "description", "website")
    ]
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

    @property
    def place_names(self) -> str:
        """Say where it works, the places one after the other. No query when `places` was prefetched."""
        return ", ".join(place.name for place in self.places.all()) or self.former_place
