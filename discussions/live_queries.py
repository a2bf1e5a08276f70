"""What the live hub asks the database. Each function runs in one of the loop's own threads."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY, get_user, get_user_model
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db.models.functions import Now
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from communities.models import AccessChange, Community
from communities.permissions import readable_pairs
from discussions.doors import as_number
from discussions.models import ChangeKind, Thread, ThreadChange
from discussions.readers import Claim, Close

if TYPE_CHECKING:
    from communities.querysets import Viewer

#: Rows written this long before the last good look are looked at again: commits may come late.
OVERLAP = timedelta(minutes=1)
#: Rows of the change log that are looked at again, for the same reason.
ID_OVERLAP = 200


def claim_for_thread(session_key: str | None, thread_id: int) -> Claim | None:
    """Give the right to read this Thread, or None when there is none."""
    viewer = _viewer(session_key)
    threads = Thread.objects.visible_to(viewer).select_related("community")
    thread = threads.filter(pk=thread_id).first()
    if thread is None:
        return None
    if not viewer.is_authenticated:
        return Claim(None, None, thread.community_id, thread_id)
    return Claim(
        viewer.pk,
        session_key,
        thread.community_id,
        thread_id,
        name=viewer.name if thread.community.shows_readers else "",
        # Readers of a closed room are members, or staff who gave a reason; members may know who is there.
        # Anybody reads an open one.
        may_be_seen_writing=not thread.community.is_open,
        writes_unnamed=thread.community.lets_ask_without_name,
    )


def claim_for_community(session_key: str | None, community_id: int) -> Claim | None:
    """Give the right to read this Community's conversations, or None when there is none."""
    viewer = _viewer(session_key)
    if not Community.objects.readable_by(viewer).filter(pk=community_id).exists():
        return None
    return Claim(viewer.pk, session_key if viewer.pk else None, community_id)


def last_change(thread_id: int) -> int:
    """Give the number of the newest change of a Thread, 0 for one that is gone."""
    return Thread.objects.filter(pk=thread_id).values_list("last_change", flat=True).first() or 0


def refused(claims: Collection[Claim]) -> dict[Claim, Close]:
    """Ask again for every claim at once; give those that no longer hold, and why.

    Seven queries, however many claims.
    """
    users = get_user_model().objects.in_bulk({claim.user_id for claim in claims if claim.user_id})
    standing = _standing_sessions({claim.session_key for claim in claims if claim.session_key}, users)
    readable = readable_pairs({(claim.user_id, claim.community_id) for claim in claims})
    threads = Thread.objects.filter(pk__in={claim.thread_id for claim in claims if claim.thread_id})
    homes = dict(threads.values_list("pk", "community_id"))
    rooms = Community.objects.in_bulk({claim.community_id for claim in claims})
    verdicts = {}
    for claim in claims:
        if claim.thread_id and homes.get(claim.thread_id) != claim.community_id:
            verdicts[claim] = Close.MOVED
            continue
        if not _may_still_be_named(claim, rooms.get(claim.community_id)):
            verdicts[claim] = Close.RESTART  # it comes back with what it may be called now
            continue
        if claim.user_id and standing.get(claim.session_key or "") != claim.user_id:
            verdicts[claim] = Close.SIGNED_OUT
        elif (claim.user_id, claim.community_id) not in readable:
            verdicts[claim] = Close.NO_LONGER_ALLOWED
    return verdicts


def _may_still_be_named(claim: Claim, community: Community | None) -> bool:
    if community is None or not claim.user_id:
        return True
    is_name_right = not claim.name or community.shows_readers
    is_writing_right = claim.writes_unnamed or not community.lets_ask_without_name
    return is_name_right and is_writing_right and not (claim.may_be_seen_writing and community.is_open)


@dataclass(frozen=True)
class Swept:
    """What one look at the database found since the last."""

    #: The newest change of each Thread that was asked about.
    thread_changes: dict[int, int]
    #: By Community: Thread, newest Post and change number, for Posts added lately.
    activity: dict[int, list[tuple[int, int, int]]]
    #: Id, user and Community of each change of rights lately, oldest first.
    access_changes: list[tuple[int, int | None, int | None]]
    last_change_id: int


def sweep(
    thread_ids: Collection[int], community_ids: Collection[int], after_id: int, silence: float
) -> Swept:
    """Look at everything that open pages depend on, `silence` seconds after the last look.

    Four queries at most. Nothing here trusts the clocks of the hosts: rows of the change log are
    found by id, with an overlap for commits that come late, and changes of rights by the
    database's own clock, which dated them.
    """
    threads = Thread.objects.filter(pk__in=thread_ids).values_list("pk", "last_change") if thread_ids else ()
    newest = newest_change_id()
    activity: dict[int, list[tuple[int, int, int]]] = {}
    if community_ids:
        added = ThreadChange.objects.filter(
            pk__gt=after_id - ID_OVERLAP,
            kind__in=[ChangeKind.POST_ADDED, ChangeKind.POST_MOVED_IN, ChangeKind.THREAD_MOVED],
            thread__community_id__in=community_ids,
        )
        rows = added.order_by("pk").values_list(
            "thread__community_id", "thread_id", "thread__last_post_number", "number"
        )
        for community_id, thread_id, newest_post, number in rows:
            activity.setdefault(community_id, []).append((thread_id, newest_post, number))
    span = timedelta(seconds=silence) + OVERLAP
    # Some notes are dated ahead, to the moment at which somebody's sight ends by itself.
    access = AccessChange.objects.filter(at__gt=Now() - span, at__lte=Now()).order_by("pk")
    return Swept(dict(threads), activity, list(access.values_list("pk", "user_id", "community_id")), newest)


def newest_change_id() -> int:
    """Give the id of the newest row of the change log."""
    return ThreadChange.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def _viewer(session_key: str | None) -> Viewer:
    if not session_key:
        return AnonymousUser()
    request = HttpRequest()
    request.session = SessionStore(session_key)
    return get_user(request)  # checks the password's hash as well


def _standing_sessions(keys: Iterable[str], users: dict) -> dict[str, int]:
    """Give the user id of each session that still stands: there, not expired, same password."""
    standing = {}
    for session in Session.objects.filter(session_key__in=keys, expire_date__gt=timezone.now()):
        data = session.get_decoded()
        user = users.get(as_number(str(data.get(SESSION_KEY))))
        if not user or not user.is_active:
            continue
        if constant_time_compare(data.get(HASH_SESSION_KEY, ""), user.get_session_auth_hash()):
            standing[session.session_key] = user.pk
    return standing
