"""Gathering words, asking for them, and doing as their authors say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import partial
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Q
from wagtail.models import Page

from communities.db import looks_again, writes
from communities.models import User
from contributions import permissions, tasks
from contributions.drafts import open_draft, voices_on
from contributions.models import Contribution, Gathering
from discussions.models import Post, Thread
from resources.keepers import keepers_of
from resources.models import GuidePage, Voice


@looks_again
@writes
def gather(
    *,
    thread: Thread,
    by: User,
    numbers: Sequence[int],
    kind: str,
    title: str,
    guide: GuidePage | None,
    answer_by: date,
    token: UUID,
    at: datetime,
) -> Gathering:
    """Open a draft for posts of a Thread, and ask each of their authors. The same press again gives the first one.

    The draft holds numbers and no words until their authors say yes. Raises CannotTakePart and CannotGather.
    """
    if earlier := Gathering.objects.filter(made_by=by, token=token).first():
        return earlier
    permissions.check_can_gather(by, thread)
    posts = list(Post.objects.filter(thread=thread, number__in=numbers).order_by("number"))
    permissions.check_can_be_asked_for(posts, numbers)
    gathering = Gathering.objects.create(
        thread=thread, kind=kind, title=title, made_by=by, token=token, made_at=at, answer_by=answer_by
    )
    contributions = [ask_for(post, gathering) for post in posts]
    voices = [contribution.voice for contribution in contributions]
    gathering.page = Page.objects.get(pk=open_draft(kind=kind, title=title, guide=guide, voices=voices).pk)
    gathering.save(update_fields=["page"])
    for author in sorted({post.author_id for post in posts if post.author_id}):
        transaction.on_commit(partial(tasks.write_to_contributor.enqueue, gathering.pk, author), robust=True)
    return gathering


def ask_for(post: Post, gathering: Gathering, pk: UUID | None = None) -> Contribution:
    """Hold a post's words for its author's answer, without a letter. Asks no permission."""
    pk = pk or uuid4()
    voice = Voice.objects.create()
    return Contribution.objects.create(
        pk=pk, gathering=gathering, post=post, voice=voice, author_id=post.author_id, words=post.body
    )


@writes
def answer(*, contribution: Contribution, author: User, credit: str | None, at: datetime) -> Contribution:
    """Take an author's yes, with how to credit them, or with None their no. It may be changed as often as they like.

    A no holds everywhere at once, on pages that are published and in their earlier versions. A yes after a no works
    while the post stands. Raises CannotAnswer.
    """
    contribution = _locked(contribution.pk)
    permissions.check_can_answer(author, contribution)
    offered = {value for value, _ in contribution.credits}
    if credit is not None and credit not in offered:
        raise permissions.CannotAnswer("That way of naming you is not on offer here.")
    contribution.answer = Contribution.Answer.NO if credit is None else Contribution.Answer.YES
    contribution.credit = credit or Contribution.Credit.NOBODY
    contribution.words = contribution.post.body if credit and not contribution.words else contribution.words
    if credit is None:
        contribution.words, contribution.thanked_at = "", None
    contribution.answered_at, contribution.asked_again_at = at, None
    contribution.given_in = contribution.post.community if credit else None
    contribution.given_privacy = contribution.post.community.privacy if credit else ""
    contribution.save()
    contribution.put_voice()
    _follow_page(contribution, at)
    return contribution


def _follow_page(contribution: Contribution, at: datetime) -> None:
    """Thank somebody whose yes came when the page was published already."""
    page = contribution.gathering.page
    if (
        contribution.voice.is_shown
        and page
        and page.live
        and contribution.voice_id in voices_on(page.specific)
    ):
        _stand_on(page, [contribution], at)


@writes
def follow_post(*, post: Post, at: datetime) -> None:
    """Do with the words in guidance as was done with the post: deleted, they are gone; out of sight, they are too."""
    follow_room(among=Q(post=post), at=at)
    for contribution in Contribution.objects.with_all().filter(post=post):
        if contribution.post.is_deleted:
            contribution.answer, contribution.words = Contribution.Answer.NO, ""
            contribution.answered_at = contribution.post.deleted_at
            contribution.save(update_fields=["answer", "words", "answered_at"])
        elif contribution.is_waiting and contribution.words != contribution.post.body:
            contribution.words = contribution.post.body  # what somebody is asked about is what it says now
            contribution.save(update_fields=["words"])
        contribution.put_voice()


@writes
def refresh_credits(*, among: Q) -> None:
    """Name people as they are called now, and as their room allows now."""
    for contribution in Contribution.objects.with_all().filter(among, answer=Contribution.Answer.YES):
        contribution.put_voice()


@writes
def follow_room(*, among: Q, at: datetime) -> None:
    """Name people as their room allows now, and silence what went into a closed one until its author says yes again.

    Authors are told, and whoever keeps a page on which words stood.
    """
    silenced = []
    for contribution in Contribution.objects.with_all().filter(among, answer=Contribution.Answer.YES):
        if contribution.has_gone_inside:
            contribution.answer, contribution.answered_at = Contribution.Answer.WAITING, None
            contribution.asked_again_at = at
            contribution.save(update_fields=["answer", "answered_at", "asked_again_at"])
            silenced.append(contribution)
        contribution.put_voice()
    for author in sorted({each.author_id for each in silenced if each.author_id}):
        transaction.on_commit(partial(tasks.ask_again.enqueue, author), robust=True)
    for page in {each.page for each in silenced if each.page and each.page.live}:
        for keeper in keepers_of(page):
            transaction.on_commit(partial(tasks.write_to_keeper.enqueue, page.pk, keeper.pk), robust=True)


@writes
def forget_name(*, author: User) -> None:
    """Take somebody's name off their words before their account goes. What they let stand stays, as their posts do."""
    for contribution in Contribution.objects.with_all().filter(author=author):
        contribution.credit, contribution.author = Contribution.Credit.NOBODY, None
        contribution.save(update_fields=["credit", "author"])
        contribution.put_voice()


@writes
def follow_page(*, page: Page, at: datetime) -> None:
    """Note which words a page that was published shows to readers, and thank those who said them, once."""
    there = set(Voice.objects.filter(pk__in=voices_on(page), page=page.pk).values_list("pk", flat=True))
    Contribution.objects.filter(page=page).exclude(voice__in=there).update(page=None)
    _stand_on(page, Contribution.objects.with_all().filter(voice__in=there, voice__is_shown=True), at)


def _stand_on(page: Page, contributions: Iterable[Contribution], at: datetime) -> None:
    to_thank: set[int] = set()
    for contribution in contributions:
        contribution.page_id = page.pk
        if contribution.thanked_at is None and contribution.author_id:
            contribution.thanked_at = at
            to_thank.add(contribution.author_id)
        contribution.save(update_fields=["page", "thanked_at"])
    for author in sorted(to_thank):
        transaction.on_commit(partial(tasks.thank_contributor.enqueue, page.pk, author), robust=True)


@writes
def leave_page(*, page: Page) -> None:
    """Note that a page shows nothing to readers any more."""
    Contribution.objects.filter(page=page).update(page=None)


def _locked(pk: UUID) -> Contribution:
    Contribution.objects.select_for_update(of=("self",)).get(pk=pk)
    return Contribution.objects.with_all().get(pk=pk)
