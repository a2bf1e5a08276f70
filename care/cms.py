"""Numbers for help, and reports, as the CMS shows them to full staff."""

from __future__ import annotations

from django.utils.timezone import localdate
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet

from care.models import Case, HelpContact
from communities.models import User

#: Wagtail's own column of yes and no says "True" and "False".
CHECK = Column("check", label="To check", accessor=lambda contact: "Yes" if contact.is_check_due else "No")


class HelpContactViewSet(SnippetViewSet):
    """Whom people turn to, for full staff, who ring each number twice a year."""

    model = HelpContact
    icon = "help"
    menu_label = "Help contacts"
    add_to_admin_menu = True
    menu_order = 193
    copy_view_enabled = False
    list_display = ["name", "number", "text_number", "last_checked_date", CHECK]
    panels = [
        FieldPanel("name"),
        FieldPanel("who_for"),
        MultiFieldPanel(
            [FieldPanel("number"), FieldPanel("text_number"), FieldPanel("website"), FieldPanel("hours")],
            "How",
        ),
        MultiFieldPanel([FieldPanel("is_urgent"), FieldPanel("sort_order")], "Where it stands"),
        MultiFieldPanel([FieldPanel("source"), FieldPanel("last_checked_date")], "How we know"),
    ]


class CarePanel(Component):
    """What waits in reports, and which numbers to ring, on the CMS's front page of full staff."""

    name = "care"
    order = 30
    template_name = "care/cms/care_panel.html"

    def __init__(self, staff: User) -> None:
        self.staff = staff

    def get_context_data(self, parent_context):
        """Give how many cases wait, how many of them are urgent, and the contacts to check. Two queries."""
        waiting = Case.objects.for_office(self.staff).values_list("is_urgent", flat=True)
        return {
            "count": len(waiting),
            "urgent_count": sum(waiting),
            "contacts": list(HelpContact.objects.check_due(localdate())),
        }
