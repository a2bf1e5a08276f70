"""Every change to people and belonging, one verb a function. Nothing else writes or tells anybody."""

from communities.actions.accounts import (
    approve_account,
    decline_account,
    lift_suspension,
    lock_staff,
    return_to_waiting,
    settle_powers,
    suspend_account,
)
from communities.actions.communities import rename_organisation_cards, settle_community
from communities.actions.memberships import (
    accept_invitation,
    approve_request,
    ask_to_join,
    change_role,
    decline_invitation,
    decline_request,
    end_membership,
    invite,
    join,
    leave,
)
from communities.actions.profiles import renew_card, update_profile
from communities.actions.sessions import end_sessions
from communities.actions.staff_reading import end_staff_reading, start_staff_reading

__all__ = [
    "accept_invitation",
    "approve_account",
    "approve_request",
    "ask_to_join",
    "change_role",
    "decline_account",
    "decline_invitation",
    "decline_request",
    "end_membership",
    "end_sessions",
    "end_staff_reading",
    "invite",
    "join",
    "leave",
    "lift_suspension",
    "lock_staff",
    "rename_organisation_cards",
    "renew_card",
    "return_to_waiting",
    "settle_community",
    "settle_powers",
    "start_staff_reading",
    "suspend_account",
    "update_profile",
]
