"""What the CMS shows of reports and help."""

from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry
from wagtail.snippets.models import register_snippet

from care.cms import CarePanel, HelpContactViewSet
from care.models import Case
from care.views import office
from communities.permissions import can_manage_network

register_snippet(HelpContactViewSet)


@hooks.register("register_admin_urls")
def register_reports() -> list:
    """Add the screens that only full staff use."""
    return [
        path("network/reports/", office.reports_waiting, name="reports-waiting"),
        path("network/reports/child-abuse/", office.child_steps, name="child-steps"),
        path("network/reports/<int:pk>/decide/", office.report_decide, name="report-decide"),
        path("network/reports/<int:pk>/read/", office.report_read, name="report-read"),
    ]


class ReportsItem(MenuItem):
    """The way to reports that wait for the office, with how many."""

    def is_shown(self, request) -> bool:
        return can_manage_network(request.user)

    def render_component(self, request):
        component = super().render_component(request)
        count = Case.objects.for_office(request.user).count()
        if count:
            component.label = f"{self.label} ({count})"
        return component


@hooks.register("register_admin_menu_item")
def register_reports_item() -> ReportsItem:
    """Put them in the menu."""
    return ReportsItem(
        "What people reported", reverse("reports-waiting"), name="reported", icon_name="warning", order=189
    )


@hooks.register("construct_homepage_panels")
def show_care(request, panels: list) -> None:
    """Put them on the front page of those who decide."""
    if can_manage_network(request.user):
        panels.append(CarePanel(request.user))


@hooks.register("register_log_actions")
def register_what_is_done(actions: LogActionRegistry) -> None:
    """Name in the CMS's history what is done about reports."""
    actions.register_action("care.report-read", "Read a report", "Report read for the network's office")
    actions.register_action("care.report-removed", "Hide", "Reported thing hidden")
    actions.register_action("care.report-kept", "Keep", "Reported thing kept")
    actions.register_action("care.report-restricted", "Speak to author", "Author of reported thing spoken to")
