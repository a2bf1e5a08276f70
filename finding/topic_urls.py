"""The addresses of Topics: all of them, one with everything about it, and one part of that in full."""

from django.urls import path

from finding import topic_views as views

app_name = "topics"

urlpatterns = [
    path("", views.topic_list, name="topic-list"),
    path("<slug:slug>/", views.topic_detail, name="topic-detail"),
    path("<slug:slug>/<slug:part>/", views.topic_part, name="topic-part"),
]
