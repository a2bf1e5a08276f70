"""What the CMS shows of conversations: never their words, only what staff must know to run the hub."""

from __future__ import annotations

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.ui.components import Component

from communities.permissions import can_manage_network
from discussions import scanning
from discussions.checks import NOT_SCANNED


class NotScannedPanel(Component):
    """Says on the CMS's front page that no scanner is set up."""

    name = "files_not_scanned"
    order = 300
    template_name = "discussions/cms/not_scanned_panel.html"

    def get_context_data(self, parent_context):
        """Give the sentence of the system check."""
        return {"sentence": NOT_SCANNED}


@hooks.register("construct_homepage_panels")
def say_that_files_are_not_scanned(request: HttpRequest, panels: list[Component]) -> None:
    """Tell staff, who can have it changed."""
    if can_manage_network(request.user) and not scanning.is_set_up():
        panels.append(NotScannedPanel())
