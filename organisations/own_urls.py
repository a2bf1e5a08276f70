"""Addresses where somebody says which Organisation they work for, below /people/me/organisation/."""

from django.urls import path

from organisations.views import own

app_name = "own-organisation"

urlpatterns = [
    path("", own.organisation, name="organisation"),
    path("take-back/", own.claim_withdraw, name="claim-withdraw"),
    path("leave/", own.leave, name="leave"),
]
