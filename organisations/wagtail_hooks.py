"""What the CMS shows of Organisations' own administrators."""

from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import AdminOnlyMenuItem, MenuItem
from wagtail.log_actions import LogActionRegistry

from communities.permissions import can_manage_network
from organisations.cms import (
    AdministratorViewSet,
    DomainViewSet,
    NetworkMembershipViewSet,
    NetworkPanel,
    TierViewSet,
)
from organisations.models import Claim
from organisations.views import office


@hooks.register("register_admin_viewset")
def register_administrators() -> list:
    """Put administrators and domains in the menu of those who may change them."""
    return [
        AdministratorViewSet(
            "organisations_administrator", url_prefix="network/administrators", add_to_admin_menu=True
        ),
        DomainViewSet("organisations_domain", url_prefix="network/domains", add_to_admin_menu=True),
        NetworkMembershipViewSet(
            "organisations_networkmembership", url_prefix="network/memberships", add_to_admin_menu=True
        ),
        TierViewSet("organisations_tier", url_prefix="network/tiers", add_to_admin_menu=True),
    ]


@hooks.register("register_admin_urls")
def register_office() -> list:
    """Add the screens that only full staff use."""
    return [
        path("network/to-look-at/", office.network_attention, name="network-attention"),
        path("network/claims/", office.claims_waiting, name="claims-waiting"),
        path("network/claims/<int:pk>/", office.claim_decide, name="claim-decide"),
    ]


@hooks.register("register_reports_menu_item")
def register_to_look_at() -> MenuItem:
    """Put the Organisations to look at beside the other reports."""
    return AdminOnlyMenuItem(
        "Organisations to look at",
        reverse("network-attention"),
        name="attention",
        icon_name="calendar",
        order=1110,
    )


class ClaimsItem(MenuItem):
    """The way to people who change their Organisation, with how many wait."""

    def is_shown(self, request) -> bool:
        return can_manage_network(request.user)

    def render_component(self, request):
        component = super().render_component(request)
        count = Claim.objects.waiting().count()
        if count:
            component.label = f"{self.label} ({count})"
        return component


@hooks.register("register_admin_menu_item")
def register_claims() -> ClaimsItem:
    """Put them in the menu."""
    return ClaimsItem("Job changes", reverse("claims-waiting"), name="claims", icon_name="home", order=192)


@hooks.register("construct_homepage_panels")
def show_what_ends(request, panels: list) -> None:
    """Put what of Organisations waits, ends soon or is on its own before those who can do something about it."""
    if can_manage_network(request.user):
        panels.append(NetworkPanel())


@hooks.register("register_log_actions")
def register_what_administrators_do(actions: LogActionRegistry) -> None:
    """Name in the CMS's history what administrators do."""
    actions.register_action("organisations.left", "Say somebody left", "Left the organisation")
    actions.register_action("organisations.claim", "Change organisation", "Asked to change organisation")
    actions.register_action("organisations.claim_accepted", "Let in", "Change of organisation accepted")
    actions.register_action("organisations.claim_declined", "Say no", "Change of organisation declined")
    actions.register_action("organisations.moved", "Move", "Organisation changed")
    actions.register_action("organisations.confirm", "Confirm", "Works for the organisation for sure")
    actions.register_action("organisations.hand_over", "Hand over", "Looks after the organisation now")
    actions.register_action("organisations.describe", "Describe", "Organisation's page changed")
