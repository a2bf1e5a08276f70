"""What the CMS shows of the network's people and communities."""

from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import AdminOnlyMenuItem, MenuItem
from wagtail.log_actions import LogActionRegistry
from wagtail.snippets.models import register_snippet

from communities import (
    bulk_actions,  # noqa: F401  # they register themselves
    deciding,
)
from communities.cms import (
    CommunityViewSet,
    OrganisationViewSet,
    PeopleWaitingPanel,
    TopicViewSet,
    WithoutLeadPanel,
)
from communities.models import CommunityProposal, User
from communities.permissions import can_manage_network
from communities.views import office

register_snippet(TopicViewSet)
register_snippet(OrganisationViewSet)


@hooks.register("register_admin_viewset")
def register_communities() -> CommunityViewSet:
    """Put the Communities' settings in the menu of those who may change them."""
    return CommunityViewSet("communities_community", url_prefix="network/communities", add_to_admin_menu=True)


@hooks.register("register_admin_urls")
def register_office() -> list:
    """Add the screens that only full staff use."""
    return [
        path("network/waiting/", office.people_waiting, name="people-waiting"),
        path("network/waiting/<int:pk>/approve/", office.account_approve, name="account-approve"),
        path("network/waiting/<int:pk>/decline/", office.account_decline, name="account-decline"),
        path("network/waiting/<int:pk>/undo/", office.account_undo, name="account-undo"),
        path("network/decisions/", office.network_decisions, name="network-decisions"),
        path("network/proposals/", office.proposals_waiting, name="proposals-waiting"),
        path("network/proposals/<int:pk>/open/", office.proposal_open, name="proposal-open"),
        path("network/proposals/<int:pk>/decline/", office.proposal_decline, name="proposal-decline"),
        path("network/people/<int:pk>/suspend/", office.account_suspend, name="account-suspend"),
        path("network/people/<int:pk>/let-back-in/", office.account_lift, name="account-lift"),
        path("network/communities/<int:pk>/invite/", office.appoint, name="appoint"),
    ]


class PeopleWaitingItem(MenuItem):
    """The way to the waiting list, with how many wait."""

    def is_shown(self, request) -> bool:
        return can_manage_network(request.user)

    def render_component(self, request):
        component = super().render_component(request)
        count = User.objects.waiting_for_approval().count()
        if count:
            component.label = f"{self.label} ({count})"
        return component


@hooks.register("register_admin_menu_item")
def register_people_waiting() -> PeopleWaitingItem:
    """Put the waiting list in the menu."""
    return PeopleWaitingItem(
        "People waiting", reverse("people-waiting"), name="waiting", icon_name="user", order=190
    )


@hooks.register("register_reports_menu_item")
def register_decisions() -> MenuItem:
    """Put what was decided everywhere beside the site history."""
    return AdminOnlyMenuItem(
        "Decisions", reverse("network-decisions"), name="decisions", icon_name="list-ul", order=1100
    )


class ProposalsItem(MenuItem):
    """The way to Communities that people propose, with how many wait."""

    def is_shown(self, request) -> bool:
        return can_manage_network(request.user)

    def render_component(self, request):
        component = super().render_component(request)
        count = CommunityProposal.objects.filter(decided_at=None).count()
        if count:
            component.label = f"{self.label} ({count})"
        return component


@hooks.register("register_admin_menu_item")
def register_proposals() -> ProposalsItem:
    """Put them in the menu."""
    return ProposalsItem(
        "Proposals", reverse("proposals-waiting"), name="proposals", icon_name="group", order=191
    )


@hooks.register("construct_homepage_panels")
def show_who_waits(request, panels: list) -> None:
    """Put the people who wait before everything else, for those who may let them in."""
    if can_manage_network(request.user):
        panels += [PeopleWaitingPanel(), WithoutLeadPanel()]


@hooks.register("register_log_actions")
def register_what_staff_do(actions: LogActionRegistry) -> None:
    """Name in the CMS's history what staff do to accounts."""
    for kind in deciding.kinds():
        label = f"{kind.log} {kind.thing}".strip().capitalize()
        actions.register_action(f"decided.{kind.name}", label, label)
    actions.register_action("communities.approve", "Approve account", "Account approved")
    actions.register_action("communities.decline", "Decline account", "Account declined")
    actions.register_action("communities.return_to_waiting", "Undo", "Account waits again")
    actions.register_action(
        "communities.staff_reading", "Read as staff", "Staff began to read, with a reason"
    )
    actions.register_action("communities.staff_reading_end", "Stop reading", "Staff stopped reading")
    actions.register_action("communities.suspend", "Suspend account", "Account suspended")
    actions.register_action("communities.lift_suspension", "Let back in", "Account let back in")
    actions.register_action("communities.power", "Change power", "Made staff, or no longer")
    actions.register_action("communities.roles", "Change roles", "Roles in the CMS changed")
    actions.register_action("communities.password", "Change password", "Password changed")
    actions.register_action("communities.address", "Change address", "Address for signing in changed")
    actions.register_action("communities.second_step", "Set up second step", "Second step set up")
    actions.register_action("communities.second_step_gone", "Remove second step", "Second step removed")
    actions.register_action("communities.sessions_ended", "End sign-ins", "Signed out elsewhere")
