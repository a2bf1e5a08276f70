"""Each rule about conversations, once. `check_…` raises a sentence a person can act on.

Whoever cannot see a Thread never gets as far as these: `Thread.objects.visible_to` does not
find it for them.
"""

from communities.permissions import can
from discussions.permissions.announcing import (
    check_can_announce_to_all,
    check_is_announceable,
    check_may_be_announced,
    still_stands,
)
from discussions.permissions.masking import (
    check_can_ask_masked,
    check_can_reveal,
    check_does_not_wait_unnamed,
    is_asked_in,
    wrote,
)
from discussions.permissions.moderating import (
    check_can_judge_held,
    check_can_moderate,
    check_is_for_others_to_judge,
    check_is_not_sealed,
)
from discussions.permissions.moving import (
    check_can_merge,
    check_can_move,
    check_can_move_posts,
    check_can_open_thread,
    check_can_share,
    check_can_unshare,
    check_may_be_shared,
    check_words_may_go,
)
from discussions.permissions.own_words import (
    EDIT_WINDOW,
    check_can_delete,
    check_can_edit,
    check_can_edit_thread,
    check_can_mark_answer,
    check_can_summarise,
)
from discussions.permissions.reading import check_can_react, check_can_save
from discussions.permissions.refusals import (
    AlreadyPosted,
    CannotAnnounce,
    CannotAttach,
    CannotEdit,
    CannotHold,
    CannotMarkAnswer,
    CannotMask,
    CannotModerate,
    CannotMove,
    CannotReact,
    CannotReply,
    CannotReveal,
    CannotSave,
    CannotShare,
    CannotStart,
    MustWait,
)
from discussions.permissions.writing import (
    check_can_announce,
    check_can_attach,
    check_can_reply,
    check_can_start,
    check_is_not_locked,
    check_is_not_too_quick,
    check_needs_no_look,
)

__all__ = [
    "EDIT_WINDOW",
    "AlreadyPosted",
    "CannotAnnounce",
    "CannotAttach",
    "CannotEdit",
    "CannotHold",
    "CannotMarkAnswer",
    "CannotMask",
    "CannotModerate",
    "CannotMove",
    "CannotReact",
    "CannotReply",
    "CannotReveal",
    "CannotSave",
    "CannotShare",
    "CannotStart",
    "MustWait",
    "can",
    "check_can_announce",
    "check_can_announce_to_all",
    "check_can_ask_masked",
    "check_can_attach",
    "check_can_delete",
    "check_can_edit",
    "check_can_edit_thread",
    "check_can_judge_held",
    "check_can_mark_answer",
    "check_can_merge",
    "check_can_moderate",
    "check_can_move",
    "check_can_move_posts",
    "check_can_open_thread",
    "check_can_react",
    "check_can_reply",
    "check_can_reveal",
    "check_can_save",
    "check_can_share",
    "check_can_start",
    "check_can_summarise",
    "check_can_unshare",
    "check_does_not_wait_unnamed",
    "check_is_announceable",
    "check_is_for_others_to_judge",
    "check_is_not_locked",
    "check_is_not_sealed",
    "check_is_not_too_quick",
    "check_may_be_announced",
    "check_may_be_shared",
    "check_needs_no_look",
    "check_words_may_go",
    "is_asked_in",
    "still_stands",
    "wrote",
]
