"""Words that wait for a Lead: holding them, letting them through, turning them back, taking them back."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied
from django.utils.timezone import now

from communities.actions.decisions import record
from communities.db import looks_again, writes
from communities.models import Community, Decision, Topic, User
from discussions import attaching, mentions, permissions
from discussions.about import NOTHING, About
from discussions.actions import drafts as draft_actions
from discussions.actions.posts import write_reply
from discussions.actions.threads import write_thread
from discussions.models import Draft, HeldPost, Post, Thread

#: What somebody reads who asked without their name in what has gone elsewhere.
_GONE_ELSEWHERE = "The conversation has moved to another community, whose Leads were not to know who asks."


@looks_again
@writes
def hold_post(
    *,
    author: User,
    community: Community,
    body: str,
    token: UUID,
    why: str,
    held_at: datetime,
    thread: Thread | None = None,
    title: str = "",
    kind: str = "",
    topics: Collection[Topic] = (),
    about: About = NOTHING,
    quoted: Post | None = None,
    files: Collection[UUID] = (),
) -> HeldPost:
    """Keep a reply, or with a title a new conversation, for a Lead to look at; the same press is held once.

    Raises what posting it would raise: CannotTakePart, CannotReply or CannotStart, CannotAttach, CannotMention.
    """
    if held := HeldPost.objects.filter(author=author, token=token).first():
        return held
    if thread is None:
        permissions.check_can_start(author, community)
    else:
        permissions.check_can_reply(author, thread)
    if why == HeldPost.Why.MASK:
        permissions.check_can_ask_masked(author, community, kind=kind, files=tuple(files))
        body = mentions.as_words(body)
    mentions.settle(body, community=community, author=author)  # what it refuses is said now
    held = HeldPost.objects.create(
        author=author,
        community=community,
        thread=thread,
        title=title,
        kind=kind,
        body=body,
        quoted=quoted,
        token=token,
        why=why,
        held_at=held_at,
        **about._asdict(),
    )
    held.topics.set(topics)
    draft_actions.forget_posted(author=author, token=token)
    attaching.hold(held, author, files)
    return held


@writes
def let_through(*, held: HeldPost, lead: User, at: datetime) -> Post:
    """Make the Post that was held, as if it were pressed now.

    Raises CannotTakePart, CannotModerate and CannotHold, where its author could not post it any more.
    """
    held = _locked(held)
    permissions.check_can_judge_held(lead, held)
    files = list(held.files.values_list("public_id", flat=True))
    try:
        if held.thread:
            post = write_reply(
                held.thread,
                held.author,
                held.body,
                held.token,
                at,
                held.quoted,
                files,
                is_masked=held.is_masked,
            )
        else:
            thread = write_thread(
                held.community, held.author, held.title, held.kind, held.body, held.token, at,
                list(held.topics.all()), About(held.page_id, held.passage), files, is_masked=held.is_masked,
            )  # fmt: skip
            post = thread.posts.select_related("thread__community").get(number=1)
    except PermissionDenied as refusal:
        raise permissions.CannotHold(f"{held.author} could not post this now: {refusal}") from refusal
    _record("post-let-through", held, by=lead, subject_id=post.pk, at=at)
    held.delete()
    return post


@writes
def turn_back(*, held: HeldPost, lead: User, reason: str, at: datetime) -> None:
    """Give the words back to their author with a reason. Raises CannotTakePart, CannotModerate and CannotHold."""
    held = _locked(held)
    permissions.check_can_judge_held(lead, held)
    _put_turned_back(held, by=lead, reason=reason, at=at)


def undo_turning_back(decision: Decision, by: User, at: datetime) -> None:
    """Have the words wait again. Raises CannotHold where their author took them back."""
    here = HeldPost.objects.filter(community=decision.community_id, turned_back_at__isnull=False)
    held = here.filter(pk=decision.subject_id).first()
    if held is None:
        raise permissions.CannotHold("Its author has taken it back meanwhile.")
    held.turned_back_at, held.turned_back_reason = None, ""
    held.save(update_fields=["turned_back_at", "turned_back_reason"])
    _record("post-waits-again", held, by=by, at=at)


@writes
def take_back(*, held: HeldPost, author: User, at: datetime) -> Draft:
    """Give held words back to their author as a draft of the same place, files and all; nobody looks at them any more.

    Raises CannotHold for anybody else, or where they are posted by now.
    """
    found = HeldPost.objects.select_for_update().filter(pk=held.pk, author=author).first()
    if found is None:
        raise permissions.CannotHold("A Lead has let it through by now.")
    kind, target = (
        (Draft.Kind.REPLY, found.thread_id) if found.thread_id else (Draft.Kind.START, found.community_id)
    )
    draft = Draft.objects.filter(author=author).at(kind, target).first() or Draft(
        author=author, kind=kind, target_id=target
    )
    draft.title, draft.body, draft.body_format = found.title, found.body, Draft.Format.HTML
    draft.is_masked = found.is_masked
    draft.quoted = found.quoted.number if found.quoted else None
    draft.token, draft.revision, draft.saved_at = uuid4(), draft.next_revision(at), at
    draft.save()
    found.files.update(held=None, draft=draft)
    found.delete()
    return draft


def give_back_masked(thread: Thread, *, to: Community, lead: User) -> None:
    """Give back what waits here without a name, where a Thread goes elsewhere: other Leads would see who asks.

    Within a write, under the Thread's lock.
    """
    if to.pk == thread.community_id:
        return
    waiting = HeldPost.objects.filter(thread=thread, why=HeldPost.Why.MASK, turned_back_at=None)
    for held in waiting.select_related("author", "community"):
        _put_turned_back(held, by=lead, reason=_GONE_ELSEWHERE, at=now())


def _put_turned_back(held: HeldPost, *, by: User, reason: str, at: datetime) -> None:
    held.turned_back_at, held.turned_back_reason = at, reason
    held.save(update_fields=["turned_back_at", "turned_back_reason"])
    _record("post-turned-back", held, by=by, reason=reason, at=at)


def _record(
    kind: str, held: HeldPost, *, by: User, at: datetime, reason: str = "", subject_id: int | None = None
) -> None:
    record(
        kind,
        community=held.community,
        subject_id=subject_id or held.pk,
        by=by,
        about=held.author,
        is_named=not held.is_masked,
        reason=reason,
        decided_at=at,
    )


def _locked(held: HeldPost) -> HeldPost:
    found = (
        HeldPost.objects.select_for_update(of=("self",))
        .select_related("community", "thread__community", "author", "quoted")
        .filter(pk=held.pk)
        .first()
    )
    if found is None:
        raise permissions.CannotHold("Somebody has let it through already, or its author has taken it back.")
    return found
