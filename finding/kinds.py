"""The kinds of things that are found, each through the one door that says who may see it."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q

from communities.models import Community, Organisation, User
from communities.permissions import can_take_part
from discussions.models import Post, Thread
from finding.asking import Query
from finding.files import Files
from finding.found import Found, Kind, Scope
from finding.keeping import plain_words
from finding.marking import excerpt_around, mark
from finding.matching import Score, best_of, in_rooms
from finding.pages import find_pages, kind_of
from practice.models import PracticeRecord

#: Conversations whose first Post is out of sight, beside those found by what was said in them.
TITLES_ALONE = 3


class Guidance(Kind):
    """Guides, their chapters, case studies, linked resources, news and plain pages, by Wagtail's index."""

    slug, label, may_be_any = "guidance", "Guidance", True

    def find(self, scope: Scope, start: int, stop: int) -> list[Found]:
        """Rank what the viewer may read; at most thirteen queries."""
        if not scope.query:
            return []
        return [
            Found(
                mark(page.title, scope.query),
                page.get_url(scope.request),
                kind_of(page),
                mark(page.summary, scope.query),
                getattr(page, "published_date", None),
            )
            for page in find_pages(scope.request, scope.query, scope.topic, start, stop)
        ]


class Conversations(Kind):
    """What was said, by our own index."""

    slug, label, may_be_any, is_in_community = "conversations", "Conversations", True, True

    def find(self, scope: Scope, start: int, stop: int) -> list[Found]:
        """Rank the Posts the viewer may read; four queries for the first page, three for those after."""
        if not scope.query:
            return []
        ranked = self._rank(scope, start, stop)
        posts = Post.objects.visible_to(scope.viewer).readable().filter(pk__in=ranked)
        by_pk = {post.pk: post for post in posts.select_related("thread", "community", "author")}
        found = [self._row(by_pk[pk], scope) for pk in ranked if pk in by_pk]
        if not start:
            found += [self._title(thread, scope) for thread in self._by_title_alone(scope)]
        return found

    def _rank(self, scope: Scope, start: int, stop: int) -> list[int]:
        rooms = list(Community.objects.readable_by(scope.viewer).values_list("pk", flat=True))
        if not rooms:
            return []
        posts = scope.within(in_rooms(Post.objects.readable(), rooms))
        posts = scope.about(posts, "thread__topics").filter(words__index__matches=scope.query)
        return best_of(posts, Score("words__index", scope.query), start, stop)

    def _by_title_alone(self, scope: Scope) -> Iterable[Thread]:
        first = Post.objects.readable().filter(thread=OuterRef("pk"), number=1)
        threads = scope.within(Thread.objects.visible_to(scope.viewer)).filter(~Exists(first))
        threads = scope.about(threads, "topics").filter(words__index__matches=scope.query)
        return threads.select_related("community").order_by("-pk")[:TITLES_ALONE]

    def _row(self, post: Post, scope: Scope) -> Found:
        # Under the Chatham House Rule what is said may be told, and not who said it.
        who = () if post.community.is_chatham_house else (post.byline,)
        post.thread.community = post.community
        words = excerpt_around(plain_words(post.body), scope.query)
        return Found(
            mark(post.thread.title, scope.query),
            post.get_absolute_url() if post.number > 1 else post.thread.get_absolute_url(),
            (post.thread.get_kind_display(), post.community.name, *who),
            mark(words, scope.query),
            post.posted_at,
        )

    def _title(self, thread: Thread, scope: Scope) -> Found:
        return Found(
            mark(thread.title, scope.query),
            thread.get_absolute_url(),
            (thread.get_kind_display(), thread.community.name),
            mark(excerpt_around(plain_words(thread.summary), scope.query), scope.query),
            thread.last_posted_at,
            is_beside=True,
        )


class Practice(Kind):
    """What organisations tried of the guidance, by what they wrote of it."""

    slug, label, has_topics = "practice", "What was tried", False

    def find(self, scope: Scope, start: int, stop: int) -> list[Found]:
        """List them, newest first; one query. No name is looked at: some are told to the network alone."""
        if not scope.query:
            return []
        records = PracticeRecord.objects.visible_to(scope.viewer).in_sight()
        records = records.filter(scope.said_in("page__title", "changed", "happened", "evidence_note"))
        is_inside = can_take_part(scope.viewer)
        return [
            Found(
                mark(record.title, scope.query),
                record.get_absolute_url(),
                (
                    record.get_outcome_display(),
                    record.organisation_name if is_inside else record.public_name,
                    str(record.year),
                ),
                mark(excerpt_around(f"{record.happened} {record.changed}", scope.query), scope.query),
                record.published_at,
            )
            for record in records.for_list().newest_first()[start:stop]
        ]


class Communities(Kind):
    """Communities that the viewer may know of."""

    slug, label = "communities", "Communities"

    def find(self, scope: Scope, start: int, stop: int) -> list[Found]:
        """List them by name; one query."""
        if not scope.query:
            return []
        rooms = Community.objects.visible_to(scope.viewer).filter(scope.said_in("name", "purpose"))
        rooms = scope.about(rooms, "tagged_items__tag").order_by("name", "pk")[start:stop]
        return [
            Found(
                mark(room.name, scope.query),
                room.get_absolute_url(),
                (f"{room.get_privacy_display()} community",),
                mark(room.purpose, scope.query),
            )
            for room in rooms
        ]


class People(Kind):
    """People whom lists may name to the viewer, by their names."""

    slug, label = "people", "People"

    def find(self, scope: Scope, start: int, stop: int) -> list[Found]:
        """List them by name; one query. Nothing else they wrote is looked at: some is not for everybody."""
        named = Q()
        for word in scope.words:
            named &= Q(name__icontains=word)
        people = User.objects.visible_to(scope.viewer).listed_to(scope.viewer).filter(named)
        people = scope.about(people, "tagged_items__tag").select_related("organisation")
        return [
            Found(
                mark(person.name, Query(tuple(((word,),) for word in scope.words))),
                person.get_absolute_url(),
                (person.organisation.name,) if person.organisation else (),
                mark(person.job_title, scope.query),
            )
            for person in people.order_by("name", "pk")[start:stop]
        ]


class Organisations(Kind):
    """Organisations, for whoever has an account, as their list is."""

    slug, label, has_topics = "organisations", "Organisations", False

    def find(self, scope: Scope, start: int, stop: int) -> list[Found]:
        """List them by name; one query."""
        if not (scope.query and scope.viewer.is_authenticated):
            return []
        bodies = Organisation.objects.filter(scope.said_in("name", "description")).order_by("name", "pk")
        return [
            Found(
                mark(body.name, scope.query),
                body.get_absolute_url(),
                (body.get_sector_display(),),
                mark(body.description, scope.query),
            )
            for body in bodies[start:stop]
        ]


KINDS: dict[str, Kind] = {
    kind.slug: kind
    for kind in (Guidance(), Conversations(), Practice(), Communities(), People(), Organisations(), Files())
}
