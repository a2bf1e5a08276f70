"""Who must have signed in with a second step, and the way there (TRUST rule 43).

The session is asked, not the person: somebody who stole a password must not come in because its
owner has a device.
"""

from __future__ import annotations

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse

from communities.models import Community, User


def lacks_second_step(request: HttpRequest) -> bool:
    """Is a second step required here, and did this session sign in without one? False for the signed-out."""
    if not settings.REQUIRE_SECOND_STEP or not request.user.is_authenticated:
        return False
    records = get_authentication_records(request, request.user)
    return not any(record.get("method") == "mfa" for record in records)


def lacks_second_step_to_lead(request: HttpRequest, community: Community) -> bool:
    """Ask the same of a Lead, who needs a second step where the Community is Private or Confidential."""
    return not community.is_public and lacks_second_step(request)


def lead_to_second_step(request: HttpRequest, back_to: str) -> HttpResponseRedirect:
    """Send the person to take the second step, or to set one up, and then back to this address."""
    return redirect_to_login(back_to, reverse(_way_of(request.user)))


def _way_of(user: User | AnonymousUser) -> str:
    """Name the page that asks for what this person set up: a code before a passkey, which some browsers lack."""
    if is_mfa_enabled(user, [Authenticator.Type.TOTP]):
        return "mfa_reauthenticate"
    return "mfa_reauthenticate_webauthn" if is_mfa_enabled(user) else "mfa_index"
