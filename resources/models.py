"""Guidance: Wagtail pages, images."""

from django.db import models
from wagtail.images.models import AbstractImage, AbstractRendition, Image


class GuidanceImage(AbstractImage):
    """A picture in guidance."""

    admin_form_fields = Image.admin_form_fields


class GuidanceRendition(AbstractRendition):
    """A picture in one of the sizes pages ask for."""

    image = models.ForeignKey(GuidanceImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_per_filter"),
        ]
