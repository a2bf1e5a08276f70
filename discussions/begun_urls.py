"""Addresses of what people began, beside their profile and their Organisation's page."""

from django.urls import path

from discussions.views import begun

app_name = "begun"
urlpatterns = [
    path("people/<int:pk>/conversations/", begun.person_threads, name="person"),
    path("organisations/<slug:slug>/conversations/", begun.organisation_threads, name="organisation"),
]
