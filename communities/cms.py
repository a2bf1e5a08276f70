"""The screens of Wagtail's admin for people and communities."""

from wagtail.users.views.users import UserViewSet as WagtailUserViewSet


class UserViewSet(WagtailUserViewSet):
    """Accounts, for full staff."""
