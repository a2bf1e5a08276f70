"""Pictures in guidance."""

from django.db import models
from wagtail.images.models import AbstractImage, AbstractRendition, Filter


class GuidanceImage(AbstractImage):
    """A picture, with words for people who do not see it and the name of who made it."""

    credit = models.CharField(
        max_length=120, blank=True, help_text="Who made the picture, as it should stand under it."
    )

    admin_form_fields = (
        "title",
        "file",
        "description",
        "credit",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    @property
    def default_alt_text(self) -> str:
        """Give the description, or nothing: a title is often a file's name, and that describes no picture."""
        return self.description

    def create_renditions(self, *filters: Filter) -> dict[Filter, AbstractRendition]:
        """Make several sizes at once, and give those that the database kept.

        Two readers may make the same sizes in one moment. Wagtail gives each of them its own, of which one row is
        kept; the other's file has no row, so it would be an address that nobody is served.
        """
        made = super().create_renditions(*filters)
        kept = {
            (rendition.filter_spec, rendition.focal_point_key): rendition
            for rendition in self.renditions.filter(filter_spec__in=[each.spec for each in filters])
        }
        for asked, rendition in made.items():
            first = kept[rendition.filter_spec, rendition.focal_point_key]
            if first.file.name != rendition.file.name:
                rendition.file.delete(save=False)
            made[asked] = first
        return made


class GuidanceRendition(AbstractRendition):
    """A picture in one of the sizes pages ask for; the only form in which it leaves the hub."""

    image = models.ForeignKey(GuidanceImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_per_filter"
            ),
        ]
