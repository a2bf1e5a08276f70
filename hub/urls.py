"""Every address of the hub."""

from django.urls import include, path
from django.views.generic import TemplateView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from hub import views

handler400 = "hub.views.bad_request"

urlpatterns = [
    path("", include("communities.admin_urls")),  # one door: before Wagtail's own forms
    path("account/sessions/", include("communities.session_urls")),
    path("account/", include("allauth.urls")),
    path("cms/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("communities/", include("files.urls")),
    path("communities/", include("discussions.urls")),
    path("organisations/", include("organisations.urls")),
    path("people/me/organisation/", include("organisations.own_urls")),
    path("invitations/organisation/", include("organisations.invitation_urls")),
    path("passages/", include("passages.urls")),
    path("practice/", include("practice.urls")),
    path("useful/", include("freshness.urls")),
    path("contributions/", include("contributions.urls")),
    path("reading-lists/", include("reading_lists.urls")),
    path("search/", include("finding.urls")),
    path("topics/", include("finding.topic_urls")),
    path("inbox/", include("discussions.inbox_urls")),
    path("report/", include("care.urls")),
    path("", include("communities.urls")),
    path("", include("discussions.begun_urls")),
    path("", include("files.added_urls")),
    path(
        "site.webmanifest",
        TemplateView.as_view(template_name="site.webmanifest", content_type="application/manifest+json"),
        name="web-manifest",
    ),
    path("robots.txt", views.robots, name="robots"),
    path("", include("resources.urls")),
    path("", include(wagtail_urls)),
]
