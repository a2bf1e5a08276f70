"""What guidance adds to Wagtail: its privacy, its links, and the Editor's desk."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.admin.userbar import ContentCheckerItem
from wagtail.documents.models import AbstractDocument
from wagtail.models import Page
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from communities.pages import accepts
from communities.viewers import viewer_of
from resources.choosers import VoiceChooserViewSet, voice_chooser
from resources.files import can_have_file
from resources.links import RememberedPageLinkHandler
from resources.models import Audience, Term
from resources.panels import EditorsDeskPanel


@hooks.register("on_serve_page", order=-100)
def hide_private_pages(serve: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer "not found" to whoever may not see the page: what you may not see does not exist.

    Stands outside Wagtail's own check, which would send people to sign in and so tell them
    that there is something.
    """

    def inner(page: Page, request: HttpRequest, args, kwargs) -> HttpResponse:
        restrictions = page.get_view_restrictions()
        if restrictions and not all(accepts(restriction, viewer_of(request)) for restriction in restrictions):
            raise Http404("There is no such page.")
        return serve(page, request, args, kwargs)

    return inner


@hooks.register("before_serve_document", order=-100)
def hide_private_documents(document: AbstractDocument, request: HttpRequest) -> None:
    """Answer "not found" to whoever may see no page that offers the document."""
    if not can_have_file(viewer_of(request), document):
        raise Http404("There is no such document.")


@hooks.register("register_rich_text_features", order=100)
def remember_link_targets(features: FeatureRegistry) -> None:
    """Fetch the targets of all links of a page at once."""
    features.register_link_type(RememberedPageLinkHandler)


@hooks.register("construct_homepage_panels")
def greet_with_what_needs_doing(request: HttpRequest, panels: list[Component]) -> None:
    """Put the Editor's desk above Wagtail's own panels."""
    panels.append(EditorsDeskPanel())


class StrictContentCheckerItem(ContentCheckerItem):
    """Wagtail's checker with every rule it has, on what Editors write and nothing around it."""

    axe_run_only = None
    axe_include = ["main"]


@hooks.register("construct_wagtail_userbar")
def check_with_every_rule(request: HttpRequest, items: list, page: Page | None) -> None:
    """Use the strict checker in previews and on pages."""
    items[:] = [
        StrictContentCheckerItem() if isinstance(item, ContentCheckerItem) else item for item in items
    ]


class AudienceViewSet(SnippetViewSet):
    """The kinds of reader that guidance is written for."""

    model = Audience
    icon = "group"
    menu_label = "Audiences"
    list_display = ["name", "slug"]


class TermViewSet(SnippetViewSet):
    """The words that the glossary explains."""

    model = Term
    icon = "openquote"
    menu_label = "Glossary"
    copy_view_enabled = False
    list_display = ["name", "definition"]


register_snippet(AudienceViewSet)
register_snippet(TermViewSet)


@hooks.register("register_admin_viewset")
def offer_voices() -> VoiceChooserViewSet:
    """Let Editors choose words from conversations."""
    return voice_chooser
