"""Wagtail's admin for who looks after an Organisation, and for its domains: full staff's.

Not snippets: a snippet comes with a chooser that names every row to every Editor.
"""

from django.utils.timezone import localdate, now
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.components import Component
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from communities.cms import asks_again
from communities.models import User
from organisations import actions, tasks
from organisations.forms import AdministratorForm
from organisations.models import Administrator, Claim, Domain, NetworkMembership, Tier
from organisations.querysets import without_administrator


def _vouch(administrator: Administrator, by: User) -> None:
    # Whom staff name works there for sure, also once somebody else has the role.
    actions.vouch(colleague=administrator.user, by=by, at=now())


@asks_again
class AdministratorCreateView(generic.CreateView):
    """Names an administrator, and writes to them."""

    def save_instance(self):
        administrator = super().save_instance()
        _vouch(administrator, self.request.user)
        tasks.write_that_they_look_after.enqueue(administrator.pk)
        return administrator


@asks_again
class AdministratorEditView(generic.EditView):
    """Changes who it is."""

    def save_instance(self):
        administrator = super().save_instance()
        _vouch(administrator, self.request.user)
        return administrator


@asks_again
class AdministratorDeleteView(generic.DeleteView):
    """Takes the role away, from the last one too: staff name another."""


@asks_again
class DomainCreateView(generic.CreateView):
    """Says that an Organisation answers for everybody with such an address."""


@asks_again
class DomainEditView(generic.EditView):
    """Changes a domain."""


class AdministratorViewSet(ModelViewSet):
    """Who looks after which Organisation."""

    model = Administrator
    icon = "user"
    menu_label = "Administrators"
    add_view_class = AdministratorCreateView
    edit_view_class = AdministratorEditView
    delete_view_class = AdministratorDeleteView
    copy_view_enabled = False
    add_to_reference_index = False
    list_display = ["user", "organisation", "since"]
    search_fields = ["user__name", "organisation__name"]
    edit_handler = ObjectList([FieldPanel("user")], base_form_class=AdministratorForm)


class DomainViewSet(ModelViewSet):
    """Which addresses are an Organisation's own."""

    model = Domain
    icon = "mail"
    menu_label = "Mail domains"
    add_view_class = DomainCreateView
    edit_view_class = DomainEditView
    copy_view_enabled = False
    add_to_reference_index = False
    list_display = ["name", "organisation"]
    search_fields = ["name", "organisation__name"]
    panels = [FieldPanel("organisation"), FieldPanel("name")]


class TierViewSet(ModelViewSet):
    """Which memberships of the network there are, and what each opens."""

    model = Tier
    icon = "list-ol"
    menu_label = "Tiers"
    copy_view_enabled = False
    add_to_reference_index = False
    list_display = ["name", "position", "seats"]
    panels = [
        FieldPanel("name"),
        FieldPanel("description"),
        FieldPanel("position"),
        FieldPanel("seats"),
        MultiFieldPanel([FieldPanel("opens_inviting"), FieldPanel("opens_proposals")], "What it opens"),
    ]


class NetworkMembershipViewSet(ModelViewSet):
    """Which Organisation has which membership, for how long and for how many people."""

    model = NetworkMembership
    icon = "calendar"
    menu_label = "Memberships"
    copy_view_enabled = False
    add_to_reference_index = False
    list_display = ["organisation", "tier", "start_date", "end_date", "seats"]
    list_filter = ["tier"]
    search_fields = ["organisation__name"]
    panels = [
        FieldPanel("organisation"),
        FieldPanel("tier"),
        FieldRowPanel([FieldPanel("start_date"), FieldPanel("end_date")], "How long"),
        FieldPanel("seats"),
    ]


class NetworkPanel(Component):
    """What of Organisations needs staff, on their front page of the CMS.

    People who change to another one, memberships that end soon, and Organisations that nobody looks after.
    """

    name = "network"
    order = 46
    template_name = "organisations/cms/network_panel.html"
    rows = 5

    def get_context_data(self, parent_context):
        """Give the first of each, and how many there are. Six queries."""
        claims = Claim.objects.for_answering()
        ending = NetworkMembership.objects.ending(localdate()).select_related("organisation", "tier")
        alone = without_administrator()
        return {
            "claim_count": claims.count(),
            "claims": claims[: self.rows],
            "ending_count": ending.count(),
            "ending": ending[: self.rows],
            "alone_count": alone.count(),
            "alone": alone[: self.rows],
        }
