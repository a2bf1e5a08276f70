"""Addresses of what people added, beside their profile and their Organisation's page."""

from django.urls import path

from files.views import added

app_name = "added"
urlpatterns = [
    path("people/<int:pk>/files/", added.person_files, name="person"),
    path("organisations/<slug:slug>/files/", added.organisation_files, name="organisation"),
]
