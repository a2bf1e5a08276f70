"""Each rule about Organisations, once."""

from organisations.permissions.looking_after import (
    CannotAdminister,
    CannotApprove,
    CannotConfirm,
    CannotHandOver,
    CannotLetGo,
    can_administer,
    check_can_administer,
    check_can_approve,
    check_can_confirm,
    check_can_hand_over,
    check_can_say_left,
    check_keeps_administrator,
    works_there_for_sure,
)

__all__ = [
    "CannotAdminister",
    "CannotApprove",
    "CannotConfirm",
    "CannotHandOver",
    "CannotLetGo",
    "can_administer",
    "check_can_administer",
    "check_can_approve",
    "check_can_confirm",
    "check_can_hand_over",
    "check_can_say_left",
    "check_keeps_administrator",
    "works_there_for_sure",
]
