"""Wagtail's admin for accounts, communities, organisations and topics."""

from allauth.account.models import EmailAddress
from django.db import transaction
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.timezone import now
from wagtail.admin import messages
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import account, generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import EditView as SnippetEditView
from wagtail.snippets.views.snippets import SnippetViewSet
from wagtail.users.forms import UserCreationForm as WagtailUserCreationForm
from wagtail.users.forms import UserEditForm as WagtailUserEditForm
from wagtail.users.views import groups, users

from communities import actions
from communities.audit import record_audit
from communities.models import Community, Organisation, Topic, User
from communities.permissions import CannotDecide, check_can_delete_account, check_can_manage_network
from communities.place_fields import PlacesField, initial_places, place_list
from communities.recent_sign_in import recent_sign_in_required
from communities.signals import organisation_vouched_for

#: Has a view of the CMS ask again who one is, before it takes a post.
asks_again = method_decorator(recent_sign_in_required, name="dispatch")

# --- Accounts -----------------------------------------------------------------------------

ACCOUNT_FIELDS = ["email", "name", "job_title", "organisation", "is_superuser", "groups"]
#: What takes sight or power away, or gives it, when it changes.
POWERS = {"email", "is_active", "is_superuser", "groups"}


class UserCreationForm(WagtailUserCreationForm):
    """A new account, made by staff and therefore approved; its owner chooses the password by mail."""

    first_name = last_name = None

    class Meta(WagtailUserCreationForm.Meta):
        fields = ACCOUNT_FIELDS

    def save(self, commit=True):
        self.instance.set_unusable_password()
        self.instance.approved_at = now()
        return super().save(commit)


class UserEditForm(WagtailUserEditForm):
    """An account, changed by staff. Suspending it takes a reason, and has a page of its own."""

    first_name = last_name = None

    class Meta(WagtailUserEditForm.Meta):
        fields = [*ACCOUNT_FIELDS, "is_active"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields.pop("is_active", None)  # Wagtail expects it as far as here


class UserIndexView(users.IndexView):
    """The accounts, by name; Wagtail would look for a first and a last one."""

    def order_queryset(self, queryset):
        if self.ordering in {"name", "-name"}:
            return queryset.order_by(self.ordering, "pk")
        return super().order_queryset(queryset)


@asks_again
class UserCreateView(users.CreateView):
    """Makes an account and says by whom."""

    def save_instance(self):
        user = super().save_instance()
        user.approved_by = self.request.user
        user.save(update_fields=["approved_by"])
        organisation_vouched_for.send(sender=User, user=user, by=self.request.user)
        EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=False)
        return user


@asks_again
class UserEditView(users.EditView):
    """Changes an account, and has its open sockets asked again where that matters."""

    def save_instance(self):
        changed = set(self.form.changed_data)
        if "is_superuser" in changed:
            check_can_manage_network(actions.lock_staff(self.request.user))
        user = super().save_instance()
        if "is_superuser" in changed:
            record_audit(action="communities.power", by=self.request.user, about=user)
        if "email" in changed:
            # The new address is proven at the next sign-in; the former one opens nothing any more.
            EmailAddress.objects.filter(user=user).delete()
            EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=False)
        if changed & POWERS:
            actions.settle_powers(user=user)
        if changed & {"name", "job_title", "organisation"}:
            actions.renew_card(user=user)
        if "organisation" in changed:
            organisation_vouched_for.send(sender=User, user=user, by=self.request.user)
        return user

    @cached_property
    def header_more_buttons(self):
        buttons = super().header_more_buttons
        if self.editing_self:
            return buttons
        url = reverse("account-suspend", args=[self.object.pk])
        label = "Suspend" if self.object.is_active else "Let back in"
        return [*buttons, Button(label, url=url, icon_name="lock" if self.object.is_active else "lock-open")]


