"""Moving what was said to where it belongs: some Posts to another Thread, or a Thread to another Community.

A Post gets a new number where it arrives, and its old address leads there. The people who said it were told
who would read it, so `permissions.check_can_move` never lets words out of a closed room.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import F, Max

from communities.access import record_access_change
from communities.db import writes
from communities.models import Community, User
from discussions import live, permissions
from discussions.actions.answers import clear_answer_of
from discussions.actions.holding import give_back_masked
from discussions.actions.threads import record_about_thread
from discussions.locks import locked_thread
from discussions.models import (
    ChangeKind,
    Draft,
    FormerHome,
    FormerPlace,
    HeldPost,
    Post,
    Thread,
    ThreadReading,
)


@writes
def move_posts(*, thread: Thread, numbers: Sequence[int], to: Thread, lead: User) -> list[Post]:
    """Move Posts to the end of another Thread, in their order; give them as they stand there.

    Raises CannotTakePart, CannotModerate and CannotMove.
    """
    # In one order whichever way they go, so that two Leads never wait for each other.
    held = {pk: locked_thread(pk) for pk in sorted({thread.pk, to.pk})}
    thread, to = held[thread.pk], held[to.pk]
    permissions.check_can_move(lead, thread.community, to.community)
    moved = list(Post.objects.for_page().filter(thread=thread, number__in=numbers).order_by("number"))
    permissions.check_can_move_posts(thread, moved, to)
    carry(thread, moved, to)
    record_about_thread(thread, "posts-moved", by=lead)
    return moved


@writes
def merge_threads(*, thread: Thread, into: Thread, lead: User) -> Thread:
    """Move all Posts of a Thread to the end of another, whose address its own leads to from then on.

    Who follows it follows the other, and drafts and words that wait go along. Raises CannotTakePart,
    CannotModerate and CannotMove.
    """
    held = {pk: locked_thread(pk) for pk in sorted({thread.pk, into.pk})}
    thread, into = held[thread.pk], held[into.pk]
    permissions.check_can_merge(lead, thread, into)
    read_upto = into.last_post_number
    record_about_thread(thread, "thread-merged", by=lead)  # while its Posts, and so who started it, are here
    carry(thread, list(Post.objects.for_page().filter(thread=thread).order_by("number")), into)
    _take_followers_along(thread, into, read_upto)
    give_back_masked(thread, to=into.community, lead=lead)
    HeldPost.objects.filter(thread=thread).update(thread=into, community=into.community)
    known = Draft.objects.at(Draft.Kind.REPLY, into.pk).values("author")
    Draft.objects.at(Draft.Kind.REPLY, thread.pk).exclude(author__in=known).update(target_id=into.pk)
    if into.page_id is None and thread.page_id is not None:
        into.page_id, into.passage = thread.page_id, thread.passage
        into.save(update_fields=["page", "passage"])
    thread.merged_into, thread.pinned_at = into, None
    thread.save(update_fields=["merged_into", "pinned_at"])
    live.announce(thread.record(ChangeKind.THREAD_MOVED))
    return into


def carry(thread: Thread, moved: Sequence[Post], to: Thread) -> None:
    """Move Posts between two locked Threads and tell their open pages. Asks no permission."""
    _let_go_of_quotations(thread, moved)
    if thread.answer_id in {post.pk for post in moved}:
        clear_answer_of(thread)
    for post in moved:
        FormerPlace.objects.create(thread=thread, number=post.number, post=post)
        _take_next_place(post, to)
        gone, come = thread.record(ChangeKind.POST_MOVED_OUT, post), to.record(ChangeKind.POST_MOVED_IN, post)
    # The last ones only: open pages find those before them in the log, in one frame.
    live.announce(gone)
    live.announce(come)
    _count_out(thread, len(moved))
    for each in (thread, to):
        newest = Post.objects.filter(thread=each).aggregate(at=Max("posted_at"))["at"]
        if newest:  # of one whose Posts have all gone, nothing is newest
            Thread.objects.filter(pk=each.pk).update(last_posted_at=newest)
    if thread.community_id != to.community_id:
        record_access_change(community=thread.community)


def _take_followers_along(thread: Thread, into: Thread, read_upto: int) -> None:
    there = ThreadReading.objects.filter(thread=into).values("user")
    followers = ThreadReading.objects.filter(thread=thread).exclude(level="").exclude(user__in=there)
    ThreadReading.objects.bulk_create(
        ThreadReading(
            thread=into, user_id=row.user_id, level=row.level, last_read_number=read_upto, read_at=row.read_at
        )
        for row in followers
    )


@writes
def split_thread(*, thread: Thread, numbers: Sequence[int], title: str, lead: User) -> Thread:
    """Make a conversation of its own of these Posts, in the same Community; the first one starts it.

    Raises CannotTakePart, CannotModerate and CannotMove.
    """
    permissions.check_can_move(lead, thread.community, thread.community)
    first = Post.objects.filter(thread=thread, number__in=numbers).order_by("number").first()
    if first is None:
        raise permissions.CannotMove("Choose at least one post.")
    permissions.check_can_open_thread(first)
    fresh = Thread.objects.create(
        community=thread.community,
        title=title,
        kind=Thread.Kind.DISCUSSION,
        author_id=first.author_id,
        is_masked=first.is_masked,
        page_id=thread.page_id,
        passage=thread.passage,
        started_at=first.posted_at,
        last_posted_at=first.posted_at,
    )
    fresh.topics.set(thread.topics.all())
    move_posts(thread=thread, numbers=numbers, to=fresh, lead=lead)
    return fresh


@writes
def move_thread(*, thread: Thread, to: Community, lead: User) -> None:
    """Move a whole conversation to another Community. Its old address leads there, for those who may read it.

    Every open page of it is sent away and asks anew. Raises CannotTakePart, CannotModerate and CannotMove.
    """
    thread = locked_thread(thread.pk)
    old = thread.community
    permissions.check_can_move(lead, old, to)
    if old == to:
        return
    record_about_thread(thread, "thread-moved", by=lead)
    # First of all, so that open pages are asked about before they could hear of anything said there.
    record_access_change(community=old)
    FormerHome.objects.get_or_create(thread=thread, community=old)
    FormerHome.objects.filter(thread=thread, community=to).delete()
    give_back_masked(thread, to=to, lead=lead)
    thread.community = to
    thread.pinned_at = None
    thread.save(update_fields=["community", "pinned_at"])
    Post.objects.filter(thread=thread).update(community=to)
    HeldPost.objects.filter(thread=thread).update(community=to)
    live.announce(thread.record(ChangeKind.THREAD_MOVED))


def _take_next_place(post: Post, to: Thread) -> None:
    Thread.objects.filter(pk=to.pk).update(last_post_number=F("last_post_number") + 1)
    to.refresh_from_db(fields=["last_post_number"])
    post.thread, post.community_id, post.number = to, to.community_id, to.last_post_number
    post.save(update_fields=["thread", "community", "number"])


def _count_out(thread: Thread, count: int) -> None:
    """Have counts speak of the Posts that are left, and whoever had read all of those be at the end."""
    Thread.objects.filter(pk=thread.pk).update(moved_out_count=F("moved_out_count") + count)
    newest = Post.objects.filter(thread=thread).aggregate(number=Max("number"))["number"] or 0
    ThreadReading.objects.filter(thread=thread, last_read_number__gte=newest).update(
        last_read_number=thread.last_post_number
    )


def _let_go_of_quotations(thread: Thread, moved: Sequence[Post]) -> None:
    """A Post points to the one it answers by number, in its own Thread: those that part no longer do."""
    moving = {post.pk for post in moved}
    for post in moved:
        if post.quoted_id and post.quoted_id not in moving:
            post.quoted = None
            post.save(update_fields=["quoted"])
    for post in Post.objects.filter(thread=thread, quoted__in=moving).exclude(pk__in=moving):
        post.quoted = None
        post.save(update_fields=["quoted"])
        live.announce(thread.record(ChangeKind.POST_EDITED, post))
