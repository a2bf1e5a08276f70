"""Words gathered for guidance, as people gather them and answer."""

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone
from wagtail.models import Page

from communities.models import Community, User
from contributions import actions
from contributions.models import Contribution, Gathering
from discussions.models import Post, Thread
from tests.discussions.factories import lead_of, make_reply, make_thread


def make_gathering(
    thread: Thread | None = None, posts: list[Post] | None = None, *, by: User | None = None, **facts
) -> Gathering:
    """Gather posts of a Thread for a case study; a reply of a new Thread if none are named."""
    thread = thread or make_thread()
    posts = posts or [make_reply(thread)]
    facts = {"kind": Gathering.Kind.CASE_STUDY, "title": "What they found out", "guide": None} | facts
    return actions.gather(
        thread=thread,
        by=by or lead_of(Community.objects.get(pk=thread.community_id)),
        numbers=[post.number for post in posts],
        answer_by=timezone.localdate() + timedelta(days=14),
        token=uuid4(),
        at=timezone.now(),
        **facts,
    )


def contribution_of(gathering: Gathering, post: Post) -> Contribution:
    return Contribution.objects.with_all().get(gathering=gathering, post=post)


def say(gathering: Gathering, post: Post, credit: str | None) -> Contribution:
    """Answer as the post's author."""
    contribution = contribution_of(gathering, post)
    return actions.answer(
        contribution=contribution, author=contribution.author, credit=credit, at=timezone.now()
    )


def publish(gathering: Gathering) -> Page:
    """Finish the draft and publish it, as an Editor does."""
    gathering.refresh_from_db()
    page = gathering.page.specific
    page.summary = page.place = page.organisation_name = "Northfield"
    page.save_revision().publish()
    return page