@asks_again
class UserDeleteView(users.DeleteView):
    """Deletes an account, unless a Community would lose its only Lead with it."""

    def dispatch(self, request, *args, **kwargs):
        try:
            check_can_delete_account(request.user, self.get_object())
        except CannotDecide as refusal:
            messages.error(request, str(refusal))
            return redirect("wagtailusers_users:edit", self.kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def delete_action(self):
        with transaction.atomic():
            check_can_delete_account(actions.lock_staff(self.request.user), self.object)
            super().delete_action()


class UserViewSet(users.UserViewSet):
    """Accounts, for full staff."""

    menu_label = "People"
    index_view_class = UserIndexView
    add_view_class = UserCreateView
    edit_view_class = UserEditView
    delete_view_class = UserDeleteView

    def get_form_class(self, for_update=False):
        return UserEditForm if for_update else UserCreationForm


class AccountView(account.AccountView):
    """An Editor's own settings in the CMS. Name, photo and password are changed where everybody changes them."""

    OURS = (account.NameEmailSettingsPanel, account.AvatarSettingsPanel, account.ChangePasswordPanel)

    def get_panels(self):
        return [panel for panel in super().get_panels() if not isinstance(panel, self.OURS)]


class PeopleWaitingPanel(Component):
    """Who waits to be let in, on the CMS's front page of those who let people in."""

    name = "people_waiting"
    order = 40
    template_name = "communities/cms/people_waiting_panel.html"
    rows = 5

    def get_context_data(self, parent_context):
        """Give how many wait and the first of them. Two queries."""
        waiting = User.objects.waiting_for_approval().select_related("organisation")
        return {"count": waiting.count(), "people": waiting[: self.rows]}


@asks_again
class GroupCreateView(groups.CreateView):
    """Makes a group, which is a kind of power."""


@asks_again
class GroupEditView(groups.EditView):
    """Changes what a group may do."""


class GroupViewSet(groups.GroupViewSet):
    """Groups, for full staff."""

    add_view_class = GroupCreateView
    edit_view_class = GroupEditView


# --- Communities --------------------------------------------------------------------------


class WithoutLeadPanel(Component):
    """Which Communities nobody looks after, and never who did."""

    name = "without_lead"
    order = 45
    template_name = "communities/cms/without_lead_panel.html"
    rows = 10

    def get_context_data(self, parent_context):
        """Give how many there are and the first of them. Two queries."""
        alone = Community.objects.without_lead().order_by("name", "pk")
        return {"count": alone.count(), "communities": alone[: self.rows]}


class CommunityCreateView(generic.CreateView):
    """Makes a Community."""

    def save_instance(self):
        community = super().save_instance()
        actions.settle_community(community=community)
        return community


class CommunityEditView(generic.EditView):
    """Changes a Community's settings; what follows from that happens in the same transaction."""

    def save_instance(self):
        former = Community.objects.get(pk=self.object.pk)
        community = super().save_instance()
        actions.settle_community(community=community, former_slug=former.slug, former_privacy=former.privacy)
        return community

    @cached_property
    def header_more_buttons(self):
        url = reverse("appoint", args=[self.object.pk])
        buttons = [*super().header_more_buttons, Button("Invite a Lead or member", url=url, icon_name="user")]
        if not self.object.is_open:
            read = reverse("communities:read-as-staff", args=[self.object.pk])
            buttons.append(Button("Read it as staff", url=read, icon_name="view"))
        return buttons


class OrganisationForm(WagtailAdminModelForm):
    """An Organisation, with its places chosen from the list."""

    places = PlacesField(
        label="Where it works",
        required=False,
        help_text="The councils' areas it works in, or a whole nation. Save, and there is room for one more.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        places = initial_places(self.instance) if self.instance.pk else []
        self.initial["places"] = places
        chosen = [pk for pk in places if isinstance(pk, int)]
        place_list(self, "places").offer(chosen=chosen, former=self.instance.former_place)

    def clean(self) -> dict:
        """Keep the free words of before as long as they are ticked and no place is chosen."""
        cleaned = super().clean()
        self.instance.former_place = "" if cleaned.get("places") else place_list(self, "places").former_kept
        return cleaned


class OrganisationEditView(SnippetEditView):
    """Changes an Organisation; its people's cards are made again when its name changes."""

    def save_instance(self):
        organisation = super().save_instance()
        if "name" in self.form.changed_data:
            actions.rename_organisation_cards(organisation=organisation)
        return organisation


#: Wagtail's own column of yes and no says "True" and "False".
CHATHAM_HOUSE = Column(
    "is_chatham_house",
    label="Chatham House Rule",
    accessor=lambda community: "Yes" if community.is_chatham_house else "No",
)


class CommunityViewSet(ModelViewSet):
    """Communities' settings, for full staff: never their words, nor who belongs to them.

    Not a snippet: a snippet comes with a chooser that names every Community to every Editor.
    """

    model = Community
    icon = "group"
    menu_label = "Communities"
    add_view_class = CommunityCreateView
    edit_view_class = CommunityEditView
    copy_view_enabled = False
    add_to_reference_index = False
    list_display = ["name", "privacy", "joining", CHATHAM_HOUSE]
    list_filter = ["privacy", "joining"]
    search_fields = ["name"]
    panels = [
        MultiFieldPanel(
            [
                FieldPanel("name"),
                FieldPanel("slug"),
                FieldPanel("purpose"),
                FieldPanel("topics", heading="Topics", help_text="Choose from the network's topics."),
            ],
            "What",
        ),
        MultiFieldPanel(
            [
                FieldPanel("privacy"),
                FieldPanel("joining"),
                FieldPanel("is_chatham_house"),
                FieldPanel("allows_images"),
                FieldPanel("shows_help"),
                FieldPanel("shows_readers"),
                FieldPanel("holding"),
                FieldPanel("asks_through_leads"),
                FieldPanel("urgent_reports_hide"),
                FieldPanel("names_are_asked_about"),
                FieldPanel("holds_names"),
            ],
            "Who sees what",
        ),
        MultiFieldPanel([FieldPanel("house_rules"), FieldPanel("welcome"), FieldPanel("accent")], "How"),
    ]


class OrganisationViewSet(SnippetViewSet):
    """The bodies that people come from, for full staff."""

    model = Organisation
    icon = "home"
    menu_label = "Organisations"
    edit_view_class = OrganisationEditView
    copy_view_enabled = False
    edit_handler = ObjectList(Organisation.panels, base_form_class=OrganisationForm)
    list_display = ["name", "sector", Column("place_names", label="Where it works")]
    list_filter = ["sector"]

    def get_queryset(self, request):
        """Fetch the places of all rows in one query."""
        return Organisation.objects.prefetch_related("places")


class TopicViewSet(SnippetViewSet):
    """The network's vocabulary, which Editors keep."""

    model = Topic
    icon = "tag"
    menu_label = "Topics"
    copy_view_enabled = False
    list_display = ["name", "description"]
