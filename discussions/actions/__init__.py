"""What people do here, one verb a function: check, lock, write, announce, return.

Each action is one fair, atomic write. What may have changed since the check is asked again under the
row lock: see `Thread.add_post`.
"""

from discussions.actions.announcing import announce_to_all, decision_to_tell
from discussions.actions.answers import answer_with, clear_answer, mark_answer
from discussions.actions.drafts import discard_draft, prune_drafts, save_draft
from discussions.actions.following import follow_community, follow_thread
from discussions.actions.holding import hold_post, let_through, take_back, turn_back
from discussions.actions.masking import ask_without_name, last_look_up, reveal_asker
from discussions.actions.mentions import mark_seen
from discussions.actions.moves import merge_threads, move_posts, move_thread, split_thread
from discussions.actions.posts import delete_post, edit_post, hide_post, post_reply, restore_post
from discussions.actions.reactions import set_reaction
from discussions.actions.reading import mark_all_read, mark_read, mark_unread
from discussions.actions.saving import save_post, unsave_post
from discussions.actions.sharing import share_thread, unshare_thread
from discussions.actions.threads import (
    edit_thread,
    put_aside,
    set_locked,
    set_pinned,
    set_slow,
    start_thread,
    summarise_thread,
)

__all__ = [
    "announce_to_all",
    "answer_with",
    "ask_without_name",
    "clear_answer",
    "decision_to_tell",
    "delete_post",
    "discard_draft",
    "edit_post",
    "edit_thread",
    "follow_community",
    "follow_thread",
    "hide_post",
    "hold_post",
    "last_look_up",
    "let_through",
    "mark_all_read",
    "mark_answer",
    "mark_read",
    "mark_seen",
    "mark_unread",
    "merge_threads",
    "move_posts",
    "move_thread",
    "post_reply",
    "prune_drafts",
    "put_aside",
    "restore_post",
    "reveal_asker",
    "save_draft",
    "save_post",
    "set_locked",
    "set_pinned",
    "set_reaction",
    "set_slow",
    "share_thread",
    "split_thread",
    "start_thread",
    "summarise_thread",
    "take_back",
    "turn_back",
    "unsave_post",
    "unshare_thread",
]
