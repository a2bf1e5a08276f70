"""What becomes of a file once the scanner has spoken."""

from __future__ import annotations

from communities.db import writes
from discussions import live
from discussions.locks import locked_post
from discussions.models import Attachment, ChangeKind

State = Attachment.State


@writes
def settle_scan(*, attachment_id: int, is_clean: bool) -> None:
    """Let readers have a file, or withhold it; open pages of its conversation show it at once.

    A file that has been judged already, or is gone, stays as it is.
    """
    found = {"state": State.CLEAN} if is_clean else {"state": State.QUARANTINED, "text": ""}
    waiting = Attachment.objects.filter(pk=attachment_id, state=State.WAITING)
    while file := waiting.without_text().select_related("post__thread__community").first():
        # The Thread first, as every writer does. Should the file get into a Post just now, nothing
        # matches below, and the next look finds the Post too.
        post = file.post and locked_post(file.post)
        if waiting.filter(post=file.post_id).update(**found):
            if post:
                live.announce(post.thread.record(ChangeKind.FILE_CHECKED, post))
            return
