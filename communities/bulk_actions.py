"""What staff do to several accounts at once, in place of Wagtail's own."""

from django.utils.timezone import now
from wagtail import hooks
from wagtail.users.views.bulk_actions import AssignRoleBulkAction, DeleteBulkAction, SetActiveStateBulkAction

from communities import actions
from communities.cms import asks_again
from communities.forms import SuspendForm
from communities.models import User
from communities.permissions import can_delete_account, check_can_delete_account


# Later than Wagtail's own, which these take the place of.
@hooks.register("register_bulk_action", order=100)
@asks_again
class SuspendBulkAction(SetActiveStateBulkAction):
    """Suspends accounts, each with the same reason; letting somebody back in is done one by one."""

    models = [User]
    display_name = "Suspend"
    aria_label = "Suspend the accounts you ticked"
    template_name = "communities/cms/confirm_suspend.html"
    form_class = SuspendForm

    def get_execution_context(self):
        return {"reason": self.cleaned_form.cleaned_data["reason"], "user": self.request.user}

    @classmethod
    def execute_action(cls, objects, reason="", user=None, **kwargs):
        for person in objects:
            actions.suspend_account(user=person, by=user, reason=reason, suspended_at=now())
        return len(objects), 0

    def get_success_message(self, num_parent_objects, num_child_objects):
        return f"{num_parent_objects} suspended. We have written to them."


@hooks.register("register_bulk_action", order=100)
@asks_again
class DeleteAccountsBulkAction(DeleteBulkAction):
    """Wagtail's own, but for the only Lead of a Community."""

    models = [User]

    def check_perm(self, obj):
        return super().check_perm(obj) and can_delete_account(self.request.user, obj)

    def get_execution_context(self):
        return {**super().get_execution_context(), "user": self.request.user}

    @classmethod
    def execute_action(cls, objects, model=None, user=None, **kwargs):
        by = actions.lock_staff(user)
        for person in objects:
            check_can_delete_account(by, person)
            person.delete()
        return len(objects), 0


@hooks.register("register_bulk_action", order=100)
@asks_again
class GiveRoleBulkAction(AssignRoleBulkAction):
    """Wagtail's own, asking again who one is."""

    models = [User]
