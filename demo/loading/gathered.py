"""Words on their way into guidance: a draft, and what their authors answered so far."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from wagtail.models import Page

from communities.models import User
from contributions.actions import ask_for
from contributions.drafts import open_draft
from contributions.models import Contribution, Gathering
from demo.content.gathered import GATHERED
from demo.content.shapes import MAIL_DOMAIN, Gathered
from discussions.models import Post, Thread


def load_gathered(now: datetime) -> int:
    """Make the drafts that are not there yet. Give how many were new."""
    new = [told for told in GATHERED if not Gathering.objects.filter(title=told.title).exists()]
    for told in new:
        _load(told, now)
    return len(new)


def _load(told: Gathered, now: datetime) -> None:
    thread = Thread.objects.get(community__slug=told.community, title=told.thread)
    made_at = now - timedelta(days=told.days_ago)
    gathering = Gathering.objects.create(
        thread=thread,
        kind=Gathering.Kind.CASE_STUDY,
        title=told.title,
        made_by=User.objects.get(email=f"{told.by}@{MAIL_DOMAIN}"),
        made_at=made_at,
        answer_by=made_at.date() + timedelta(days=14),
    )
    contributions = []
    for number, said in told.posts:
        post = Post.objects.get(thread=thread, number=number)
        contribution = ask_for(post, gathering, uuid5(NAMESPACE_URL, f"{told.title}/{number}"))
        if said:
            contribution.answer = Contribution.Answer.NO if said == "no" else Contribution.Answer.YES
            contribution.credit = Contribution.Credit.NOBODY if said == "no" else said
            contribution.words = "" if said == "no" else contribution.words
            contribution.answered_at = made_at
            if said != "no":
                contribution.given_in, contribution.given_privacy = thread.community, thread.community.privacy
            contribution.save()
            contribution.put_voice()
        contributions.append(contribution)
    voices = [contribution.voice for contribution in contributions]
    draft = open_draft(kind=gathering.kind, title=told.title, guide=None, voices=voices)
    gathering.page = Page.objects.get(pk=draft.pk)
    gathering.save(update_fields=["page"])
