"""Addresses that invitations to colleagues lead to, below /invitations/organisation/."""

from django.urls import path

from organisations.views import coming

app_name = "colleague-invitation"

urlpatterns = [
    path("number/<int:pk>/", coming.own_invitation, name="own"),
    path("number/<int:pk>/answer/", coming.invitation_answer, name="answer"),
    path("<str:token>/", coming.invitation, name="link"),
]
