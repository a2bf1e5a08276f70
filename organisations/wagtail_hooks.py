"""What the CMS shows of Organisations' own administrators."""

from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

from organisations.cms import AdministratorViewSet, DomainViewSet


@hooks.register("register_admin_viewset")
def register_administrators() -> list:
    """Put administrators and domains in the menu of those who may change them."""
    return [
        AdministratorViewSet(
            "organisations_administrator", url_prefix="network/administrators", add_to_admin_menu=True
        ),
        DomainViewSet("organisations_domain", url_prefix="network/domains", add_to_admin_menu=True),
    ]


@hooks.register("register_log_actions")
def register_what_administrators_do(actions: LogActionRegistry) -> None:
    """Name in the CMS's history what administrators do."""
    actions.register_action("organisations.left", "Say somebody left", "Left the organisation")
    actions.register_action("organisations.confirm", "Confirm", "Works for the organisation for sure")
    actions.register_action("organisations.hand_over", "Hand over", "Looks after the organisation now")
    actions.register_action("organisations.describe", "Describe", "Organisation's page changed")
