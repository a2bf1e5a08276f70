"""What a page is sent: by socket, by polling and when it catches up, always the same frame.

A frame says what became of a Thread between two change numbers, in its present form, so a
page that applies it is equal to one just loaded. It is the same for every reader.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from django.template.loader import get_template

from discussions.fragments import Fragment, fragments_of
from discussions.models import ChangeKind, FormerPlace, Post, Thread, ThreadChange

#: Changes told in one frame at most.
PAGE_SIZE = 200
#: A page further behind than this loads itself again.
CATCH_UP_LIMIT = 500

RESET = json.dumps({"type": "reset"})


def since(thread_id: int, after: int, upto: int) -> list[str]:
    """Give the frames that bring a page from change `after` to change `upto`, oldest first.

    One `reset` frame when the page is too far behind, or ahead of the database.
    """
    if not 0 <= upto - after <= CATCH_UP_LIMIT:
        return [RESET]
    thread = Thread.objects.select_related("community", "author").get(pk=thread_id)
    changes = list(
        ThreadChange.objects.filter(thread_id=thread_id, number__gt=after, number__lte=upto).order_by(
            "number"
        )
    )
    if len(changes) != upto - after:
        return [RESET]  # older entries of the log were compacted away
    pages = [changes[start : start + PAGE_SIZE] for start in range(0, len(changes), PAGE_SIZE)]
    return [_frame(thread, page) for page in pages]


def of_change(thread: Thread, change: ThreadChange) -> str:
    """Give the frame of one change that was just written."""
    return _frame(thread, [change])


def _frame(thread: Thread, changes: Sequence[ThreadChange]) -> str:
    touched = {change.post_id for change in changes if change.post_id}
    has_moves = any(change.kind == ChangeKind.POST_MOVED_OUT for change in changes)
    posts = fragments_of(thread, Post.objects.filter(pk__in=touched, thread=thread)) if touched else []
    frame = {
        "type": "changes",
        "thread": thread.pk,
        "after": changes[0].number - 1,
        "upto": changes[-1].number,
        "kinds": [change.kind for change in changes],
        "posts": [of_post(post) for post in posts],
        "removed": _left_places(thread, touched) if has_moves else [],
        "newest": thread.last_post_number,
        "locked": thread.is_locked,
    }
    if any(change.kind.startswith(("thread.", "answer.")) for change in changes):
        frame["head"] = head(thread)
        frame["title"] = thread.title
    return json.dumps(frame, ensure_ascii=False)


def _left_places(thread: Thread, post_ids: set[int]) -> list[int]:
    """List the numbers here that these Posts had before they were moved."""
    left = FormerPlace.objects.filter(thread=thread, post__in=post_ids)
    return list(left.order_by("number").values_list("number", flat=True))


def of_post(post: Fragment) -> dict:
    """Give a Post as a page is sent it."""
    return {"number": post.number, "author": post.author_id, "html": post.html}


def head(thread: Thread) -> str:
    """Give the title and state of a Thread as HTML, the same for every reader."""
    return get_template("discussions/_thread_head.html").render({"thread": thread})


def activity(moved: Sequence[tuple[int, int, int]]) -> str:
    """Give the frame for a Community's list: each Thread with its newest Post and change number."""
    return json.dumps({"type": "activity", "threads": moved})
