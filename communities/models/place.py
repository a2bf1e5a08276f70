"""Where people and Organisations work: the local authorities of the United Kingdom."""

from django.db import models
from django.db.models import Q

from communities.querysets import PlaceQuerySet


class Place(models.Model):
    """A local authority as it stood in one year, or a whole nation for those who work all over it.

    Codes come and go with the borders they stand for, so what a Place is, is said by code and year; where
    no source gave a code, by name, nation and year. Rows come from the editions in `communities/data/`.
    """

    class Kind(models.TextChoices):
        UNITARY = "unitary", "Unitary authority"
        COUNTY = "county", "County council"
        DISTRICT = "district", "District"
        METROPOLITAN = "metropolitan", "Metropolitan district"
        LONDON_BOROUGH = "london-borough", "London borough"
        WELSH = "welsh", "Principal area"
        SCOTTISH = "scottish", "Council area"
        NORTHERN_IRISH = "northern-irish", "District of Northern Ireland"
        NATION = "nation", "Whole nation"

    class Nation(models.TextChoices):
        ENGLAND = "england", "England"
        SCOTLAND = "scotland", "Scotland"
        WALES = "wales", "Wales"
        NORTHERN_IRELAND = "northern-ireland", "Northern Ireland"
        UNITED_KINGDOM = "united-kingdom", "United Kingdom"

    name = models.CharField(max_length=80)
    #: How an address says it. The same in every edition that knows it by this name.
    slug = models.SlugField(max_length=80)
    #: None, not "", where no source gave one: the codes of a year are unique.
    code = models.CharField(
        max_length=9, null=True, blank=True, help_text="Of the Office for National Statistics."
    )
    kind = models.CharField(max_length=15, choices=Kind)
    nation = models.CharField(max_length=16, choices=Nation)
    year = models.PositiveSmallIntegerField(help_text="The edition: as things stood in this year.")

    objects = PlaceQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        indexes = [models.Index(fields=["nation", "year"], name="editions_of_a_nation")]
        constraints = [
            models.UniqueConstraint(fields=["code", "year"], name="one_place_per_code_and_year"),
            models.UniqueConstraint(fields=["slug", "year"], name="one_place_per_name_and_year"),
            models.CheckConstraint(
                condition=Q(code=None)
                | Q(nation="england", code__startswith="E")
                | Q(nation="scotland", code__startswith="S")
                | Q(nation="wales", code__startswith="W")
                | Q(nation="northern-ireland", code__startswith="N")
                | Q(nation="united-kingdom", code__startswith="K"),
                name="place_code_is_of_its_nation",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def label(self) -> str:
        """Give the name as a list of choices says it: which of two councils, and how wide."""
        if self.kind == self.Kind.COUNTY:
            return f"{self.name} (county)"
        if self.kind == self.Kind.NATION:
            return f"The whole of {'the ' if self.nation == self.Nation.UNITED_KINGDOM else ''}{self.name}"
        return self.name
