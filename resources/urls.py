"""Addresses of guidance that are not pages of the tree; the tree itself is included last of all."""

from django.urls import path
from wagtail.contrib.sitemaps.views import sitemap

from resources import views
from resources.feeds import NewsFeed
from resources.media import media
from resources.sitemaps import GuidanceSitemap

app_name = "resources"

urlpatterns = [
    path("media/<path:path>", media, name="media"),
    path("people/<int:pk>/guidance/", views.person_guidance, name="person-guidance"),
    path("organisations/<slug:slug>/guidance/", views.organisation_guidance, name="organisation-guidance"),
    path("booklets/<int:pk>/<slug:slug>.pdf", views.booklet, name="booklet"),
    path("glossary/", views.glossary, name="glossary"),
    path("news/feed/", NewsFeed(), name="news-feed"),
    path("sitemap.xml", sitemap, {"sitemaps": {"guidance": GuidanceSitemap}}, name="sitemap"),
]
