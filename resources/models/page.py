"""What every page of the hub is."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from wagtail.fields import StreamField
from wagtail.models import Page, PageViewRestriction

from communities.public import mark_public
from resources import links

#: Path segments our pages answer themselves, so that no child may take them.
RESERVED_SLUGS = {"whole"}


class HubPage(Page):
    """A page of the hub: knows its way home, and tells the page cache when it is public."""

    #: May people start conversations about it?
    has_conversations = False

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Raises ValidationError where it quotes words that somebody gave for another page.

        Not while it is put into the tree, with its place already: then it is a copy, which is silent where its source
        quotes (`blocks.voices`) until an Editor takes that out.
        """
        super().clean()
        if self._state.adding and self.path:
            return
        for field in self._meta.get_fields():
            if isinstance(field, StreamField):
                voices = [child.value for child in getattr(self, field.name) if child.block_type == "voice"]
                if any(voice and voice.page_id != self.pk for voice in voices):
                    raise ValidationError(
                        {
                            field.name: "Some words from a conversation were given for another page. Take them out."
                        }
                    )

    def serve(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Answer with the page; for everybody signed out, as a page that may be kept.

        Wagtail has already refused whoever may not see it (resources.wagtail_hooks).
        """
        links.remember_targets(self, request)
        response = super().serve(request, *args, **kwargs)
        if settings.SESSION_COOKIE_NAME not in request.COOKIES and not self.restrictions:
            mark_public(response, *self.public_counters)
        return response

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Answer an Editor with the draft; never kept."""
        links.remember_targets(self, request)
        return super().serve_preview(request, mode_name)

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        """Give the address, with the hub's one root from the settings and not from Wagtail's table of sites."""
        parts = super().get_url_parts(request)
        return parts and (parts[0], settings.SITE_URL, parts[2])

    def get_view_restrictions(self):
        """Give the restrictions on this page and those above it, read once."""
        return self.restrictions

    @cached_property
    def restrictions(self):
        """Hold the answer to `get_view_restrictions`, which is asked three times for each page shown."""
        if "trail" not in self.__dict__ or any(page.alias_of_id for page in [self, *self.trail]):
            return super().get_view_restrictions()
        return PageViewRestriction.objects.filter(page__in=[self.pk, *(page.pk for page in self.trail)])

    @property
    def is_open(self) -> bool:
        """May everybody on the web read it? Of no other page search engines and previews are told."""
        return self.live and not self.restrictions

    @property
    def public_counters(self) -> tuple[str, ...]:
        """Name what this page shows, for the page cache."""
        return ("guidance",)

    @cached_property
    def trail(self) -> list[Page]:
        """List the pages above this one, from the home page down; the front page fills it when it finds a page."""
        return list(self.get_ancestors().filter(depth__gt=1))
