"""Addresses where administrators look after their Organisation, below /organisations/."""

from django.urls import path

from organisations import views

app_name = "organisations"

urlpatterns = [
    path("<slug:slug>/look-after/", views.look_after, name="look-after"),
    path("<slug:slug>/look-after/page/", views.organisation_edit, name="organisation-edit"),
    path("<slug:slug>/look-after/people/<int:pk>/", views.colleague, name="colleague"),
    path(
        "<slug:slug>/look-after/people/<int:pk>/approve/", views.colleague_approve, name="colleague-approve"
    ),
    path("<slug:slug>/look-after/people/<int:pk>/left/", views.colleague_left, name="colleague-left"),
    path(
        "<slug:slug>/look-after/people/<int:pk>/hand-over/",
        views.colleague_hand_over,
        name="colleague-hand-over",
    ),
]
