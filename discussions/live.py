"""The only place that announces. After the commit, as a hint: the database stays the truth."""

from __future__ import annotations

import time

from communities.db import after_turn
from communities.models import AccessChange, PublicCounter
from communities.signals import public_changed
from discussions import frames
from discussions.live_hub import current_hub
from discussions.models import ChangeKind, Thread, ThreadChange


def announce(change: ThreadChange) -> None:
    """Tell open pages of a change, once it is committed. Never waits, never fails the request."""
    after_turn(lambda: _tell(change))


def _tell(change: ThreadChange) -> None:
    thread = change.thread
    public_changed.send_robust(PublicCounter, names=public_names(thread))
    hub = current_hub()
    if hub is None:
        return  # a command or a test: the sweep of whatever hub is running finds the change
    if change.kind == ChangeKind.THREAD_MOVED:
        # No frame: who read it where it was may not know where it is. Each page comes back and is asked anew.
        hub.call(hub.publish_moved, thread.pk)
        return
    announced_at = time.monotonic()
    # Rendered here, in the page's own thread: the writer's next page needs the same fragment.
    frame = frames.of_change(thread, change)
    hub.call(hub.publish_change, thread.pk, change.number, frame, announced_at)
    hub.call(hub.publish_activity, thread.community_id, thread.pk, thread.last_post_number, change.number)


def public_names(thread: Thread) -> set[str]:
    """Name the counters of public pages that show this Thread."""
    names = {f"thread.{thread.pk}", f"list.{thread.community_id}", "talk.0"}
    if thread.page_id:
        names.add(f"talk.{thread.page_id}")
    return names


def tell_access(sender: type, change: AccessChange, **kwargs: object) -> None:
    """Have every process ask again whether these people may still read; listens to `access_changed`."""
    if hub := current_hub():
        hub.call(hub.publish_access, change.pk, change.user_id, change.community_id)
