"""Doors of the CMS that are ours: they stand before Wagtail's addresses, which have forms of their own."""

from django.core.exceptions import PermissionDenied
from django.urls import path, re_path
from django.views.decorators.http import require_POST
from django.views.generic import RedirectView
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.account import LogoutView

from communities.cms import AccountView


def sign_in(request):
    """Lead to the one page for signing in.

    Somebody who is signed in already comes here because the CMS is not for them. Sent on to sign in,
    they would be sent straight back, without end.
    """
    if request.user.is_authenticated:
        raise PermissionDenied("This part of the hub is for people who edit it.")
    return RedirectView.as_view(pattern_name="account_login", query_string=True)(request)


urlpatterns = [
    path("cms/login/", sign_in),
    path("_util/login/", sign_in),
    # Wagtail's own takes the session's cookie from whoever follows a link there, while it refuses the link.
    path("cms/logout/", require_POST(LogoutView.as_view())),
    re_path("^cms/password_reset/", RedirectView.as_view(url="/account/password/reset/")),
    path("cms/account/", require_admin_access(AccountView.as_view())),
]
