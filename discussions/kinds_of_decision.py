"""The decisions that Leads take about conversations, registered as the room opens."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.urls import reverse

from communities.deciding import Kind, register
from communities.models import Decision, User
from discussions import richtext
from discussions.actions.announcing import SECOND_THOUGHTS, call_off
from discussions.actions.holding import undo_turning_back
from discussions.actions.posts import restore_hidden
from discussions.actions.threads import put_locked, put_slow, record_about_thread
from discussions.locks import locked_post, locked_thread
from discussions.models import HeldPost, Post, Thread
from discussions.permissions import check_is_not_sealed


def _post_of(decision: Decision) -> Post | None:
    posts = Post.objects.select_related("thread__community")
    return posts.filter(pk=decision.subject_id, community=decision.community_id).first()


def _post_page(decision: Decision) -> str:
    post = _post_of(decision)
    if post is None:
        return ""
    thread = post.thread
    return reverse("discussions:post-detail", args=[thread.community.slug, thread.pk, post.number])


def _post_words(decision: Decision) -> str:
    post = _post_of(decision)
    return post.body if post and not post.is_sealed else ""


def _held_words(decision: Decision) -> str:
    held = HeldPost.objects.filter(pk=decision.subject_id, community=decision.community_id).first()
    return richtext.to_plain_text(held.body) if held else ""


def _thread_page(decision: Decision) -> str:
    threads = Thread.objects.select_related("community")
    thread = threads.filter(pk=decision.subject_id, community=decision.community_id).first()
    return thread.get_absolute_url() if thread else ""


def _thread_titles(decisions: Sequence[Decision]) -> dict[int, str]:
    # What has gone to another Community since has a title that is its readers' alone.
    threads = Thread.objects.order_by().filter(pk__in={decision.subject_id for decision in decisions})
    titles = {
        (pk, community): title for pk, community, title in threads.values_list("pk", "community", "title")
    }
    return {
        decision.pk: titles.get((decision.subject_id, decision.community_id), "") for decision in decisions
    }


def _undo_hiding(decision: Decision, by: User, at: datetime) -> None:
    found = _post_of(decision)
    post = found and locked_post(found)
    if not post or not post.is_hidden:
        raise PermissionDenied("This post is not hidden any more.")
    check_is_not_sealed(post)
    if decision.by_id is None and not post.is_set_aside:
        raise PermissionDenied("A Lead has looked at this post since.")
    restore_hidden(post, by=by, restored_at=at)


def _locked_here(decision: Decision) -> Thread:
    """Take the lock of the Thread a decision is about, while it is in the Community that decided: a Lead rules one."""
    thread = locked_thread(decision.subject_id)
    if thread.community_id != decision.community_id:
        raise PermissionDenied("This conversation has moved since, so it stays as it is.")
    return thread


def _undo_closing(decision: Decision, by: User, at: datetime) -> None:
    thread = _locked_here(decision)
    if not thread.is_locked:
        raise PermissionDenied("This conversation is open already.")
    put_locked(thread, by=by, locked_at=None)


def _merged_page(decision: Decision) -> str:
    # Its own address: where that leads, it asks whether its reader may go there.
    threads = Thread.objects.select_related("community").filter(community=decision.community_id)
    thread = threads.filter(pk=decision.subject_id, merged_into__isnull=False).first()
    return thread.get_absolute_url() if thread else ""


def _undo_slowing(decision: Decision, by: User, at: datetime) -> None:
    put_slow(_locked_here(decision), by=by, minutes=0)


def _undo_putting_aside(decision: Decision, by: User, at: datetime) -> None:
    thread = _locked_here(decision)
    thread.put_aside_at = None
    thread.save(update_fields=["put_aside_at"])
    record_about_thread(thread, "thread-brought-up", by=by)


def register_kinds() -> None:
    """Register them."""
    register(
        Kind(
            "post-hidden",
            "hid a post of",
            told="A Lead has put a post of yours out of sight.",
            undo=_undo_hiding,
            address=_post_page,
            words=_post_words,
        ),
        Kind(
            "post-restored",
            "brought back a post of",
            told="A post of yours that was out of sight can be read again.",
            takes_back="post-hidden",
            address=_post_page,
        ),
        Kind(
            "post-let-through",
            "let through what was written by",
            told="A Lead has let your post through: everybody here can read it.",
            address=_post_page,
        ),
        Kind(
            "post-turned-back",
            "turned back what was written by",
            told="A Lead has given you a post of yours back: nobody else has seen it.",
            undo=undo_turning_back,
            words=_held_words,
        ),
        Kind(
            "post-waits-again",
            "put back before the Leads what was written by",
            told="A post of yours that was turned back is looked at again.",
            takes_back="post-turned-back",
        ),
        Kind(
            "asker-looked-up",
            "looked up the name of",
            told="A Lead has looked up that it was you who asked something without your name.",
            address=_post_page,
        ),
        Kind(
            "post-set-aside",
            "put out of sight, until somebody looks, a post of",
            is_by_hub=True,
            told="A post of yours was reported as urgent. It is out of sight until somebody has looked.",
            undo=_undo_hiding,
            address=_post_page,
            words=_post_words,
        ),
        Kind(
            "post-set-free",
            "looked, and brought back a post of",
            told="Somebody has looked at your post that was reported. It can be read again.",
            takes_back="post-set-aside",
            address=_post_page,
        ),
        # Nobody is warned that what may be evidence is being looked into.
        Kind(
            "post-sealed", "locked, for the network's office, a post of", is_by_hub=True, address=_post_page
        ),
        Kind(
            "post-unsealed",
            "looked, and unlocked a post of",
            takes_back="post-sealed",
            address=_post_page,
        ),
        Kind(
            "thread-closed",
            "closed a conversation of",
            told="A Lead has closed a conversation you started: it takes no more replies.",
            undo=_undo_closing,
            address=_thread_page,
        ),
        Kind(
            "thread-opened",
            "opened a conversation of",
            told="A conversation you started takes replies again.",
            takes_back="thread-closed",
            address=_thread_page,
        ),
        Kind(
            "thread-put-aside",
            "saw, and left as it is, a conversation of",
            undo=_undo_putting_aside,
            address=_thread_page,
        ),
        Kind(
            "thread-brought-up",
            "brought up again a conversation of",
            takes_back="thread-put-aside",
            address=_thread_page,
        ),
        Kind(
            "thread-slowed",
            "slowed a conversation of",
            told="A Lead has slowed a conversation you started.",
            undo=_undo_slowing,
            address=_thread_page,
        ),
        Kind(
            "thread-quickened",
            "let go as quick as people are a conversation of",
            told="A conversation you started is not slowed any more.",
            takes_back="thread-slowed",
            address=_thread_page,
        ),
        Kind(
            "thread-merged",
            "merged into another one a conversation of",
            told="A Lead has merged a conversation you started into another one; its address leads there.",
            address=_merged_page,
        ),
        Kind(
            "told-to-all",
            "told all members about",
            thing="a conversation",
            titles=_thread_titles,
            undo=call_off,
            undo_within=SECOND_THOUGHTS,
            address=_thread_page,
        ),
        Kind(
            "told-to-all-called-off",
            "called off telling all members about",
            thing="a conversation",
            titles=_thread_titles,
            takes_back="told-to-all",
            address=_thread_page,
        ),
        Kind("thread-pinned", "pinned a conversation of", address=_thread_page),
        Kind("thread-unpinned", "unpinned a conversation of", address=_thread_page),
        Kind("posts-moved", "moved posts out of a conversation of", address=_thread_page),
        Kind("thread-moved", "moved a conversation of", address=_thread_page),
    )
