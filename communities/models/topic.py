"""The controlled vocabulary that guidance, communities, threads and people share."""

from django.db import models
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase, TagBase
from wagtail.admin.panels import FieldPanel
from wagtail.search import index


class Topic(index.Indexed, TagBase):
    """One subject of the network's work. Editors keep the list; nobody adds to it by typing."""

    free_tagging = False

    description = models.CharField(
        max_length=200, blank=True, help_text="One plain sentence: what belongs under this topic."
    )

    panels = [FieldPanel("name"), FieldPanel("slug"), FieldPanel("description")]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        ordering = ["name"]
        verbose_name = "topic"
        verbose_name_plural = "topics"


class TaggedCommunity(ItemBase):
    """A Community works on a Topic."""

    tag = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="tagged_communities")
    content_object = ParentalKey(
        "communities.Community", on_delete=models.CASCADE, related_name="tagged_items"
    )

    def __str__(self) -> str:
        return f"{self.content_object} on {self.tag}"


class TaggedUser(ItemBase):
    """A User knows about a Topic."""

    tag = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="tagged_users")
    content_object = models.ForeignKey(
        "communities.User", on_delete=models.CASCADE, related_name="tagged_items"
    )

    def __str__(self) -> str:
        return f"{self.content_object} on {self.tag}"
