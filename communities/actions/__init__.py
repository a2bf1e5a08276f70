"""Every change to people and belonging, one verb a function. Nothing else writes or tells anybody."""

from communities.actions.accounts import (
    approve_account,
    decline_account,
    let_in,
    lift_suspension,
    lock_staff,
    return_to_waiting,
    settle_powers,
    suspend_account,
)
from communities.actions.communities import (
    change_stage,
    change_welcome,
    decline_proposal,
    hide_welcome,
    open_group,
    open_proposal,
    propose_community,
    rename_organisation_cards,
    set_asking,
    settle_community,
)
from communities.actions.decisions import answer_appeal, appeal, undo_decision
from communities.actions.invitations import (
    accept_invitation,
    decline_invitation,
    invite,
    revoke_invitations,
    send_invitations_again,
)
from communities.actions.memberships import (
    approve_request,
    ask_to_join,
    change_role,
    decline_request,
    end_membership,
    hand_over,
    join,
    leave,
)
from communities.actions.moderation import (
    block_member,
    mute_member,
    unblock_member,
    unmute_member,
    warn_member,
)
from communities.actions.profiles import move_on_in_welcome, renew_card, update_profile
from communities.actions.quiet import hear_again, quieten
from communities.actions.reasons import add_ready_reason, change_ready_reason, remove_ready_reason
from communities.actions.sessions import end_sessions
from communities.actions.staff_reading import end_staff_reading, start_staff_reading

__all__ = [
    "accept_invitation",
    "add_ready_reason",
    "answer_appeal",
    "appeal",
    "approve_account",
    "approve_request",
    "ask_to_join",
    "block_member",
    "change_ready_reason",
    "change_role",
    "change_stage",
    "change_welcome",
    "decline_account",
    "decline_invitation",
    "decline_proposal",
    "decline_request",
    "end_membership",
    "end_sessions",
    "end_staff_reading",
    "hand_over",
    "hear_again",
    "hide_welcome",
    "invite",
    "join",
    "leave",
    "let_in",
    "lift_suspension",
    "lock_staff",
    "move_on_in_welcome",
    "mute_member",
    "open_group",
    "open_proposal",
    "propose_community",
    "quieten",
    "remove_ready_reason",
    "rename_organisation_cards",
    "renew_card",
    "return_to_waiting",
    "revoke_invitations",
    "send_invitations_again",
    "set_asking",
    "settle_community",
    "settle_powers",
    "start_staff_reading",
    "suspend_account",
    "unblock_member",
    "undo_decision",
    "unmute_member",
    "update_profile",
    "warn_member",
]
